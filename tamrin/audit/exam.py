"""Grade answer cells, each as a submission of its own, by the real judge with the confined worker."""

from __future__ import annotations

import multiprocessing.util
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tamrin import ladder
from tamrin.build.answers import answers
from tamrin.build.cells import givens_code
from tamrin.course import Assignment, Course
from tamrin.course.schema import Limits
from tamrin.course.variants import Variant
from tamrin.intake.plan import Plan, Step
from tamrin.judge.confined import ConfinedStudent
from tamrin.judge.judge import judge
from tamrin.judge.paper import Paper, paper
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.wire import ProtocolFault
from tamrin.sandbox.worker import OutOfTime, Warm, Worker, WorkerGone
from tamrin.student import StudentFault

Progress = Callable[[int, int], None]
"""Called with the number of programs graded so far and the number to grade, which may grow once."""

SITTINGS = 60
"""How many programs a process runs, one after the other, before another one is started."""
REMEMBER = "_kept = dict(globals())"
FORGET = """
import random, sys, numpy
random.seed(0)
numpy.random.seed(0)
if "matplotlib.pyplot" in sys.modules: sys.modules["matplotlib.pyplot"].close("all")
if "keras" in sys.modules: sys.modules["keras"].utils.clear_session()
for _name in {*globals()} - {*_kept, "_kept"}: del globals()[_name]
globals().update(_kept)"""
RESET_SECONDS = 10.0

SAME = 1e-12
"""Relative and absolute difference within which two answers are the same numbers, however they were added up."""


@dataclass(frozen=True)
class Program:
    """An answer cell for one question in one variant.

    Attributes:
        seconds: bounds its cell and each call.
        right: whether it should earn every point, where that is known.
        trap: the trap that it should fall into; any or none unless given.
    """

    question: str
    source: str
    variant: Variant
    seconds: float = float("inf")
    right: bool | None = None
    trap: str = ""

    def bears_out(self, outcome: Outcome) -> bool:
        """Whether an outcome is the one expected."""
        good = self.right is None or outcome.full == self.right
        return good and not outcome.fault and self.trap in ("", *outcome.traps[:1])


@dataclass(frozen=True)
class Outcome:
    """What the judge made of a program.

    Attributes:
        full: every point was earned.
        traps: the traps it fell into, in order.
        verdict, message: of the first check that was not passed.
        is_key: its values are those of the key, number by number, so that no grader could reject them.
        fault: what went wrong in the grader, if anything did.
    """

    full: bool
    traps: tuple[str, ...] = ()
    verdict: str = "passed"
    message: str = ""
    is_key: bool = False
    fault: str = ""


class Seat(Worker):
    """A process in which one program is run after another: what a program has left behind is cleared away.

    The programs are the course's own, and starting a process takes longer than most of them.
    """

    def __init__(self, free: list[Seat], warm_path: str, limits: Limits, layer: str) -> None:
        super().__init__(warm_path, limits, layer)
        self.free = free
        self.sittings = 0
        self.run(REMEMBER, RESET_SECONDS)

    def close(self) -> None:
        """Make the process as it was and leave it among the free ones; end it if that cannot be done."""
        self.sittings += 1
        if self.sittings < SITTINGS and self._cleared():
            self.free.append(self)
        else:
            self.end()

    def end(self) -> None:
        """End the process."""
        super().close()

    def _cleared(self) -> bool:
        try:
            return self.run(FORGET, RESET_SECONDS)["error"] is None
        except (OutOfTime, WorkerGone, ProtocolFault):
            return False


