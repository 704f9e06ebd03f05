"""Decide what of a submission is run: which cell answers which question, what comes from the master instead.

Points, givens and checks come from the course alone. Answer cells are found by metadata, then by their first
comment line, then by the names they define.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tamrin.course.schema import Question
from tamrin.intake import code
from tamrin.intake.reader import Cell, Submission

_WORD = re.compile(r"[^\W\d]\w*")
_GIVENS_OF = re.compile(r"\s*#\s*Givens:\s*(\w+)", re.IGNORECASE)
_OWN_CELL = re.compile(r"\s*#\s*(?:Givens|Setup):|\s*grader\.check\([^()]*\)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """One piece of code to run: from the course (`index` 0) or from a cell of the student's, which may train.

    Givens that are run again have their cell's index: what makes them fail then is not the course's doing.
    """

    index: int
    source: str
    question: str | None = None
    trains: bool = False


@dataclass(frozen=True)
class Plan:
    """The steps in order, the questions with an answer to judge, and remarks for the feedback."""

    steps: tuple[Step, ...]
    attempted: frozenset[str]
    notes: tuple[str, ...]


def plan(
    submission: Submission,
    questions: Sequence[Question],
    blanks: Mapping[str, str],
    givens: str,
    groups: Mapping[str, str] | None = None,
) -> Plan:
    """Plan a submission.

    Args:
        submission: what was read.
        questions: the assignment's questions.
        blanks: by question, the stub's answer cell: a cell that does the same by the letter is no attempt.
        givens: the code that defines this variant's givens; it runs first, in place of the student's copies.
        groups: the part of it that belongs to each group: as at home, it runs where the group's cell stands in the
            notebook, too, if a cell of the student's above names what it defines.
    """
    names = {question.id: set(question.names) for question in questions}
    weights = {question.id: set(question.weights) for question in questions}
    notes: list[str] = []
    written = [cell for cell in submission.cells if cell.source.strip()]
    defined = {cell.index: code.names(cell.source) for cell in written}
    claimed = {cell.index: code.claimed(cell.source) for cell in written}
    # A student who merges a cell of ours with an answer keeps our tag: it is run for the answer's sake.
    answerable = set().union(*names.values()) - code.names(givens)
    merged = {cell.index for cell in written if _ours(cell) and claimed[cell.index] & answerable}
    cells = [cell for cell in written if cell.index in merged or not _ours(cell)]
    training = {cell.index: str(cell.question) for cell in cells if cell.role == "train" and cell.question in names}
    marked: dict[str, list[Cell]] = {question: [] for question in names}
    for cell in cells:
        if cell.role == "answer" and cell.question in names:
            marked[cell.question].append(cell)
    restored = _restored(written, merged, {question.id: question.group for question in questions}, groups or {})
    answers: dict[int, str] = {}
    # A stub cell that is still blank, or was pasted again, must not run over an answer.
    empty = {code.essence(""), *(code.essence(blank) for blank in blanks.values())}
    dropped = {cell.index for cell in cells if code.essence(cell.source) in empty}
    for question, copies in marked.items():
        filled = [cell for cell in copies if cell.index not in dropped]
        # A copy is superseded by a later one that defines all that it defines; the halves of a split cell both stay.
        for i, cell in enumerate(filled):
            own = defined[cell.index] & names[question]
            if own and any(own <= defined[later.index] for later in filled[i + 1 :]):
                dropped.add(cell.index)
                notes.append(f"{question} is answered in several cells; the last one counts.")
        answers |= {cell.index: question for cell in filled if cell.index not in dropped}
    for cell in cells:
        if cell.index not in answers and cell.index not in dropped and cell.index not in training:
            unanswered = (question for question in names if question not in answers.values())
            question_defined = next((q for q in unanswered if names[q] & claimed[cell.index]), None)
            if question_defined is not None:
                answers[cell.index] = question_defined
    steps = [Step(0, givens)]
    run = {cell.index for cell in cells} - dropped
    for cell in written:
        if cell.index in restored:
            steps.append(Step(cell.index, restored[cell.index]))
        if cell.index not in run:
            continue
        if cell.index in training:
            question = training[cell.index]
            # Training is for want of weights only, and for a model that somebody has written.
            if question in answers.values() and not weights[question] <= set(submission.files):
                steps.append(Step(cell.index, cell.source, question, trains=True))
            continue
        steps.append(Step(cell.index, cell.source, answers.get(cell.index)))
        if cell.index in merged:
            steps.append(Step(cell.index, givens))
            notes.append(f"Cell {cell.index} belongs to the assignment, but holds an answer; it was run for that.")
    everything = set().union(
        *(claimed[cell.index] for cell in cells if cell.index not in dropped and cell.index not in training)
    )
    attempted = {q for q, wanted in names.items() if q in answers.values() or wanted & everything}
    return Plan(tuple(steps), frozenset(attempted), tuple(dict.fromkeys(notes)))


def _restored(
    written: Sequence[Cell], merged: set[int], group_of: Mapping[str, str], groups: Mapping[str, str]
) -> dict[int, str]:
    """By the index of a cell of givens: the code that gives once more what cells above it may have changed.

    A change in place binds no name: it is enough that such a cell mentions one.
    """
    found: dict[int, str] = {}
    mentioned: set[str] = set()
    for cell in written:
        if cell.index in merged or not _ours(cell):
            mentioned.update(_WORD.findall(cell.source))
            continue
        group = ""
        if named := _GIVENS_OF.match(cell.source):
            group = named[1]
        elif cell.role == "givens" and cell.question is not None:
            group = group_of.get(cell.question, "")
        if group in groups and mentioned & code.names(groups[group]):
            found[cell.index] = groups[group]
    return found


def _ours(cell: Cell) -> bool:
    return cell.role in ("prompt", "givens", "check", "setup") or bool(_OWN_CELL.match(cell.source))
