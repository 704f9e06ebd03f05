"""The catalogue: what must be true of every assignment of the course, whatever it asks."""

import inspect
import json
import re
import subprocess
import sys
import tomllib
from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pytest

from tamrin import ladder
from tamrin.audit import audit
from tamrin.build import release
from tamrin.build.answers import answers, references, solved_cells
from tamrin.build.cells import literal
from tamrin.build.notebook import build, dumps, embedded, prompt, student_notebook
from tamrin.cases import draw
from tamrin.checks import ChoiceCheck, RowCheck, ValueCheck
from tamrin.course import Course
from tamrin.function_checks import OracleCheck
from tamrin.judge.grading import Grading, Task
from tamrin.judge.paper import paper
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm

ROOT = Path(__file__).parents[2]
TABLES = {
    path.parent.name: tomllib.loads(path.read_text("utf-8"))
    for path in (ROOT / "assignments").glob("*/assignment.toml")
}
# The tests of one assignment stay in one process: they share its module, its drawn inputs and its warm process.
GROUPS = {name: pytest.mark.xdist_group(f"catalogue-{name}") for name in sorted(TABLES)}
ASSIGNMENTS = [pytest.param(name, marks=mark, id=name) for name, mark in GROUPS.items()]
VARIANTS = range(1, 51)
LANGUAGES = ["en", "fa"]


@pytest.fixture
def assignment(course, request):
    return course.assignment(request.param)


@pytest.fixture(scope="module")
def graders():
    """By assignment: how to grade a file, in a warm process that has what the assignment preloads."""
    opened = {}

    def grade(assignment, path, variant=None):
        preload = assignment.meta.preload
        for library in preload:
            pytest.importorskip(library)
        if preload not in opened:
            warm = Warm(preload)
            warm.wait()
            opened[preload] = (warm, layer_of(warm, unconfined=True))
        warm, layer = opened[preload]
        return Grading(assignment, warm.path, layer, variant).grade(Task(path.stem, path))

    yield grade
    for warm, _ in opened.values():
        warm.close()


def solved(sheet, replaced=()):
    """The solved answer cells, some replaced."""
    return solved_cells(sheet, answers(sheet)) | dict(replaced)


def stored(tmp_path, notebook, assignment=None):
    """The path of a notebook as it is handed in; with an assignment, its reference's weights lie beside it."""
    path = tmp_path / "submission.ipynb"
    path.write_text(dumps(notebook), encoding="utf-8")
    for name, content in (assignment.reference_weights if assignment else {}).items():
        (tmp_path / name).write_bytes(content)
    return path


# What is written.


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_assignment_is_worth_100_points(assignment):
    assert sum(q.points for q in assignment.questions) == 100


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_prompts_have_the_same_givens_and_options_in_both_languages(assignment):
    english, persian = (assignment.prompts[language][1] for language in LANGUAGES)
    assert list(english) == list(persian) == [q.id for q in assignment.questions]
    for question in english:
        assert english[question].placeholders() == persian[question].placeholders(), question
        assert english[question].options == persian[question].options, question
        texts = [re.findall(r"^- \((\w+)\)", s[question].template, re.MULTILINE) for s in (english, persian)]
        assert texts[0] == texts[1], f"{question}: as many wordings in both languages, in the same order"


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_prompts_render_without_a_gap_for_every_variant(assignment):
    for variant in ("published", *VARIANTS):
        sheet = paper(assignment, variant)
        for item in sheet.items:
            for language in LANGUAGES:
                text = prompt(sheet, item, language)
                assert text and "{{" not in text and "{%" not in text and "array(" not in text


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_names_of_givens_and_answers_are_told_apart(assignment):
    answer_names = {name for q in assignment.questions for name in q.names}
    groups = assignment.draw("published")
    names = [name for given in groups.values() for name in given]
    assert len(set(names)) == len(names), "the same name in two groups: one would overwrite the other"
    assert not answer_names & set(names)
    assert set(groups) <= {q.group for q in assignment.questions}


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_stub_defines_every_answer_and_nothing_else(assignment):
    from tamrin.course.stub import defined_names

    for question in assignment.questions:
        assert set(question.names) == defined_names(assignment.stub[question.id]), question.id


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_every_question_has_one_reference_one_grader_and_worked_steps(assignment):
    ids = {q.id for q in assignment.questions}
    essays = {q.id for q in assignment.questions if q.kind == "essay"}
    assert set(assignment.declared(assignment.grader, "grades")) == ids
    assert set(references(assignment)) >= ids - essays
    assert set(assignment.declared(assignment.solution, "steps")) == ids


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_docstrings_of_the_solution_explain(assignment):
    functions = [
        f
        for key, f in vars(assignment.solution).items()
        if inspect.isfunction(f) and f.__module__ == assignment.solution.__name__ and not key.startswith("_")
    ]
    for f in functions:
        assert len((inspect.getdoc(f) or "").split()) >= 3, f"{f.__name__} explains nothing"


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_docstrings_of_functions_that_are_asked_for_have_formula_shapes_and_source(assignment):
    about = inspect.getdoc(assignment.solution) or ""
    for item in paper(assignment, "published").items:
        for check, _ in item.checks:
            if isinstance(check, OracleCheck):
                text = inspect.getdoc(check.right) or ""
                formula = re.search(r"[=∂Σ∏√≤≥≈←→∈]", text)
                assert formula or len(text.split()) >= 10, f"{check.name}: no formula and no explanation"
                # One module may follow one source, and says so at its top.
                assert re.search(r"Source|follow|\d{4}", text + about), f"{check.name}: no source"
                arguments = [argument for call in draw(check.cases, 5, 0) for argument in call.args]
                if any(isinstance(argument, np.ndarray) for argument in arguments):
                    assert re.search(r"Shapes?:|\([A-Zn]\w*,", text), f"{check.name}: no shapes"


