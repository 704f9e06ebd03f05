"""The command that trains: calibrate."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from tamrin.cli.common import CourseOption, HomeworkArgument, JsonOption, console, open_course, print_json, print_table

BACKENDS = ("tensorflow", "jax", "torch")


def calibrate(
    homework: HomeworkArgument,
    data: Annotated[str, typer.Option(help="`mini`, the built-in data, or `full`.")] = "mini",
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds to train with.")] = 20,
    backend: Annotated[str | None, typer.Option(help="What Keras runs on: tensorflow, jax or torch.")] = None,
    question: Annotated[list[str] | None, typer.Option(help="Only this question; may be repeated.")] = None,
    fresh: Annotated[bool, typer.Option(help="Count how often fresh seeds reach the targets that there are.")] = False,
    course: CourseOption = None,
    json: JsonOption = False,
) -> None:
    """Thresholds from what the references reach over many seeds. Example: tamrin calibrate hw05 --seeds 20"""
    if data not in ("mini", "full"):
        raise typer.BadParameter(f"{data!r} is neither mini nor full", param_hint="--data")
    if fresh and data != "mini":
        raise typer.BadParameter("targets are those of the built-in data", param_hint="--fresh")
    if backend is not None:
        if backend not in BACKENDS:
            raise typer.BadParameter(f"{backend!r} is none of {', '.join(BACKENDS)}", param_hint="--backend")
        os.environ["KERAS_BACKEND"] = backend  # before anything imports Keras
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from tamrin import calibrate as trainer
    from tamrin import calibration

    assignment = open_course(course).assignment(homework)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("left"), TimeRemainingColumn(), console=console(stderr=True)) as progress:
        bars: dict[str, int] = {}

        def advance(name: str, before: int) -> None:
            if name not in bars:
                bars[name] = progress.add_task(name, total=seeds)
            progress.update(bars[name], completed=before + 1)  # type: ignore[arg-type]

        if fresh:
            found = trainer.verify(assignment, seeds, question or (), advance)
        else:
            found = trainer.calibrate(assignment, seeds, data, question or (), advance)
    if json:
        print_json(found[data])
        return
    figures = ("mean", "sd", "min", "target")
    rows = [
        [name, title, *(f"{m[key]:.4g}" if key in m else "" for key in figures), f"{record['seconds']['mean']:.1f}"]
        for name, record in found[data]["questions"].items()
        for title, m in record["measures"].items()
    ]
    headings = ["question", "measure", *figures, "seconds"]
    print_table(headings, rows, title=f"{assignment.id}, {data}", right=set(headings[2:]))
    for name, record in found[data]["questions"].items():
        if "fresh" in record:
            print(f"{name}: {record['fresh']['reached']} of {record['fresh']['seeds']} fresh seeds reach all targets")
    print(calibration.path_of(assignment.course.root, assignment.id))


COMMANDS = (calibrate,)
