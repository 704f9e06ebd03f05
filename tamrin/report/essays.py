"""`essays.csv`: what waits for a person, to be filled in with any spreadsheet and read back."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tamrin.gradebook import Gradebook
from tamrin.report.files import csv_text, neutral
from tamrin.report.standing import QuestionStanding, ReportError, Standing, class_standings, manual_part

COLUMNS = ("submission", "question", "points", "max_points", "comment", "answer")


class MarksError(ReportError):
    """A file of marks says something that cannot be meant; the message names the line."""


class _Line(NamedTuple):
    submission: str
    question: str
    points: float | None
    comment: str


def essays_csv(rows: Sequence[Standing]) -> str:
    """The table to fill in: a row for whatever waits for a person, and for whatever a person has marked already.

    Empty when nothing waits.
    """
    if not any(row.pending for row in rows):
        return ""
    listed = [(row, question) for row in rows for question in row.questions if question.pending or question.mark]
    return csv_text([COLUMNS, *(_row(row, question) for row, question in listed)])


def read_marks(path: Path, gradebook: Gradebook, assignment: str | None = None) -> int:
    """Take the marks of a filled `essays.csv` into the gradebook: all of them, or none if a line is wrong.

    A row with blank points is still waiting and changes nothing, so that several people can each fill in a part.

    Returns:
        The number of marks in the file.

    Raises:
        MarksError: the file cannot be read, or a line names an unknown submission or question or has invalid points.
    """
    rows = class_standings(gradebook, assignment)
    given = [line for line in _parse(path, rows) if line.points is not None]
    for line in given:
        gradebook.mark(rows[0].result.assignment, line.submission, line.question, line.points or 0.0, line.comment)
    return len(given)


def holds_unread_marks(path: Path, rows: Sequence[Standing]) -> bool:
    """Whether somebody wrote into a file what the gradebook does not know; it must not be replaced then."""
    if not path.exists():
        return False
    marks = {(row.result.submission, id): question.mark for row in rows for id, question in row.by_question.items()}
    known = {key: (mark.points, mark.comment) if mark else (None, "") for key, mark in marks.items()}
    try:
        return any(known[line.submission, line.question] != (line.points, line.comment) for line in _parse(path, rows))
    except MarksError:
        return True


def _row(row: Standing, question: QuestionStanding) -> list[str | float]:
    record, mark = question.record, question.mark
    faults = [check.message for check in record.checks if check.verdict == "grader_fault"]
    answer = "\n".join([*faults, row.result.essays.get(record.id, "")]).strip()
    given: str | float = mark.points if mark else ""
    return [row.result.submission, record.id, given, manual_part(record), mark.comment if mark else "", answer]


def _parse(path: Path, rows: Sequence[Standing]) -> list[_Line]:
    submissions = {key: row for row in rows for key in _written(row.result.submission)}
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        missing = [column for column in COLUMNS[:3] if column not in (reader.fieldnames or ())]
        if missing:
            raise MarksError(f"{path}, line 1: the column {missing[0]!r} is missing.")
        return [_line(f"{path}, line {reader.line_num}", cells, submissions) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MarksError(f"{path} cannot be read: {error}") from error


def _written(submission: str) -> set[str]:
    # An id comes back as it was written, with the apostrophe that neutralises a formula, unless somebody removed it.
    return {submission, neutral(submission).encode("utf-8", "backslashreplace").decode()}


def _line(where: str, cells: Mapping[str, str | None], submissions: Mapping[str, Standing]) -> _Line:
    row = submissions.get(cells["submission"] or "")
    if row is None:
        raise MarksError(f"{where}: there is no submission {cells['submission']!r}.")
    question = row.by_question.get((cells["question"] or "").strip())
    most = manual_part(question.record) if question else 0.0
    if question is None or not most:
        raise MarksError(f"{where}: no points of {cells['question']!r} wait for a person.")
    text = (cells["points"] or "").strip()
    given = _points(text) if text else None
    if given is not None and not 0 <= given <= most:  # false for NaN, too
        raise MarksError(f"{where}: the points must be a number from 0 to {most:g}, not {text!r}.")
    comment = cells.get("comment") or ""
    if comment[:1] == "'" and neutral(comment[1:]) == comment:
        comment = comment[1:]
    return _Line(row.result.submission, question.record.id, given, comment)


def _points(text: str) -> float:
    try:
        return float(text.replace("٫", "."))  # Python reads Persian digits, but not their decimal separator
    except ValueError:
        return math.nan
