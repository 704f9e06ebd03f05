"""The plan: which cell answers which question, what is run, and what comes from the course instead."""

import pytest

from tamrin.course.schema import Question
from tamrin.intake import Submission, plan
from tamrin.intake.reader import Cell

QUESTIONS = (
    Question(id="map", kind="value", points=1, names=("conv_map", "gap")),
    Question(id="code", kind="function", points=1, names=("conv2d",)),
)
BLANKS = {
    "map": "conv_map = ...  # a 2×2 array\ngap = ...",
    "code": 'def conv2d(x, w):\n    """Convolve."""\n    raise NotImplementedError',
}
GIVENS = "x = 1"
MAP = "conv_map = 1\ngap = 2"
CODE = "def conv2d(x, w):\n    return x"


def planned(*cells, groups=None):
    """The plan of cells, each a source or a triple of source, question and role."""
    made = []
    for i, cell in enumerate(cells, 1):
        source, question, role = (cell, None, None) if isinstance(cell, str) else cell
        made.append(Cell(i, source, question, role))
    return plan(Submission("s", "", tuple(made)), QUESTIONS, BLANKS, GIVENS, groups)


def answer(source, question):
    return source, question, "answer"


def steps(found):
    return [(step.index, step.question) for step in found.steps]


def test_givens_of_the_course_run_first():
    found = planned(answer(MAP, "map"))
    assert (found.steps[0].index, found.steps[0].source, found.steps[0].question) == (0, GIVENS, None)
    assert steps(found) == [(0, None), (1, "map")]


def test_answers_are_found_by_their_mark():
    found = planned(answer(CODE, "code"), answer(MAP, "map"))
    assert steps(found) == [(0, None), (1, "code"), (2, "map")]
    assert found.attempted == {"map", "code"}
    assert found.notes == ()


def test_answers_are_found_by_the_names_they_define():
    found = planned("import numpy as np", MAP, CODE, "print(gap)")
    assert steps(found) == [(0, None), (1, None), (2, "map"), (3, "code"), (4, None)]
    assert found.attempted == {"map", "code"}


def test_mark_comes_before_names():
    found = planned(MAP, answer("conv_map = 5\ngap = 6", "map"))
    assert dict(steps(found))[2] == "map"
    assert dict(steps(found))[1] is None


def test_mark_of_an_unknown_question_is_no_mark():
    found = planned(answer(MAP, "nothing"))
    assert steps(found) == [(0, None), (1, "map")]


def test_stub_untouched_is_not_attempted():
    found = planned(*(answer(source, question) for question, source in BLANKS.items()))
    assert found.attempted == frozenset()
    assert steps(found) == [(0, None)]


def test_stub_with_another_comment_or_docstring_is_untouched():
    found = planned(
        answer("# Question: map\nconv_map = ...\ngap = ...  # todo", "map"),
        answer("def conv2d(x, w):\n    raise NotImplementedError\n", "code"),
    )
    assert found.attempted == frozenset()


@pytest.mark.parametrize("source", ["", "# nothing here", "\n\n"])
def test_emptied_answer_cell_is_not_attempted(source):
    assert planned(answer(source, "map")).attempted == frozenset()


def test_cell_with_a_syntax_error_is_an_attempt():
    found = planned(answer("conv_map = = 1", "map"))
    assert found.attempted == {"map"}
    assert steps(found) == [(0, None), (1, "map")]


def test_half_of_the_names_is_an_attempt():
    assert planned(answer("gap = 2", "map")).attempted == {"map"}


def test_last_copy_that_is_not_empty_wins_and_is_noted():
    found = planned(answer("conv_map = 1\ngap = 1", "map"), answer(MAP, "map"))
    assert steps(found) == [(0, None), (2, "map")]
    assert found.notes == ("map is answered in several cells; the last one counts.",)


@pytest.mark.parametrize("copy", [BLANKS["map"], "", "# Question: map"])
def test_blank_copy_after_a_written_one_is_passed_over(copy):
    found = planned(answer(MAP, "map"), answer(copy, "map"))
    assert steps(found)[:2] == [(0, None), (1, "map")]
    assert not any(step.source == BLANKS["map"] for step in found.steps)
    assert found.attempted == {"map"}


def test_unmarked_blank_copy_after_a_written_one_does_not_undo_it():
    # The stub's cell, pasted again by a student whose tool drops metadata, must not run over the answer.
    found = planned(answer(MAP, "map"), BLANKS["map"])
    assert [step.source for step in found.steps] == [GIVENS, MAP]


def test_halves_of_a_split_cell_both_stay():
    found = planned(answer("conv_map = 1", "map"), answer("gap = conv_map", "map"))
    assert steps(found) == [(0, None), (1, "map"), (2, "map")]
    assert found.notes == ()


def test_halves_of_a_split_cell_that_fill_an_array_both_stay():
    found = planned(answer("conv_map = [0, 0]", "map"), answer("conv_map[0] = 1\ngap = 2", "map"))
    assert steps(found) == [(0, None), (1, "map"), (2, "map")]


def test_helper_cell_marked_with_the_question_stays():
    found = planned(answer("def helper(): return 1", "map"), answer("conv_map = helper()\ngap = 2", "map"))
    assert steps(found) == [(0, None), (1, "map"), (2, "map")]


@pytest.mark.parametrize("role", ["prompt", "givens", "check", "setup"])
def test_cells_of_the_course_are_not_run_from_the_notebook(role):
    found = planned(("x = 99\ny = 1", "map", role), answer(CODE, "code"))
    assert steps(found) == [(0, None), (2, "code")]


