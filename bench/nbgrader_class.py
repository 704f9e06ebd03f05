"""The same class for nbgrader: the same answer cells, and the same questions as asserts in the notebook's own kernel.

What a hidden check of ours asks becomes an assert on a literal: the value, the right letter, or the results of a
function on the inputs that `tamrin grade` calls it with. Laws, traps and counterexamples have no counterpart there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat

from tamrin.build.cells import givens_code, literal
from tamrin.cases import draw
from tamrin.checks import Check, ChoiceCheck, ValueCheck
from tamrin.course import Assignment
from tamrin.course.variants import PUBLISHED
from tamrin.function_checks import OracleCheck
from tamrin.judge.paper import paper
from tamrin.student import Returned

HOMEWORK = "hw"
SAME = """\
def same(received, right):
    if isinstance(right, tuple):
        return len(received) == len(right) and all(same(*pair) for pair in zip(received, right))
    return np.allclose(received, right, rtol=1e-6)"""
CASES = """\
for _arguments, _options, _expected in {cases}:  # names that no student uses: the notebook's are the same
    assert same({name}(*_arguments, **_options), _expected)"""


def write_course(assignment: Assignment, folder: Path, answers: list[dict[str, str]]) -> None:
    """Write the source notebook, the configuration and one submission for each student."""
    folder.mkdir(parents=True)
    # Without a limit for the whole notebook, as in our run; a failing cell does not end it, which is its default.
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    _write(assignment, folder / "source" / HOMEWORK, {})
    for number, cells in enumerate(answers):
        _write(assignment, folder / "submitted" / f"student{number:04d}" / HOMEWORK, cells)


def _write(assignment: Assignment, folder: Path, answers: Mapping[str, str]) -> None:
    sheet = paper(assignment, PUBLISHED)
    cells = [nbformat.v4.new_code_cell(f"import numpy as np\n{givens_code(sheet)}\n{SAME}")]
    for item in sheet.items:
        question = item.question
        answer = answers.get(question.id, assignment.stub[question.id])
        cells.append(_cell(answer, f"{question.id}_answer", solution=True))
        asserts = "\n".join(text for check, _ in item.checks for text in _asserts(check))
        cells.append(_cell(asserts, question.id, points=question.points))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{assignment.id}.ipynb")


def _cell(source: str, name: str, solution: bool = False, points: float = 0.0) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["nbgrader"] = {
        "grade": not solution,
        "grade_id": name,
        "locked": not solution,
        "points": points,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return cell


def _asserts(check: Check) -> Iterator[str]:
    if isinstance(check, ValueCheck):
        rtol, atol = check.tolerance[:2]
        yield f"assert np.allclose({check.name}, {literal(check.right)}, {rtol}, {atol})"
    elif isinstance(check, ChoiceCheck):
        yield f"assert {check.name}.strip().upper() in {[k for k, v in check.letters.items() if v == check.right]}"
    elif isinstance(check, OracleCheck):
        cases = []
        for call in draw(check.cases, check.count, check.seed):
            expected = check.expected(check.right, call)
            if isinstance(expected, Returned):
                cases.append((call.args, call.kwargs, expected.value))
        yield CASES.format(cases=literal(cases), name=check.name)
