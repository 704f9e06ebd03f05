"""Grade many submissions: several judge processes on one warm parent, results handed over one by one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from tamrin.course import Course
from tamrin.course.variants import Variant
from tamrin.judge.grading import Grading, Task
from tamrin.judge.verdict import Result

MAX_ATTEMPTS = 2


@dataclass(frozen=True)
class Setting:
    """What a judge process needs to know to grade: plain data, sent to it once."""

    course: Path
    assignment: str
    warm_path: str
    confinement: str
    variant: Variant | None = None

    def grading(self) -> Grading:
        """The grading in this process."""
        assignment = Course(self.course).assignment(self.assignment)
        return Grading(assignment, self.warm_path, self.confinement, self.variant)


_grading: Grading | None = None


def grade_all(
    setting: Setting,
    tasks: Sequence[Task],
    jobs: int,
) -> Iterator[Result]:
    """Grade every task and yield the results as they are ready, in no particular order.

    A judge process that dies (killed from outside, out of memory) loses nothing: what it was grading is tried once
    more in a fresh one, then recorded as a fault of ours.
    """
    left = {task.id: (task, 0) for task in tasks}
    while left:
        try:
            for result in _with_pool(setting, [task for task, _ in left.values()], min(jobs, len(left))):
                del left[result.submission]
                yield result
        except BrokenProcessPool:
            # The pool does not say whose task broke it; those near the front were being graded.
            for task, attempts in list(left.values())[: 2 * jobs]:
                left[task.id] = (task, attempts + 1)
                if attempts + 1 >= MAX_ATTEMPTS:
                    del left[task.id]
                    yield setting.grading().failed(task, "a judge process ended unexpectedly")


def _with_pool(setting: Setting, tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(setting,)) as pool:
        try:
            queue = iter(tasks)
            running: set[Future[Result]] = set()
            while True:
                # Only as many as keep the processes busy: memory does not grow with the class.
                for task in queue:
                    running.add(pool.submit(_grade, task))
                    if len(running) >= 2 * jobs:
                        break
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(setting: Setting) -> None:
    global _grading
    _grading = setting.grading()


def _grade(task: Task) -> Result:
    assert _grading is not None
    return _grading.grade(task)
