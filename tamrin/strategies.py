"""Hypothesis strategies for graders and tests: small, awkward, readable inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin.student import Call


def whole(low: int = -5, high: int = 5) -> st.SearchStrategy[float]:
    """Whole numbers as floats: exact in every precision, and easy to read in a counterexample."""
    return st.integers(low, high).map(float)


def halves(low: int = -5, high: int = 5) -> st.SearchStrategy[float]:
    """Whole numbers and halves, whole where either shows a mistake: exact in every precision, but not as integers."""
    return whole(low, high) | st.integers(low, high - 1).map(lambda n: n + 0.5)


def arrays(shape: tuple[int, ...], low: int = -5, high: int = 5) -> st.SearchStrategy[np.ndarray]:
    """Arrays of whole numbers and halves as float64."""
    return npst.arrays(np.float64, shape, elements=halves(low, high))


def calls(*args: st.SearchStrategy[Any], **kwargs: st.SearchStrategy[Any]) -> st.SearchStrategy[Call]:
    """Calls whose arguments are drawn independently; use `st.composite` and `call` where they depend on each other."""
    return st.builds(lambda a, k: Call(a, k), st.tuples(*args), st.fixed_dictionaries(kwargs))
