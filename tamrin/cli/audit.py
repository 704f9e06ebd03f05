"""What `tamrin audit` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tamrin.audit import AuditReport, audit
from tamrin.audit.bank import equivalents
from tamrin.audit.report import KINDS
from tamrin.cli.common import console, print_json, print_table
from tamrin.course import Assignment
from tamrin.sandbox.worker import usable_cores

COUNTS = ("wrong", "right", "graded", "killed", "indistinct", "equivalent", "survived")


def run(assignments: Sequence[Assignment], mutants: int | None, jobs: int | None, json: bool) -> int:
    """Audit assignments and print what was found; 1 when something must be repaired."""
    reports = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True)) as progress:
        for assignment in assignments:
            task = progress.add_task(f"Auditing {assignment.id}", total=None)

            def advance(done: int, total: int, task: object = task) -> None:
                progress.update(task, completed=done, total=total)  # type: ignore[arg-type]

            reports.append(audit(assignment, mutants=mutants, jobs=jobs or usable_cores(), progress=advance))
    if json:
        print_json([report.as_dict() for report in reports])
    else:
        for assignment, report in zip(assignments, reports, strict=True):
            _show(report, equivalents(assignment))
    return 0 if all(report.passed for report in reports) else 1


def _show(report: AuditReport, listed: Mapping[str, str]) -> None:
    headings = ["question", "wrong", "right", "mutants", "killed", "same", "equiv.", "alive"]
    rows = [[question.id, *(str(getattr(question, count)) for count in COUNTS)] for question in report.questions]
    rows.append(["total", *(str(report.total(count)) for count in COUNTS)])
    title = f"{report.assignment}: variants {', '.join(report.variants)}; {report.seconds:.0f} s"
    print_table(headings, rows, title=title, right=set(headings[1:]))
    wrong, right = report.total("wrong_accepted") + report.total("wrong_untrapped"), report.total("right_rejected")
    print(
        f"{report.total('killed')} of {report.total('graded')} mutants killed, {report.total('survived')} survived; "
        f"{wrong} wrong solutions misjudged, {right} right ones rejected"
    )
    for mutant, reason in listed.items():
        print(f"  equivalent: {mutant}: {reason}")
    for defect in report.defects:
        where = f"{defect.question}, {defect.subject}" + (f" (variant {defect.variant})" if defect.variant else "")
        print(f"  DEFECT {where}: {KINDS[defect.kind]}. {defect.detail}")
