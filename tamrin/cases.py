"""Inputs drawn by Hypothesis: the same ones in every run, at random to find mistakes, and small to show them."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.internal.constants_ast import Constants
from hypothesis.strategies import SearchStrategy

_PROFILE: dict[str, Any] = {
    "database": None,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": False,
}


class SteadyProvider(HypothesisProvider):
    """Hypothesis's own choices, but for constants that it finds in whatever modules this process has imported."""

    _local_constants = Constants()


class SmallProvider(SteadyProvider):
    """Makes Hypothesis's choices so that inputs come out small: mostly the simplest choice, else one near it."""

    def __init__(self, conjecturedata: Any, /) -> None:
        super().__init__(conjecturedata)
        assert self._random is not None
        self._simplest = self._random.choice((0.5, 0.65, 0.8))  # how often; drawn anew for each input

    def draw_boolean(self, p: float = 0.5) -> bool:
        assert self._random is not None
        return p >= 1 or (p > 0 and self._random.random() >= max(self._simplest, 1 - p))

    def draw_integer(
        self,
        min_value: int | None = None,
        max_value: int | None = None,
        *,
        weights: dict[int, float] | None = None,
        shrink_towards: int = 0,
    ) -> int:
        assert self._random is not None
        low = -(2**63) if min_value is None else min_value
        high = max(low, 2**63) if max_value is None else max_value
        simplest = min(max(shrink_towards, low), high)
        if self._random.random() < self._simplest:
            return simplest
        near = simplest + self._random.choice((1, 1, 1, -1, -1, 2, 2, -2, 3))
        return near if low <= near <= high else min(simplest + 1, high)


AVAILABLE_PROVIDERS["tamrin"] = SteadyProvider
AVAILABLE_PROVIDERS["tamrin-small"] = SmallProvider


def seed_of(*parts: object) -> int:
    """A seed made from words and numbers that is the same on every machine."""
    return zlib.crc32("\x1f".join(str(part) for part in parts).encode())


def draw(cases: SearchStrategy[Any] | list[Any], count: int, number: int, backend: str = "tamrin") -> list[Any]:
    """Draw `count` inputs; the same `number` draws the same inputs. A list of inputs is taken as it is."""
    if isinstance(cases, list):
        return cases
    drawn: list[Any] = []

    @seed(number)
    @settings(max_examples=count, phases=[Phase.generate], backend=backend, **_PROFILE)
    @given(cases)
    def collect(case: Any) -> None:
        drawn.append(case)

    collect()
    return drawn


def small(cases: SearchStrategy[Any] | list[Any], count: int, number: int) -> list[Any]:
    """Up to `count` different small inputs, the simplest first."""
    different = {key(case): case for case in draw(cases, count, number, "tamrin-small")}
    return sorted(different.values(), key=simplicity)


def simplicity(case: Any) -> float:
    """How much there is to read and to calculate, the simplest least: zeros, then ones, then other whole numbers."""
    if isinstance(case, np.ndarray) and case.dtype.kind in "biuf":
        sizes = np.abs(case.astype(np.float64))
        return 2.0 + float(np.sum(1 + np.log2(1 + sizes) + 0.25 * (case < 0) + 0.5 * (sizes != np.rint(sizes))))
    if isinstance(case, bool | int | float):
        return simplicity(np.array([float(case)])) - 2
    if isinstance(case, tuple | list):
        return 1.0 + sum(map(simplicity, case))
    if isinstance(case, dict):
        return 1.0 + sum(1 + simplicity(item) for item in case.values())
    return 1.0 + (len(case) if isinstance(case, str | bytes) else 4)


def key(case: Any) -> Any:
    """What tells two inputs apart; much cheaper than printing arrays."""
    if isinstance(case, np.ndarray):
        return case.dtype.str, case.shape, case.tobytes()
    if isinstance(case, tuple | list):
        return type(case).__name__, tuple(key(item) for item in case)
    if isinstance(case, dict):
        return tuple((name, key(item)) for name, item in case.items())
    return type(case).__name__, case
