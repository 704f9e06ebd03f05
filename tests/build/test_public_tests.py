"""The public tests: alone with Otter and NumPy, they tell right, wrong, blank and missing answers apart."""

import ast
import sys
import types

import numpy as np
import pytest

from tamrin import ladder
from tamrin.build.answers import answers
from tamrin.build.public_tests import ladder_source
from tamrin.build.public_tests import test_files as public_tests
from tamrin.judge.paper import paper

LANGUAGES = ["en", "fa"]


class Otter:
    """What `otter.test_files` is to a test file: a decorator that remembers."""

    def __init__(self):
        self.cases = []

    def test_case(self, **options):
        def remember(function):
            self.cases.append((options, function))
            return function

        return remember


@pytest.fixture
def load(monkeypatch):
    """Execute a test file as Otter does; returns its namespace and its cases."""

    def load(source):
        otter = Otter()
        package, module = types.ModuleType("otter"), types.ModuleType("otter.test_files")
        module.test_case = otter.test_case
        monkeypatch.setitem(sys.modules, "otter", package)
        monkeypatch.setitem(sys.modules, "otter.test_files", module)
        monkeypatch.setitem(sys.modules, "tamrin", None)  # self-contained: no import of this kit
        namespace = {"__name__": "test_file"}
        exec(compile(source, "test.py", "exec"), namespace)
        return namespace, otter.cases

    return load


@pytest.fixture(scope="module", params=["published", 3])
def sheet(request, hw02):
    return paper(hw02, request.param)


def failures(cases, env):
    """The messages of the cases that fail."""
    messages = []
    for _, case in cases:
        try:
            case(env)
        except AssertionError as error:
            messages.append(str(error))
    return messages


