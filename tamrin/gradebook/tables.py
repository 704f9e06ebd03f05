"""The tables of a gradebook.

A submission's questions and checks hang on it and go with it. Marks that a person gave stand apart, so that they
survive regrading. Everything of the schema is portable SQL; text that no database takes is escaped (`AnyText`).
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import JSON, Dialect, Double, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

# PostgreSQL refuses NUL, UTF-8 lone surrogates (file names in no encoding); the backslash is the escape itself.
_AWKWARD = re.compile("[\\\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    r"""Any Python string, also one with NUL or lone surrogates, which are stored as `\u0000`, `\ud800`, …

    Unbounded unless given a length; keys have one, because some databases index only bounded text.
    """

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """`VARCHAR(length)` or `TEXT`."""
        return dialect.type_descriptor(String(self.length) if self.length else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape."""
        return None if value is None else _AWKWARD.sub(lambda found: f"\\u{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Undo the escape."""
        return None if value is None else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


class Table(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {str: AnyText(), float: Double(), dict[str, Any]: JSON(), list[str]: JSON()}  # noqa: RUF012


class SchemaRow(Table):
    """One row: the version of the schema that the database was made with."""

    __tablename__ = "schema_version"
    version: Mapped[int] = mapped_column(primary_key=True)


class SubmissionRow(Table):
    """One submission of one assignment."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("assignment", "submission"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(AnyText(100))
    submission: Mapped[str] = mapped_column(AnyText(600))
    student: Mapped[str]
    variant: Mapped[str]
    language: Mapped[str]
    score: Mapped[float]
    max_score: Mapped[float]
    pending: Mapped[float]
    status: Mapped[str]
    notes: Mapped[list[str]]
    essays: Mapped[dict[str, Any]]
    faults: Mapped[list[str]]
    provenance: Mapped[dict[str, Any]]
    seconds: Mapped[float]
    staff_notes: Mapped[list[str]]
    fingerprint: Mapped[str]
    questions: Mapped[list[QuestionRow]] = relationship(
        cascade="all, delete-orphan", order_by="QuestionRow.position", lazy="selectin"
    )


class QuestionRow(Table):
    """One question of a submission."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    question: Mapped[str]
    points: Mapped[float]
    score: Mapped[float]
    pending: Mapped[float]
    figures: Mapped[list[str]]
    checks: Mapped[list[CheckRow]] = relationship(
        cascade="all, delete-orphan", order_by="CheckRow.position", lazy="selectin"
    )


class CheckRow(Table):
    """One check of a question."""

    __tablename__ = "checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    visibility: Mapped[str]
    verdict: Mapped[str]
    points: Mapped[float]
    score: Mapped[float]
    message: Mapped[str]
    note: Mapped[str]
    seconds: Mapped[float]


class MarkRow(Table):
    """Points that a person gave for a question of a submission."""

    __tablename__ = "marks"
    __table_args__ = (UniqueConstraint("assignment", "submission", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(AnyText(100))
    submission: Mapped[str] = mapped_column(AnyText(600))
    question: Mapped[str] = mapped_column(AnyText(60))
    points: Mapped[float]
    comment: Mapped[str]
