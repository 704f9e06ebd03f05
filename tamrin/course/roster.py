"""The roster: who is in the class, and whose numbers are whose."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tamrin.course.course import CourseError
from tamrin.course.variants import Variant, parse

SHORTEST_NUMBER = 5


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
        ids: defaultdict[str, list[Member]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Member]] = defaultdict(list)
        for member in members:
            ids[_plain(member.student)].append(member)
            for written in _written_names(member.name):
                self._by_name[written].append(member)
        self._by_id = [
            (_id_pattern(plain), ids[plain])
            for plain in sorted(ids, key=len, reverse=True)
            if not (plain.isdecimal() and len(plain) < SHORTEST_NUMBER)
        ]

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
        """Whose submission a file is; None where nobody or several could be meant.

        >>> Roster([Member("s1"), Member("s2")]).find("late_s2_hw02").student
        's2'
        """
        found = self.matches(submission)
        return found[0] if len(found) == 1 else None

    def matches(self, submission: str) -> list[Member]:
        """Everybody whose submission a file might be.

        By the `submission` column, by the student id, by an id that stands whole in the name (not as a part of a longer
        word or number), or by the person's name where Canvas and Moodle put it, before the first underscore. A number
        of less than five digits in a name may be anything and is no id.
        """
        exact = self._by_submission.get(submission) or self.members.get(submission)
        if exact is not None:
            return [exact]
        text = _without_platforms_own(_plain(submission))
        found = {member.student for member in self._by_name.get(text.partition("_")[0].strip(), ())}
        for pattern, members in self._by_id:
            rest = pattern.sub("|", text)  # what is part of a longer id is no id: `ali` in `ali-reza`
            if rest != text:
                found |= {member.student for member in members}
                text = rest
        return [member for member in self if member.student in found]


# What platforms put into a name: the number of a copy, Canvas's number of the file, the time of Blackboard's attempt.
_COPY = re.compile(r" *\(\d+\)$")
_CANVAS = re.compile(r"^([^_]+(?:_late)?_\d+)_\d+(?=_)")
_BLACKBOARD = re.compile(r"_attempt_\d{4}(?:-\d\d){5}(?=_|$)")


def _without_platforms_own(name: str) -> str:
    return _BLACKBOARD.sub("", _CANVAS.sub(r"\1", _COPY.sub("", name)))


def _plain(text: str) -> str:
    """Text as it is compared: one form of each letter and digit, in lower case."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ي", "ی").replace("ك", "ک")
    return "".join(str(unicodedata.decimal(c, c)) for c in folded)


def _id_pattern(plain_id: str) -> re.Pattern[str]:
    """An id that stands whole: next to it are no letters, digits or marks that would make it a part of another."""
    joiners = "[.@+-]" if "-" in plain_id else "[.@+]"
    return re.compile(rf"(?<![^\W_])(?<!{joiners}){re.escape(plain_id)}(?!{joiners}*[^\W_])")


def _written_names(name: str) -> set[str]:
    """A person's name as platforms write it: in either order, with spaces or without."""
    parts = _plain(name).replace(",", " ").split()
    if len(parts) < 2:
        return set()
    turned = [parts[i:] + parts[:i] for i in range(len(parts))]
    return {joint.join(order) for order in turned for joint in (" ", "")}