def right_names(sheet):
    return {name: value for answer in answers(sheet).values() for name, value in answer.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_a_test_in_otters_form(sheet, language, load):
    files = public_tests(sheet, language)
    assert list(files) == [f"{q.id}.py" for q in sheet.assignment.questions]
    for name, source in files.items():
        namespace, cases = load(source)
        assert (namespace["OK_FORMAT"], namespace["name"], namespace["points"]) == (False, name[:-3], 0)
        assert cases
        for options, _ in cases:
            assert options["points"] == 0 and options["hidden"] is False
            assert options["name"] and options["success_message"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_answers_pass(sheet, language, load):
    env = right_names(sheet)
    for source in public_tests(sheet, language).values():
        assert failures(load(source)[1], env) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_names_are_told(sheet, language, load):
    for source in public_tests(sheet, language).values():
        cases = load(source)[1]
        messages = failures(cases, {})
        assert len(messages) == len(cases)
        opening = ladder.MESSAGES[language]["missing"].split("{name}")[1]
        assert all(opening in message for message in messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_stub_is_told_as_not_attempted(sheet, language, load):
    env = {}
    exec("\n".join([sheet.assignment.preamble, *sheet.assignment.stub.values()]), env)
    ending = ladder.MESSAGES[language]["not_attempted"].split("{name}")[1]
    for source in public_tests(sheet, language).values():
        cases = load(source)[1]
        messages = failures(cases, env)
        assert len(messages) == len(cases)
        assert all(message.endswith(ending) for message in messages)


WRONG = {
    "response": np.zeros((3, 3)),
    "edge_meaning": "Z",
    "pointwise_shape": (6, 6),
    "pointwise_params": 1.5,
    "pointwise_uses": 3,
    "conv_map": np.full((2, 2), np.nan),
    "gap": [1],
    "filter_gradient": "text",
    "input_gradient": [[1, 2], [3]],
    "conv2d": lambda x, w, stride=1, padding=0: x,
    "conv2d_backward": lambda dy, x, w: (x, w),
    "receptive_field": 5,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_of_wrong_form_are_told(sheet, language, load):
    told = []
    for source in public_tests(sheet, language).values():
        cases = load(source)[1]
        messages = failures(cases, WRONG)
        assert len(messages) == len(cases)
        told += messages
    assert len(set(told)) == len(told) == 12
    if language == "en":
        assert "response: expected shape (5, 5), received (3, 3)." in told
        assert "conv2d_backward: expected the signature (dy, x, w, stride, padding), received (dy, x, w)." in told


@pytest.mark.parametrize(
    "name", [name for name in WRONG if name not in ("conv2d", "conv2d_backward", "receptive_field")]
)
def test_wrong_values_of_right_form_pass_at_home(sheet, name, load):
    # What is judged after handing in must not be told before: a zero of the right form is accepted.
    question = next(q for q in sheet.assignment.questions if name in q.names)
    right = right_names(sheet)
    value = right[name]
    wrong = (
        "A"
        if isinstance(value, str)
        else tuple(0 for _ in value)
        if isinstance(value, tuple)
        else np.asarray(value) * 0
    )
    cases = load(public_tests(sheet, "en")[f"{question.id}.py"])[1]
    assert failures(cases, right | {name: wrong}) == []


def test_message_at_home_is_the_judges_message(sheet, load):
    from tamrin.checks import run
    from tamrin.course.schema import Limits
    from tamrin.judge.inprocess import InProcessStudent

    student = InProcessStudent(WRONG, Limits())
    student.forms = sheet.forms()
    files = public_tests(sheet, "en")
    for item in sheet.items:
        public = [check for check, _ in item.checks if check.visibility == "public"]
        judged = [run(check, student).message("en") for check in public]
        assert failures(load(files[f"{item.question.id}.py"])[1], WRONG) == judged


class Tensor:
    """Like a tensor of some library: an array when asked."""

    def __init__(self, value):
        self.value = np.asarray(value)

    def __array__(self, dtype=None, copy=None):
        return self.value if dtype is None else self.value.astype(dtype)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda a: a,
        lambda a: a.tolist(),
        lambda a: a.astype(np.float32),
        lambda a: tuple(map(tuple, a.tolist())),
        lambda a: [[np.float32(v) for v in row] for row in a],
        Tensor,
    ],
    ids=["array", "list", "float32", "tuple", "scalars", "tensor"],
)
def test_right_function_results_pass_in_any_form(sheet, wrap, load):
    solution = sheet.assignment.solution

    def backward(dy, x, w, stride=1, padding=0):
        return tuple(wrap(g) for g in solution.conv2d_backward(dy, x, w, stride, padding))

    files = public_tests(sheet, "en")
    env = {"conv2d": lambda x, w, stride=1, padding=0: wrap(solution.conv2d(x, w, stride, padding))}
    assert failures(load(files["conv2d.py"])[1], env) == []
    assert failures(load(files["conv2d_backward.py"])[1], {"conv2d_backward": backward}) == []


@pytest.mark.parametrize("scalar", [int, float, np.int64, np.float32, np.float64, Tensor])
def test_right_number_passes_in_any_form(sheet, scalar, load):
    right = right_names(sheet)
    shape = tuple(scalar(n) for n in right["pointwise_shape"])
    env = right | {"pointwise_params": scalar(right["pointwise_params"]), "pointwise_shape": shape}
    assert failures(load(public_tests(sheet, "en")["pointwise.py"])[1], env) == []


def test_function_that_raises_is_told(sheet, load):
    def broken(x, w, stride=1, padding=0):
        raise SystemExit("bye")

    messages = failures(load(public_tests(sheet, "en")["conv2d.py"])[1], {"conv2d": broken})
    assert messages == ["conv2d: conv2d([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0], [2, -1]]) raised SystemExit: bye."]


def test_function_that_changes_its_inputs_does_not_spoil_the_next_run(sheet, load):
    solution = sheet.assignment.solution

    def spoils(x, w, stride=1, padding=0):
        result = solution.conv2d(x, w, stride, padding)
        x *= 0
        return result

    cases = load(public_tests(sheet, "en")["conv2d.py"])[1]
    assert failures(cases, {"conv2d": spoils}) == []
    assert failures(cases, {"conv2d": spoils}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ladder_source_is_the_ladder_without_words_about_it(language):
    source = ladder_source(language)
    namespace = {}
    exec(source, namespace)
    assert namespace["MESSAGES"] == {language: ladder.MESSAGES[language]}
    assert namespace["KIND_NAMES"] == {language: ladder.KIND_NAMES[language]}
    assert namespace["same"](np.eye(2).tolist(), np.eye(2))
    assert '"""' not in source
    assert not [node for node in ast.walk(ast.parse(source)) if ast.unparse(node).startswith("import tamrin")]
    public = {name for name in vars(ladder) if callable(getattr(ladder, name)) and not name.startswith("_")}
    assert public <= set(namespace) | {"annotations"}
