"""Commands for instructors: list, build, key, doctor, data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tamrin.cli.common import (
    CourseOption,
    HomeworkArgument,
    HomeworksArgument,
    JsonOption,
    LanguageOption,
    VariantOption,
    chosen,
    open_course,
    print_json,
    print_table,
    read_language,
    read_variant,
)


def list_(homeworks: HomeworksArgument = None, course: CourseOption = None, json: JsonOption = False) -> None:
    """The assignments: questions, points, data and time; with a name, its questions. Example: tamrin list hw02"""
    found = chosen(open_course(course), homeworks)
    if json:
        print_json(
            [
                {
                    "assignment": a.id,
                    "title": a.meta.title.en,
                    "questions": [
                        {"id": q.id, "kind": q.kind, "points": q.points, "names": list(q.names)} for q in a.questions
                    ],
                }
                for a in found
            ]
        )
    elif homeworks:
        for a in found:
            rows = [[q.id, q.kind, f"{q.points:g}", ", ".join(q.names)] for q in a.questions]
            print_table(
                ["question", "kind", "points", "names"], rows, title=f"{a.id}: {a.meta.title.en}", right={"points"}
            )
    else:
        rows = [
            [
                a.id,
                a.meta.title.en,
                str(len(a.questions)),
                f"{sum(q.points for q in a.questions):g}",
                f"{a.meta.minutes} min",
                ", ".join(a.meta.data) or "none",
            ]
            for a in found
        ]
        columns = ["assignment", "title", "questions", "points", "time", "data"]
        print_table(columns, rows, right={"questions", "points", "time"})


def build(
    homeworks: HomeworksArgument = None,
    variant: VariantOption = "published",
    roster: Annotated[Path | None, typer.Option(help="A CSV with a column `student`: one notebook for each.")] = None,
    lang: LanguageOption = "en",
    out: Annotated[Path | None, typer.Option(help="Where to write; the course's own notebook unless given.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the committed notebook is up to date.")
    ] = False,
    otter: Annotated[bool, typer.Option("--otter", help="Also write the zip for `otter run` and Gradescope.")] = False,
    course: CourseOption = None,
) -> None:
    """Make the student notebooks. Example: tamrin build hw02 --variant 7 --otter --out release"""
    from tamrin.build import release

    language = read_language(lang)
    stale = False
    for assignment in chosen(open_course(course), homeworks):
        if check:
            fresh = release.is_up_to_date(assignment)
            print(f"{assignment.id}: {'up to date' if fresh else 'not what `tamrin build` would write'}")
            stale |= not fresh
        elif out is None:
            if roster is not None or otter:
                raise typer.BadParameter("say where to write with --out", param_hint="--out")
            print(release.commit(assignment))
        elif roster is not None:
            for path in release.for_roster(assignment, roster, language, out):
                print(path)
        else:
            for path in release.build(assignment, read_variant(variant), language, out, otter):
                print(path)
    raise typer.Exit(1 if stale else 0)


def key(
    homework: HomeworkArgument,
    variant: VariantOption = "published",
    lang: LanguageOption = "en",
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("key"),
    course: CourseOption = None,
) -> None:
    """Make the solved notebook, the worked key and answers.json. Example: tamrin key hw02 --variant 7 --out key"""
    from tamrin.build import key as keys

    assignment = open_course(course).assignment(homework)
    for path in keys.write(assignment, read_variant(variant), read_language(lang), out):
        print(path)


def doctor(course: CourseOption = None, json: JsonOption = False) -> None:
    """What this machine can do: sandbox, libraries, GPU, data. Example: tamrin doctor"""
    from tamrin.doctor import examine

    findings = examine(open_course(course))
    if json:
        print_json(findings)
        return
    rows = []
    for key, value in findings.items():
        if isinstance(value, dict):
            rows += [[f"{key}: {inner}", text] for inner, text in value.items()]
        else:
            rows.append([key, value])
    print_table(["what", "finding"], rows)


data = typer.Typer(help="Data sets: list, fetch, path.", no_args_is_help=True, rich_markup_mode=None)


@data.command("list")
def data_list(course: CourseOption = None, json: JsonOption = False) -> None:
    """The data sets and whether they are here. Example: tamrin data list"""
    from tamrin.data import cards, located

    found = cards(open_course(course).root)
    if json:
        print_json([{**card.model_dump(), "path": str(located(card) or "")} for card in found.values()])
        return
    rows = [
        [c.name, c.title, c.shape, c.licence, located(c) or "not here: tamrin data fetch " + c.name]
        for c in found.values()
    ]
    print_table(["name", "title", "shape", "licence", "where"], rows)


@data.command("fetch")
def data_fetch(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A data set, for example mnist.")],
    course: CourseOption = None,
) -> None:
    """Fetch a data set, with checksums. Example: tamrin data fetch mnist"""
    from tamrin.data import card_of, fetch

    print(fetch(card_of(open_course(course).root, name)))


@data.command("path")
def data_path(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A data set, for example mnist.")],
    course: CourseOption = None,
) -> None:
    """Where a data set lies; exit code 1 when it is not here. Example: tamrin data path mnist"""
    from tamrin.data import card_of, located

    path = located(card_of(open_course(course).root, name))
    if path is None:
        raise typer.Exit(1)
    print(path)


COMMANDS = (list_, build, key, doctor)
