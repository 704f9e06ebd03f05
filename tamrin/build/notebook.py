"""Notebooks: prompt, givens, answer and check cells, tagged so that intake finds them again."""

from __future__ import annotations

import ast
import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

import nbformat
import numpy as np

from tamrin.build.cells import assignments
from tamrin.build.public_tests import test_files
from tamrin.cases import seed_of
from tamrin.course.stub import TRAIN
from tamrin.course.variants import PUBLISHED
from tamrin.judge.paper import Item, Paper

FORMAT = 1
WORDS = {
    "en": {
        "intro": (
            "*{minutes} minutes · {points} points · variant {variant}*\n\n"
            "Write your answers in the cells that begin with `# Question:`; keep that line and the names. "
            "Run the check under each question: it looks at the form of your answer and at public examples. "
            "The rest is judged after you hand in. Hand in this notebook."
        ),
        "points": "{points} points",
        "setup": "# Setup: run this cell first.",
    },
    "fa": {
        "intro": (
            "*{minutes} دقیقه · {points} نمره · نسخهٔ {variant}*\n\n"
            "پاسخ‌ها را در سلول‌هایی بنویسید که با `# Question:` آغاز می‌شوند و این سطر و نام‌ها را نگه دارید. "
            "بررسی زیر هر پرسش را اجرا کنید: شکل پاسخ و نمونه‌های آشکار را می‌سنجد. "
            "بقیه پس از تحویل سنجیده می‌شود. همین دفترچه را تحویل دهید."
        ),
        "points": "{points} نمره",
        "setup": "# Setup: run this cell first.",
    },
}
SETUP = """\
{comment}
{preamble}
try:
    import otter
except ImportError:
    %pip install -q otter-grader
    import otter
import base64, json, pathlib, zlib
# The public checks, the same as in the folder `tests`, so that this notebook works alone, in Colab for example.
_TESTS = {payload!r}
_folder = pathlib.Path(".{assignment}_tests")
_folder.mkdir(exist_ok=True)
for _name, _text in json.loads(zlib.decompress(base64.b85decode(_TESTS))).items():
    (_folder / _name).write_text(_text, encoding="utf-8")
grader = otter.Notebook(tests_dir=str(_folder))"""
DATA = """
# The data sets of this assignment: `from datasets import load`.
_DATA = {payload!r}
for _name, _content in json.loads(zlib.decompress(base64.b85decode(_DATA))).items():
    _path = pathlib.Path(_name)
    _path.parent.mkdir(exist_ok=True)
    _path.write_bytes(base64.b85decode(_content))"""


def student_notebook(paper: Paper, language: str) -> nbformat.NotebookNode:
    """The notebook that a student gets."""
    return build(paper, language, paper.assignment.stub, {})


def build(
    paper: Paper, language: str, answer_cells: Mapping[str, str], worked: Mapping[str, str]
) -> nbformat.NotebookNode:
    """A notebook with the given code in its answer cells and, where there are any, worked steps under them."""
    assignment = paper.assignment
    preamble, sections = assignment.prompts[language]
    tests = test_files(paper, language)
    words = WORDS[language]
    total = sum(q.points for q in assignment.questions)
    intro = words["intro"].format(minutes=assignment.meta.minutes, points=f"{total:g}", variant=paper.variant)
    title = getattr(assignment.meta.title, language)
    cells = [
        _markdown(f"# {title}\n\n{preamble}\n\n{intro}", language, "", "prompt"),
        _code(_setup(words["setup"], paper, tests), "", "setup"),
    ]
    shown: set[str] = set()
    for item in paper.items:
        question = item.question
        section = sections[question.id]
        heading = f"## {section.title} ({words['points'].format(points=f'{question.points:g}')})"
        cells.append(_markdown(f"{heading}\n\n{prompt(paper, item, language)}", language, question.id, "prompt"))
        if item.givens and question.group not in shown and question.kind != "choice":
            shown.add(question.group)
            cells.append(_code(f"# Givens: {question.group}\n{assignments(item.givens)}", question.id, "givens"))
        answer = f"# Question: {question.id}\n{answer_cells[question.id]}"
        cells.append(_code(answer, question.id, "answer"))
        if question.weights:
            train = answer_cells.get(question.id + TRAIN, assignment.training[question.id])
            cells.append(_code(f"# Train: {question.id}\n{train}", question.id, "train"))
        if question.id in worked:
            cells.append(_markdown(worked[question.id], "en", question.id, "prompt"))
        elif f"{question.id}.py" in tests:
            cells.append(_code(f'grader.check("{question.id}")', question.id, "check"))
    for cell in cells:
        own = cell.metadata["tamrin"]
        cell["id"] = f"{seed_of(assignment.id, own['question'], own['role'], cell['source'][:40]):08x}"
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "tamrin": {
                "assignment": assignment.id,
                "variant": paper.variant,
                "language": language,
                "format": FORMAT,
            },
        }
    )
    nbformat.validate(notebook)
    return notebook


