"""Classes to be timed: readable notebooks whose answers are drawn from an assignment's bank."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tamrin.audit import bank
from tamrin.build import notebook
from tamrin.course import Assignment
from tamrin.course.variants import PUBLISHED
from tamrin.judge.paper import Paper, paper

BLANK, RIGHT = 0.08, 0.7


def write_class(assignment: Assignment, folder: Path, count: int) -> list[Path]:
    """Write `count` notebooks of the published variant: the same ones every time, none broken and none hostile.

    Otter and nbgrader stop at a file that they cannot read and have no way out of an endless loop, so nobody gets one.
    """
    folder.mkdir(parents=True)
    paths = []
    for number, cells in enumerate(draw_answers(assignment, count)):
        made = notebook.build(paper(assignment, PUBLISHED), "en", {**assignment.stub, **cells}, {})
        paths.append(folder / f"student{number:04d}.ipynb")
        paths[-1].write_text(notebook.dumps(made), encoding="utf-8")
    return paths


def draw_answers(assignment: Assignment, count: int) -> list[dict[str, str]]:
    """For each student: by question, the answer cell; a question that is left blank is missing."""
    pool = _pool(assignment, paper(assignment, PUBLISHED))
    rng = np.random.RandomState(0)
    drawn = []
    for _ in range(count):
        cells = {}
        for question in assignment.questions:
            if rng.uniform() >= BLANK:
                kind = "right" if rng.uniform() < RIGHT else "wrong"
                candidates = pool[question.id, kind]
                cells[question.id] = candidates[rng.randint(len(candidates))]
        drawn.append(cells)
    return drawn


def _pool(assignment: Assignment, sheet: Paper) -> dict[tuple[str, str], list[str]]:
    pool: dict[tuple[str, str], list[str]] = {}
    for solution in bank.load(assignment):
        pool.setdefault((solution.question, solution.kind), []).append(solution.source)
    written = {question for question, _ in pool}
    for solution in bank.generated(sheet):
        if solution.question not in written:  # choices, for which nobody writes solutions
            pool.setdefault((solution.question, solution.kind), []).append(solution.source)
    return pool
