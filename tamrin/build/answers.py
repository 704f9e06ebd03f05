"""The right answers of a variant: from the references, each confirmed by its second derivation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tamrin import ladder
from tamrin.build.cells import assignments
from tamrin.build.closure import Closure
from tamrin.course import Assignment, CourseError, Question
from tamrin.course.stub import TRAIN
from tamrin.judge.paper import Item, Paper

AGREEMENT = 1e-9


def given_to(function: Callable[..., Any], givens: Mapping[str, Any]) -> dict[str, Any]:
    """The givens that a function takes as parameters."""
    return {name: givens[name] for name in inspect.signature(function).parameters if name in givens}


def answers(paper: Paper) -> dict[str, dict[str, Any]]:
    """By question: the answers by name; a function's answer is its reference, a choice's its letter.

    Raises:
        CourseError: a reference is missing, or it and its second derivation disagree.
    """
    return {item.question.id: _answer(paper, item) for item in paper.items}


def answer_cell(paper: Paper, question: Question, answer: Mapping[str, Any]) -> str:
    """The solved answer cell of a question: self-contained, so that it needs no other cell."""
    functions = [value.__name__ for value in answer.values() if callable(value)]
    values = {name: value for name, value in answer.items() if not callable(value)}
    code = Closure(paper.assignment.solution).of(*functions)
    return "\n\n".join(part for part in (code, assignments(values)) if part)


def solved_cells(paper: Paper, key: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The solved answer cells by question, and the training cells by `question.train`."""
    cells = {q.id: answer_cell(paper, q, key[q.id]) for q in paper.assignment.questions}
    trainers = paper.assignment.declared(paper.assignment.solution, "training")
    for question in paper.assignment.questions:
        if question.weights:
            train = trainers[question.id].__name__
            builders = [value.__name__ for value in key[question.id].values() if callable(value)]
            code = Closure(paper.assignment.solution).of(train, without=builders)
            loop = f"for _model, _file in zip({train}(), {list(question.weights)!r}):\n    _model.save_weights(_file)"
            cells[question.id + TRAIN] = f"{code}\n\n{loop}"
    return cells


def references(assignment: Assignment) -> dict[str, Callable[..., Any]]:
    """The references by question."""
    return assignment.declared(assignment.solution, "reference")


def _answer(paper: Paper, item: Item) -> dict[str, Any]:
    assignment, question = paper.assignment, item.question
    reference = references(assignment).get(question.id)
    if reference is None:
        raise CourseError(f"solutions/{assignment.id}.py has no reference for {question.id}")
    if question.is_reference:
        return {question.names[0]: reference}
    answer = _named(question, question.names, reference(**given_to(reference, item.givens)))
    second = assignment.declared(assignment.solution, "second_derivation").get(question.id)
    if second is not None:
        values = [name for name in question.names if not callable(answer[name])]
        again = _named(question, values, second(**given_to(second, item.givens)))
        for name in values:
            if not ladder.same(again[name], answer[name], AGREEMENT, AGREEMENT):
                raise CourseError(
                    f"{assignment.id}, variant {paper.variant}: two derivations of {name} disagree: "
                    f"{ladder.shown(answer[name])} and {ladder.shown(again[name])}"
                )
    elif question.kind == "value":
        raise CourseError(f"solutions/{assignment.id}.py derives {question.id} only once")
    if question.kind == "choice":
        (name,) = question.names
        letters = {key: letter for letter, key in assignment.letters(question.id, paper.variant).items()}
        return {name: letters[answer[name]]}
    return answer


def _named(question: Question, names: Sequence[str], returned: Any) -> dict[str, Any]:
    if len(names) == 1 and not (isinstance(returned, dict) and set(returned) == set(names)):
        return {names[0]: returned}
    if not isinstance(returned, dict) or set(returned) != set(names):
        raise CourseError(f"the reference of {question.id} must return a dict with {', '.join(names)}")
    return {name: returned[name] for name in names}
