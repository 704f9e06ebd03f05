"""The checks of results that are not unique: what was trained is measured, models and figures meet requirements."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tamrin.checks import Check, InLanguage, Text, Trap
from tamrin.function_checks import raised_finding
from tamrin.ladder import Finding
from tamrin.student import Call, Raised, Student

TENTHS = 10
"""Partial credit goes in tenths, which Otter can give, too: each is a case of its own there."""


@dataclass(frozen=True, kw_only=True)
class ResultCheck(Check):
    """What the checks of results share: the calls, and traps that are predicates `holds(result, *args)`."""

    right: Callable[..., Any]
    calls: tuple[Call, ...]
    traps: tuple[Trap, ...] = ()

    @cached_property
    def parameters(self) -> list[str]:
        """The parameter names of the reference, which the student's function must take."""
        return list(inspect.signature(self.right).parameters)

    def judge(self, student: Student) -> Finding:
        student.function(self.name, self.parameters)
        results = []
        for call, outcome in zip(self.calls, student.outcomes(self.name, self.calls), strict=True):
            if isinstance(outcome, Raised):
                return raised_finding(self.name, call, outcome)
            results.append((outcome.value, call))
        finding = self.found(results)
        if finding.verdict == "passed":
            return finding
        trapped = next((trap for trap in self.traps if self._fell_into(trap, results)), None)
        return trapped.finding()._replace(share=finding.share) if trapped else finding

    def found(self, results: list[tuple[Any, Call]]) -> Finding:
        """The finding for the results of all calls."""
        raise NotImplementedError

    def unmeasurable(self, call: Call, error: Exception) -> Finding:
        """The finding for a result on which the course's own code failed: what came is not what was asked for."""
        values = {"name": self.name, "call": call.text(self.name), "detail": f"{type(error).__name__}: {error}"[:200]}
        return Finding("failed", "unmeasurable", values)

    def _fell_into(self, trap: Trap, results: list[tuple[Any, Call]]) -> bool:
        try:
            return all(trap.outcome(result, *call.args, **call.kwargs) for result, call in results)
        except Exception:
            return False


@dataclass(frozen=True, kw_only=True)
class MeasuredCheck(ResultCheck):
    """The mean of a measure over all calls: full points at `target`, none at `floor`, in tenths between."""

    quantity: Text
    measure: Callable[..., float | Text]
    target: float
    floor: float | None = None

    def found(self, results: list[tuple[Any, Call]]) -> Finding:
        measured = []
        for result, call in results:
            try:
                measure = self.measure(result, *call.args, **call.kwargs)
            except Exception as error:
                return self.unmeasurable(call, error)
            if isinstance(measure, Text):
                return Finding("failed", text=(measure.en, measure.fa))
            if not math.isfinite(measure):
                return self.unmeasurable(call, ValueError(f"measured {measure}"))
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
    """One thing that must hold for the results of all calls."""

    holds: Callable[..., bool]
    message: Text

    def found(self, results: list[tuple[Any, Call]]) -> Finding:
        for result, call in results:
            try:
                good = self.holds(result, *call.args, **call.kwargs)
            except Exception as error:
                return self.unmeasurable(call, error)
            if not good:
                return Finding("failed", text=(self.message.en, self.message.fa))
        return Finding("passed")
