"""`otter run` on the autograder zip gives the scores of `tamrin grade`."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("otter", reason="Otter is an extra")
pytestmark = [pytest.mark.slow, pytest.mark.otter, pytest.mark.xdist_group("otter")]


@pytest.fixture(scope="module")
def archive(course, tmp_path_factory):
    from tamrin.build import release

    return release.build(course.assignment("hw02"), "published", "en", tmp_path_factory.mktemp("otter"), otter=True)[-1]


def cells_of(assignment, change):
    """The solved answer cells with some replaced."""
    from tamrin.build.answers import answer_cell, answers
    from tamrin.judge.paper import paper

    sheet = paper(assignment, "published")
    key = answers(sheet)
    solved = {question.id: answer_cell(sheet, question, key[question.id]) for question in assignment.questions}
    return sheet, {**solved, **change(assignment, solved)}


def untouched(assignment, solved):
    return assignment.stub


def half_done(assignment, solved):
    return {question.id: assignment.stub[question.id] for question in assignment.questions[5:]}


def errors_and_traps(assignment, solved):
    return {
        "laplacian": "response = np.zeros((5, 5))",
        "edge_meaning": "edge_meaning = 'Z'",
        "forward": "conv_map = [[1, 2], [3, 4]]\ngap = 2.5",
        "filter_gradient": "raise RuntimeError('lost')",
        "input_gradient": "input_gradient = np.ones((3, 3), dtype=np.float32",
        "conv2d": "def conv2d(x, w, stride=1, padding=0):\n    raise SystemExit",
        "receptive_field": "def receptive_field(layers):\n    return 1 + sum((k - 1) * d for k, s, d in layers)",
    }


@pytest.mark.parametrize(
    "change", [lambda *_: {}, untouched, half_done, errors_and_traps], ids=["full", "untouched", "half", "errors"]
)
def test_otter_run_gives_the_same_score_as_tamrin_grade(course, archive, warm, tmp_path, change):
    from tamrin.build import notebook
    from tamrin.judge.grading import Grading, Task

    assignment = course.assignment("hw02")
    sheet, cells = cells_of(assignment, change)
    path = tmp_path / "submission.ipynb"
    path.write_text(notebook.dumps(notebook.build(sheet, "en", cells, {})))
    ours = Grading(assignment, warm.path, "full").grade(Task("submission", path))
    otter = str(Path(sys.executable).with_name("otter"))
    ran = subprocess.run(
        [otter, "run", "-a", archive, "-o", tmp_path, path], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = {
        t["name"]: t["score"] for t in json.loads((tmp_path / "results.json").read_text())["tests"] if "score" in t
    }
    assert theirs == pytest.approx({question.id: question.score for question in ours.questions}, abs=1e-3)


def test_zip_holds_no_file_that_a_student_should_not_see_in_the_release(archive):
    assert not any(path.suffix == ".zip" for path in (archive.parent / "hw02_convolution").rglob("*"))
    with zipfile.ZipFile(archive) as content:
        environment = content.read("environment.yml").decode()
    assert "python=3.12" in environment and "hypothesis" in environment
