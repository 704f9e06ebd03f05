"""Code for notebook cells: givens, and answers as literals."""

from __future__ import annotations

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
        if value.ndim < 2:
            return f"np.array({value.tolist()!r})"
        rows = "".join(f"    {row!r},\n" for row in value.tolist())
        return f"np.array([\n{rows}])"
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(literal(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return repr(value)


def assignments(values: Mapping[str, Any]) -> str:
    """One assignment statement per name."""
    return "\n".join(f"{name} = {literal(value)}" for name, value in values.items())


def givens_code(paper: Paper) -> str:
    """The imports of the stub and all givens of a variant, as the code that runs before a submission."""
    return "\n".join([paper.assignment.preamble, *(assignments(given) for given in paper.givens.values())])
