"""The bank of an assignment: wrong solutions that must lose points, right ones that must not.

A file `wrong_<mistake>.py` or `right_<style>.py` is in percent format: a docstring that says what the mistake or the
style is, then one `# %% question` cell for each question it answers. Cells run after the variant's givens, so a value
answer is written as code over them and works in every variant.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tamrin.build.answers import answer_cell, answers
from tamrin.build.cells import assignments
from tamrin.checks import ChoiceCheck
from tamrin.course import Assignment, CourseError
from tamrin.course.stub import split
from tamrin.judge.paper import Paper

Kind = Literal["wrong", "right"]
GENERATED = "(generated)"
"""The file of solutions that nobody wrote."""

_NAME = re.compile(r"(?P<kind>wrong|right)_(?P<label>[a-z0-9_]+)\.py")


class BankError(CourseError):
    """A file of the bank is not as it should be; the message says what to do."""


@dataclass(frozen=True)
class Solution:
    """One answer cell of the bank: `label` is the mistake of a wrong solution, the style of a right one."""

    file: str
    kind: Kind
    label: str
    question: str
    source: str

    @property
    def name(self) -> str:
        """How the solution is called in reports: its file, or what was generated."""
        return f"{self.kind}_{self.label} {GENERATED}" if self.file == GENERATED else self.file


def load(assignment: Assignment) -> tuple[Solution, ...]:
    """The cells of an assignment's bank, file by file.

    Raises:
        BankError: a file's name, docstring or cells are malformed.
    """
    questions = {question.id for question in assignment.questions}
    return tuple(cell for path in sorted(assignment.bank.glob("*.py")) for cell in _cells(path, questions))


def generated(sheet: Paper) -> tuple[Solution, ...]:
    """The solutions of a variant that nobody needs to write: every option of a choice, and the references."""
    made: list[Solution] = []
    key = answers(sheet)
    for item in sheet.items:
        for check, _ in item.checks:
            if isinstance(check, ChoiceCheck):
                made += _choice(item.question.id, check)
        if item.question.kind not in ("choice", "essay"):
            source = answer_cell(sheet, item.question, key[item.question.id])
            made.append(Solution(GENERATED, "right", "reference", item.question.id, source))
    return tuple(made)


def equivalents(assignment: Assignment) -> dict[str, str]:
    """The mutants that are listed as equivalent to the reference: id and reason, from the bank's `equivalent.toml`."""
    path = assignment.bank / "equivalent.toml"
    if not path.is_file():
        return {}
    try:
        listed = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BankError(f"{path}: {error}") from error
    for mutant, reason in listed.items():
        if not isinstance(reason, str) or not reason.strip():
            raise BankError(f'{path}: write the entry as "{mutant}" = "why it is equivalent"')
    return listed


def _cells(path: Path, questions: set[str]) -> list[Solution]:
    name = _NAME.fullmatch(path.name)
    if name is None:
        raise BankError(f"{path}: call it wrong_<mistake>.py or right_<style>.py, in lower case")
    (head_id, head), *cells = split(path.read_text("utf-8")) or [(None, "")]
    if head_id is not None or not _docstring(head):
        raise BankError(f"{path}: begin with a docstring that says what the {name['kind']} solutions do")
    if not cells:
        raise BankError(f"{path}: no `# %% question` cell")
    found: dict[str, Solution] = {}
    for question, source in cells:
        if question not in questions:
            known = ", ".join(sorted(questions))
            raise BankError(f"{path}: a cell is called {question or 'nothing'}; the questions are {known}")
        if question in found:
            raise BankError(f"{path}: {question} is answered twice")
        kind: Kind = "wrong" if name["kind"] == "wrong" else "right"
        found[question] = Solution(path.name, kind, name["label"], question, source)
    return list(found.values())


def _docstring(head: str) -> str | None:
    try:
        return ast.get_docstring(ast.parse(head))
    except SyntaxError:
        return None


def _choice(question: str, check: ChoiceCheck) -> list[Solution]:
    made = []
    for letter, key in check.letters.items():
        cell = assignments({check.name: letter})
        if key == check.right:
            made.append(Solution(GENERATED, "right", "letter", question, cell))
            lower = assignments({check.name: f" {letter.lower()} "})
            made.append(Solution(GENERATED, "right", "lower_case_letter", question, lower))
        else:
            made.append(Solution(GENERATED, "wrong", key, question, cell))
    beyond = assignments({check.name: chr(ord(max(check.letters)) + 1)})
    made.append(Solution(GENERATED, "wrong", "letter_beyond_the_options", question, beyond))
    several = assignments({check.name: "".join(check.letters)})
    made.append(Solution(GENERATED, "wrong", "several_letters", question, several))
    return made
