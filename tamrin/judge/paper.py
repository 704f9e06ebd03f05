"""The paper: one assignment in one variant, with well-posed givens and every check with its points."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Any

from tamrin.checks import Check, EssayCheck, FormCheck, RowCheck, ValueCheck, flatten, with_letters
from tamrin.course import Assignment, CourseError, Question
from tamrin.course.variants import PUBLISHED, Variant
from tamrin.function_checks import ExamplesCheck, SignatureCheck

MAX_ATTEMPTS = 2_000


@dataclass(frozen=True)
class Item:
    """One question of a paper: its givens and its checks with their points, or the fault that kept us from them."""

    question: Question
    givens: Mapping[str, Any]
    checks: tuple[tuple[Check, Fraction], ...]
    fault: str = ""


@dataclass(frozen=True)
class Paper:
    """An assignment in one variant."""

    assignment: Assignment
    variant: Variant
    items: tuple[Item, ...]

    @property
    def givens(self) -> dict[str, Mapping[str, Any]]:
        """The givens by group, in the order in which the questions need them."""
        return {item.question.group: item.givens for item in self.items if item.givens}

    def forms(self) -> dict[str, dict[str, Any]]:
        """By answer name: the form in which an earlier answer is read for carry-forward."""
        return {c.name: c.form for item in self.items for c, _ in item.checks if isinstance(c, FormCheck)}

    def seconds(self) -> dict[str, float]:
        """By answer name: how long one call may take, where the question says so."""
        questions = [item.question for item in self.items]
        return {name: q.seconds for q in questions if q.seconds is not None for name in q.names}

    def item(self, question: str) -> Item:
        """One question's item."""
        return next(item for item in self.items if item.question.id == question)


@lru_cache(maxsize=512)
def paper(assignment: Assignment, variant: Variant) -> Paper:
    """Draw an assignment's givens and declare its checks.

    Each group of givens comes from the first attempt in which all its questions are well-posed: the right answer and
    everything that a trap leads to are pairwise different. The published numbers are taken as they are.
    """
    wanted = {question.group for question in assignment.questions}
    items: dict[str, Item] = {}
    for attempt in range(MAX_ATTEMPTS):
        drawn = assignment.draw(variant, attempt)
        for group in sorted(wanted):
            givens = drawn.get(group, {})
            mine = [_item(assignment, q, givens, variant) for q in assignment.questions if q.group == group]
            if variant == PUBLISHED or all(well_posed([c for c, _ in item.checks]) for item in mine):
                items |= {item.question.id: item for item in mine}
                wanted.remove(group)
        if not wanted:
            return Paper(assignment, variant, tuple(items[q.id] for q in assignment.questions))
    raise CourseError(f"{assignment.id}, variant {variant}: no well-posed givens for {', '.join(sorted(wanted))}")


def prepare(sheet: Paper) -> None:
    """Work out ahead what the checks of a paper need and what depends on no submission."""
    for item in sheet.items:
        for check, _ in item.checks:
            with contextlib.suppress(Exception):  # a fault of ours: the check meets it again, and it is recorded
                check.prepare()


def well_posed(checks: list[Check]) -> bool:
    """Whether the right answer and every trap of each check lead to pairwise different values."""
    for check in checks:
        if isinstance(check, ValueCheck | RowCheck):
            outcomes = [check.right, *(trap.outcome for trap in check.traps)]
            if any(check.same(a, b) for a, b in combinations(outcomes, 2)):
                return False
    return True


def _item(assignment: Assignment, question: Question, givens: Mapping[str, Any], variant: Variant) -> Item:
    try:
        checks = _declared(assignment, question, givens, variant)
    except CourseError:
        raise
    except Exception as error:  # a bug in a grader or a reference is a fault of ours, found by whatever it raises
        return Item(question, givens, (), f"{type(error).__name__}: {error}")
    weights = [Fraction(check.weight).limit_denominator(10**6) for check in checks]
    total = sum(weights)
    if not total:
        raise CourseError(f"{assignment.id}: {question.id} has no check that is worth points")
    points = Fraction(question.points).limit_denominator(10**6)
    return Item(question, givens, tuple((c, points * w / total) for c, w in zip(checks, weights, strict=True)))


def _declared(assignment: Assignment, question: Question, givens: Mapping[str, Any], variant: Variant) -> list[Check]:
    declare = assignment.declared(assignment.grader, "grades").get(question.id)
    if declare is None:
        raise CourseError(f"graders/{assignment.id}.py grades no question {question.id}")
    parameters = inspect.signature(declare).parameters
    missing = sorted(set(parameters) - set(givens))
    if missing:
        raise CourseError(f"{assignment.id}: {question.id} has no given called {', '.join(missing)}")
    if not parameters:
        checks = _constant(declare)
    else:
        checks = flatten(declare(**{name: givens[name] for name in parameters}))
    checks = _without_repeats(checks)
    if question.kind == "choice":
        checks = with_letters(checks, assignment.letters(question.id, variant))
    unknown = sorted({check.name for check in checks} - set(question.names))
    if unknown:
        raise CourseError(f"{assignment.id}: {question.id} judges {', '.join(unknown)}, not in assignment.toml")
    if (question.kind == "essay") != any(isinstance(check, EssayCheck) for check in checks):
        raise CourseError(f"{assignment.id}: {question.id} must be judged by an essay check, and only an essay may be")
    return checks


def _without_repeats(checks: list[Check]) -> list[Check]:
    """Of the free checks of a function's signature only the first, and none where its examples say as much."""
    told = {check.name for check in checks if isinstance(check, ExamplesCheck)}
    kept: list[Check] = []
    for check in checks:
        if isinstance(check, SignatureCheck):
            if check.name in told:
                continue
            told.add(check.name)
        kept.append(check)
    return kept


@lru_cache(maxsize=1024)
def _constant(declare: Any) -> list[Check]:
    # Checks that depend on no givens are shared by all variants, and so are the inputs they have drawn.
    return flatten(declare())
