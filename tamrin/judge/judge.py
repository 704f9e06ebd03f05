"""Judge one submission: every check of a paper, in order, against one student."""

from __future__ import annotations

import base64
import time
from collections.abc import Collection
from fractions import Fraction

from tamrin import checks
from tamrin.checks import Check, EssayCheck
from tamrin.judge.paper import Item, Paper
from tamrin.judge.verdict import CheckResult, QuestionResult, points
from tamrin.ladder import Finding
from tamrin.result_checks import Calls, ResultCheck
from tamrin.student import Student

DISRUPTIONS = ("timeout", "memory", "crashed", "protocol_fault")


def judge(paper: Paper, student: Student, attempted: Collection[str], language: str) -> tuple[QuestionResult, ...]:
    """Judge every question; a question that was not attempted is not asked."""
    student.forms, student.seconds = paper.forms(), paper.seconds()
    return tuple(_question(item, student, item.question.id in attempted, language) for item in paper.items)


def judge_item(item: Item, student: Student, language: str) -> QuestionResult:
    """Judge one question, attempted or not."""
    return _question(item, student, True, language)


def unasked(paper: Paper, finding: Finding | None, language: str) -> tuple[QuestionResult, ...]:
    """The questions of a submission that was not run: all of them with one finding, or not attempted."""
    return tuple(_question(item, None, False, language, finding) for item in paper.items)


def _question(
    item: Item, student: Student | None, attempted: bool, language: str, finding: Finding | None = None
) -> QuestionResult:
    if item.fault:
        fault = Finding("grader_fault", "grader_fault", {"error": item.fault})
        lost = float(item.question.points)
        result = CheckResult(item.question.id, "hidden", fault.verdict, lost, 0.0, fault.message(language), "", 0.0)
        return QuestionResult(item.question.id, 0.0, 0.0, (result,), pending=lost)
    results: list[CheckResult] = []
    score, auto, pending = Fraction(0), Fraction(0), Fraction(0)
    disrupted = False
    for check, worth in item.checks:
        started = time.perf_counter()
        if not attempted or student is None:
            found = finding or Finding("not_attempted", "not_attempted", {"name": check.name})
        elif disrupted:
            found = Finding("skipped", "skipped")
        else:
            found = checks.run(check, student)
            disrupted = found.verdict in DISRUPTIONS
        seconds = time.perf_counter() - started
        if _waits(check, found):
            pending += worth
        elif not isinstance(check, EssayCheck):
            auto += worth
            score += worth * _share(found)
        results.append(_record(check, found, worth, seconds, language))
    figures = _figures(item, student) if attempted and student is not None else ()
    return QuestionResult(item.question.id, points(auto), points(score), tuple(results), points(pending), figures)


def _figures(item: Item, student: Student) -> tuple[str, ...]:
    """The figure that the student's function drew first, and the reference's for the same call."""
    for check, _ in item.checks:
        if isinstance(check, ResultCheck) and isinstance(check.source, Calls):
            drawn = student.drawn(check.source.name, check.source.calls)
            if drawn is not None and check.source.drawing is not None:
                return tuple(base64.b64encode(each.png).decode() for each in (drawn, check.source.drawing))
    return ()


def _share(found: Finding) -> Fraction:
    return Fraction(1) if found.verdict == "passed" else Fraction(found.share).limit_denominator(10**4)


def _waits(check: Check, found: Finding) -> bool:
    # An essay waits for a person, and so does whatever a fault of ours kept from being judged.
    return found.verdict == "grader_fault" or (isinstance(check, EssayCheck) and found.verdict == "skipped")


def _record(check: Check, found: Finding, worth: Fraction, seconds: float, language: str) -> CheckResult:
    message = found.message(language)
    if found.verdict == "grader_fault":
        message += f" [{found.values['error']}]"
    return CheckResult(
        title=check.title.in_language(language),
        visibility=check.visibility,
        verdict=found.verdict,
        points=points(worth),
        score=points(worth * _share(found)),
        message=message,
        note=found.note,
        seconds=round(seconds, 4),
    )
