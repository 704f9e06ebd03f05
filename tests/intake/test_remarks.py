"""What is said of a submission without running it."""

import pytest

from tamrin.intake import Plan, Submission, apart, defined_later, fingerprint, identical, rebound, uninstalled
from tamrin.intake.plan import Step
from tamrin.intake.reader import Cell
from tests.intake.files import archive, notebook, stored

STAND_INS = ("google.colab", "gdown")


def missing(*sources, beside=()):
    cells = tuple(Cell(i, source) for i, source in enumerate(sources, 1))
    return uninstalled(Submission("s", "", cells, beside=frozenset(beside)), STAND_INS)


def test_module_that_is_not_installed_is_told_once_with_its_cell():
    assert missing("import numpy", "import no_such.part", "from no_such import x") == [
        "Cell 2 imports `no_such`, which is not installed here."
    ]


@pytest.mark.parametrize(
    "source",
    [
        "import os, sys, __main__, numpy.linalg, _thread",
        "import gdown\nfrom google.colab import drive\nfrom google import colab\nimport google.colab.patches",
        "try:\n    import no_such\nexcept ImportError:\n    pass",
        "import (",
    ],
)
def test_module_that_is_there_or_stood_in_for_or_guarded_is_not_told(source):
    assert missing(source) == []


def test_neighbour_of_a_stand_in_is_told():
    assert missing("import gdown2") == ["Cell 1 imports `gdown2`, which is not installed here."]


def test_module_of_the_judges_own_folder_is_not_installed():
    assert missing("import solutions, tests") != []


@pytest.mark.parametrize(("source", "beside"), [("import utils", ["utils"]), ("from .utils import f", [])])
def test_file_of_the_students_own_is_told_as_such(source, beside):
    assert missing(source, beside=beside) == [
        "Cell 1 imports `utils`, a file of the student's own; only the notebook is run."
    ]


def test_file_that_an_earlier_cell_writes_is_there():
    assert missing("%%writefile utils.py\nx = 1", "import utils") == []
    assert missing("import utils", "%%writefile utils.py\nx = 1") != []


def test_many_modules_are_not_all_looked_for():
    assert len(missing(*(f"import no_such_{i}" for i in range(1000)))) == 200


def test_archive_with_a_module_beside_the_notebook_is_told(tmp_path):
    from tamrin.intake import read

    data = archive(("a.ipynb", notebook("import utils_of_mine")), ("utils_of_mine.py", "x = 1"))
    (note,) = uninstalled(read(stored(tmp_path, data, "s1.zip")), STAND_INS)
    assert "a file of the student's own" in note


def planned(*sources, question="q"):
    steps = [Step(0, "given = 1"), *(Step(i, source, question) for i, source in enumerate(sources, 1))]
    return Plan(tuple(steps), frozenset(), ())


@pytest.mark.parametrize(
    ("cell", "name", "later"),
    [
        (1, "x", 3),
        (3, "x", None),
        (4, "x", None),
        (1, "f", 2),
        (1, "nothing", None),
        (1, "given", None),
        (2, "y", 4),
    ],
)
def test_name_that_is_defined_later(cell, name, later):
    found = planned("x + f()", "%%time\ndef f(): pass", "x = 1", "x = 2\nfor y in []: pass")
    assert defined_later(found, cell, name) == later


CODE = "def f(x):\n" + "".join(f"    x += {i}\n" for i in range(10)) + "    return x\n"


def test_fingerprint_is_of_the_code_alone():
    assert fingerprint(planned(CODE, "a = 1")) == fingerprint(planned("# mine\n" + CODE.replace("+=", " +=  "), "a=1"))
    assert fingerprint(planned(CODE, "a = 1")) == fingerprint(planned("a = 1", "%%time\n" + CODE))
    assert fingerprint(planned(CODE)) != fingerprint(planned(CODE.replace("x", "y")))
    assert len(fingerprint(planned(CODE))) == 64


@pytest.mark.parametrize("plan", [planned(), planned("a = 1", "b = [[1, 2], [3, 4]]"), planned(CODE, question=None)])
def test_fingerprint_of_too_little_is_none(plan):
    assert fingerprint(plan) == ""


def test_identical_submissions_are_grouped_by_file_or_code():
    assert identical(
        {
            "a": ("1", "x"),
            "b": ("2", "x"),
            "c": ("2", "y"),
            "d": ("3", "z"),
            "e": ("4", "w"),
            "f": ("4", "w"),
            "blank": ("5", ""),
            "template": ("5", ""),
        }
    ) == [("a", "b", "c"), ("e", "f")]
    assert identical({}) == []


def steps(*cells):
    """A plan of cells, each with the question it answers."""
    return Plan(tuple(Step(i, source, question) for i, (question, source) in enumerate(cells)), frozenset(), ())


def test_question_by_itself_needs_its_cells_and_those_that_it_takes_names_from():
    found = steps(
        (None, "given = 1"),
        ("one", "def helper(x): return base(x)\nscratch = 1"),
        ("two", "def base(x): return x"),
        ("three", "scratch = 2\nanswer = helper(scratch)"),
        ("four", "other = scratch_of_nobody"),
    )
    assert apart(found, "three") == {0, 1, 2, 3}
    assert apart(found, "two") == {0, 2}
    assert apart(found, "four") == {0, 4}


def test_answer_that_a_later_cell_binds_anew_is_told():
    questions = {"loss": "one", "w": "two"}
    found = steps(("one", "loss = 3"), ("two", "w = 1\nw = 2"), (None, "for i in range(3):\n    loss = i"))
    assert rebound(found, questions) == ["Cell 2 gives `loss` another value; one is judged by the last one."]
    assert rebound(steps(("one", "loss = 3"), ("one", "loss = 4"), (None, "print(loss)")), questions) == []