def prompt(paper: Paper, item: Item, language: str) -> str:
    """A question's prompt as Markdown, its givens filled in."""
    section = paper.assignment.prompts[language][1][item.question.id]
    letters = paper.assignment.letters(item.question.id, paper.variant) if item.question.kind == "choice" else {}
    # Both languages show the same wording of an option, and the published variant the first.
    draws = _First() if paper.variant == PUBLISHED else np.random.RandomState(seed_of(paper.variant, item.question.id))
    targets = paper.assignment.targets.get(item.question.id, {})
    return section.render({**item.givens, "targets": targets}, letters, draws)  # type: ignore[arg-type]


def dumps(notebook: nbformat.NotebookNode) -> str:
    """The notebook as text, the same for the same content."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def embedded(setup: str) -> dict[str, str]:
    """The files that a setup cell carries, tests and data, by name; compression may differ between machines."""
    files: dict[str, str] = {}
    for line in setup.splitlines():
        if line.startswith(("_TESTS = ", "_DATA = ")):
            files |= json.loads(zlib.decompress(base64.b85decode(ast.literal_eval(line.split(" = ", 1)[1]))))
    return files


class _First:
    def randint(self, high: int) -> int:
        return 0


def _setup(comment: str, paper: Paper, tests: Mapping[str, str]) -> str:
    assignment = paper.assignment
    data = {name: base64.b85encode(content).decode() for name, content in assignment.data_files.items()}
    setup = SETUP.format(
        comment=comment, preamble=assignment.preamble, payload=_packed(tests), assignment=assignment.id
    )
    return setup + DATA.format(payload=_packed(data)) if data else setup


def _packed(files: Mapping[str, str]) -> str:
    text = json.dumps(dict(files), ensure_ascii=False, sort_keys=True)
    return base64.b85encode(zlib.compress(text.encode(), 9)).decode()


def _markdown(source: str, language: str, question: str, role: str) -> nbformat.NotebookNode:
    if language == "fa":
        source = f'<div dir="rtl" lang="fa">\n\n{source.strip()}\n\n</div>'
    return _tagged(nbformat.v4.new_markdown_cell(source.strip()), question, role, editable=False)


def _code(source: str, question: str, role: str) -> nbformat.NotebookNode:
    return _tagged(nbformat.v4.new_code_cell(source.strip()), question, role, editable=role in ("answer", "train"))


def _tagged(cell: nbformat.NotebookNode, question: str, role: str, editable: bool) -> nbformat.NotebookNode:
    metadata: dict[str, Any] = {"tamrin": {"question": question, "role": role}, "deletable": False}
    if not editable:
        metadata["editable"] = False
    if role == "setup":  # JupyterLab and Colab fold it away
        metadata |= {"jupyter": {"source_hidden": True}, "cellView": "form"}
    cell.metadata = nbformat.from_dict(metadata)
    return cell
