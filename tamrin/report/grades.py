"""`grades.csv`: one row per submission, for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence

from tamrin.report.files import csv_text
from tamrin.report.standing import Standing, question_ids

COLUMNS = ("submission", "student", "assignment", "variant", "score", "max_score", "pending", "status")


def grades_csv(rows: Sequence[Standing]) -> str:
    """The table of grades; what a mark of a person changes is said in `tamrin.report.standing`."""
    ids = question_ids(rows)
    return csv_text([(*COLUMNS, *ids), *(_row(row, ids) for row in rows)])


def _row(row: Standing, ids: Sequence[str]) -> list[str | float]:
    result = row.result
    cells: list[str | float] = [result.submission, result.student, result.assignment, result.variant]
    cells += [row.score, row.max_score, row.pending, result.status]
    for question in ids:
        cells.append(row.by_question[question].score if question in row.by_question else "")
    return cells
