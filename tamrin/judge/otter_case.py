"""One Otter test case: the verdict of one of our checks on the notebook's namespace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from tamrin.course import Course
from tamrin.course.variants import Variant
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.judge import judge_item
from tamrin.judge.paper import Paper, paper
from tamrin.judge.verdict import QuestionResult

_latest: dict[str, QuestionResult] = {}


def judged(
    bundle: str,
    assignment: str,
    variant: Variant,
    question: str,
    number: int,
    part: int,
    parts: int,
    language: str,
    env: Mapping[str, Any],
) -> None:
    """Raise AssertionError unless check `number` (from 1) of a question earns `part` of its `parts`.

    Otter runs the cases of a question one after the other: the first judges the whole question, the others look up
    what was found, so that a question is asked once, as in `tamrin grade`.
    """
    if number == part == 1 or question not in _latest:
        sheet = _paper(bundle, assignment, variant)
        student = InProcessStudent(env, sheet.assignment.meta.limits)
        student.forms, student.seconds = sheet.forms(), sheet.seconds()
        _latest[question] = judge_item(sheet.item(question), student, language)
    found = _latest[question].checks[number - 1]
    earned = found.score / found.points if found.points else 0.0
    if found.verdict != "passed" and earned < part / parts - 1e-3:  # points are recorded in four decimals
        raise AssertionError(found.message)


@lru_cache
def _paper(bundle: str, assignment: str, variant: Variant) -> Paper:
    return paper(Course(Path(bundle)).assignment(assignment), variant)
