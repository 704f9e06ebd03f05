"""Grade many submissions: several judge processes on one warm parent, results handed over one by one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from tamrin.course import Course
from tamrin.course.variants import Variant
from tamrin.judge.grading import Grading, Task
from tamrin.judge.verdict import Result
from tamrin.sandbox.worker import WarmGone


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


def grade_all(setting: Setting, tasks: Sequence[Task], jobs: int, revive: Callable[[], None]) -> Iterator[Result]:
    """Grade every task and yield the results as they are ready, in no particular order.

    A judge process or a warm parent that dies (killed from outside, out of memory) loses nothing: what was in hand is
    graded again, one by one, and what then still ends its judge is recorded as a fault of ours.

    Args:
        setting: how to grade.
        tasks: what to grade.
        jobs: how many judge processes to use.
        revive: starts the warm parent again if it has died.
    """
    left = {task.id: task for task in tasks}
    while left:
        try:
            for result in _with_pool(setting, list(left.values()), min(jobs, len(left))):
                del left[result.submission]
                yield result
        except (BrokenProcessPool, WarmGone):
            # Neither says whose submission it was; those near the front were being graded.
            for task in list(left.values())[: 2 * jobs]:
                revive()
                del left[task.id]
                yield _alone(setting, task)


def _alone(setting: Setting, task: Task) -> Result:
    try:
        (result,) = _with_pool(setting, [task], 1)
    except (BrokenProcessPool, WarmGone) as error:
        return setting.grading().failed(task, f"the judge's processes ended while grading it ({type(error).__name__})")
    return result


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
