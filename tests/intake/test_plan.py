"""The plan: which cell answers which question, what is run, and what comes from the course instead."""

import pytest

from tamrin.course.schema import Question
from tamrin.intake import Submission, plan
from tamrin.intake.code import LARGE
from tamrin.intake.reader import Cell, _cell

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


def planned(*cells, givens=GIVENS, groups=None, questions=QUESTIONS, files=()):
    """The plan of cells, each a source or a triple of source, question and role."""
    made = [_cell(i, cell, {}) if isinstance(cell, str) else Cell(i, *cell) for i, cell in enumerate(cells, 1)]
    submission = Submission("s", "", tuple(made), files=dict.fromkeys(files, b""))
    return plan(submission, questions, BLANKS, givens, groups)


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


SETUP = """\
# Setup: run this cell first.
import numpy as np
try:
    import otter
except ImportError:
    %pip install -q otter-grader
    import otter
import base64, json, pathlib, zlib
_TESTS = 'c$|ee'
_folder = pathlib.Path(".tests")
_folder.mkdir(exist_ok=True)
for _name, _text in json.loads(zlib.decompress(base64.b85decode(_TESTS))).items():
    (_folder / _name).write_text(_text, encoding="utf-8")
grader = otter.Notebook(tests_dir=str(_folder))"""


@pytest.mark.parametrize(
    "cell",
    [
        ("x = 1", "map", "givens"),
        ("x = 99", "map", "givens"),
        (SETUP, "", "setup"),
        SETUP,
        ('grader.check("map")\ngrader.check_all()', "map", "check"),
    ],
)
def test_cells_of_the_course_are_not_run_from_the_notebook(cell):
    found = plan_with_preamble(cell, answer(CODE, "code"))
    assert steps(found) == [(0, None), (2, "code")]


def plan_with_preamble(*cells):
    return planned(*cells, givens="import numpy as np\nx = 1", groups={"map": "x = 1"})


@pytest.mark.parametrize(
    ("cell", "added", "given"),
    [
        (("x = 1\ny = x + 1", "map", "givens"), "\ny = x + 1", "x = 1"),
        ("# Givens: map\nx = 1\nx.sort()", "\n\nx.sort()", "x = 1"),
        ((SETUP + "\nimport math", "", "setup"), "\n" * 14 + "import math", "import numpy as np\nx = 1"),
        (SETUP + "\nimport math", "\n" * 14 + "import math", "import numpy as np\nx = 1"),
        (("x = 1\ny = = 2", "map", "givens"), "x = 1\ny = = 2", "x = 1"),
    ],
)
def test_what_a_student_added_to_a_cell_of_the_course_is_run_before_what_the_course_gives(cell, added, given):
    found = plan_with_preamble(cell, answer(MAP, "map"))
    assert steps(found) == [(0, None), (1, None), (1, None), (2, "map")]
    assert [step.source for step in found.steps[1:3]] == [added, given]
    assert found.notes == ()


def test_note_says_where_the_values_of_the_course_were_used_instead():
    found = plan_with_preamble(("x = 99\ny = x", "map", "givens"), ("x = 3", "map", "givens"), answer(MAP, "map"))
    assert [step.source for step in found.steps[1:]] == ["x = 99\ny = x", "x = 1", "x = 1", MAP]
    assert found.notes == (
        "Cells 1, 2 belong to the assignment: its own values of `x` were used, not those in the notebook.",
    )


def test_line_in_a_check_cell_is_run():
    found = planned(('grader.check("map")\ny = 2', "map", "check"), answer(MAP, "map"))
    assert [step.source for step in found.steps] == [GIVENS, "\ny = 2", MAP]


def test_prompt_that_was_turned_into_code_is_a_cell_of_the_students_own():
    found = planned(("y = 2", "map", "prompt"), answer(MAP, "map"))
    assert [step.source for step in found.steps] == [GIVENS, "y = 2", MAP]


@pytest.mark.parametrize(
    "source",
    [
        "# Setup: my helpers\ny = 1",
        "# Givens: mine\ny = 1",
        "# Givens: map, standardised\nx = 2",
        "# Train: map and the others\ny = 1",
    ],
)
def test_cell_of_the_students_own_may_begin_as_one_of_the_course(source):
    found = plan_with_preamble(source, answer(MAP, "map"))
    assert [step.source for step in found.steps[1:]] == [source, MAP]


@pytest.mark.parametrize("role", ["givens", "setup"])
def test_cell_of_the_course_that_was_merged_with_an_answer_is_run_and_the_givens_restored(role):
    found = planned(("x = 1\n" + MAP, "map", role), answer(CODE, "code"))
    assert steps(found) == [(0, None), (1, "map"), (1, None), (2, "code")]
    assert found.steps[2].source == GIVENS
    assert found.notes == ("Cell 1 belongs to the assignment, but holds an answer; it was run for that.",)


@pytest.mark.parametrize("role", ["prompt", "check"])
def test_other_cell_of_the_course_that_was_merged_with_an_answer_is_run(role):
    found = planned((MAP, "map", role), answer(CODE, "code"))
    assert steps(found) == [(0, None), (1, "map"), (2, "code")]


def test_large_cell_of_the_course_is_run_for_an_answer_alone():
    given = "x = [\n" + "1,\n" * LARGE + "]\n"
    assert steps(planned((given, "map", "givens"))) == [(0, None)]
    assert planned((given + MAP, "map", "givens")).attempted == {"map"}


