"""What the judge says of a submission: plain records, ready for the gradebook."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

VERDICTS = (
    "passed",
    "failed",
    "trapped",
    "not_attempted",
    "missing",
    "error",
    "timeout",
    "memory",
    "crashed",
    "protocol_fault",
    "skipped",
    "grader_fault",
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found."""

    title: str
    visibility: str
    verdict: str
    points: float
    score: float
    message: str
    note: str
    seconds: float


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: `pending` is the points that wait for a person.

    `figures` are the student's and the reference's figure, PNG in base64, where a question asks for one.
    """

    id: str
    points: float
    score: float
    checks: tuple[CheckResult, ...]
    pending: float = 0.0
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One submission. `max_score` and `score` count what is judged automatically.

    `status` is `graded`, or one sentence that says why the submission could not be. `notes` are for the student,
    `staff_notes` for staff alone. Submissions with the same `fingerprint` have the same code (see `intake.identical`).
    """

    submission: str
    student: str
    assignment: str
    variant: str
    language: str
    score: float
    max_score: float
    pending: float
    status: str
    notes: tuple[str, ...] = ()
    questions: tuple[QuestionResult, ...] = ()
    essays: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    staff_notes: tuple[str, ...] = ()
    fingerprint: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The record as written to `results/<submission>.json`."""
        record = fields_of(self)
        del record["essays"]
        record["questions"] = tuple(
            fields_of(question) | {"checks": tuple(fields_of(check) for check in question.checks)}
            for question in self.questions
        )
        return record


def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a dataclass by name; unlike `dataclasses.asdict` without copies, a class has many records."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def points(value: Any) -> float:
    """Points as they are written: rounded to 4 decimals, so that thirds add up on paper."""
    return round(float(value), 4)
