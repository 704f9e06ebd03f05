"""Judge one submission for a person who looks at it: confined, or in this process under a debugger."""

from __future__ import annotations

import contextlib
import linecache
import sys
import types
from pathlib import Path
from typing import Any

from tamrin import intake
from tamrin.course import Assignment
from tamrin.intake import code
from tamrin.judge.batch import Setting
from tamrin.judge.grading import Grading, Task, planned
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.judge import judge
from tamrin.judge.paper import paper
from tamrin.judge.verdict import QuestionResult
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm


def confined(assignment: Assignment, path: Path) -> tuple[QuestionResult, ...]:
    """Judge as `tamrin grade` does."""
    with Warm(assignment.meta.preload) as warm:
        layer = layer_of(warm, unconfined=False)
        setting = Setting(assignment.course.root, assignment.id, warm.path, layer)
        return setting.grading().grade(Task(path.stem, path)).questions


def in_process(assignment: Assignment, path: Path) -> tuple[QuestionResult, ...]:
    """Run the cells and judge them in this process: only for code that somebody has read."""
    submission = intake.read(path)
    variant, _ = Grading(assignment, "", "in-process").variant_of(Task(path.stem, path), submission.metadata)
    sheet = paper(assignment, variant)
    plan = planned(submission, sheet)
    namespace: dict[str, Any] = {"__name__": "__main__", "grader": types.SimpleNamespace(check=lambda name: None)}
    for step in plan.steps:
        name = f"<cell {step.index}>"
        linecache.cache[name] = (len(step.source), None, step.source.splitlines(keepends=True), name)
        with contextlib.suppress(SystemExit):
            try:
                exec(compile(code.python(step.source), name, "exec"), namespace)
            except Exception as error:  # as in a notebook, the next cell runs all the same
                print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    return judge(sheet, InProcessStudent(namespace, assignment.meta.limits), plan.attempted, "en")
