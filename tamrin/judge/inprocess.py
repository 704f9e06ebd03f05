"""A student's work in this very process, for Otter and for a person with a debugger.

It asks the same questions with the same answers as the confined one, but code that wants to can reach the judge.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tamrin import ladder, networks, objects
from tamrin.course.schema import Limits
from tamrin.function_checks import raised_finding
from tamrin.ladder import Finding
from tamrin.objects import Network
from tamrin.sandbox import wire
from tamrin.student import Call, Outcome, Raised, Returned, Student, StudentFault

_MISSING = object()


class InProcessStudent(Student):
    """A `Student` over the namespace in which a notebook was run."""

    def __init__(self, namespace: Mapping[str, Any], limits: Limits) -> None:
        super().__init__()
        self.namespace = namespace
        self.limits = limits

    def value(self, name: str) -> Any:
        value = self._plain(name, self._find(name))
        if ladder.is_blank(value):
            raise StudentFault(Finding("not_attempted", "not_attempted", {"name": name}))
        return value

    def describe(self, name: str, parameters: Sequence[str]) -> dict[str, Any]:
        value = self._find(name)
        if ladder.is_blank(value):
            raise StudentFault(Finding("not_attempted", "not_attempted", {"name": name}))
        found = callable(value)
        signature = ladder.wrong_signature(value, list(parameters)) if found else None
        return {"callable": found, "kind": ladder.kind_of(value), "signature": signature}

    def calls(self, name: str, calls: Sequence[Call]) -> list[Outcome]:
        function = self._find(name)
        return [self._call(name, function, call) for call in calls]

    def _call(self, name: str, function: Callable[..., Any], call: Call) -> Outcome:
        args, kwargs = wire.decode(wire.encode([list(call.args), call.kwargs], 2**31))
        alive = [objects.live(argument) for argument in args]  # Keras is not imported on the student's time
        try:
            value = self._in_time(name, call.text(name), lambda: function(*alive, **kwargs))
        except StudentFault:
            raise
        except BaseException as error:  # SystemExit in a student's function must not end the judge
            return Raised(tuple(kind.__name__ for kind in type(error).__mro__[:8]), str(error)[:2000])
        return Returned(self._plain(name, value))

    def loaded(self, name: str, call: Call, weights: str) -> Any:
        args, kwargs = wire.decode(wire.encode([list(call.args), call.kwargs], 2**31))
        try:
            model = self._find(name)(*args, **kwargs)
        except BaseException as error:
            raised = Raised(tuple(kind.__name__ for kind in type(error).__mro__[:8]), str(error)[:2000])
            raise StudentFault(raised_finding(name, raised, call)) from error
        if not Path(weights).is_file():
            raise StudentFault(Finding("missing", "no_weights", {"call": weights}))
        try:
            networks.load(model, weights)
        except Exception as error:
            values = {"name": name, "call": weights, "error": f"{type(error).__name__}: {error}"[:200]}
            raise StudentFault(Finding("failed", "weights_fit", values)) from error
        return self._plain(name, model)

    def predict(self, network: Network, x: Any, layer: str | None = None) -> Any:
        try:
            return networks.outputs(networks.built(network), x, layer)
        except Exception as error:
            values = {"name": "model", "call": "predict", "detail": f"{type(error).__name__}: {error}"[:200]}
            raise StudentFault(Finding("failed", "unmeasurable", values)) from error

    def _find(self, name: str) -> Any:
        value = self.namespace.get(name, _MISSING)
        if value is _MISSING:
            raise StudentFault(Finding("missing", "missing", {"name": name}))
        return value

    def _plain(self, name: str, value: Any) -> Any:
        try:
            return wire.decode(wire.encode(value, self.limits.reply_mb * 2**20))
        except wire.Refused as refused:
            kind = self.forms.get(name, {}).get("kind", "array")
            expected = ladder.Words("text" if kind == "option" else kind)
            values = {"name": name, "expected": expected, "received": str(refused)[:100]}
            raise StudentFault(Finding("failed", "refused", values)) from refused

    def _in_time(self, name: str, label: str, function: Callable[[], Any]) -> Any:
        seconds = self.seconds.get(name, self.limits.call_seconds)
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            return function()

        def late(signum: int, frame: Any) -> None:
            raise StudentFault(Finding("timeout", "timeout_call", {"name": label, "seconds": seconds}))

        before = signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return function()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
