"""What can be said of checks and bank without running a solution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tamrin import ladder
from tamrin.audit.bank import Solution
from tamrin.audit.report import Defect
from tamrin.checks import ChoiceCheck, RowCheck, Trap, ValueCheck
from tamrin.course import Assignment
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.judge import judge
from tamrin.judge.paper import Item, Paper

LEAST_WRONG, LEAST_RIGHT = 3, 2
AUTOMATIC = ("value", "function", "class", "model", "trained", "choice")
"""Kinds of questions whose bank must hold `LEAST_WRONG` and `LEAST_RIGHT` solutions."""


def traps_of(item: Item) -> dict[str, set[Trap]]:
    """By name: the traps of a question, which several checks may share."""
    found: dict[str, set[Trap]] = {}
    for check, _ in item.checks:
        for trap in getattr(check, "traps", ()):
            # Outcomes may be arrays, which cannot be compared in a set: the sentence stands for the misconception.
            found.setdefault(trap.name, set()).add(trap._replace(outcome=None))
    return found


def static_defects(assignment: Assignment, sheets: Sequence[Paper], bank: Sequence[Solution]) -> Iterator[Defect]:
    """All defects of an assignment that show without running a solution.

    Args:
        assignment: the assignment.
        sheets: its papers in the variants audited.
        bank: the solutions of the bank and those generated for the first of the variants.
    """
    yield from _thin(assignment, bank)
    yield from _untested_traps(sheets, bank)
    for sheet in sheets:
        for item in sheet.items:
            yield from _faults(sheet, item)
            yield from _options(sheet, item)
            yield from _ambiguous_traps(sheet, item)
        yield from _zeros(sheet)


def _thin(assignment: Assignment, bank: Sequence[Solution]) -> Iterator[Defect]:
    counts = Counter((solution.question, solution.kind) for solution in bank)
    for question in assignment.questions:
        wrong, right = counts[question.id, "wrong"], counts[question.id, "right"]
        if question.kind in AUTOMATIC and (wrong < LEAST_WRONG or right < LEAST_RIGHT):
            detail = f"{wrong} wrong and {right} right solutions; at least {LEAST_WRONG} and {LEAST_RIGHT} are needed"
            yield Defect("thin_bank", question.id, str(assignment.bank.name), "", detail)


def _untested_traps(sheets: Sequence[Paper], bank: Sequence[Solution]) -> Iterator[Defect]:
    tested = {(solution.question, solution.label) for solution in bank if solution.kind == "wrong"}
    reported = set()
    for sheet in sheets:
        for item in sheet.items:
            for name in traps_of(item):
                key = item.question.id, name
                if key not in tested and key not in reported:
                    reported.add(key)
                    yield Defect("untested_trap", *key, str(sheet.variant), f"write a cell for it in wrong_{name}.py")


def _faults(sheet: Paper, item: Item) -> Iterator[Defect]:
    if item.fault:
        yield Defect("grader_fault", item.question.id, "", str(sheet.variant), item.fault)


def _options(sheet: Paper, item: Item) -> Iterator[Defect]:
    for check, _ in item.checks:
        if isinstance(check, ChoiceCheck):
            wrong, trapped = set(check.letters.values()) - {check.right}, {trap.name for trap in check.traps}
            for key in sorted(wrong - trapped):
                yield _defect("untrapped_option", sheet, item, key, "this option has no trap that says why not")
            for key in sorted(trapped - wrong):
                yield _defect("untrapped_option", sheet, item, key, "this trap is no wrong option")


def _ambiguous_traps(sheet: Paper, item: Item) -> Iterator[Defect]:
    for name, traps in traps_of(item).items():
        if len(traps) > 1:
            yield _defect("ambiguous_trap", sheet, item, name, "traps of this name say different things")
    for check, _ in item.checks:
        names = Counter(trap.name for trap in getattr(check, "traps", ()))
        for name, count in names.items():
            if count > 1:
                yield _defect("ambiguous_trap", sheet, item, name, f"{check.title.en} has {count} traps of this name")


def _zeros(sheet: Paper) -> Iterator[Defect]:
    """Hand in zeros of the right form for every value; what passes although the answer is not zero is a defect.

    All names are zero at once, so that carry-forward from one zero to the next shows, too.
    """
    namespace: dict[str, Any] = {}
    for item in sheet.items:
        for check, _ in item.checks:
            if isinstance(check, ValueCheck):
                namespace[check.name] = _zeros_like(check.right)
            elif isinstance(check, RowCheck):
                for name, right in zip(check.names, check.right, strict=True):
                    namespace.setdefault(name, []).append(_zeros_like(right))
    attempted = {item.question.id for item in sheet.items if set(item.question.names) & set(namespace)}
    student = InProcessStudent(namespace, sheet.assignment.meta.limits)
    for item, result in zip(sheet.items, judge(sheet, student, attempted, "en"), strict=True):
        if item.fault:
            continue
        for (check, _), found in zip(item.checks, result.checks, strict=True):
            if not isinstance(check, ValueCheck | RowCheck) or ladder.same(check.right, _zeros_like(check.right)):
                continue
            if found.verdict == "passed":
                yield _defect("zeros_pass", sheet, item, check.title.en, found.message)


def _zeros_like(right: Any) -> Any:
    if isinstance(right, np.ndarray):
        return np.zeros_like(right)
    if isinstance(right, list | tuple):
        return type(right)(_zeros_like(item) for item in right)
    if isinstance(right, dict):
        return {key: _zeros_like(item) for key, item in right.items()}
    if right is None:
        return None
    return "" if isinstance(right, str) else type(right)(0)


def _defect(kind: str, sheet: Paper, item: Item, subject: str, detail: str) -> Defect:
    return Defect(kind, item.question.id, subject, str(sheet.variant), detail)