def trapped(sheet):
    """Every trap of a paper: question, answer name, row and trap, and its text."""
    for item in sheet.items:
        for check, _ in item.checks:
            if isinstance(check, ValueCheck | RowCheck | ChoiceCheck | OracleCheck):
                for trap in check.traps:
                    yield (item.question.id, check.name, getattr(check, "index", None), trap.name), trap.text


def is_persian(text):
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_traps_speak_both_languages_and_tell_no_numbers_of_a_variant(assignment):
    texts = {}
    for variant in ("published", *VARIANTS):
        for key, text in trapped(paper(assignment, variant)):
            assert text.en.strip() and not is_persian(text.en), key
            assert is_persian(text.fa), key
            assert texts.setdefault(key, text) == text, f"{key}: the text depends on the numbers"
    assert texts


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_names_of_traps_are_unique_in_their_check(assignment):
    for variant in ("published", *VARIANTS):
        names = [key for key, _ in trapped(paper(assignment, variant))]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_every_wrong_option_of_a_choice_has_a_trap(assignment):
    for item in paper(assignment, "published").items:
        for check, _ in item.checks:
            if isinstance(check, ChoiceCheck):
                options = assignment.prompts["en"][1][item.question.id].options
                assert sorted([check.right, *(trap.name for trap in check.traps)]) == sorted(options)
                assert len(options) >= 3


# Variants.


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_variants_are_well_posed(assignment):
    for variant in ("published", *VARIANTS):
        for item in paper(assignment, variant).items:
            assert not item.fault, f"variant {variant}, {item.question.id}: {item.fault}"
            for check, _ in item.checks:
                if isinstance(check, ValueCheck | RowCheck):
                    outcomes = [("right", check.right), *((trap.name, trap.outcome) for trap in check.traps)]
                    for (one, a), (other, b) in combinations(outcomes, 2):
                        assert not check.same(a, b), f"{variant}, {check.name}: {one} = {other}"


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_two_derivations_agree(assignment):
    for variant in ("published", *VARIANTS):
        assert list(answers(paper(assignment, variant))) == [q.id for q in assignment.questions]


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_variants_have_their_own_numbers(assignment):
    def numbers(variant):
        return repr(
            {
                key: literal(value)
                for given in paper(assignment, variant).givens.values()
                for key, value in given.items()
            }
        )

    drawn = {numbers(variant) for variant in ("published", *VARIANTS)}
    assert len(drawn) == (len(VARIANTS) + 1 if paper(assignment, "published").givens else 1)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_answers_are_not_the_givens(assignment):
    for variant in VARIANTS:
        sheet = paper(assignment, variant)
        right = answers(sheet)
        for item in sheet.items:
            if item.question.kind == "value":
                for value in [value for value in right[item.question.id].values() if not callable(value)]:
                    arrays = [
                        given for given in item.givens.values() if isinstance(given, np.ndarray) and given.size > 1
                    ]
                    assert not any(ladder.same(given, value) for given in arrays)


