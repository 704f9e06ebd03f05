"""Inputs drawn by Hypothesis: the same ones in every run, and the smallest one on which an answer fails."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from random import Random
from typing import Any

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


def shrink(strategy: SearchStrategy[Any], fails: Callable[[Any], bool], number: int, budget: int = 150) -> Any | None:
    """The smallest input for which `fails` holds that Hypothesis finds within `budget` trials, or None.

    Every input is tried once and remembered, so a function that answers differently the second time cannot
    disturb the search; past the budget untried inputs count as passing.
    """
    known: dict[str, bool] = {}

    def remembered(case: Any) -> bool:
        key = repr(case)
        if key not in known:
            if len(known) >= budget:
                return False
            known[key] = fails(case)
        return known[key]

    try:
        return find(strategy, remembered, settings=settings(max_examples=budget, **_PROFILE), random=Random(number))
    except (NoSuchExample, UnsatisfiedAssumption):
        return None
