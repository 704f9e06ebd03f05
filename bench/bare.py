"""The lower bound: the cells of notebooks in a process that has imported everything, and nothing judged.

Run as `python bench/bare.py COURSE ASSIGNMENT FOLDER`; prints the core-seconds (user and system) of three sums over the
notebooks: all cells in one shell, one notebook after the other; the same with a fork for each notebook, which is what
keeps one student's code away from the next one's; and the forks once more, in which the functions that the checks ask
for are then called on the inputs of the checks, and the results thrown away.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.io import capture_output
from measure import core_seconds
from traitlets.config import Config

from tamrin import intake
from tamrin.course import Assignment, Course
from tamrin.course.variants import PUBLISHED
from tamrin.function_checks import ExamplesCheck, OracleCheck, PropertyCheck
from tamrin.judge.grading import planned
from tamrin.judge.paper import paper
from tamrin.student import Call


def main(course: str, name: str, folder: str) -> None:
    """Print the sums."""
    assignment = Course(Path(course)).assignment(name)
    for library in assignment.meta.preload:
        importlib.import_module(library)
    plans = [_cells(assignment, path) for path in sorted(Path(folder).iterdir())]
    calls = _calls(assignment)
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell(config=config)
    # Forks first: after one TensorFlow operation no fork would finish.
    forked = sum(_seconds_in_fork(shell, cells, []) for cells in plans)
    called = sum(_seconds_in_fork(shell, cells, calls) for cells in plans)
    print(sum(_seconds(shell, cells) for cells in plans), forked, called)


def _cells(assignment: Assignment, path: Path) -> list[str]:
    """What `tamrin grade` runs of a notebook."""
    submission = intake.read(path, path.stem)
    return [step.source for step in planned(submission, paper(assignment, PUBLISHED)).steps]


def _calls(assignment: Assignment) -> list[tuple[str, Call]]:
    """What `tamrin grade` calls in every notebook; what it asks to find a small counterexample comes on top there."""
    found: list[tuple[str, Call]] = []
    for item in paper(assignment, PUBLISHED).items:
        for check, _ in item.checks:
            if isinstance(check, ExamplesCheck | OracleCheck | PropertyCheck):
                found += [(check.name, call) for call in check.asked]
    return found


def _run(shell: Any, cells: list[str], calls: list[tuple[str, Call]]) -> None:
    with capture_output():
        for cell in cells:
            shell.run_cell(cell)
        for name, (args, kwargs) in calls:
            with contextlib.suppress(Exception):  # a wrong function, or none
                shell.user_ns[name](*copy.deepcopy(args), **copy.deepcopy(kwargs))


def _seconds(shell: Any, cells: list[str]) -> float:
    started = core_seconds()
    _run(shell, cells, [])
    seconds = core_seconds() - started
    shell.reset(new_session=False)
    return seconds


def _seconds_in_fork(shell: Any, cells: list[str], calls: list[tuple[str, Call]]) -> float:
    started = core_seconds()
    pid = os.fork()
    if pid == 0:
        _run(shell, cells, calls)
        os._exit(0)
    os.waitpid(pid, 0)
    return core_seconds() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
