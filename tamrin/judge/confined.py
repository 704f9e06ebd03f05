"""A student's work in another process, asked over the wire.

A cell or call that ends the process costs its own question: the notebook is replayed without it, and the other
questions are asked as if nothing had happened. Where it is not plain whose doing an end or a stray frame was (a thread
that an earlier cell left behind, say), every question gets from then on a process of its own, in which only its own
cells are run, those that belong to no question and those that it takes a name from, and the one that was lost is asked
again there. The same goes for a process that no longer answers what it should: after the last cell it is asked
something that has nothing to do with the student, so that who tampers with it (by intent, or with
`builtins.len = ...`) does so at the cost of one question.

What ran out of time while the machine had more to do than it could is tried once more.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, TypeVar

import numpy as np

from tamrin import ladder
from tamrin.course.schema import Limits
from tamrin.function_checks import raised_finding
from tamrin.intake import Plan, apart, defined_later
from tamrin.intake.plan import Step
from tamrin.ladder import Finding
from tamrin.objects import Network
from tamrin.sandbox import wire
from tamrin.sandbox.wire import ProtocolFault
from tamrin.sandbox.worker import SLACK, OutOfTime, Worker, WorkerGone, usable_cores
from tamrin.student import Call, Outcome, Raised, Returned, Student, StudentFault

T = TypeVar("T")
_UNDEFINED = re.compile(r"name '(\w{1,100})' is not defined")
# What a process must still be able to run and answer after the student's cells.
_PROBE = "_tamrin_probe"
_PROBE_CELL = f"""\
def {_PROBE}(n):
    import numpy
    return [n, %d, -0.5, "a", (None, True), {{"k": [numpy.arange(3.0)]}}]"""
CROWDED = 50.0  # percent of the time in which some process waits for a core


class ConfinedStudent(Student):
    """A `Student` behind a `Worker`.

    Args:
        open_worker: opens a fresh process with nothing run in it.
        plan: what to run.
        questions: by answer name, the question it belongs to.
        limits: seconds and sizes.
        files: what lies in the work folder when the first step is run.
        weights: files of weights that were handed in; they lie there, too, whatever the steps write over them.
    """

    def __init__(
        self,
        open_worker: Callable[[], Worker],
        plan: Plan,
        questions: Mapping[str, str],
        limits: Limits,
        files: Mapping[str, bytes] = MappingProxyType({}),
        weights: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.files = {**files, **weights}
        self.weights = weights
        self.open_worker = open_worker
        self.plan = plan
        self.questions = questions
        self.limits = limits
        self.blame: dict[str, Finding] = {}
        self.notes: list[str] = []
        self._left_out: set[int] = set()
        self._tried_again: set[Any] = set()
        self._suspicious = False
        self._probes = 0
        self._probed = False
        self._worker: Worker | None = None
        self._read: dict[str, bytes] = {}
        self._read_from: Worker | None = None  # the process that `_read` came from
        self._clean: Worker | None = None  # for what must be free of the student's code
        self._apart = False
        self._for_question = ""
        self._deadline = time.monotonic() + limits.submission_seconds
        self._ran = 0.0  # seconds that the steps took when they were last run
        self._to_give_back = limits.submission_seconds

    def __enter__(self) -> ConfinedStudent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()
        if self._clean is not None:
            self._clean.close()

    def value(self, name: str) -> Any:
        reply = self._ask(name, lambda part: name, lambda worker: self._value(worker, name))
        value = self._plain(name, reply)
        if ladder.is_blank(value):
            raise StudentFault(self._blame(name) or Finding("not_attempted", "not_attempted", {"name": name}))
        return value

    def _value(self, worker: Worker, name: str) -> dict[str, Any]:
        if self._read_from is not worker:
            # All that is simple comes in one reply. Nothing of the student's runs for it, so that whatever goes wrong
            # here is no question's doing, and every question gets a process of its own.
            try:
                found = worker.values(list(self.forms)).get("value")
            except OutOfTime as late:
                raise ProtocolFault("no answer, though no code had to be run") from late
            if type(found) is not dict or not all(type(value) is bytes for value in found.values()):
                raise ProtocolFault("values that are none")
            self._read, self._read_from = found, worker
        known = self._read.get(name)
        return worker.value(name) if known is None else {"value": wire.decode(known, formulas=False)}

    def describe(self, name: str, parameters: Sequence[str]) -> dict[str, Any]:
        found = self._plain(name, self._ask(name, lambda part: name, lambda worker: worker.describe(name, parameters)))
        if not isinstance(found, dict) or type(found.get("callable")) is not bool or type(found.get("kind")) is not str:
            raise self._protocol_fault("a description that is not one")
        if found["kind"] == "blank":
            raise StudentFault(self._blame(name) or Finding("not_attempted", "not_attempted", {"name": name}))
        signature = found.get("signature")
        return {
            "callable": found["callable"],
            "kind": found["kind"][:80],
            "signature": str(signature)[:200] if signature is not None else None,
        }

    def calls(self, name: str, calls: Sequence[Call]) -> list[Outcome]:
        seconds = self._seconds(name)
        # All replies are read before one of them is looked at: none may be left over for the next question.
        replies = self._ask(
            name, lambda part: calls[part].text(name), lambda worker: worker.calls(name, calls, seconds)
        )
        return [self._outcome(name, reply) for reply in replies]

    def loaded(self, name: str, call: Call, weights: str) -> Any:
        seconds = self._seconds(name)

        def load(worker: Worker) -> dict[str, Any]:
            if weights in self.weights:
                worker.put({weights: self.weights[weights]})
            return worker.loaded(name, call, weights, seconds)

        reply = self._ask(name, lambda part: call.text(name), load)
        if reply.get("absent") is True:
            raise StudentFault(self._blame(name) or Finding("missing", "no_weights", {"call": weights}))
        if "unfit" in reply:
            values = {"name": name, "call": weights, "error": self._raised(reply["unfit"]).shown()}
            raise StudentFault(Finding("failed", "weights_fit", values))
        outcome = self._outcome(name, reply)
        if isinstance(outcome, Raised):
            raise StudentFault(raised_finding(name, outcome, call))
        return outcome.value

    def predict(self, network: Network, x: Any, layer: str | None = None) -> Any:
        worker = self._clean = self._clean or self.open_worker()
        try:
            reply = worker.predict(network, x, layer, self.limits.predict_seconds)
        except (OutOfTime, WorkerGone, ProtocolFault) as error:
            worker.close()
            self._clean = None
            ended = self._end(error) if not isinstance(error, OutOfTime) else None
            values = {"name": "predict", "seconds": self.limits.predict_seconds}
            raise StudentFault(ended or Finding("timeout", "timeout_call", values)) from error
        if "value" in reply:
            return reply["value"]
        raised = self._raised(reply.get("unfit") or reply.get("raised"))
        values = {"name": "model", "call": "predict", "detail": raised.text or raised.shown()}
        raise StudentFault(Finding("failed", "unmeasurable", values))

    def _seconds(self, name: str) -> float:
        return min(self.seconds.get(name, self.limits.call_seconds), self.most_seconds)

    def _outcome(self, name: str, reply: dict[str, Any]) -> Outcome:
        if "raised" not in reply:
            return Returned(self._plain(name, reply))
        raised = self._raised(reply["raised"])
        if raised.kinds[0] == "MemoryError":
            raise StudentFault(self._memory())
        return raised

    def _plain(self, name: str, reply: dict[str, Any]) -> Any:
        if "value" in reply:
            return reply["value"]
        if "missing" in reply:
            raise StudentFault(self._blame(name) or Finding("missing", "missing", {"name": name}))
        if isinstance(reply.get("refused"), str):
            kind = self.forms.get(name, {}).get("kind", "array")
            expected = ladder.Words("text" if kind == "option" else kind)
            values = {"name": name, "expected": expected, "received": reply["refused"][:100]}
            raise StudentFault(Finding("failed", "refused", values))
        if "raised" in reply:
            values = {"name": name, "call": name, "error": self._raised(reply["raised"]).shown()}
            raise StudentFault(Finding("error", "raised", values))
        raise self._protocol_fault("a reply of an unknown kind")

    def _blame(self, name: str) -> Finding | None:
        return self.blame.get(self.questions.get(name, ""))

    def _raised(self, error: Any) -> Raised:
        try:
            return _as_raised(error)
        except ProtocolFault as fault:
            raise self._protocol_fault(str(fault)) from fault

    def _end(self, error: WorkerGone | ProtocolFault) -> Finding:
        if isinstance(error, ProtocolFault):
            return Finding("protocol_fault", "protocol", {"detail": str(error)})
        return self._memory() if error.memory else Finding("crashed", "crashed", {"how": error.how})

    def _memory(self) -> Finding:
        return Finding("memory", "memory", {"limit": f"{self.limits.memory_mb:,} MB"})

    def _protocol_fault(self, detail: str) -> StudentFault:
        self._drop()
        return StudentFault(Finding("protocol_fault", "protocol", {"detail": detail}))

    def _ask(self, name: str, label: Callable[[int], str], ask: Callable[[Worker], T]) -> T:
        """Put a question of one or more parts about `name`; messages call a part by its `label`."""
        question = self.questions.get(name, "")
        worker = self._ready(question)
        self._seconds_left()
        started = time.monotonic()
        worker.until = self._deadline
        try:
            return ask(worker)
        except OutOfTime as late:
            if self._tries_again(question, started):
                self._drop()
                return self._ask(name, label, ask)
            if not late.alive:
                self._drop()
            self._seconds_left()
            values = {"name": label(late.part), "seconds": self._seconds(name)}
            raise StudentFault(Finding("timeout", "timeout_call", values)) from late
        except (WorkerGone, ProtocolFault) as error:
            self._drop()
            if not self._apart:
                self._apart = True
                return self._ask(name, label, ask)
            raise StudentFault(self._end(error)) from error
        finally:
            worker.until = float("inf")

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _ready(self, question: str) -> Worker:
        """The process with every step run that can be; started and replayed as needed."""
        if self._apart and question != self._for_question:
            self._drop()
        self._for_question = question
        while self._worker is None:
            # To run the steps once more is not what took the time, and those who come after need some to answer in; but
            # a notebook that asks for it over and over must stop.
            again = min(2 * self._ran + self.limits.call_seconds, self._to_give_back) if self._ran else 0.0
            self._deadline += again
            self._to_give_back -= again
            worker = self.open_worker()
            self._probed = self._apart or self._suspicious
            started = time.monotonic()
            try:
                if self.files:
                    worker.put(self.files)
                complete = all(self._run(worker, i, step) for i, step in enumerate(self.plan.steps))
                self._ran = time.monotonic() - started
                if not complete:
                    continue
                if self._apart or self._sound(worker):
                    self._worker = worker
                else:
                    self._start_apart()
            finally:
                if self._worker is None:
                    worker.close()
        return self._worker

    def _run(self, worker: Worker, position: int, step: Step) -> bool:
        """Run one step; False when the process did not survive it, and has to be replayed."""
        if position in self._left_out or (self._apart and position not in apart(self.plan, self._for_question)):
            return True
        left = self._seconds_left()
        survived = False
        seconds = self.limits.train_seconds if step.trains else self.limits.cell_seconds
        started = time.monotonic()
        try:
            error: Any = worker.run(step.source, min(seconds, left)).get("error")
            raised = _as_raised(error) if error is not None else None
        except OutOfTime as slow:
            if self._tries_again(position, started, always=step.index == 0):
                return False
            finding = Finding("timeout", "timeout_cell", {"seconds": seconds})
            survived = slow.alive
            self._suspicious |= not survived
        except (WorkerGone, ProtocolFault) as end:
            if not self._apart and isinstance(end, ProtocolFault):
                self._start_apart()
                return False
            if not self._apart and step.question is not None:
                self._apart = True
                return False
            finding = self._end(end)
        else:
            if raised is not None:
                self._took_note(step, raised, error.get("line"))
            if not self._probed:
                return True
            if self._apart and step.question is not None:
                self._probed = self._probe(worker)  # what comes after its own cell is not to blame
                return True
            if self._sound(worker):
                return True
            if not self._apart:  # cells that ran out of time after this one may have done so because of it
                self._start_apart()
                return False
            finding = Finding("protocol_fault", "protocol", {"detail": "replies that are no longer true"})
        if step.index == 0:
            raise RuntimeError(f"the course's own cell failed: {finding.message()}")
        self._left_out.add(position)
        self._blames(step, finding)
        return survived

    def _seconds_left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise StudentFault(Finding("timeout", "budget", {"seconds": self.limits.submission_seconds}))
        return left

    def _tries_again(self, what: Any, started: float, always: bool = False) -> bool:
        """Whether something that ran out of time gets its one further try; the time it took is given back."""
        if what in self._tried_again or not (always or crowded()):
            return False
        self._tried_again.add(what)
        self._deadline += time.monotonic() - started
        return True

    def _start_apart(self) -> None:
        """Give every question a process of its own, and forget what the cells did in one that was tampered with."""
        self._apart = True
        self._left_out.clear()
        self.blame.clear()
        self.notes.clear()

    def _sound(self, worker: Worker) -> bool:
        try:
            return self._probe(worker)
        except StudentFault:
            return False

    def _probe(self, worker: Worker) -> bool:
        """Whether a process still runs cells and answers truly; who tells probes from questions is not found out.

        Raises:
            StudentFault: it does not answer at all.
        """
        seconds = self.limits.call_seconds + SLACK
        self._probes += 1
        right = [
            "function",
            [7, self._probes, -0.5, "a", (None, True), {"k": [np.arange(3.0)]}],
            "__main__",
            {"__name__": wire.encode("__main__", 100)},
        ]
        try:
            worker.run(_PROBE_CELL % self._probes, seconds)
            (called,) = worker.calls(_PROBE, [Call((7,), {})], seconds)
            described = worker.describe(_PROBE, ["n"]).get("value")
            kind = described.get("kind") if isinstance(described, dict) else None
            values = [
                kind,
                called.get("value"),
                worker.value("__name__").get("value"),
                worker.values(["__name__", "a name that is nowhere"]).get("value"),
            ]
            return wire.encode(values, 1000) == wire.encode(right, 1000)
        except wire.Refused:
            return False
        except OutOfTime as late:
            raise StudentFault(Finding("timeout", "timeout_cell", {"seconds": seconds})) from late
        except (WorkerGone, ProtocolFault) as end:
            raise StudentFault(self._end(end)) from end

    def _took_note(self, step: Step, raised: Raised, line: Any) -> None:
        if step.index == 0:
            raise RuntimeError(f"the course's own cell raised {raised.shown()}")
        where = f" (cell {step.index}, line {line})" if type(line) is int else f" (cell {step.index})"
        finding = Finding("error", "cell_error", {"error": raised.shown() + where})
        if raised.kinds[0] == "NameError" and (undefined := _UNDEFINED.match(raised.text)):
            later = defined_later(self.plan, step.index, undefined[1])
            if later is not None:
                self._note(f"Cell {step.index} uses `{undefined[1]}`, which is only defined in cell {later}.")
        if raised.kinds[0] == "NotImplementedError" and step.trains:  # of a builder that nobody has written
            finding = Finding("not_attempted", "not_attempted", {"name": str(step.question)})
        # Without a line it is the parser's, which calls so what is nested too deeply for it.
        filled = raised.kinds[0] == "MemoryError" and type(line) is int
        self._blames(step, self._memory() if filled else finding)

    def _blames(self, step: Step, finding: Finding) -> None:
        if step.question is not None:
            self.blame[step.question] = finding
        else:
            self._note(f"Cell {step.index}: {finding.message()}")

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _as_raised(error: Any) -> Raised:
    kinds = error.get("kinds") if isinstance(error, dict) else None
    text = error.get("text") if isinstance(error, dict) else None
    if not (isinstance(kinds, list) and kinds and all(type(k) is str for k in kinds) and type(text) is str):
        raise ProtocolFault("an error that is not one")
    return Raised(tuple(kinds), text)


def crowded() -> bool:
    """Whether the machine has had more to do than it could in the last seconds, as the kernel tells (Linux)."""
    try:
        pressure = Path("/proc/pressure/cpu").read_text("ascii")
        return float(pressure.partition("avg10=")[2].partition(" ")[0]) > CROWDED
    except (OSError, ValueError):
        return os.getloadavg()[0] > 2 * usable_cores()
