"""What the commands share: options, finding the course, tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from tamrin.course import Assignment, Course
    from tamrin.course.variants import Variant

CourseOption = Annotated[
    Path | None, typer.Option("--course", help="The course folder; found from here upward unless given.")
]
VariantOption = Annotated[str, typer.Option(help="`published`, or a number that draws the givens.")]
LanguageOption = Annotated[str, typer.Option("--lang", help="`en` or `fa`.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
HomeworkArgument = Annotated[str, typer.Argument(metavar="HW", help="An assignment, for example hw02.")]
HomeworksArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[HW]...", help="Assignments, for example hw02; all unless named.")
]


def open_course(course: Path | None) -> Course:
    """The course that was named or that the working folder is in."""
    from tamrin.course import Course

    return Course(course) if course is not None else Course.find()


def chosen(course: Course, names: list[str] | None) -> list[Assignment]:
    """The assignments that were named, or all."""
    return [course.assignment(name) for name in names] if names else list(course.assignments.values())


def read_variant(text: str) -> Variant:
    """A variant from the command line."""
    from tamrin.course.variants import parse

    variant = parse(text)
    if variant is None:
        raise typer.BadParameter(f"{text!r} is no variant: `published` or a number below 2^32", param_hint="--variant")
    return variant


def read_language(text: str) -> str:
    """A language from the command line."""
    if text not in ("en", "fa"):
        raise typer.BadParameter(f"{text!r} is no language: en or fa", param_hint="--lang")
    return text


def console(stderr: bool = False) -> Console:
    """A console for tables and progress."""
    from rich.console import Console

    return Console(stderr=stderr)


def print_json(value: Any) -> None:
    """Print JSON for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: list[str], rows: list[list[Any]], title: str = "", right: set[str] | None = None) -> None:
    """Print a table; the columns in `right` are numbers."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        justify: Literal["right", "left"] = "right" if column in (right or set()) else "left"
        table.add_column(column, justify=justify, overflow="fold", no_wrap=column == columns[0])
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    console().print(table)


def is_usage_error(error: Exception) -> bool:
    """Whether an error is a mistake in the call or the course, to be told in one sentence without a traceback."""
    from tamrin.course import CourseError
    from tamrin.gradebook import GradebookError
    from tamrin.report.standing import ReportError
    from tamrin.sandbox.confinement import Unconfined
    from tamrin.sandbox.worker import WarmError

    ours = (CourseError, GradebookError, ReportError, WarmError, Unconfined)
    return isinstance(error, (*ours, FileNotFoundError, PermissionError))