def test_given_with_the_name_of_an_answer_does_not_make_the_cell_one():
    made = Submission("s", "", (Cell(1, "conv_map = 1", "map", "givens"),))
    assert steps(plan(made, QUESTIONS, BLANKS, "conv_map = 1")) == [(0, None)]


@pytest.mark.parametrize(
    "source",
    [
        "# Givens: map\nx = 99",
        "# Setup: run this cell first.\nimport otter\ngrader = otter.Notebook()",
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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("P = [0]\nconv_map = [0]", "for i in [0]:\n    conv_map[i] = P[i]\nconv_map = tuple(conv_map)"),
        ("def helper(): return 1\nconv_map = helper()", "conv_map = helper() + 1"),
        ("conv_map = 1", "conv_map += 1"),
        ("conv_map = 1", "conv_map = conv_map + 1"),
        ("def helper(): return 1\nconv_map = 1", "def f(): return helper()\nconv_map = f()"),
    ],
)
def test_copy_whose_names_a_later_one_uses_stays(first, second):
    found = planned(answer(first, "map"), answer(second, "map"), answer("gap = 2", "map"))
    assert [step.source for step in found.steps[1:3]] == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("P = 1\nconv_map = P", "P = 2\nconv_map = P"),
        ("i = 0\nconv_map = i", "conv_map = [i for i in range(3)]"),
        ("def f(y): return y\nconv_map = f(1)", "def f(y): return y + 1\nconv_map = f(1)"),
        ("for k in [1]: conv_map = k", "for k in [2]: conv_map = k"),
    ],
)
def test_copy_of_which_a_later_one_uses_nothing_is_left_out(first, second):
    assert [step.source for step in planned(answer(first, "map"), answer(second, "map")).steps[1:]] == [second]


def test_helper_of_a_first_try_stays_for_other_cells():
    first = "def helper(): return 1\n" + MAP
    found = planned(answer(first, "map"), answer(MAP, "map"), "print(helper())")
    assert steps(found) == [(0, None), (1, "map"), (2, "map"), (3, None)]
    assert found.notes == ("map is answered in several cells; the last one counts.",)


def test_many_copies_take_no_time():
    cells = [answer(f"helper_{i} = 1\nconv_map = 1", "map") for i in range(2000)]
    assert steps(planned(*cells)) == [(0, None), (2000, "map")]


TRAINED = (*QUESTIONS, Question(id="net", kind="trained", points=1, names=("build",), weights=("net.weights.h5",)))
BUILD = "def build():\n    return WIDTH"


def trained(source, *cells, files=("net.weights.h5",), builder=BUILD):
    """The steps of the cell that trains, and the plan."""
    found = planned(answer(builder, "net"), (source, "net", "train"), *cells, questions=TRAINED, files=files)
    return [step for step in found.steps if step.index == 2], found


def test_cell_that_trains_is_run_for_want_of_weights():
    (step,), found = trained("WIDTH = 8\nfit()", files=())
    assert (step.source, step.question, step.trains, found.notes) == ("WIDTH = 8\nfit()", "net", True, ())


def test_of_a_cell_that_trains_the_definitions_are_run_where_there_are_weights():
    (step,), found = trained("# Train: net\nimport math\nWIDTH = 8\nmodel = build()\n\ndef helper():\n    return model")
    assert step.source == "\nimport math\nWIDTH = 8\n\n\ndef helper():\n    return model"
    assert (step.question, step.trains) == (None, False)
    assert len(found.notes) == 1  # the builder uses WIDTH


def test_cell_that_trains_and_is_not_missed_has_no_note():
    assert trained("WIDTH = 8\nmodel = build()", builder="def build():\n    model = 8\n    return model")[1].notes == ()


@pytest.mark.parametrize("used", ["print(WIDTH)", "print(history)"])
def test_note_says_that_a_cell_was_not_run_whose_names_are_used(used):
    _, found = trained("WIDTH = 8\nhistory = fit()", used)
    assert found.notes == (
        "Cell 2 trains net, whose weights were handed in: only its imports, definitions and constants were run.",
    )


def test_cell_that_only_trains_is_not_run_where_there_are_weights():
    assert trained("fit()\nmodel = ...")[0] == []


@pytest.mark.parametrize("files", [(), ("net.weights.h5",)])
def test_builder_in_the_cell_that_trains_is_an_answer(files):
    source = BUILD + "\nfit()"
    (step,), found = trained(source, files=files, builder="")
    assert found.attempted == {"net"} and step.question == "net"
    assert step.source == (BUILD if files else source)


def test_cell_that_trains_for_a_question_without_weights_is_the_students_own():
    assert steps(planned(("y = 1", "map", "train"))) == [(0, None), (1, None)]


@pytest.mark.parametrize("magic", ["%%writefile utils.py", "%%file utils.py", "%%bash", "%%timeit"])
def test_cell_of_a_magic_is_run(magic):
    source = f"{magic}\ny = 1"
    assert [step.source for step in planned(source).steps] == [GIVENS, source]


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    global gap\n    gap = 2\nf()",
        "match (1, 2):\n    case (conv_map, *gap): pass",
    ],
)
def test_answer_that_is_bound_in_an_unusual_way_is_an_attempt(source):
    assert planned(source).attempted == {"map"}


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
