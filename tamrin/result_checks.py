"""The checks of results that are not unique: what was trained is measured, models and figures meet requirements."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from tamrin import networks, objects
from tamrin.checks import Check, InLanguage, Text, Trap
from tamrin.function_checks import raised_finding
from tamrin.ladder import Finding
from tamrin.objects import Array, Drawing, Network
from tamrin.student import Call, Raised, Student, StudentFault

TENTHS = 10
"""Partial credit goes in tenths, which Otter can give, too: each is a case of its own there."""


class Gathered(NamedTuple):
    """What a predicate or a measure is called with, and what to call it in messages."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    label: str


@dataclass(frozen=True)
class Calls:
    """The results of a student's function, one for each call."""

    name: str
    right: Callable[..., Any]
    calls: tuple[Call, ...]

    @cached_property
    def parameters(self) -> list[str]:
        """The parameter names of the reference, which the student's function must take."""
        return list(inspect.signature(self.right).parameters)

    @cached_property
    def drawing(self) -> Drawing | None:
        """The figure that the reference draws for the first call; None where it returns something else."""
        call = self.calls[0]
        found = objects.plain(self.right(*map(objects.live, call.args), **call.kwargs))
        return found if isinstance(found, Drawing) else None

    def gather(self, student: Student) -> list[Gathered]:
        """Call the function, unless another check has done so with the same calls.

        Raises:
            StudentFault: it is not there, or a call raised.
        """
        student.function(self.name, self.parameters)
        found = []
        for call, outcome in zip(self.calls, student.outcomes(self.name, self.calls), strict=True):
            if isinstance(outcome, Raised):
                raise StudentFault(raised_finding(self.name, outcome, call))
            found.append(Gathered((outcome.value, *call.args), call.kwargs, call.text(self.name)))
        return found


class Part(NamedTuple):
    """A trained model: the function that builds it, the call that does so, and the file with its weights."""

    name: str
    right: Callable[..., Any]
    call: Call
    weights: str


@dataclass(frozen=True)
class Trained:
    """The models that a student has trained, rebuilt from built-in layers with the weights that were handed in."""

    parts: tuple[Part, ...]
    most_parameters: int

    def gather(self, student: Student) -> list[Gathered]:
        """Build the models and load their weights, unless another check has done so.

        Raises:
            StudentFault: a model is not there, too large, not rebuildable, or not finite.
        """
        models = student.remembered((self,), lambda: tuple(self._model(part, student) for part in self.parts))
        return [Gathered(models, {}, ", ".join(part.weights for part in self.parts))]

    def _model(self, part: Part, student: Student) -> Model:
        student.function(part.name, list(inspect.signature(part.right).parameters))
        network = student.network(part.name, part.call, part.weights)
        values: dict[str, Any] = {"name": part.name, "call": part.weights}
        try:
            networks.check(network)
        except networks.NotRebuildable as error:
            raise StudentFault(Finding("failed", "unmeasurable", values | {"detail": str(error)})) from error
        if network.count_params() > self.most_parameters:
            found = {"received": f"{network.count_params():,}", "expected": f"{self.most_parameters:,}"}
            raise StudentFault(Finding("failed", "too_large", values | found))
        if not all(np.isfinite(weight).all() for weight in network.weights):
            raise StudentFault(Finding("failed", "weights_not_finite", values))
        return Model(network, student)


class Model:
    """A student's trained model as a measure sees it: its architecture, and what it makes of inputs."""

    def __init__(self, network: Network, student: Student) -> None:
        self.network = network
        self._student = student

    def predict(self, x: Array, layer: str | None = None) -> Any:
        """The output of the model, or of the layer of that name in it, for a batch of inputs; asked once for each."""
        return self._student.remembered((self, x, layer), lambda: self._student.predict(self.network, x, layer))


