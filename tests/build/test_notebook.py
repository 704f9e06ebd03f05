"""The student notebook: valid, the same every time, and the same questions in both languages."""

import base64
import json
import re
import sys
import types
import zlib

import nbformat
import pytest

from tamrin.build.answers import answer_cell, answers
from tamrin.build.notebook import build, dumps, student_notebook
from tamrin.build.public_tests import test_files as public_tests
from tamrin.intake import plan, read
from tamrin.judge.paper import paper

VARIANTS = ["published", 1]
LANGUAGES = ["en", "fa"]


@pytest.fixture(scope="module", params=[(v, la) for v in VARIANTS for la in LANGUAGES], ids=lambda p: f"{p[0]}-{p[1]}")
def made(request, hw02):
    variant, language = request.param
    sheet = paper(hw02, variant)
    return sheet, language, student_notebook(sheet, language)


def cells_of(notebook, role):
    return [cell for cell in notebook.cells if cell.metadata["tamrin"]["role"] == role]


def questions_of(notebook, role):
    return [cell.metadata["tamrin"]["question"] for cell in cells_of(notebook, role)]


def test_notebook_is_valid(made):
    nbformat.validate(nbformat.reads(dumps(made[2]), as_version=4))


def test_notebook_is_the_same_every_time(made):
    sheet, language, notebook = made
    assert dumps(student_notebook(sheet, language)) == dumps(notebook)


def test_cell_ids_are_unique_and_from_the_content(made):
    ids = [cell["id"] for cell in made[2].cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{8}", key) for key in ids)


def test_cell_ids_do_not_depend_on_the_variant(hw02):
    first, second = (student_notebook(paper(hw02, v), "en") for v in VARIANTS)
    ids = [[c["id"] for c in cells_of(n, "answer")] for n in (first, second)]
    assert ids[0] == ids[1]


def test_metadata_names_assignment_variant_and_language(made):
    sheet, language, notebook = made
    assert notebook.metadata["tamrin"] == {
        "assignment": "hw02_convolution",
        "variant": sheet.variant,
        "language": language,
        "format": 1,
    }


def test_every_question_has_prompt_and_answer_in_order(made):
    sheet, _, notebook = made
    ids = [q.id for q in sheet.assignment.questions]
    assert questions_of(notebook, "answer") == ids
    assert questions_of(notebook, "prompt") == ["", *ids]


def test_every_question_with_a_public_test_is_followed_by_its_check(made):
    sheet, language, notebook = made
    assert [cell.source for cell in cells_of(notebook, "check")] == [
        f'grader.check("{name.removesuffix(".py")}")' for name in public_tests(sheet, language)
    ]
    roles = [cell.metadata["tamrin"]["role"] for cell in notebook.cells]
    assert all(roles[i - 1] == "answer" for i, role in enumerate(roles) if role == "check")


def test_answer_cells_are_the_stub_under_their_mark(made):
    sheet, _, notebook = made
    for cell in cells_of(notebook, "answer"):
        question = cell.metadata["tamrin"]["question"]
        assert cell.source == f"# Question: {question}\n{sheet.assignment.stub[question]}"


def test_only_answer_cells_may_be_edited(made):
    for cell in made[2].cells:
        assert cell.metadata.get("editable", True) == (cell.metadata["tamrin"]["role"] == "answer")
        assert cell.metadata["deletable"] is False


def test_givens_of_each_group_are_shown_once(made):
    notebook = made[2]
    shown = [cell.source.splitlines()[0] for cell in cells_of(notebook, "givens")]
    assert shown == ["# Givens: laplacian", "# Givens: pointwise", "# Givens: network"]


def test_prompts_are_filled_in_and_hide_option_keys(made):
    sheet, _, notebook = made
    for cell in cells_of(notebook, "prompt"):
        assert "{{" not in cell.source and "{%" not in cell.source
    keys = {key for _, s in sheet.assignment.prompts.values() for section in s.values() for key in section.options}
    assert keys and not any(f"({key})" in dumps(notebook) for key in keys)


def test_persian_text_is_wrapped_right_to_left_and_english_is_not(made):
    _, language, notebook = made
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            wrapped = cell.source.startswith('<div dir="rtl" lang="fa">\n\n') and cell.source.endswith("\n\n</div>")
            assert wrapped == (language == "fa")
            assert any("\u0600" <= letter <= "\u06ff" for letter in cell.source) == (language == "fa")


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_languages_ask_the_same(hw02, variant):
    english, persian = (student_notebook(paper(hw02, variant), language) for language in LANGUAGES)
    assert [c.metadata["tamrin"] for c in english.cells] == [c.metadata["tamrin"] for c in persian.cells]
    for role in ("answer", "givens", "check"):
        assert [c.source for c in cells_of(english, role)] == [c.source for c in cells_of(persian, role)]
    for one, other in zip(cells_of(english, "prompt"), cells_of(persian, "prompt"), strict=True):
        letters = [re.findall(r"^- \*\*([A-Z])\.\*\*", cell.source, re.MULTILINE) for cell in (one, other)]
        assert letters[0] == letters[1]


def embedded(notebook):
    (setup,) = cells_of(notebook, "setup")
    (line,) = (line for line in setup.source.splitlines() if line.startswith("_TESTS = "))
    return json.loads(zlib.decompress(base64.b85decode(line.removeprefix("_TESTS = ")[1:-1])))


def test_setup_cell_carries_the_public_tests(made):
    sheet, language, notebook = made
    assert embedded(notebook) == public_tests(sheet, language)


def test_setup_cell_writes_the_tests_where_otter_looks(made, tmp_path, monkeypatch):
    sheet, language, notebook = made
    (setup,) = cells_of(notebook, "setup")
    monkeypatch.chdir(tmp_path)
    stub = types.ModuleType("otter")
    opened = []
    stub.Notebook = lambda **options: opened.append(options)
    monkeypatch.setitem(sys.modules, "otter", stub)
    exec(setup.source.replace("%pip", "pass  # %pip"), {})
    (options,) = opened
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / options["tests_dir"]).iterdir()}
    assert written == public_tests(sheet, language)


def test_notebook_of_the_stub_is_planned_as_not_attempted(made, tmp_path):
    sheet, _, notebook = made
    path = tmp_path / "s.ipynb"
    path.write_text(dumps(notebook), "utf-8")
    found = plan(read(path), sheet.assignment.questions, sheet.assignment.stub, "given = 1")
    assert found.attempted == frozenset()
    assert all(step.index == 0 or step.question is None for step in found.steps)


def test_solved_notebook_is_planned_cell_by_cell(hw02, tmp_path):
    sheet = paper(hw02, "published")
    solved = {q.id: answer_cell(sheet, q, answers(sheet)[q.id]) for q in hw02.questions}
    path = tmp_path / "s.ipynb"
    path.write_text(dumps(build(sheet, "en", solved, {})), "utf-8")
    found = plan(read(path), hw02.questions, hw02.stub, "given = 1")
    assert [step.question for step in found.steps if step.question] == [q.id for q in hw02.questions]


def test_worked_steps_stand_under_their_answer(hw02):
    notebook = build(paper(hw02, "published"), "en", hw02.stub, {"laplacian": "**Because.**"})
    sources = [cell.source for cell in notebook.cells]
    (position,) = [i for i, source in enumerate(sources) if source == "**Because.**"]
    assert sources[position - 1].startswith("# Question: laplacian")
