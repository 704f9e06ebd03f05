"""The roster: who is in the class, and whose numbers are whose."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tamrin.course.course import CourseError
from tamrin.course.variants import Variant, parse


@dataclass(frozen=True)
class Member:
    """One student: `variant` and `language` only where the roster names them."""

    student: str
    name: str = ""
    variant: Variant | None = None
    language: str | None = None
    submission: str = ""


class Roster:
    """A class list: a CSV file with the column `student` and, as needed, `name`, `variant`, `lang` and `submission`."""

    def __init__(self, members: list[Member]) -> None:
        self.members = {member.student: member for member in members}
        self._by_submission = {member.submission: member for member in members if member.submission}

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members.values())

    @classmethod
    def load(cls, path: Path) -> Roster:
        """Read a roster.

        Raises:
            CourseError: the file cannot be read, or a row says something that cannot be meant.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CourseError(f"The roster {path} cannot be read: {error}") from error
        members = []
        for line, row in enumerate(rows, 2):
            student = (row.get("student") or "").strip()
            if not student:
                raise CourseError(f"{path}, line {line}: the column `student` is missing or empty")
            variant_text = (row.get("variant") or "").strip()
            variant = parse(variant_text) if variant_text else None
            if variant_text and variant is None:
                raise CourseError(f"{path}, line {line}: {variant_text!r} is no variant (`published` or a number)")
            language = (row.get("lang") or "").strip() or None
            if language not in (None, "en", "fa"):
                raise CourseError(f"{path}, line {line}: {language!r} is no language (`en` or `fa`)")
            name, submission = (row.get("name") or "").strip(), (row.get("submission") or "").strip()
            members.append(Member(student, name, variant, language, submission))
        if len({member.student for member in members}) < len(members):
            raise CourseError(f"{path}: a student is listed twice")
        return cls(members)

    def find(self, submission: str) -> Member | None:
        """Whose submission a file is: by the `submission` column, by the student id, or by the id in the name.

        >>> Roster([Member("s1"), Member("s2")]).find("late_s2_hw02").student
        's2'
        """
        if submission in self._by_submission:
            return self._by_submission[submission]
        if submission in self.members:
            return self.members[submission]
        parts = set(re.split(r"[^\w.@+-]+|_", submission)) | set(re.split(r"[^0-9A-Za-z]+", submission))
        found = [member for member in self if member.student in parts]
        return found[0] if len(found) == 1 else None