@dataclass(frozen=True, kw_only=True)
class ResultCheck(Check):
    """What the checks of results share. A trap is a predicate on the same arguments; it must hold each time."""

    source: Calls | Trained
    traps: tuple[Trap, ...] = ()

    def judge(self, student: Student) -> Finding:
        gathered = self.source.gather(student)
        finding = self.found(gathered)
        if finding.verdict == "passed" or (finding.text is not None and isinstance(self, MeasuredCheck)):
            return finding  # what cannot be measured is told as it is
        trapped = next((trap for trap in self.traps if self._fell_into(trap, gathered)), None)
        return trapped.finding()._replace(share=finding.share) if trapped else finding

    def found(self, gathered: Sequence[Gathered]) -> Finding:
        """The finding for all results."""
        raise NotImplementedError

    def unmeasurable(self, one: Gathered, error: Exception) -> Finding:
        """The finding for a result on which the course's own code failed: what came is not what was asked for."""
        detail = f"{type(error).__name__}: {error}"[:200]
        return Finding("failed", "unmeasurable", {"name": self.name, "call": one.label, "detail": detail})

    def _fell_into(self, trap: Trap, gathered: Sequence[Gathered]) -> bool:
        try:
            return all(trap.outcome(*one.args, **one.kwargs) for one in gathered)
        except Exception:
            return False


@dataclass(frozen=True, kw_only=True)
class MeasuredCheck(ResultCheck):
    """The mean of a measure over all results: full points at `target`, none at `floor`, in tenths between.

    A call that was made again counts once. What is wrong with all results `together` takes what they would earn.
    """

    quantity: Text
    measure: Callable[..., float | Text]
    target: float
    floor: float | None = None
    together: Callable[[Sequence[Any]], Text | None] | None = None

    def found(self, gathered: Sequence[Gathered]) -> Finding:
        once = [one for i, one in enumerate(gathered) if one.label not in {each.label for each in gathered[:i]}]
        finding = self._measured(once)
        if self.together is None or not (finding.verdict == "passed" or finding.share):
            return finding
        try:
            wrong = self.together([one.args[0] for one in gathered])
        except Exception as error:
            return self.unmeasurable(gathered[0], error)
        return Finding("failed", text=(wrong.en, wrong.fa)) if wrong else finding

    def _measured(self, gathered: Sequence[Gathered]) -> Finding:
        measured = []
        for one in gathered:
            try:
                measure = self.measure(*one.args, **one.kwargs)
            except StudentFault:
                raise
            except Exception as error:
                return self.unmeasurable(one, error)
            if isinstance(measure, Text):
                return Finding("failed", text=(measure.en, measure.fa))
            if not math.isfinite(measure):
                return self.unmeasurable(one, ValueError(f"measured {measure}"))
            measured.append(float(measure))
        mean = math.fsum(measured) / len(measured)
        share = self.share(mean)
        if share == 1:
            return Finding("passed")
        values = {"quantity": InLanguage(self.quantity), "received": f"{mean:.4g}", "target": f"{self.target:.4g}"}
        return Finding("failed", "measured", {"name": self.name} | values, share=share)

    def share(self, mean: float) -> float:
        """The share of the points that a mean earns; a floor above the target means that less is better."""
        if self.floor is None:
            return float(mean >= self.target)
        return math.floor(min(1.0, max(0.0, (mean - self.floor) / (self.target - self.floor))) * TENTHS + 1e-9) / TENTHS

    @property
    def parts(self) -> int:
        return 1 if self.floor is None else TENTHS


@dataclass(frozen=True, kw_only=True)
class RequirementCheck(ResultCheck):
    """One thing that must hold for all results."""

    holds: Callable[..., bool]
    message: Text

    def found(self, gathered: Sequence[Gathered]) -> Finding:
        for one in gathered:
            try:
                good = bool(self.holds(*one.args, **one.kwargs))
            except StudentFault:
                raise
            except Exception as error:
                return self.unmeasurable(one, error)
            if not good:
                return Finding("failed", text=(self.message.en, self.message.fa))
        return Finding("passed")