# Grades.


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
@pytest.mark.parametrize(("variant", "language"), [("published", "en"), (4, "fa")])
def test_reference_gets_full_marks(assignment, language, variant, graders, tmp_path):
    sheet = paper(assignment, variant)
    result = graders(assignment, stored(tmp_path, build(sheet, language, solved(sheet), {}), assignment))
    wrong = [
        (question.id, check.title, check.verdict, check.message)
        for question in result.questions
        for check in question.checks
        if check.verdict != "passed" and not question.pending
    ]
    assert (wrong, result.faults, result.status, result.variant) == ([], (), "graded", str(variant))
    assert result.score == result.max_score
    assert result.score + result.pending == 100


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
@pytest.mark.parametrize(("variant", "language"), [("published", "en"), (4, "fa")])
def test_stub_gets_nothing_and_is_not_attempted(assignment, language, variant, graders, tmp_path):
    result = graders(assignment, stored(tmp_path, student_notebook(paper(assignment, variant), language)))
    assert result.score == 0
    assert {check.verdict for question in result.questions for check in question.checks} == {"not_attempted"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_stub_that_was_run_and_not_answered_is_not_attempted(assignment, graders, tmp_path):
    sheet = paper(assignment, "published")
    touched = {question: f"{source}\n_touched = 1" for question, source in assignment.stub.items()}
    result = graders(assignment, stored(tmp_path, build(sheet, "en", touched, {})))
    assert result.score == 0
    judged = [check for question in result.questions for check in question.checks if check.points]
    assert {check.verdict for check in judged} == {"not_attempted"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
@pytest.mark.parametrize("first", [0, 1])
def test_cells_that_raise_lose_exactly_their_questions(assignment, first, graders, tmp_path):
    sheet = paper(assignment, "published")
    broken = {question.id: 'raise RuntimeError("lost")' for question in assignment.questions[first::2]}
    result = graders(assignment, stored(tmp_path, build(sheet, "en", solved(sheet, broken), {}), assignment))
    assert result.faults == ()
    for found in result.questions:
        assert found.score == (0 if found.id in broken else found.points), found.id
        if found.id in broken and not found.pending:
            assert {check.verdict for check in found.checks} == {"error"}
            assert all("RuntimeError: lost" in check.message for check in found.checks)


@pytest.mark.slow
@pytest.mark.otter
@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_reference_gets_full_marks_from_otter(assignment, tmp_path):
    pytest.importorskip("otter", reason="Otter is an extra")
    sheet = paper(assignment, 4)
    archive = release.build(assignment, 4, "en", tmp_path, otter=True)[-1]
    otter = str(Path(sys.executable).with_name("otter"))
    submission = stored(tmp_path, build(sheet, "en", solved(sheet), {}))
    command = [otter, "run", "-a", archive, "-o", tmp_path, submission]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    tests = json.loads((tmp_path / "results.json").read_text("utf-8"))["tests"]
    lost = [(t["name"], t.get("output", "")) for t in tests if t.get("score", 0) < t.get("max_score", 0) - 1e-6]
    assert lost == []
    automatic = sum(q.points for q in assignment.questions if q.kind != "essay")
    assert sum(t.get("score", 0) for t in tests) == pytest.approx(automatic)


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_audit_finds_no_defect(assignment):
    report = audit(assignment, mutants=100)
    assert [str(defect) for defect in report.defects] == []
    assert report.total("graded") >= 100


# Releases.


def released(assignment, variant, language, out):
    """Every file that a student gets, and what is packed inside of the notebook, as text."""
    release.build(assignment, variant, language, out, otter=False)
    texts = {str(p.relative_to(out)): p.read_text("utf-8") for p in out.rglob("*") if p.is_file()}
    for name in [name for name in texts if name.endswith(".ipynb")]:
        notebook = nbformat.reads(texts[name], as_version=4)
        texts[f"{name}: cells"] = "\n".join(cell.source for cell in notebook.cells)
        (setup,) = [cell for cell in notebook.cells if cell.metadata["tamrin"]["role"] == "setup"]
        texts |= {f"{name}: {test}": text for test, text in embedded(setup.source).items()}
    return texts


def long_lines(paths):
    return {line.strip() for path in paths for line in path.read_text("utf-8").splitlines() if len(line.strip()) > 25}


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
@pytest.mark.parametrize("variant", ["published", 4])
@pytest.mark.parametrize("language", LANGUAGES)
def test_release_holds_no_line_of_solution_grader_or_bank(assignment, variant, language, tmp_path):
    root = assignment.course.root
    private = [root / "solutions" / f"{assignment.id}.py", root / "graders" / f"{assignment.id}.py"]
    private += sorted(assignment.bank.glob("*.py"))
    public = [path for path in assignment.folder.iterdir() if path.suffix in (".py", ".md", ".toml")]
    secrets = long_lines(private) - long_lines(public)
    assert len(secrets) > 50
    texts = released(assignment, variant, language, tmp_path)
    assert len(texts) >= 4
    leaks = [(file, secret) for secret in secrets for file, text in texts.items() if secret in text]
    assert leaks == []


def renderings(name, value):
    """How an expected value would look if it stood in a file, without white space."""
    plain = value.tolist() if isinstance(value, np.ndarray | np.generic) else value
    for text in {repr(plain), literal(value), repr(plain).replace(".0", "")}:
        text = re.sub(r"\s", "", text)
        yield f"{name}={text}"
        yield f"'{name}':{text}"
        if len(text) >= 12:
            yield text


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
@pytest.mark.parametrize("variant", ["published", 4])
@pytest.mark.parametrize("language", LANGUAGES)
def test_release_holds_no_expected_value(assignment, variant, language, tmp_path):
    sheet = paper(assignment, variant)
    texts = {file: re.sub(r"\s", "", text) for file, text in released(assignment, variant, language, tmp_path).items()}
    for question in assignment.questions:
        if question.kind in ("value", "choice"):
            for name, value in answers(sheet)[question.id].items():
                for text in renderings(name, value) if not callable(value) else ():
                    assert not [file for file, content in texts.items() if text in content], (name, text)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, indirect=True)
def test_committed_notebook_is_what_would_be_generated(assignment):
    assert release.is_up_to_date(assignment), "`tamrin build --check` tells more"


def test_course_of_the_repository_is_found_from_here():
    assert Course.find(Path(__file__).parent).root == ROOT
    assert set(Course.find(ROOT).assignments) == set(TABLES)
