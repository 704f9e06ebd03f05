"""The gradebook: records go in as `Result` and come out equal."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from tamrin.gradebook.tables import CheckRow, MarkRow, QuestionRow, SchemaRow, SubmissionRow, Table
from tamrin.judge.verdict import CheckResult, QuestionResult, Result, fields_of

SCHEMA = 2
BUSY_MILLISECONDS = 30_000


class GradebookError(Exception):
    """The database cannot be opened, or was made by another version of this program."""


@dataclass(frozen=True)
class Mark:
    """Points that a person gave for the part of a question that is not judged automatically."""

    submission: str
    question: str
    points: float
    comment: str = ""


class Gradebook:
    """A database of grades, named by an SQLAlchemy URL; it is made when it is not there.

    >>> from tamrin.judge.verdict import Result
    >>> with Gradebook("sqlite://") as gradebook:
    ...     gradebook.put(Result("s1", "s1", "hw", "published", "en", 3.0, 4.0, 0.0, "graded"))
    ...     [result.score for result in gradebook.results("hw")]
    [3.0]

    Raises:
        GradebookError: the database cannot be opened, or is of another schema version.
    """

    def __init__(self, url: str) -> None:
        self._name = _without_password(url)
        try:
            self._engine = create_engine(url)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _for_many_writers)
            self._agree_on_schema()
        except (SQLAlchemyError, ImportError) as error:  # ImportError: the URL's database driver is not installed
            cause = getattr(error, "orig", None) or error
            raise GradebookError(f"The gradebook {self._name} cannot be opened: {cause}") from error

    def put(self, result: Result) -> None:
        """Record a submission, in place of what was recorded of it before: whole, or not at all. Marks stay."""
        try:
            with Session(self._engine) as session, session.begin():
                old = session.scalar(_rows(result.assignment).where(SubmissionRow.submission == result.submission))
                if old is not None:
                    session.delete(old)
                    session.flush()
                _insert(session, result)
        except OperationalError as error:  # the disk is full, say: what was recorded before is safe
            raise GradebookError(f"The gradebook {self._name} cannot be written: {error.orig}") from error

    def results(self, assignment: str | None = None) -> list[Result]:
        """The records of one assignment, or of all, sorted by submission id."""
        with Session(self._engine) as session:
            # Row by row, because a row with its checks takes ten times the memory of what is made of it.
            rows = session.scalars(_rows(assignment).execution_options(yield_per=50))
            found = [_result(row) for row in rows]
        # Sorted here, because databases sort text each in their own way.
        return sorted(found, key=lambda result: (result.submission, result.assignment))

    def provenances(self, assignment: str) -> dict[str, dict[str, Any]]:
        """By submission: what its record depends on, so that a run can go on where another stopped."""
        wanted = select(SubmissionRow.submission, SubmissionRow.provenance)
        with Session(self._engine) as session:
            rows = session.execute(wanted.where(SubmissionRow.assignment == assignment)).all()
        return {row.submission: row.provenance for row in sorted(rows, key=lambda row: row.submission)}

    def mark(self, assignment: str, submission: str, question: str, points: float, comment: str = "") -> None:
        """Record the points that a person gives for a question, in place of an earlier mark.

        Raises:
            ValueError: the points are negative or not a number.
        """
        if not (math.isfinite(points) and points >= 0):
            raise ValueError(f"A mark must be zero or more points, not {points}.")
        with Session(self._engine) as session, session.begin():
            same = select(MarkRow).filter_by(assignment=assignment, submission=submission, question=question)
            row = session.scalar(same)
            if row is None:
                row = MarkRow(assignment=assignment, submission=submission, question=question)
                session.add(row)
            row.points, row.comment = points, comment

    def marks(self, assignment: str) -> dict[tuple[str, str], Mark]:
        """The marks of an assignment by (submission, question)."""
        with Session(self._engine) as session:
            rows = session.scalars(select(MarkRow).where(MarkRow.assignment == assignment))
            found = [Mark(row.submission, row.question, row.points, row.comment) for row in rows]
        return {(m.submission, m.question): m for m in sorted(found, key=lambda m: (m.submission, m.question))}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _agree_on_schema(self) -> None:
        tables = set(inspect(self._engine).get_table_names())
        if SubmissionRow.__tablename__ in tables and SchemaRow.__tablename__ not in tables:
            raise GradebookError(f"The database {self._name} has a table of submissions, but is no gradebook.")
        Table.metadata.create_all(self._engine)
        with Session(self._engine) as session, session.begin():
            versions = list(session.scalars(select(SchemaRow.version)))
            if not versions:
                session.add(SchemaRow(version=SCHEMA))
            elif versions != [SCHEMA]:
                made = ", ".join(map(str, versions))
                raise GradebookError(
                    f"The gradebook {self._name} has schema version {made}, this program reads version {SCHEMA}: "
                    "read it with the version of Tamrin that made it, or grade again into another folder."
                )


def _for_many_writers(connection: Any, _: Any) -> None:
    # Readers do not wait for the writer, and writers wait for each other instead of failing.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "with this URL"


def _rows(assignment: str | None) -> Any:
    rows = select(SubmissionRow)
    return rows if assignment is None else rows.where(SubmissionRow.assignment == assignment)


def _insert(session: Session, result: Result) -> None:
    values = fields_of(result) | {name: list(getattr(result, name)) for name in ("notes", "faults", "staff_notes")}
    values["questions"] = [
        QuestionRow(
            position=place,
            question=question.id,
            points=question.points,
            score=question.score,
            pending=question.pending,
            figures=list(question.figures),
        )
        for place, question in enumerate(result.questions)
    ]
    row = SubmissionRow(**values)
    session.add(row)
    session.flush()
    # The many checks in bulk, which takes half the time of as many objects.
    checks = [
        {"question_id": question.id, "position": place} | fields_of(check)
        for question, judged in zip(row.questions, result.questions, strict=True)
        for place, check in enumerate(judged.checks)
    ]
    if checks:
        session.execute(insert(CheckRow), checks)


def _result(row: SubmissionRow) -> Result:
    return Result(
        submission=row.submission,
        student=row.student,
        assignment=row.assignment,
        variant=row.variant,
        language=row.language,
        score=row.score,
        max_score=row.max_score,
        pending=row.pending,
        status=row.status,
        notes=tuple(row.notes),
        questions=tuple(_question(question) for question in row.questions),
        essays=row.essays,
        faults=tuple(row.faults),
        provenance=row.provenance,
        seconds=row.seconds,
        staff_notes=tuple(row.staff_notes),
        fingerprint=row.fingerprint,
    )


def _question(row: QuestionRow) -> QuestionResult:
    checks = tuple(_check(check) for check in row.checks)
    return QuestionResult(row.question, row.points, row.score, checks, row.pending, tuple(row.figures))


def _check(row: CheckRow) -> CheckResult:
    # A class says the same few sentences over and over: each is kept once.
    title, visibility, verdict, message, note = map(
        sys.intern, (row.title, row.visibility, row.verdict, row.message, row.note)
    )
    return CheckResult(title, visibility, verdict, row.points, row.score, message, note, row.seconds)
