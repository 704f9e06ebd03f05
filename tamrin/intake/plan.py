"""Decide what of a submission is run: which cell answers which question, what comes from the master instead.

Points, givens and checks come from the course alone; what a student has added to a cell of the course is run, and then
what the course gives there. Answer cells are found by metadata, then by their first comment line, then by the names
they define.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tamrin.course.schema import Question
from tamrin.intake import code, parts
from tamrin.intake.reader import Cell, Submission

_WORD = re.compile(r"[^\W\d]\w*")
_GIVENS_OF = re.compile(r"\s*#\s*Givens:\s*(\w+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SETUP = re.compile(r"\s*#\s*Setup:(?s:.*)\botter\.Notebook\(", re.IGNORECASE)
_CHECK = re.compile(r"\s*grader\.check\([^()]*\)\s*$")


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
    written = [cell for cell in submission.cells if cell.source.strip()]
    course = _of_course(written, questions, givens, groups or {})
    added = {cell.index: parts.beyond(cell.source, givens) for cell in written if cell.index in course}
    unused = {index: code.names(source) & code.names(course[index]) for index, source in added.items()}
    # What only gives other values would be undone at once.
    added |= {index: "" for index, bound in unused.items() if bound and parts.only_assigns(added[index], bound)}
    cells = [replace(cell, source=added.get(cell.index, cell.source)) for cell in written]
    training = {
        cell.index: str(cell.question) for cell in cells if cell.role == "train" and weights.get(cell.question or "")
    }
    defined = {cell.index: code.names(cell.source) for cell in cells}
    sure = {
        cell.index: parts.definitions(
            cell.source, set().union(*(of for q, of in names.items() if q != training[cell.index]))
        )
        for cell in cells
        if cell.index in training
    }
    # Of a cell that trains only its definitions are sure to be run.
    claimed = {
        cell.index: code.names(sure[cell.index]) if cell.index in training else code.claimed(cell.source)
        for cell in cells
    }
    # A stub cell that is still blank, or was pasted again, must not run over an answer.
    empty = {code.essence(""), *(code.essence(blank) for blank in blanks.values())}
    run = {cell.index: cell for cell in cells if code.essence(cell.source) not in empty}
    notes = _without_superseded(run, names, defined)
    answers = {
        index: str(cell.question) for index, cell in run.items() if cell.role == "answer" and cell.question in names
    }
    for index in run:
        if index not in answers:
            unanswered = (question for question in names if question not in answers.values())
            question_defined = next((q for q in unanswered if names[q] & claimed[index]), None)
            if question_defined is not None:
                answers[index] = question_defined
    restored = _restored(cells, course, groups or {})
    steps = [Step(0, givens)]
    for cell in cells:
        if cell.index in restored:
            steps.append(Step(cell.index, restored[cell.index]))
        if cell.index not in run:
            continue
        if cell.index in training:
            question = training[cell.index]
            has_weights = weights[question] <= set(submission.files)
            # Training is for want of weights only, and for a model that somebody has written.
            if question in answers.values() and not has_weights:
                steps.append(Step(cell.index, cell.source, question, trains=True))
            elif sure[cell.index]:
                steps.append(Step(cell.index, sure[cell.index], answers.get(cell.index)))
                own = defined[cell.index] - code.names(givens)
                others = (other.source for index, other in run.items() if index != cell.index)
                if has_weights and (cell.index in answers or any(own & code.borrowed(other) for other in others)):
                    notes.append(
                        f"Cell {cell.index} trains {question}, whose weights were handed in: only its imports, "
                        "definitions and constants were run."
                    )
            continue
        steps.append(Step(cell.index, cell.source, answers.get(cell.index)))
        if course.get(cell.index):
            steps.append(Step(cell.index, course[cell.index]))
            if cell.index in answers:
                notes.append(f"Cell {cell.index} belongs to the assignment, but holds an answer; it was run for that.")
    everything = set().union(*(claimed[index] for index in run))
    attempted = {q for q, wanted in names.items() if q in answers.values() or wanted & everything}
    return Plan(tuple(steps), frozenset(attempted), tuple(dict.fromkeys([*notes, *_unused(unused)])))


def _of_course(
    written: Sequence[Cell], questions: Sequence[Question], givens: str, groups: Mapping[str, str]
) -> dict[int, str]:
    """By the index of a cell of the course: what the course gives there; "" for a check.

    Without its metadata such a cell is known by its comment and its content: `# Setup: my helpers` is a student's own.
    """
    group_of = {question.id: question.group for question in questions}
    found = {}
    for cell in written:
        named = _GIVENS_OF.match(cell.source)
        given = groups.get(named[1] if named else group_of.get(cell.question or "", ""), givens)
        if cell.role == "check" or _CHECK.match(cell.source):
            found[cell.index] = ""
        elif cell.role == "setup" or _SETUP.match(cell.source):
            found[cell.index] = givens
        elif cell.role == "givens" or (named and code.names(given) & code.claimed(cell.source)):
            found[cell.index] = given
    return found


def _without_superseded(
    run: dict[int, Cell],
    names: Mapping[str, set[str]],
    defined: Mapping[int, frozenset[str]],
) -> list[str]:
    """Leave out of the cells to run an answer that a later cell repeats; a note for each question answered twice.

    A copy is superseded by a later one that defines all that it defines; the halves of a split cell both stay, and so
    does a copy of which a later cell uses what is not defined anew.
    """
    superseded: dict[int, str] = {}
    for question, wanted in names.items():
        copies = [index for index, cell in run.items() if (cell.role, cell.question) == ("answer", question)]
        for i, index in enumerate(copies):
            own = defined[index] & wanted
            if own and any(own <= defined[later] for later in copies[i + 1 :]):
                superseded[index] = question
    for index in sorted(superseded, reverse=True):
        if not _is_needed(defined[index], index, run, defined):
            del run[index]
    return [f"{question} is answered in several cells; the last one counts." for question in superseded.values()]


def _is_needed(
    names: frozenset[str],
    index: int,
    run: Mapping[int, Cell],
    defined: Mapping[int, frozenset[str]],
) -> bool:
    """Whether a cell below reads one of the names that a cell binds before another binds it anew."""
    for later, cell in run.items():
        if later > index and names:
            if names & code.borrowed(cell.source):
                return True
            names -= defined[later]
    return False


def _restored(cells: Sequence[Cell], course: Mapping[int, str], groups: Mapping[str, str]) -> dict[int, str]:
    """By the index of a cell of givens: the code that gives once more what cells above it may have changed.

    A change in place binds no name: it is enough that such a cell mentions one.
    """
    found: dict[int, str] = {}
    mentioned: set[str] = set()
    for cell in cells:
        given = course.get(cell.index)
        if given in groups.values() and mentioned & code.names(str(given)):
            found[cell.index] = str(given)
        mentioned.update(_WORD.findall(cell.source))
    return found


def _unused(names: Mapping[int, frozenset[str]]) -> list[str]:
    """What to say of the names that a student bound in cells of the course, where the course's own values hold."""
    indices = [str(index) for index, bound in names.items() if bound]
    if not indices:
        return []
    bound = sorted(set().union(*names.values()))
    shown = ", ".join(f"`{name[:40]}`" for name in bound[:5]) + (", …" if len(bound) > 5 else "")
    cells = f"Cell {indices[0]} belongs" if len(indices) == 1 else f"Cells {', '.join(indices)} belong"
    return [f"{cells} to the assignment: its own values of {shown} were used, not those in the notebook."]
