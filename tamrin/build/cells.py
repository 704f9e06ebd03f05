"""Code for notebook cells: givens, and answers as literals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tamrin.judge.paper import Paper


def literal(value: Any) -> str:
    """Python source of a value made of numbers, text, arrays, lists, tuples and dicts.

    >>> print(literal(np.array([[1.0, 2.0], [3.0, 4.0]])))
    np.array([
        [1.0, 2.0],
        [3.0, 4.0],
    ])
    """
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        return literal(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "np.nan", "inf": "np.inf"}.get(str(value), "-np.inf")
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(literal(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return repr(value)


def _array(value: np.ndarray[Any, Any]) -> str:
    kind = "" if value.dtype in (np.float64, np.int64, np.bool_) else f", dtype=np.{value.dtype.name}"
    if value.size == 0:
        return f"np.zeros({value.shape!r}, dtype=np.{value.dtype.name})"
    if value.ndim < 2:
        return f"np.array({literal(value.tolist())}{kind})"
    rows = "".join(f"    {literal(row)},\n" for row in value.tolist())
    return f"np.array([\n{rows}]{kind})"


def assignments(values: Mapping[str, Any]) -> str:
    """One assignment statement per name."""
    return "\n".join(f"{name} = {literal(value)}" for name, value in values.items())


def givens_code(paper: Paper) -> str:
    """The imports of the stub and all givens of a variant, as the code that runs before a submission."""
    return "\n".join([paper.assignment.preamble, *givens_by_group(paper).values()])


def givens_by_group(paper: Paper) -> dict[str, str]:
    """The code of each group's givens."""
    return {group: assignments(given) for group, given in paper.givens.items()}
