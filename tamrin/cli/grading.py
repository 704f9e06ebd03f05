"""Commands for teaching assistants: check, grade, report, export, audit, demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tamrin.cli.common import (
    CourseOption,
    HomeworkArgument,
    HomeworksArgument,
    JsonOption,
    chosen,
    console,
    open_course,
    print_json,
    print_table,
    read_variant,
)

if TYPE_CHECKING:
    from tamrin.judge.verdict import Result

DatabaseOption = Annotated[str | None, typer.Option("--db", help="Another gradebook database, as a SQLAlchemy URL.")]
JobsOption = Annotated[int | None, typer.Option(help="Judge processes; one per core unless given.", min=1)]
FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `tamrin grade --out` wrote.")]
UnconfinedOption = Annotated[
    bool, typer.Option("--unconfined", help="Grade although this machine cannot confine student code.")
]
COLOURS = {"passed": "green", "trapped": "magenta", "failed": "red", "not_attempted": "dim", "skipped": "dim"}


def check(
    homework: HomeworkArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notebook, script or zip.")],
    variant: Annotated[str | None, typer.Option(help="Judge by this variant, whatever the notebook says.")] = None,
    course: CourseOption = None,
    json: JsonOption = False,
    unconfined: UnconfinedOption = False,
) -> None:
    """Judge one submission and print every check. Example: tamrin check hw02 ali.ipynb"""
    from rich.text import Text

    from tamrin.judge.batch import Setting
    from tamrin.judge.grading import Task
    from tamrin.sandbox.confinement import layer_of
    from tamrin.sandbox.worker import Warm

    if not file.is_file():
        raise typer.BadParameter(f"{file} is no file", param_hint="FILE")
    assignment = open_course(course).assignment(homework)
    forced = read_variant(variant) if variant is not None else None
    with Warm(assignment.meta.preload) as warm:
        setting = Setting(assignment.course.root, assignment.id, warm.path, layer_of(warm, unconfined), forced)
        result = setting.grading().grade(Task(file.stem, file))
    if json:
        print_json(result.as_dict())
    else:
        rows = [
            [
                question.id,
                c.title,
                c.visibility,
                Text(c.verdict, style=COLOURS.get(c.verdict, "yellow")),
                f"{c.score:g}/{c.points:g}",
                c.message,
            ]
            for question in result.questions
            for c in question.checks
        ]
        print_table(["question", "check", "seen", "verdict", "points", "message"], rows, right={"points"})
        for note in (*([result.status] if result.status != "graded" else []), *result.notes):
            print(f"Note: {note}")
        waiting = f", {result.pending:g} wait for a person" if result.pending else ""
        print(f"{result.score:g} of {result.max_score:g} points (variant {result.variant}){waiting}")
    raise typer.Exit(0 if result.score == result.max_score and result.status == "graded" else 1)


def grade(
    homework: HomeworkArgument,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Submissions, or folders of them.")],
    out: Annotated[Path, typer.Option(help="Where gradebook, grades.csv, results and pages go.")],
    jobs: JobsOption = None,
    roster: Annotated[
        Path | None, typer.Option(help="A CSV with a column `student` (name, variant, lang, submission).")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Grade only what is new or has changed.")] = False,
    db: DatabaseOption = None,
    course: CourseOption = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="URL", help="A dask scheduler whose workers grade, e.g. tcp://host:8786.")
    ] = None,
    unconfined: UnconfinedOption = False,
) -> None:
    """Grade submissions into DIR. Example: tamrin grade hw02 submissions --roster class.csv --out graded"""
    from tamrin.operations import grade as run

    assignment = open_course(course).assignment(homework)
    for path in paths:
        if not path.exists():
            raise typer.BadParameter(f"{path} does not exist", param_hint="PATH")
    try:
        index, results = run(
            assignment,
            paths,
            out,
            jobs=jobs,
            roster_path=roster,
            resume=resume,
            db=db,
            unconfined=unconfined,
            cluster=cluster,
            progress=_progress,
        )
    except KeyboardInterrupt:
        print("Interrupted: what has been graded is recorded; --resume goes on from there.", file=sys.stderr)
        raise typer.Exit(130) from None
    summarize(results)
    print(f"Class page: {index}")
    raise typer.Exit(1 if any(result.faults for result in results) else 0)


def report(
    folder: FolderArgument,
    marks: Annotated[Path | None, typer.Option(help="A filled-in essays.csv to take into the gradebook first.")] = None,
    release: Annotated[bool, typer.Option("--release", help="Show students the hidden checks in full.")] = False,
    db: DatabaseOption = None,
    course: CourseOption = None,
) -> None:
    """Write pages and CSV anew from the gradebook. Example: tamrin report graded --marks graded/essays.csv"""
    from tamrin.operations import report as run

    print(run(open_course(course), folder, marks, release, db))


def export(
    folder: FolderArgument,
    to: Annotated[str, typer.Option(help="canvas, moodle, gradescope or csv.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; DIR unless given.")] = None,
    db: DatabaseOption = None,
) -> None:
    """Write grades as a learning platform reads them. Example: tamrin export graded --to canvas"""
    from tamrin.operations import export as run

    if to not in ("canvas", "moodle", "gradescope", "csv"):
        raise typer.BadParameter(f"{to!r} is none of canvas, moodle, gradescope, csv", param_hint="--to")
    for path in run(folder, to, out or folder, db):
        print(path)


def demo(
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("demo"),
    homework: Annotated[
        str | None, typer.Argument(metavar="[HW]", help="An assignment; the first with a bank unless given.")
    ] = None,
    jobs: JobsOption = None,
    course: CourseOption = None,
    unconfined: UnconfinedOption = False,
) -> None:
    """Build, grade and report a sample class. Example: tamrin demo --out demo"""
    from tamrin import demo as demonstration
    from tamrin.operations import grade as run

    found = open_course(course)
    assignment = found.assignment(homework) if homework else demonstration.first_with_bank(found)
    submissions = demonstration.sample_class(assignment, out / "submissions")
    print(f"{assignment.id}: {len(submissions)} sample submissions in {out / 'submissions'}")
    index, results = run(
        assignment, [out / "submissions"], out / "graded", jobs=jobs, unconfined=unconfined, progress=_progress
    )
    summarize(results)
    print(f"Class page: {index.resolve()}")


def _progress(total: int) -> Any:
    from tamrin.cli.progress import Progress

    return Progress(total, console(stderr=True))


def summarize(results: list[Result]) -> None:
    """Print the summary of a graded class: questions, then the class."""
    import statistics

    questions: dict[str, list[Any]] = {}
    for result in results:
        for question in result.questions:
            questions.setdefault(question.id, []).append(question)
    rows: list[list[Any]] = []
    for name, graded in questions.items():
        verdicts = [
            check.verdict for question in graded for check in question.checks if check.points or question.pending
        ]
        full = sum(1 for q in graded if q.points and q.score == q.points)
        worth = [q.score / q.points for q in graded if q.points]
        notes = [check.note for question in graded for check in question.checks if check.note]
        commonest = statistics.mode(notes) if notes else ""
        rows.append(
            [
                name,
                full,
                f"{100 * statistics.fmean(worth):.0f} %" if worth else "—",
                sum(q.checks != () and all(c.verdict == "not_attempted" for c in q.checks) for q in graded),
                len(notes),
                f"{commonest} ({notes.count(commonest)})" if commonest else "",
                sum(v in ("error", "timeout", "memory", "crashed", "protocol_fault") for v in verdicts),
            ]
        )
    columns = ["question", "full marks", "mean", "blank", "trapped", "commonest trap", "errors"]
    print_table(columns, rows, right={"full marks", "mean", "blank", "trapped", "errors"})
    scores = [result.score for result in results]
    unread = sum(result.status != "graded" for result in results)
    faults = sum(len(result.faults) for result in results)
    if scores:
        print(
            f"{len(results)} submissions: mean {statistics.fmean(scores):.1f}, median {statistics.median(scores):.1f} "
            f"of {max(result.max_score for result in results):g}; {unread} unreadable, {faults} faults of the grader"
        )


def audit(
    homeworks: HomeworksArgument = None,
    mutants: Annotated[int | None, typer.Option(help="How many mutants; all that there are unless given.")] = None,
    jobs: JobsOption = None,
    course: CourseOption = None,
    json: JsonOption = False,
) -> None:
    """Grade the grader: bank and mutants against the checks. Example: tamrin audit hw02 --mutants 100"""
    from tamrin.cli.audit import run

    raise typer.Exit(run(chosen(open_course(course), homeworks), mutants, jobs, json))


COMMANDS = (check, grade, report, export, audit, demo)
