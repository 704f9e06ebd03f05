"""Grades in the formats that learning platforms import."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tamrin.gradebook import Gradebook
from tamrin.report.files import csv_text, file_name, number, write_text
from tamrin.report.grades import grades_csv
from tamrin.report.standing import QuestionStanding, ReportError, Standing, class_standings
from tamrin.report.words import WORDS, said, spoken

_MOODLE_PARTICIPANT = re.compile(r"_(\d+)_assignsubmission_")


def export(gradebook: Gradebook, to: str, out: Path, *, assignment: str | None = None) -> list[Path]:
    """Write an assignment's grades for another system into a folder and return the files written.

    Platforms know students, not submissions: where a student handed in several, the one with the highest score counts
    (Gradescope and `csv` get every submission). Points that wait for a person are not part of any grade written here;
    export again when they have been given.

    Args:
        gradebook: where the grades come from.
        to: `canvas`, `moodle`, `gradescope` or `csv`.
        out: the folder; made when it is not there.
        assignment: which one, where the gradebook holds several.

    Raises:
        ReportError: there is no such format, or no submission, or several assignments of which none was named.
    """
    if to not in FORMATS:
        raise ReportError(f"There is no export to {to!r}; there is {', '.join(FORMATS)}.")
    return FORMATS[to](class_standings(gradebook, assignment), out)


def canvas(rows: Sequence[Standing], out: Path) -> list[Path]:
    """`canvas.csv` for Canvas, Grades → Import.

    Canvas finds a student by `ID` (its own number, unknown here and left empty), then by `SIS User ID`, then by
    `SIS Login ID`, then by name; the student id of the roster stands in the last three. A column whose title is no
    assignment's yet is offered as a new one, with the points of the row `Points Possible`. A name that is to match an
    existing assignment exactly needs Canvas's number behind it, `Title (123)`: change the header then.
    """
    best = _best(rows)
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", best[0].result.assignment)
    possible = ("Points Possible", "", "", "", "", max(row.max_score for row in best))
    students = [(row.result.student, "", row.result.student, row.result.student, "", row.score) for row in best]
    return [write_text(out / "canvas.csv", csv_text([header, possible, *students]))]


def moodle(rows: Sequence[Standing], out: Path) -> list[Path]:
    """`moodle.csv`, for either of Moodle's two imports.

    Course grades → Import → CSV file: map `ID number` to the user's ID number and `Grade` to the grade item. The
    assignment's own offline grading worksheet wants `Identifier` (`Participant 123`), which is known only when the
    submissions are files that Moodle gave out (`Name_123_assignsubmission_file_…`); it also wants the column
    `Last modified (grade)`, empty here, so tick "Allow updating records that have been modified more recently".
    There are no e-mail addresses in it.
    """
    header = ("Identifier", "ID number", "Grade", "Last modified (grade)", "Feedback comments")
    lines = [(_participant(row), row.result.student, row.score, "", _summary(row)) for row in _best(rows)]
    return [write_text(out / "moodle.csv", csv_text([header, *lines]))]


def gradescope(rows: Sequence[Standing], out: Path) -> list[Path]:
    """`gradescope/<submission>/results.json`, as a Gradescope autograder leaves it in `/autograder/results`.

    One test per check, and one per mark of a person. Hidden checks are `after_published`, and say even then only what
    a feedback page says (`tamrin.report.words.said`). What waits for a person is no test: give those points in
    Gradescope's own rubric, or mark them here and export again.
    """
    return [
        write_text(
            out / "gradescope" / file_name(row.result.submission) / "results.json",
            json.dumps(_gradescope(row), ensure_ascii=False, indent=2) + "\n",
        )
        for row in rows
    ]


def plain(rows: Sequence[Standing], out: Path) -> list[Path]:
    """`grades.csv`, the same as in a report."""
    return [write_text(out / "grades.csv", grades_csv(rows))]


FORMATS: dict[str, Callable[[Sequence[Standing], Path], list[Path]]] = {
    "canvas": canvas,
    "moodle": moodle,
    "gradescope": gradescope,
    "csv": plain,
}


def _best(rows: Sequence[Standing]) -> list[Standing]:
    best: dict[str, Standing] = {}
    for row in rows:
        student = row.result.student
        if student not in best or row.score > best[student].score:
            best[student] = row
    return [best[student] for student in sorted(best)]


def _participant(row: Standing) -> str:
    found = _MOODLE_PARTICIPANT.search(row.result.submission)
    return f"Participant {found[1]}" if found else ""


def _summary(row: Standing) -> str:
    # Moodle reads this as HTML: only ids and numbers stand in it, nothing that a student wrote.
    parts = [f"{q.record.id} {number(q.score)}/{number(q.points)}" for q in row.questions if q.points]
    waiting = [f"{number(row.pending)} pending"] if row.pending else []
    return "; ".join([*parts, *waiting])


def _gradescope(row: Standing) -> dict[str, Any]:
    words = WORDS[spoken(row.result.language)]
    tests = [test for question in row.questions for test in _tests(question, row.result.language)]
    remarks = [*([] if row.graded else [row.result.status]), *row.result.notes]
    if row.pending:
        remarks.append(words["pending"].format(points=number(row.pending)))
    return {
        "score": row.score,
        "max_score": row.max_score,
        "output": "\n".join(remarks),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _tests(question: QuestionStanding, language: str) -> list[dict[str, Any]]:
    tests = []
    for place, check in enumerate(question.record.checks, 1):
        waits = check.verdict == "grader_fault" or (check.verdict == "skipped" and question.record.pending)
        if waits:
            continue
        tests.append(
            {
                "name": f"{question.record.id}: {check.title}",
                "number": f"{question.record.id}.{place}",
                "score": check.score,
                "max_score": check.points,
                "status": "passed" if check.verdict == "passed" else "failed",
                "output": said(check, language),
                "output_format": "text",
                "visibility": "visible" if check.visibility == "public" else "after_published",
            }
        )
    if question.mark is not None:
        words = WORDS[spoken(language)]
        tests.append(
            {
                "name": f"{question.record.id}: {words['marked']}",
                "number": f"{question.record.id}.{len(question.record.checks) + 1}",
                "score": question.mark.points,
                "max_score": round(question.points - question.record.points, 4),
                "output": question.mark.comment,
                "output_format": "text",
                "visibility": "after_published",
            }
        )
    return tests
