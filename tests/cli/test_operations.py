"""Whole runs under trouble: killed helpers, a full disk, two graders, a reference that raises, a changed grader."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tamrin.gradebook import Gradebook, GradebookError
from tamrin.judge.batch import Setting, grade_all
from tamrin.judge.grading import Task
from tamrin.sandbox.worker import Warm

pytestmark = pytest.mark.xdist_group("operations")
ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("key")
    subprocess.run([TAMRIN, "key", "hw02", "--out", folder], cwd=ROOT, check=True, capture_output=True)
    return folder / "hw02_convolution" / "hw02_convolution.ipynb"


def a_class(solved, folder, size):
    folder.mkdir()
    for number in range(size):
        shutil.copy(solved, folder / f"s{number:02d}.ipynb")
    return folder


def children(pid):
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def running_grades(assignment, solved, tmp_path, kill):
    """Grade twelve submissions; after the second result, `kill(warm)` strikes."""
    files = sorted(a_class(solved, tmp_path / "class", 12).iterdir())
    with Warm(["numpy"]) as warm:
        setting = Setting(ROOT, assignment.id, warm.path, "full")
        results = {}
        for result in grade_all(setting, [Task(path.stem, path) for path in files], 2, warm.revive):
            results[result.submission] = result
            if len(results) == 2:
                kill(warm)
    return results


def foreman():
    """The process from which the judges were forked: the only child that was spawned and has children itself."""
    (found,) = (pid for pid in children(os.getpid()) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())
    return found


@pytest.mark.parametrize("whose", ["one judge", "every judge", "foreman"])
def test_killed_judge_process_loses_nothing(hw02, solved, tmp_path, whose):
    def kill(warm):
        judges = children(foreman())
        assert len(judges) == 2
        for pid in {"one judge": judges[:1], "every judge": judges, "foreman": [foreman()]}[whose]:
            os.kill(pid, signal.SIGKILL)

    results = running_grades(hw02, solved, tmp_path, kill)
    assert len(results) == 12
    assert {(result.score, result.status) for result in results.values()} == {(100, "graded")}


class Deadly(Task):
    """Ends the process that it reaches."""

    def __reduce__(self):
        return exec, ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",)


def test_submission_that_ends_every_judge_is_a_fault_of_ours_and_harms_no_other(hw02, solved, tmp_path):
    files = sorted(a_class(solved, tmp_path / "class", 6).iterdir())
    tasks = [(Deadly if path.stem == "s01" else Task)(path.stem, path) for path in files]
    with Warm(["numpy"]) as warm:
        setting = Setting(ROOT, hw02.id, warm.path, "full")
        results = {result.submission: result for result in grade_all(setting, tasks, 2, warm.revive)}
    assert len(results) == 6
    (lost,) = (result for result in results.values() if result.faults)
    assert lost.submission == "s01" and lost.score == 0 and lost.pending == 100
    assert {result.score for result in results.values() if result is not lost} == {100}


def test_killed_warm_parent_is_started_again(hw02, solved, tmp_path):
    def kill(warm):
        warm.process.kill()
        warm.process.wait()

    results = running_grades(hw02, solved, tmp_path, kill)
    assert len(results) == 12
    assert {(result.score, result.status) for result in results.values()} == {(100, "graded")}


def test_second_grader_in_one_folder_is_refused(solved, tmp_path):
    submissions, out = a_class(solved, tmp_path / "class", 8), tmp_path / "graded"
    command = [TAMRIN, "grade", "hw02", str(submissions), "--out", str(out), "--jobs", "1"]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (out / "gradebook.sqlite").exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 2 and "Another grader is at work" in second.stderr
    assert first.wait() == 0


def test_full_disk_is_one_sentence_and_keeps_what_was_recorded(solved, tmp_path):
    submissions, out = a_class(solved, tmp_path / "class", 6), tmp_path / "graded"
    command = [TAMRIN, "grade", "hw02", str(submissions), "--out", str(out), "--jobs", "1"]

    def little_room():  # no file may grow past this: for a database it is a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))

    full = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=little_room)
    assert full.returncode == 2
    assert "gradebook" in full.stderr and "Traceback" not in full.stderr
    again = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert len(list((out / "results").iterdir())) == 6


def test_gradebook_that_cannot_be_written_says_so(tmp_path, monkeypatch):
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.orm import Session

    from tamrin.judge.verdict import Result

    gradebook = Gradebook(f"sqlite:///{tmp_path / 'g.sqlite'}")

    def full(*_):
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    monkeypatch.setattr(Session, "flush", full)
    with pytest.raises(GradebookError, match="disk is full"):
        gradebook.put(Result("s", "s", "hw", "published", "en", 1.0, 1.0, 0.0, "graded"))


def test_reference_that_raises_costs_nobody_points(course, solved, tmp_path):
    copy = tmp_path / "course"
    for folder in ("assignments", "solutions", "graders", "datasets"):
        shutil.copytree(course.root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    solution = copy / "solutions" / "hw02_convolution.py"
    solution.write_text(solution.read_text().replace("field, jump = 1, 1", "raise RuntimeError('broken')"))
    submissions = a_class(solved, tmp_path / "class", 1)
    command = [TAMRIN, "grade", "hw02", str(submissions), "--out", str(tmp_path / "graded")]
    ran = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert ran.returncode == 1  # findings: staff must look
    record = json.loads((tmp_path / "graded" / "results" / "s00.json").read_text())
    assert record["score"] == record["max_score"] and record["pending"] == pytest.approx(6.4)
    assert any("RuntimeError: broken" in fault for fault in record["faults"])
    question = next(q for q in record["questions"] if q["id"] == "receptive_field")
    assert "grader_fault" in {check["verdict"] for check in question["checks"]}


def test_resume_grades_again_what_a_changed_grader_judges(course, solved, tmp_path):
    copy = tmp_path / "course"
    for folder in ("assignments", "solutions", "graders", "datasets"):
        shutil.copytree(course.root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    submissions = a_class(solved, tmp_path / "class", 2)
    command = [TAMRIN, "grade", "hw02", str(submissions), "--out", str(tmp_path / "graded"), "--jobs", "1"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    unchanged = subprocess.run([*command, "--resume"], cwd=copy, capture_output=True, text=True, check=True)
    assert "0/0" in unchanged.stderr
    with (copy / "graders" / "hw02_convolution.py").open("a") as file:
        file.write("\n# a change\n")
    changed = subprocess.run([*command, "--resume"], cwd=copy, capture_output=True, text=True, check=True)
    assert "2/2" in changed.stderr


def test_file_that_several_students_could_mean_is_nobodys_and_staff_are_told(tmp_path):
    (tmp_path / "class").mkdir()
    for name in ("s10001", "s10001_s10002"):
        (tmp_path / "class" / f"{name}.ipynb").write_bytes(b"")
    (tmp_path / "roster.csv").write_text("student\ns10001\ns10002\n")
    command = [TAMRIN, "grade", "hw02", str(tmp_path / "class"), "--roster", str(tmp_path / "roster.csv")]
    subprocess.run([*command, "--out", str(tmp_path / "graded")], cwd=ROOT, capture_output=True, check=False)
    one, several = (
        json.loads((tmp_path / "graded" / "results" / f"{name}.json").read_text("utf-8"))
        for name in ("s10001", "s10001_s10002")
    )
    assert one["student"] == "s10001" and one["staff_notes"] == []
    assert several["student"] == "s10001_s10002"
    assert several["staff_notes"] == [
        "Several students could be meant: s10001, s10002; name the student in the column `submission`."
    ]
