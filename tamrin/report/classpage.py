"""`index.html`: the class at a glance, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tamrin.gradebook import Mark
from tamrin.report import plots
from tamrin.report.files import file_name
from tamrin.report.pages import Titles, render
from tamrin.report.standing import Standing
from tamrin.report.statistics import OUTCOMES, of_class

OUTCOME_NAMES = {
    "full": "full points",
    "partial": "partly right",
    "trapped": "known mistake",
    "wrong": "wrong",
    "not_attempted": "not attempted",
    "waiting": "waiting for a person",
}
FAULT_NAMES = {
    "grader_fault": ("Grader faults", "A fault of ours; it costs nobody points. Repair the grader and grade again."),
    "unreadable": ("Not graded", "The file could not be read or run at all; the student should hand in again."),
    "unused_mark": ("Marks without use", "Points by a person for a question that is now judged automatically."),
    "protocol_fault": ("Refused replies", "The worker's reply was not one that is accepted. Worth a look."),
    "crashed": ("Crashes", "The process of the student's code ended before it answered."),
    "timeout": ("Out of time", "A cell or a call did not finish within its limit."),
    "memory": ("Out of memory", "The student's code used more memory than it may."),
    "identical": ("Identical work", "From several students; worth a look, no proof. Students are not told."),
    "staff_note": ("Notes for staff", "On single files. Students are not told."),
}
WEAK, STRONG = 0.1, 0.3


def class_page(rows: Sequence[Standing], marks: Mapping[tuple[str, str], Mark], titles: Titles) -> str:
    """The page of a class."""
    numbers = of_class(rows, marks)
    names = {item.id: titles.of_question("en", item.id) for item in numbers.items}
    used = [outcome for outcome in OUTCOMES if any(item.outcomes[outcome] for item in numbers.items)]
    return render(
        "index.html",
        "index.css",
        title=titles.of_assignment("en", rows[0].result.assignment),
        assignment=rows[0].result.assignment,
        rows=rows,
        numbers=numbers,
        names=names,
        used=used,
        outcome_names=OUTCOME_NAMES,
        fault_names=FAULT_NAMES,
        distribution=plots.distribution(numbers.histogram, numbers.median),
        success=plots.success(numbers.items, list(names.values())),
        files={row.result.submission: file_name(row.result.submission) for row in rows},
        judged_by=judged_by(rows),
        level=level,
    )


def level(discrimination: float | None) -> str:
    """How well a question tells strong students from weak ones, in a word."""
    if discrimination is None:
        return "not defined"
    if discrimination < 0:
        return "negative"
    if discrimination < WEAK:
        return "weak"
    return "good" if discrimination >= STRONG else "fair"


def judged_by(rows: Sequence[Standing]) -> list[str]:
    """What the results depend on, where the submissions agree on it."""
    found = [row.result.provenance for row in rows if row.result.provenance]
    graders = sorted({str(provenance.get("grader_sha256", ""))[:12] for provenance in found})
    versions = sorted({f"{name} {v}" for provenance in found for name, v in provenance.get("versions", {}).items()})
    confinement = sorted({str(provenance.get("confinement", "")) for provenance in found})
    return [
        line
        for line in (
            f"grader {', '.join(graders)}" if found else "",
            ", ".join(versions),
            f"confinement {', '.join(confinement)}" if found else "",
        )
        if line
    ]
