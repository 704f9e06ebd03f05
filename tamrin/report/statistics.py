"""What the class page says in numbers: distribution, success, traps, discrimination, faults."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tamrin.gradebook import Mark
from tamrin.intake import identical
from tamrin.report.standing import Standing, manual_part, question_ids

OUTCOMES = ("full", "partial", "trapped", "wrong", "not_attempted", "waiting")
PROCESS_FAULTS = ("protocol_fault", "crashed", "timeout", "memory")
FAULTS = ("grader_fault", "unreadable", "unused_mark", *PROCESS_FAULTS)
REMARKS = ("identical", "staff_note")
BINS = 10
FEWEST_FOR_CORRELATION = 5


@dataclass(frozen=True)
class Item:
    """One question over the class: how often each outcome, the mean share of its points, how well it discriminates."""

    id: str
    outcomes: Mapping[str, int]
    mean: float | None
    discrimination: float | None


@dataclass(frozen=True)
class TrapCount:
    """How many students fell into a trap, and what they were told."""

    question: str
    note: str
    students: int
    message: str


@dataclass(frozen=True)
class FaultGroup:
    """What went wrong in one way: what is said of it, and of which submissions."""

    kind: str
    cases: Mapping[str, Sequence[str]]

    @property
    def count(self) -> int:
        """How often."""
        return sum(len(submissions) for submissions in self.cases.values())


@dataclass(frozen=True)
class Statistics:
    """The class in numbers, over the submissions that could be graded; scores are percentages of the maximum."""

    percentages: tuple[float, ...]
    median: float | None
    mean: float | None
    histogram: tuple[int, ...]
    items: tuple[Item, ...]
    traps: tuple[TrapCount, ...]
    faults: tuple[FaultGroup, ...]
    remarks: tuple[FaultGroup, ...]
    slowest: tuple[Standing, ...]


def of_class(rows: Sequence[Standing], marks: Mapping[tuple[str, str], Mark]) -> Statistics:
    """The numbers of a class."""
    graded = [row for row in rows if row.graded]
    percentages = tuple(100 * row.score / row.max_score for row in graded if row.max_score)
    slowest = sorted(rows, key=lambda row: -row.result.seconds)[:6]
    return Statistics(
        percentages=percentages,
        median=round(statistics.median(percentages), 1) if percentages else None,
        mean=round(statistics.fmean(percentages), 1) if percentages else None,
        histogram=histogram(percentages),
        items=tuple(_item(question, graded) for question in question_ids(rows)),
        traps=traps(graded),
        faults=faults(rows, marks),
        remarks=remarks(rows),
        slowest=tuple(row for row in slowest if row.result.seconds > 0),
    )


def histogram(percentages: Sequence[float]) -> tuple[int, ...]:
    """How many lie in [0, 10), [10, 20), … [90, 100]."""
    counts = Counter(min(int(percentage * BINS / 100), BINS - 1) for percentage in percentages)
    return tuple(counts[i] for i in range(BINS))


def discrimination(question: str, rows: Sequence[Standing]) -> float | None:
    """Item-rest correlation: Pearson's r of the question's score with the rest of the total.

    For a question that is all or nothing this is the point-biserial correlation. The question is taken out of the
    total, or it would correlate with itself; who still waits for a person is left out. None where it is not defined, or
    where too few submissions would make it noise.

    References:
        Lord & Novick, *Statistical Theories of Mental Test Scores*, 1968, section 15.5.
    """
    pairs = [
        (row.by_question[question].score, row.score - row.by_question[question].score)
        for row in rows
        if question in row.by_question and row.by_question[question].points
    ]
    if len(pairs) < FEWEST_FOR_CORRELATION:
        return None
    try:
        return statistics.correlation(*zip(*pairs, strict=True))
    except statistics.StatisticsError:  # everybody has the same score
        return None


def traps(rows: Sequence[Standing]) -> tuple[TrapCount, ...]:
    """The traps that students fell into, the commonest first; a student counts once for each."""
    students: dict[tuple[str, str], set[str]] = {}
    messages: dict[tuple[str, str], str] = {}
    for row in rows:
        for question in row.questions:
            for check in question.record.checks:
                if check.verdict == "trapped":
                    key = (question.record.id, check.note)
                    students.setdefault(key, set()).add(row.result.student)
                    # English first, for a page that staff read in English.
                    if key not in messages or row.result.language == "en":
                        messages[key] = check.message
    counts = [TrapCount(*key, len(who), messages[key]) for key, who in students.items()]
    return tuple(sorted(counts, key=lambda trap: (-trap.students, trap.question, trap.note)))


def faults(rows: Sequence[Standing], marks: Mapping[tuple[str, str], Mark]) -> tuple[FaultGroup, ...]:
    """What staff should look at: our own faults first, then unreadable files, then what students' code did."""
    groups: dict[str, dict[str, list[str]]] = {kind: {} for kind in FAULTS}

    def add(kind: str, submission: str, what: str) -> None:
        groups[kind].setdefault(what, []).append(submission)

    for row in rows:
        name = row.result.submission
        for fault in row.result.faults:
            add("grader_fault", name, fault)
        if not row.graded:
            add("unreadable", name, row.result.status)
        for question in row.questions:
            for check in question.record.checks:
                if check.verdict in PROCESS_FAULTS:
                    add(check.verdict, name, f"{question.record.id}: {check.title}: {check.message}")
    manual = {(row.result.submission, q.record.id): manual_part(q.record) for row in rows for q in row.questions}
    for key, mark in marks.items():
        if not manual.get(key):
            add("unused_mark", mark.submission, f"{mark.question}: {mark.points:g} points by a person do not count")
    return tuple(FaultGroup(kind, cases) for kind, cases in groups.items() if cases)


def remarks(rows: Sequence[Standing]) -> tuple[FaultGroup, ...]:
    """What staff should know and nobody is to blame for: identical work of several students, notes on single files."""
    groups: dict[str, dict[str, list[str]]] = {kind: {} for kind in REMARKS}
    results = {row.result.submission: row.result for row in rows}
    digests = {name: (str(r.provenance.get("submission_sha256")), r.fingerprint) for name, r in results.items()}
    for names in identical(digests):
        students = dict.fromkeys(results[name].student for name in names)
        if len(students) > 1:  # else several attempts of one student
            same = "file" if len({digests[name][0] for name in names}) == 1 else "code but for comments and layout"
            groups["identical"][f"{', '.join(students)}: the same {same}"] = list(names)
    for name, result in results.items():
        for note in result.staff_notes:
            groups["staff_note"].setdefault(note, []).append(name)
    return tuple(FaultGroup(kind, cases) for kind, cases in groups.items() if cases)


def _item(question: str, rows: Sequence[Standing]) -> Item:
    found = [row.by_question[question] for row in rows if question in row.by_question]
    counts = Counter(standing.outcome for standing in found)
    shares = [100 * standing.score / standing.points for standing in found if standing.points]
    return Item(
        id=question,
        outcomes={outcome: counts[outcome] for outcome in OUTCOMES},
        mean=statistics.fmean(shares) if shares else None,
        discrimination=discrimination(question, rows),
    )
