"""Grade the grader of one assignment with its bank and with mutants of its references."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tamrin.audit.bank import Solution, equivalents, generated, load
from tamrin.audit.exam import ExamRoom, Outcome, Program, Progress
from tamrin.audit.mutants import Mutant, has_mutants, mutants_of, original, sample
from tamrin.audit.report import AuditReport, Defect, QuestionAudit
from tamrin.audit.static import static_defects, traps_of
from tamrin.course import Assignment
from tamrin.course.variants import PUBLISHED, Variant
from tamrin.judge.paper import Paper, paper

MUTANT_SECONDS = 1.0


def audited_variants(assignment: Assignment, drawn: int = 2, among: int = 40) -> tuple[Variant, ...]:
    """The published variant, `drawn` drawn ones, and of the first `among` seeds those that show further traps."""
    chosen: list[Variant] = [PUBLISHED, *range(1, drawn + 1)]
    seen = set().union(*(_trap_names(paper(assignment, variant)) for variant in chosen))
    for seed in range(drawn + 1, among + 1):
        names = _trap_names(paper(assignment, seed))
        if names - seen:
            chosen.append(seed)
            seen |= names
    return tuple(chosen)


def audit(
    assignment: Assignment,
    variants: Sequence[Variant] | None = None,
    mutants: int | None = None,
    jobs: int = 1,
    mutant_seconds: float = MUTANT_SECONDS,
    progress: Progress | None = None,
) -> AuditReport:
    """Audit one assignment.

    Every solution of the bank is graded in every variant in which its question is another one. Mutants are graded in
    the first variant; a mutant whose numbers pass there by chance (a square image hides exchanged axes) is graded in
    the others, too.

    Args:
        assignment: the assignment.
        variants: the variants to audit; `audited_variants` unless given.
        mutants: how many mutants to grade, evenly spread, besides those listed as equivalent; all if None.
        jobs: how many judge processes to use.
        mutant_seconds: what a mutant's cell and each of its calls may take, so that an endless loop costs little.
        progress: called after every program graded.
    """
    started = time.perf_counter()
    sheets = [paper(assignment, variant) for variant in variants or audited_variants(assignment)]
    bank, listed = load(assignment), equivalents(assignment)
    solutions = [
        (sheet, cell)
        for sheet in sheets
        for cell in (*bank, *generated(sheet))
        if sheet is sheets[0] or _differs(cell.question, sheet, sheets[0])
    ]
    originals = {item.question.id: original(sheets[0], item) for item in sheets[0].items if has_mutants(item)}
    made = mutants_of(sheets[0])
    chosen = sample(made, mutants, listed)

    traps = {sheet.variant: _trap_names(sheet) for sheet in sheets}

    def solution(sheet: Paper, cell: Solution) -> Program:
        trap = cell.label if (cell.question, cell.label) in traps[sheet.variant] else ""
        return Program(cell.question, cell.source, sheet.variant, right=cell.kind == "right", trap=trap)

    def program(question: str, source: str, right: bool) -> Program:
        return Program(question, source, sheets[0].variant, mutant_seconds, right)

    with ExamRoom(assignment, jobs, progress) as room:
        outcomes = iter(
            room.examine(
                [solution(sheet, cell) for sheet, cell in solutions]
                + [program(question, source, True) for question, source in originals.items()]
                + [program(mutant.question, mutant.source, False) for mutant in chosen]
            )
        )
        judged = [(sheet, cell, next(outcomes)) for sheet, cell in solutions]
        unchanged = {question: next(outcomes) for question in originals}
        seen = {mutant: [next(outcomes)] for mutant in chosen}
        _see_elsewhere(room, sheets, seen, mutant_seconds)
    fates = {mutant: _fate(outcomes) for mutant, outcomes in seen.items()}

    first = [cell for sheet, cell in solutions if sheet is sheets[0]]
    defects = [
        *static_defects(assignment, sheets, first),
        *_misjudged(judged, traps),
        *_broken_originals(sheets[0], unchanged),
        *_survivors(sheets[0], fates, listed, {mutant.id for mutant in made}),
    ]
    questions = [_counts(question.id, first, made, fates, listed, defects) for question in assignment.questions]
    names = tuple(str(sheet.variant) for sheet in sheets)
    return AuditReport(assignment.id, names, tuple(questions), tuple(defects), round(time.perf_counter() - started, 2))


def _trap_names(sheet: Paper) -> set[tuple[str, str]]:
    return {(item.question.id, trap) for item in sheet.items for trap in traps_of(item)}


def _differs(question: str, sheet: Paper, first: Paper) -> bool:
    # A question without givens has the very same checks in every variant.
    here, there = (paper.item(question).checks for paper in (sheet, first))
    return [id(check) for check, _ in here] != [id(check) for check, _ in there]


def _misjudged(
    judged: Sequence[tuple[Paper, Solution, Outcome]], traps: Mapping[Variant, set[tuple[str, str]]]
) -> Iterator[Defect]:
    """Wrong solutions that pass or are told another mistake, and right ones that lose points."""
    anywhere = set().union(*traps.values())
    applied: dict[tuple[str, str], bool] = {}
    for sheet, cell, outcome in judged:
        trap = (cell.question, cell.label)
        here = trap in traps[sheet.variant]
        # A mistake may make no difference in some variants: one about pooling, where nothing is pooled.
        applies = cell.kind == "right" or ((here or trap not in anywhere) and not outcome.is_key)
        applied[cell.question, cell.name] = applied.get((cell.question, cell.name), False) or applies
        kind = _defect_of(cell, outcome, here) if applies or outcome.fault else ""
        if kind:
            yield Defect(kind, cell.question, cell.name, str(sheet.variant), outcome.fault or _said(outcome))
    for (question, name), applies in applied.items():
        if not applies:
            yield Defect("harmless_mistake", question, name, "", "its numbers are the key's in every variant audited")


def _defect_of(cell: Solution, outcome: Outcome, has_trap: bool) -> str:
    if outcome.fault:
        return "grader_fault"
    if cell.kind == "right":
        return "" if outcome.full else "rejected_right"
    if outcome.full:
        return "accepted_wrong"
    return "trap_not_named" if has_trap and outcome.traps != (cell.label,) else ""


def _broken_originals(sheet: Paper, unchanged: Mapping[str, Outcome]) -> Iterator[Defect]:
    for question, outcome in unchanged.items():
        if not outcome.full:
            yield Defect("broken_original", question, "", str(sheet.variant), _said(outcome))


def _see_elsewhere(room: ExamRoom, sheets: Sequence[Paper], seen: dict[Mutant, list[Outcome]], seconds: float) -> None:
    """Grade the mutants that lost no points in the first variant in the others, and add the outcomes to those seen."""
    left = [mutant for mutant, (outcome,) in seen.items() if outcome.full]
    tried = [(m, sheet.variant) for m in left for sheet in sheets[1:] if _differs(m.question, sheet, sheets[0])]
    outcomes = room.examine([Program(m.question, m.source, variant, seconds) for m, variant in tried])
    for (mutant, _), outcome in zip(tried, outcomes, strict=True):
        seen[mutant].append(outcome)


def _fate(outcomes: Sequence[Outcome]) -> str:
    if any(outcome.fault for outcome in outcomes):
        return "unjudged"
    if not all(outcome.full for outcome in outcomes):
        return "killed"
    return "indistinct" if all(outcome.is_key for outcome in outcomes) else "survived"


def _survivors(
    sheet: Paper, fates: Mapping[Mutant, str], listed: Mapping[str, str], made: set[str]
) -> Iterator[Defect]:
    variant = str(sheet.variant)
    for mutant, fate in fates.items():
        if fate == "unjudged":
            yield Defect("grader_fault", mutant.question, mutant.id, variant, "a check could not judge it")
        elif fate == "survived" and mutant.id not in listed:
            yield Defect("survivor", mutant.question, mutant.id, variant, "it gets full points")
        elif fate == "killed" and mutant.id in listed:
            detail = "it is listed as equivalent, but loses points"
            yield Defect("stale_equivalent", mutant.question, mutant.id, variant, detail)
    for gone in sorted(set(listed) - made):
        yield Defect("stale_equivalent", gone.split("/")[0], gone, variant, "there is no such mutant any more")


def _said(outcome: Outcome) -> str:
    traps = f" ({', '.join(outcome.traps)})" if outcome.traps else ""
    return f"{outcome.verdict}{traps}: {outcome.message}" if not outcome.full else "passed"


def _counts(
    question: str,
    bank: Sequence[Solution],
    made: Sequence[Mutant],
    fates: Mapping[Mutant, str],
    listed: Mapping[str, str],
    defects: Sequence[Defect],
) -> QuestionAudit:
    solutions = Counter(cell.kind for cell in bank if cell.question == question)
    own = {mutant: fate for mutant, fate in fates.items() if mutant.question == question}
    counted = Counter("equivalent" if f == "survived" and m.id in listed else f for m, f in own.items())
    misjudged = Counter(kind for kind, _ in {(d.kind, d.subject) for d in defects if d.question == question})
    return QuestionAudit(
        id=question,
        wrong=solutions["wrong"],
        right=solutions["right"],
        wrong_accepted=misjudged["accepted_wrong"],
        wrong_untrapped=misjudged["trap_not_named"],
        right_rejected=misjudged["rejected_right"],
        mutants=sum(mutant.question == question for mutant in made),
        graded=len(own),
        killed=counted["killed"],
        indistinct=counted["indistinct"],
        equivalent=counted["equivalent"],
        survived=counted["survived"],
    )