class Examiner:
    """Grades programs in this process."""

    def __init__(self, assignment: Assignment, warm_path: str, layer: str) -> None:
        self.assignment = assignment
        self.warm_path = warm_path
        self.layer = layer
        self._keys: dict[Variant, dict[str, dict[str, Any]]] = {}
        self._free: list[Seat] = []

    def examine(self, program: Program) -> Outcome:
        """Grade one program; once more in a process of its own, if the outcome is not the one expected."""
        outcome = self._outcome(program, self._seat)
        return outcome if program.bears_out(outcome) else self._outcome(program, self._process)

    def close(self) -> None:
        """End the processes that are left."""
        while self._free:
            self._free.pop().end()

    def _process(self, limits: Limits) -> Worker:
        return Worker(self.warm_path, limits, self.layer)

    def _seat(self, limits: Limits) -> Worker:
        seat = self._free.pop() if self._free else Seat(self._free, self.warm_path, limits, self.layer)
        seat.limits = limits
        return seat

    def _outcome(self, program: Program, open_worker: Callable[[Limits], Worker]) -> Outcome:
        sheet = paper(self.assignment, program.variant)
        steps = (Step(0, givens_code(sheet)), Step(1, program.source, program.question))
        limits = _shortened(self.assignment.meta.limits, program.seconds)
        owners = {name: question.id for question in self.assignment.questions for name in question.names}
        plan = Plan(steps, frozenset({program.question}), ())
        files = {**self.assignment.data_files, **self.assignment.reference_weights}
        with ConfinedStudent(lambda: open_worker(limits), plan, owners, limits, files) as student:
            student.patience = False  # an audit asks whether, not where
            # A question that says how long a call may take knows why: it trains, or draws.
            student.most_seconds = max(program.seconds, self.assignment.question(program.question).seconds or 0.0)
            results = judge(sheet, student, plan.attempted, "en")
            checks = next(result.checks for result in results if result.id == program.question)
            is_key = self._is_key(sheet, program.question, student)
        lost = [check for check in checks if check.verdict != "passed"]
        return Outcome(
            full=not lost,
            traps=tuple(dict.fromkeys(check.note for check in checks if check.verdict == "trapped")),
            verdict=lost[0].verdict if lost else "passed",
            message=lost[0].message if lost else "",
            is_key=is_key,
            fault=next((check.message for check in checks if check.verdict == "grader_fault"), ""),
        )

    def _is_key(self, sheet: Paper, question: str, student: ConfinedStudent) -> bool:
        if self.assignment.question(question).kind != "value":
            return False
        if sheet.variant not in self._keys:
            self._keys[sheet.variant] = answers(sheet)
        try:
            key = self._keys[sheet.variant][question]
            return not any(map(callable, key.values())) and all(
                ladder.same(student.value(name), right, SAME, SAME) for name, right in key.items()
            )
        except StudentFault:
            return False


class ExamRoom:
    """A warm parent and `jobs` judge processes that grade programs side by side; with one job, this very process."""

    def __init__(self, assignment: Assignment, jobs: int, progress: Progress | None = None) -> None:
        self.assignment = assignment
        self.jobs = jobs
        self.progress = progress
        self.done = self.total = 0
        self._opened = ExitStack()
        self._pool: ProcessPoolExecutor | None = None
        self._examiner: Examiner | None = None

    def __enter__(self) -> ExamRoom:
        with ExitStack() as opened:
            warm = opened.enter_context(Warm(self.assignment.meta.preload))
            # The programs are the course's own: where nothing can confine them, they may run as they are.
            layer = layer_of(warm, unconfined=True)
            if self.jobs > 1:
                self._pool = ProcessPoolExecutor(
                    self.jobs,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_begin,
                    initargs=(self.assignment.course.root, self.assignment.id, warm.path, layer),
                )
                opened.callback(self._pool.shutdown, cancel_futures=True)
            else:
                self._examiner = Examiner(self.assignment, warm.path, layer)
                opened.callback(self._examiner.close)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def examine(self, programs: Sequence[Program]) -> list[Outcome]:
        """Grade programs; the outcomes are in their order."""
        self.total += len(programs)
        return [self._counted(outcome) for outcome in self._outcomes(programs)]

    def _outcomes(self, programs: Sequence[Program]) -> Iterator[Outcome]:
        if self._pool is not None:
            return self._pool.map(_examine, programs)
        assert self._examiner is not None
        return map(self._examiner.examine, programs)

    def _counted(self, outcome: Outcome) -> Outcome:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total)
        return outcome


_examiner: Examiner | None = None


def _begin(course: Path, assignment: str, warm_path: str, layer: str) -> None:
    global _examiner
    _examiner = Examiner(Course(course).assignment(assignment), warm_path, layer)
    multiprocessing.util.Finalize(None, _examiner.close, exitpriority=1)


def _examine(program: Program) -> Outcome:
    assert _examiner is not None
    return _examiner.examine(program)


def _shortened(limits: Limits, seconds: float) -> Limits:
    most = {"cell_seconds": seconds, "call_seconds": seconds}
    return limits.model_copy(update={name: min(getattr(limits, name), most[name]) for name in most})
