"""Inputs drawn by Hypothesis: the same ones in every run, and the smallest one on which an answer fails."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis.errors import NoSuchExample, UnsatisfiedAssumption
from hypothesis.strategies import SearchStrategy

_PROFILE: dict[str, Any] = {
    "database": None,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": False,
}


def seed_of(*parts: object) -> int:
    """A seed made from words and numbers that is the same on every machine."""
    return zlib.crc32("\x1f".join(str(part) for part in parts).encode())


def draw(strategy: SearchStrategy[Any], count: int, number: int) -> list[Any]:
    """Draw `count` inputs; the same `number` draws the same inputs."""
    drawn: list[Any] = []

    @seed(number)
    @settings(max_examples=count, phases=[Phase.generate], **_PROFILE)
    @given(strategy)
    def collect(case: Any) -> None:
        drawn.append(case)

    collect()
    return drawn


def shrink(strategy: SearchStrategy[Any], fails: Callable[[Any], bool], number: int, budget: int = 120) -> Any | None:
    """The smallest input for which `fails` holds that Hypothesis finds within `budget` trials, or None.

    Every input is tried once and remembered, so a function that answers differently the second time cannot
    disturb the search.
    """
    if budget < 1:
        return None
    known: dict[Any, bool] = {}
    smallest: list[Any] = []

    def remembered(case: Any) -> bool:
        key = _key(case)
        if key not in known:
            if len(known) >= budget:
                raise _Enough
            known[key] = fails(case)
            if known[key]:
                smallest[:] = [case]  # Hypothesis only tries what is simpler than the last failure
        return known[key]

    try:
        return find(strategy, remembered, settings=settings(max_examples=budget, **_PROFILE), random=Random(number))
    except _Enough:
        return smallest[0] if smallest else None
    except (NoSuchExample, UnsatisfiedAssumption):
        return None


def _key(case: Any) -> Any:
    """What tells two inputs apart, as something hashable; much cheaper than printing arrays."""
    if isinstance(case, np.ndarray):
        return case.dtype.str, case.shape, case.tobytes()
    if isinstance(case, tuple | list):
        return type(case).__name__, tuple(_key(item) for item in case)
    if isinstance(case, dict):
        return tuple((name, _key(item)) for name, item in case.items())
    return type(case).__name__, case


class _Enough(BaseException):
    """The budget is spent; not an Exception, so that Hypothesis does not take it for a failure to shrink."""
