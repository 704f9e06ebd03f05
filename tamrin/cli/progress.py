"""The progress bar of a grading run."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from tamrin.judge.verdict import Result


class Progress:
    """A bar with count, rate, time left and a running count of what went wrong."""

    def __init__(self, total: int, console: Console) -> None:
        self.bar = RichProgress(
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[trouble]}"),
            console=console,
        )
        self.task = self.bar.add_task("", total=total, rate="", trouble="")
        self.unreadable = self.faults = 0

    def __enter__(self) -> Progress:
        self.bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.__exit__(kind, error, trace)

    def advance(self, result: Result) -> None:
        """One submission is done."""
        self.unreadable += result.status != "graded"
        self.faults += bool(result.faults)
        speed = self.bar.tasks[0].speed
        rate = f"{speed:.1f}/s" if speed else ""
        trouble = f"{self.unreadable} unreadable, {self.faults} faults" if self.unreadable or self.faults else ""
        self.bar.update(self.task, advance=1, rate=rate, trouble=trouble)
