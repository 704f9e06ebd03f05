"""Write a report: everything a class gets, drawn from the gradebook alone."""

from __future__ import annotations

import json
from pathlib import Path

from tamrin.gradebook import Gradebook
from tamrin.judge.verdict import Result
from tamrin.report.classpage import class_page
from tamrin.report.essays import essays_csv, holds_unread_marks
from tamrin.report.feedback import feedback_page
from tamrin.report.files import file_name, sweep, write_text
from tamrin.report.grades import grades_csv
from tamrin.report.pages import Titles
from tamrin.report.standing import class_standings


def write(
    gradebook: Gradebook, out: Path, titles: Titles, *, release: bool = False, assignment: str | None = None
) -> Path:
    """Write the report of an assignment into a folder and return the path of its first page.

    Each file is replaced as a whole; files of submissions that are no longer in the gradebook are removed. An
    `essays.csv` in which somebody wrote what the gradebook does not know yet is left as it is (see `read_marks`).

    Args:
        gradebook: where all of it comes from.
        out: the folder; made when it is not there.
        titles: what the assignment and its questions are called.
        release: whether feedback pages show the messages of hidden checks.
        assignment: which one, where the gradebook holds several.

    Raises:
        ReportError: the gradebook is empty, or holds several assignments and none was named.
    """
    rows = class_standings(gradebook, assignment)
    marks = gradebook.marks(rows[0].result.assignment)
    names = [file_name(row.result.submission) for row in rows]
    for row, name in zip(rows, names, strict=True):
        write_text(out / "results" / f"{name}.json", record(row.result))
        write_text(out / "feedback" / f"{name}.html", feedback_page(row, titles, release))
    sweep(out / "results", ".json", {f"{name}.json" for name in names})
    sweep(out / "feedback", ".html", {f"{name}.html" for name in names})
    write_text(out / "grades.csv", grades_csv(rows))
    essays = out / "essays.csv"
    if not holds_unread_marks(essays, rows):
        if waiting := essays_csv(rows):
            # With a byte order mark, or spreadsheets take Persian answers for another encoding.
            write_text(essays, waiting, "utf-8-sig")
        else:
            essays.unlink(missing_ok=True)
    return write_text(out / "index.html", class_page(rows, marks, titles))


def record(result: Result) -> str:
    """The text of `results/<submission>.json`: what the judge found, without what people add later."""
    return json.dumps(result.as_dict(), ensure_ascii=False, indent=2) + "\n"
