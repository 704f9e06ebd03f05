"""Grading on a cluster gives the records that one machine gives."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tamrin.course import CourseError
from tamrin.judge.batch import Setting, grade_all
from tamrin.judge.cluster import Cluster
from tamrin.judge.grading import Task

distributed = pytest.importorskip("distributed", reason="dask.distributed is an extra")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operations")]
ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    subprocess.run([TAMRIN, "key", "hw02", "--out", folder], cwd=ROOT, check=True, capture_output=True)
    solved = folder / "hw02_convolution" / "hw02_convolution.ipynb"
    for number in range(10):
        shutil.copy(solved, folder / f"s{number}.ipynb")
    (folder / "s3.ipynb").write_text("no notebook")
    (folder / "s5.py").write_text("# %% conv2d\nimport os\nos._exit(1)\n")
    return [Task(path.name, path) for path in sorted(folder.glob("s*"))]


def plain(result):
    record = result.as_dict()
    record.pop("seconds")
    for question in record["questions"]:
        for check in question["checks"]:
            check.pop("seconds")
    return record


def test_cluster_gives_the_same_records_as_one_machine(scheduler, tasks, warm, layer, hw02):
    setting = Setting(ROOT, hw02.id, "", layer)
    there = Cluster(scheduler)
    try:
        assert there.confinement(setting, unconfined=True) == layer
        remote = {result.submission: plain(result) for result in there.grade_all(setting, tasks)}
    finally:
        there.close()
    here = Setting(ROOT, hw02.id, warm.path, layer)
    local = {result.submission: plain(result) for result in grade_all(here, tasks, 2, lambda: None)}
    assert remote == local and len(remote) == 11
    assert sorted({record["score"] for record in remote.values()}) == [0, 100]


def test_no_scheduler_is_said():
    with pytest.raises(CourseError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9")
