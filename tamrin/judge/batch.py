"""Grade many submissions: several judge processes on one warm parent, results handed over one by one."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from tamrin.course import Assignment, Course
from tamrin.course.variants import PUBLISHED, Variant
from tamrin.judge.grading import Grading, Task
from tamrin.judge.paper import paper, prepare
from tamrin.judge.verdict import Result
from tamrin.sandbox import syscalls as sc
from tamrin.sandbox.worker import WarmGone

AHEAD = 2
"""How many submissions a judge process has in hand: it need not wait for the next, and few are lost with it."""


@dataclass(frozen=True)
class Setting:
    """What a judge process needs to know to grade: plain data."""

    course: Path
    assignment: str
    warm_path: str
    confinement: str
    variant: Variant | None = None

    def grading(self, assignment: Assignment | None = None) -> Grading:
        """The grading in this process, of an assignment that has been read already or is read now."""
        assignment = assignment or Course(self.course).assignment(self.assignment)
        return Grading(assignment, self.warm_path, self.confinement, self.variant)


def grade_all(
    setting: Setting, tasks: Sequence[Task], jobs: int, revive: Callable[[], None], judges: Judges | None = None
) -> Iterator[Result]:
    """Grade every task and yield the results as they are ready, in no particular order.

    A judge process or a warm parent that dies (killed from outside, out of memory) loses nothing: what was in hand is
    graded again, by itself, after all others, and what then still ends its judge is recorded as a fault of ours.

    Args:
        setting: how to grade.
        tasks: what to grade.
        jobs: how many judge processes to use.
        revive: starts the warm parent again if it has died.
        judges: processes that have been started already, perhaps while the warm parent was.
    """
    lost: list[Task] = []
    left = deque(tasks)
    if judges is not None:
        yield from judges.grade(setting, left, lost, revive)
    while left:
        with Judges(setting.course, setting.assignment, jobs, len(left)) as judges:
            yield from judges.grade(setting, left, lost, revive)
    for task in lost:
        revive()
        lost_again: list[Task] = []
        with Judges(setting.course, setting.assignment, 1, 1) as judges:
            yield from judges.grade(setting, deque([task]), lost_again, revive)
        if lost_again:
            yield setting.grading().failed(task, "the judge's processes ended while grading it")


class Judges:
    """Up to `jobs` judge processes for about `expected` submissions, each at the end of a pipe.

    They are forked from one that has read the assignment and, for more submissions than processes, has worked out what
    depends on no submission; so that is done once, however many cores there are.
    """

    def __init__(self, course: Path, assignment: str, jobs: int, expected: int) -> None:
        context = multiprocessing.get_context("spawn")
        pipes = [context.Pipe() for _ in range(min(jobs, expected))]
        self.in_hand: dict[Connection, deque[Task]] = {ours: deque() for ours, _ in pipes}
        # Not forks of this process: it has threads (the progress bar's), and a database open.
        theirs = [theirs for _, theirs in pipes]
        self.foreman = context.Process(target=_lead, args=(course, assignment, theirs, expected > jobs))
        # Ctrl-C goes to all processes of a terminal; it is for this one, which ends the others.
        resource_tracker.ensure_running()  # which would let it through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.foreman.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for connection in theirs:
            connection.close()

    def __enter__(self) -> Judges:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.foreman.terminate()
        for connection in self.in_hand:
            connection.close()
        self.foreman.join()

    def grade(
        self, setting: Setting, left: deque[Task], lost: list[Task], revive: Callable[[], None]
    ) -> Iterator[Result]:
        """Grade what is `left` until nothing is, or no judge; what was in hand when one ended is added to `lost`."""
        for connection in list(self.in_hand):
            self._hand_out(connection, setting, left, lost)
        while busy := [connection for connection, tasks in self.in_hand.items() if tasks]:
            for ready in wait(busy):
                assert isinstance(ready, Connection)
                try:
                    result: Result | None = ready.recv()
                except (EOFError, OSError):
                    self._ended(ready, left, lost)
                    continue
                task = self.in_hand[ready].popleft()
                if result is None:
                    revive()
                    lost.append(task)
                self._hand_out(ready, setting, left, lost)
                if result is not None:
                    yield result

    def _hand_out(self, connection: Connection, setting: Setting, left: deque[Task], lost: list[Task]) -> None:
        tasks = self.in_hand[connection]
        while left and len(tasks) < (AHEAD if len(left) > len(self.in_hand) else 1):  # at the end all have work
            tasks.append(left.popleft())
            try:
                connection.send((setting, tasks[-1]))
            except OSError:
                self._ended(connection, left, lost)
                return

    def _ended(self, connection: Connection, left: deque[Task], lost: list[Task]) -> None:
        """Take what an ended judge had in hand: the first it was grading, the others it had not begun."""
        tasks = self.in_hand.pop(connection)
        connection.close()
        lost.append(tasks.popleft())
        left.extendleft(reversed(tasks))


def _lead(course: Path, name: str, connections: list[Connection], prepared: bool) -> None:
    """Fork the judges, and wait until they have ended."""
    assignment = Course(course).assignment(name)
    if prepared:
        prepare(paper(assignment, PUBLISHED))
    gc.collect()
    gc.freeze()  # the collector of a judge must not touch, and so copy, the pages of this process
    judges = []
    while connections:
        connection = connections.pop()
        pid = os.fork()
        if pid == 0:
            for other in connections:
                other.close()
            _judge(assignment, connection)
        judges.append(pid)
        connection.close()
    for pid in judges:
        os.waitpid(pid, 0)


def _judge(assignment: Assignment, connection: Connection) -> NoReturn:
    """Grade what comes through the pipe until it is closed; None says that the warm parent has gone."""
    if sys.platform == "linux":
        sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
    grading: Grading | None = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            setting, task = connection.recv()
            grading = grading or setting.grading(assignment)
            try:
                connection.send(grading.grade(task))
            except WarmGone:
                connection.send(None)
    os._exit(0)
