"""`pytest graders/ --submission FILE`: the checks of one submission as pytest items.

Without `--in-process` the student's code runs confined, as in `tamrin grade`; with it, in this process, where `--pdb`
and breakpoints reach it: only for code that you have read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tamrin.course import Assignment
    from tamrin.judge.verdict import CheckResult, QuestionResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("tamrin")
    group.addoption("--submission", type=Path, help="the notebook, script or zip to judge")
    group.addoption("--assignment", help="the assignment it belongs to; what the notebook says unless given")
    group.addoption("--in-process", action="store_true", help="run the student's code in this process, unconfined")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect `graders/HW.py` for the assignment of the submission."""
    submission = parent.config.getoption("--submission")
    if submission is None or file_path.suffix != ".py" or file_path.parent.name != "graders":
        return None
    if not submission.is_file():
        raise pytest.UsageError(f"--submission: {submission} is no file")
    if file_path.stem != _wanted(file_path, parent.config):
        return None
    return GraderFile.from_parent(parent, path=file_path)


def _wanted(file_path: Path, config: pytest.Config) -> str:
    from tamrin import intake
    from tamrin.course import Course, CourseError

    course = Course(file_path.parent.parent)
    named = config.getoption("--assignment")
    if named is None:
        try:
            named = intake.read(config.getoption("--submission")).metadata.get("assignment")
        except intake.Unreadable as unreadable:
            raise pytest.UsageError(str(unreadable)) from unreadable
    if not isinstance(named, str):
        raise pytest.UsageError("the submission does not say its assignment: name it with --assignment")
    try:
        return course.assignment(named).id
    except CourseError as error:
        raise pytest.UsageError(str(error)) from error


class GraderFile(pytest.File):
    """The checks of one assignment, put to one submission."""

    @cached_property
    def assignment(self) -> Assignment:
        """The assignment that this grader belongs to."""
        from tamrin.course import Course

        return Course(self.path.parent.parent).assignment(self.path.stem)

    @cached_property
    def results(self) -> dict[str, QuestionResult]:
        """What the judge found, by question; judged when the first item runs."""
        from tamrin.judge import debugging

        submission = self.config.getoption("--submission")
        judge = debugging.in_process if self.config.getoption("--in-process") else debugging.confined
        return {question.id: question for question in judge(self.assignment, submission)}

    def collect(self) -> Iterator[pytest.Item]:
        """One item per check."""
        from tamrin.judge.paper import paper

        for item in paper(self.assignment, "published").items:
            for index, (check, _) in enumerate(item.checks):
                name = f"{item.question.id}[{check.title.en}]"
                yield CheckItem.from_parent(self, name=name, question=item.question.id, index=index)


class CheckItem(pytest.Item):
    """One check."""

    def __init__(self, *, question: str, index: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question
        self.index = index

    def runtest(self) -> None:
        """Report what the judge found."""
        assert isinstance(self.parent, GraderFile)
        found = self.parent.results[self.question].checks[self.index]
        if found.verdict == "skipped":
            pytest.skip(found.message)
        if found.verdict != "passed":
            raise Lost(found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The judge's message instead of a traceback."""
        if isinstance(excinfo.value, Lost):
            found = excinfo.value.found
            note = f" ({found.note})" if found.note else ""
            return f"{found.verdict}{note}, {found.score:g} of {found.points:g} points\n{found.message}"
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the check is declared."""
        return self.path, None, self.name


class Lost(Exception):
    """A check that did not pass."""

    def __init__(self, found: CheckResult) -> None:
        super().__init__(found.message)
        self.found = found
