"""Releases: what `tamrin build` writes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from tamrin.build import notebook
from tamrin.build.public_tests import test_files
from tamrin.course import Assignment
from tamrin.course.roster import Roster
from tamrin.course.variants import PUBLISHED, Variant, of_student
from tamrin.judge.paper import paper
from tamrin.report.files import file_name


def build(assignment: Assignment, variant: Variant, language: str, out: Path, otter: bool) -> list[Path]:
    """Write `out/HW/HW.ipynb` and its public tests; with `otter`, the autograder zip beside them, for staff."""
    folder = out / assignment.id
    written = [_student_release(assignment, variant, language, folder)]
    if otter:
        from tamrin.build.autograder import write_zip

        # Not inside the folder that students get: the zip holds the hidden checks.
        written.append(write_zip(assignment, variant, language, out / f"{assignment.id}-autograder.zip"))
    return written


def for_roster(assignment: Assignment, roster_path: Path, language: str, out: Path) -> list[Path]:
    """Write `out/HW/STUDENT/HW.ipynb` for every student of a roster, and `out/HW/variants.csv` for staff."""
    secret = assignment.course.secret(create=True)
    assert secret is not None
    written, table = [], []
    for member in Roster.load(roster_path):
        variant = member.variant if member.variant is not None else of_student(secret, assignment.id, member.student)
        folder = out / assignment.id / file_name(member.student)
        written.append(_student_release(assignment, variant, member.language or language, folder))
        table.append([member.student, variant, written[-1].relative_to(out)])
    path = out / f"{assignment.id}-variants.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["student", "variant", "file"], *table])
    return [*written, path]


def commit(assignment: Assignment) -> Path:
    """Write the published notebook into the course, where it is committed."""
    path = _committed(assignment)
    path.write_text(_published(assignment), encoding="utf-8")
    return path


def is_up_to_date(assignment: Assignment) -> bool:
    """Whether the committed notebook is what would be generated, however its check cells were compressed."""
    path = _committed(assignment)
    if not path.is_file():
        return False
    return bool(_comparable(path.read_text("utf-8")) == _comparable(_published(assignment)))


def _student_release(assignment: Assignment, variant: Variant, language: str, folder: Path) -> Path:
    sheet = paper(assignment, variant)
    (folder / "tests").mkdir(parents=True, exist_ok=True)
    for name, text in test_files(sheet, language).items():
        (folder / "tests" / name).write_text(text, encoding="utf-8")
    path = folder / f"{assignment.id}.ipynb"
    path.write_text(notebook.dumps(notebook.student_notebook(sheet, language)), encoding="utf-8")
    return path


def _committed(assignment: Assignment) -> Path:
    return assignment.folder / f"{assignment.id}.ipynb"


def _published(assignment: Assignment) -> str:
    return notebook.dumps(notebook.student_notebook(paper(assignment, PUBLISHED), "en"))


def _comparable(text: str) -> Any:
    content = json.loads(text)
    for cell in content["cells"]:
        if cell["metadata"]["tamrin"]["role"] == "setup":
            cell["source"] = notebook.embedded(cell["source"])
    return content
