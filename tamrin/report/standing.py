"""Standings: what a submission has earned so far, the judge's points and a person's together.

The judge counts in `score` and `max_score` what it could decide. The rest of a question, its *manual part*, is the
points of its checks less the points that were judged: essays, and checks that a fault of ours kept from being carried
out. The manual part of a question is in one of these states:

- **waiting**: it is pending and no person has marked it. It counts in `pending`, not in `score` or `max_score`.
- **marked**: the mark is added to the score and the manual part to `max_score`; nothing of it is pending.
- **blank**: nothing was handed in for it. It adds no score, and counts in `max_score` from the moment that the same
  question of any other submission has been marked, so that two students of a class are measured by the same maximum.

A mark for a question that has no manual part (any more, after a grader was repaired and run again) does not count:
the judge's points stand in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tamrin.gradebook import Gradebook, Mark
from tamrin.judge.verdict import QuestionResult, Result, points


class ReportError(Exception):
    """A report cannot be drawn; the message says what to do."""


@dataclass(frozen=True)
class QuestionStanding:
    """One question of one submission: the points to be had, those earned, and those that wait for a person."""

    record: QuestionResult
    points: float
    score: float
    pending: float
    mark: Mark | None

    @property
    def outcome(self) -> str:
        """In one word: `full`, `partial`, `trapped`, `wrong`, `not_attempted` or `waiting`."""
        if self.pending and not self.score and not self.points:
            return "waiting"
        if self.points and self.score >= self.points:
            return "full"
        if self.score:
            return "partial"
        verdicts = {check.verdict for check in self.record.checks}
        if "trapped" in verdicts:
            return "trapped"
        return "not_attempted" if verdicts <= {"not_attempted"} else "wrong"


@dataclass(frozen=True)
class Standing:
    """One submission with the marks that count for it."""

    result: Result
    questions: tuple[QuestionStanding, ...]

    @property
    def score(self) -> float:
        """The points earned so far."""
        return points(self.result.score + sum(q.score - q.record.score for q in self.questions))

    @property
    def max_score(self) -> float:
        """The points that could have been earned so far."""
        return points(self.result.max_score + sum(q.points - q.record.points for q in self.questions))

    @property
    def pending(self) -> float:
        """The points that still wait for a person."""
        return points(self.result.pending + sum(q.pending - q.record.pending for q in self.questions))

    @property
    def graded(self) -> bool:
        """Whether the submission could be graded at all."""
        return self.result.status == "graded"

    @cached_property
    def by_question(self) -> Mapping[str, QuestionStanding]:
        """The questions by id."""
        return {question.record.id: question for question in self.questions}


def manual_part(question: QuestionResult) -> float:
    """The points of a question that are not judged automatically."""
    return points(sum(check.points for check in question.checks) - question.points)


def standings(results: Sequence[Result], marks: Mapping[tuple[str, str], Mark]) -> list[Standing]:
    """The standings of an assignment's submissions, in the order of the results."""
    marked = {question for _, question in marks}
    return [
        Standing(
            result, tuple(_standing(q, marks.get((result.submission, q.id)), q.id in marked) for q in result.questions)
        )
        for result in results
    ]


def class_standings(gradebook: Gradebook, assignment: str | None) -> list[Standing]:
    """The standings of one assignment, which need not be named where the gradebook holds only one.

    Raises:
        ReportError: the gradebook is empty, or holds several assignments and none was named.
    """
    results = gradebook.results(assignment)
    found = sorted({result.assignment for result in results})
    if not found:
        raise ReportError("The gradebook holds no submission" + (f" of {assignment}." if assignment else "."))
    if len(found) > 1:
        raise ReportError(f"The gradebook holds several assignments; name one of {', '.join(found)}.")
    return standings(results, gradebook.marks(found[0]))


def question_ids(rows: Sequence[Standing]) -> list[str]:
    """The questions of an assignment in order."""
    return list(dict.fromkeys(question.record.id for row in rows for question in row.questions))


def _standing(record: QuestionResult, mark: Mark | None, others_marked: bool) -> QuestionStanding:
    manual = manual_part(record)
    if manual > 0 and mark is not None:
        score = points(record.score + mark.points)
        return QuestionStanding(record, points(record.points + manual), score, 0.0, mark)
    if manual > 0 and others_marked and not record.pending:
        return QuestionStanding(record, points(record.points + manual), record.score, 0.0, None)
    return QuestionStanding(record, record.points, record.score, record.pending, None)
