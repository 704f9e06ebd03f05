"""The lower bound: the cells of notebooks in a process that has imported everything, and nothing judged.

Run as `python bench/bare.py COURSE ASSIGNMENT FOLDER`; prints the seconds of all cells in one shell after the other,
and then with a fork for each notebook, which is what keeps one student's code away from the next one's.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.io import capture_output
from traitlets.config import Config

from tamrin import intake
from tamrin.build.cells import givens_code
from tamrin.course import Assignment, Course
from tamrin.course.variants import PUBLISHED
from tamrin.judge.paper import paper


def main(course: str, name: str, folder: str) -> None:
    """Print both sums."""
    assignment = Course(Path(course)).assignment(name)
    for library in assignment.meta.preload:
        importlib.import_module(library)
    plans = [_cells(assignment, path) for path in sorted(Path(folder).iterdir())]
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell(config=config)
    # Forks first: after one TensorFlow operation no fork would finish.
    forked = sum(_seconds_in_fork(shell, cells) for cells in plans)
    print(sum(_seconds(shell, cells) for cells in plans), forked)


def _cells(assignment: Assignment, path: Path) -> list[str]:
    """What `tamrin grade` runs of a notebook."""
    givens = givens_code(paper(assignment, PUBLISHED))
    submission = intake.read(path, path.stem)
    return [step.source for step in intake.plan(submission, assignment.questions, assignment.stub, givens).steps]


def _seconds(shell: Any, cells: list[str]) -> float:
    started = time.perf_counter()
    with capture_output():
        for cell in cells:
            shell.run_cell(cell)
    seconds = time.perf_counter() - started
    shell.reset(new_session=False)
    return seconds


def _seconds_in_fork(shell: Any, cells: list[str]) -> float:
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        _seconds(shell, cells)
        os._exit(0)
    os.waitpid(pid, 0)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