@pytest.mark.parametrize("role", ["prompt", "givens", "check", "setup"])
def test_cell_of_the_course_that_was_merged_with_an_answer_is_run_and_the_givens_restored(role):
    found = planned(("x = 99\n" + MAP, "map", role), answer(CODE, "code"))
    assert steps(found) == [(0, None), (1, "map"), (1, None), (2, "code")]
    assert found.steps[2].source == GIVENS
    assert found.notes == ("Cell 1 belongs to the assignment, but holds an answer; it was run for that.",)


def test_given_with_the_name_of_an_answer_does_not_make_the_cell_one():
    made = Submission("s", "", (Cell(1, "conv_map = 1", "map", "givens"),))
    assert steps(plan(made, QUESTIONS, BLANKS, "conv_map = 1")) == [(0, None)]


@pytest.mark.parametrize(
    "source",
    [
        "# Givens: map\nx = 99",
        "# Setup: run this cell first.\nimport otter",
        "  # givens: map\nx = 99",
        'grader.check("map")',
        "grader.check('map')\n",
    ],
)
def test_cells_of_the_course_are_known_without_metadata(source):
    assert steps(planned(source)) == [(0, None)]


def test_check_call_inside_an_answer_stays():
    source = MAP + '\ngrader.check("map")'
    assert [step.source for step in planned(source).steps] == [GIVENS, source]


def test_helper_cells_and_their_order_stay():
    found = planned("a = 1", answer("conv_map = a\ngap = a", "map"), "b = 2", answer(CODE, "code"))
    assert steps(found) == [(0, None), (1, None), (2, "map"), (3, None), (4, "code")]


def test_points_and_tests_of_the_notebook_are_not_looked_at():
    found = planned(("conv_map = 1\ngap = 2", "map", "answer"), ("points = 1000", None, None))
    assert found.attempted == {"map"}


def test_two_answers_in_one_cell_are_both_attempted():
    assert planned(MAP + "\n" + CODE).attempted == {"map", "code"}
    assert planned(answer(MAP + "\n" + CODE, "map")).attempted == {"map", "code"}


def test_empty_submission_attempts_nothing():
    found = planned()
    assert found.attempted == frozenset()
    assert steps(found) == [(0, None)]


@pytest.mark.parametrize("magic", ["%%time\n", "%matplotlib inline\n", "!pip install x\n", "files = !ls\n", "x?\n"])
def test_answers_are_found_behind_magics(magic):
    found = planned(magic + MAP, magic + CODE)
    assert steps(found) == [(0, None), (1, "map"), (2, "code")]


def test_blank_behind_a_magic_is_not_attempted():
    assert planned(answer("%%time\n" + BLANKS["map"], "map")).attempted == frozenset()


def test_answer_with_a_syntax_error_is_found_by_what_it_looks_like_defining():
    found = planned("conv_map = = 1", "def conv2d(x, w)\n    return x")
    assert steps(found) == [(0, None), (1, "map"), (2, "code")]


def test_copy_with_a_syntax_error_supersedes_nothing():
    found = planned(answer(MAP, "map"), answer("conv_map = = 1\ngap = 2", "map"))
    assert steps(found) == [(0, None), (1, "map"), (2, "map")]


def test_deep_expressions_are_planned():
    deep = f"conv_map = {' + '.join(['1'] * 900)}\ngap = {'-' * 2000}1"
    assert planned(answer(deep, "map")).attempted == {"map"}


def test_comment_of_the_students_own_above_an_answer_is_no_check_cell():
    assert steps(planned("# Check: shapes\n" + MAP)) == [(0, None), (1, "map")]


GROUPS = {"map": "x = 1"}
GIVEN = ("# Givens: map\nx = 5", "map", "givens")


def given_again(found):
    """The cells at which givens of the course run again, with their code."""
    return [(step.index, step.source) for step in found.steps[1:] if step.source in GROUPS.values()]


@pytest.mark.parametrize(
    "change", ["x = 2", "x += 1", "del x", "y = x\ny[0] = 3", "standardise(x)", "x.sort()", "globals()['x'] = 3"]
)
@pytest.mark.parametrize("question", ["code", None])
def test_givens_run_again_at_their_cell_when_a_cell_above_may_have_changed_them(change, question):
    found = planned((change, question, "answer"), GIVEN, answer(MAP, "map"), groups=GROUPS)
    assert given_again(found) == [(2, "x = 1")]
    assert steps(found)[2] == (2, None)


def test_cell_of_givens_is_known_by_its_metadata_or_by_its_comment():
    for cell in (("x = 5", "map", "givens"), "# Givens: map\nx = 5"):
        assert given_again(planned("x = 2", cell, answer(MAP, "map"), groups=GROUPS)) == [(2, "x = 1")]


def test_givens_do_not_run_again_where_nothing_above_names_them():
    cells = (answer("y = 1", "code"), GIVEN, answer("conv_map = x\ngap = x", "map"), "x = 3")
    assert given_again(planned(*cells, groups=GROUPS)) == []


def test_what_a_question_changes_for_itself_stays_as_at_home():
    found = planned(GIVEN, answer("x = 2", "map"), answer("conv_map = gap = x", "map"), groups=GROUPS)
    assert [step.source for step in found.steps[1:]] == ["x = 2", "conv_map = gap = x"]
