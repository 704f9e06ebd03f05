"""Arithmetic written out, for the worked steps of a key."""

from __future__ import annotations

from typing import Any

import numpy as np

from tamrin.course.prompts import matrix, number

__all__ = ["matrix", "number", "products", "subscript"]


def subscript(value: Any) -> str:
    """A number as a term of a sum or product: negative ones in brackets.

    >>> subscript(-2.0), subscript(3.0)
    ('(-2)', '3')
    """
    text = number(value)
    return f"({text})" if text.startswith("-") else text


def products(a: Any, b: Any, skip_zeros: bool = False) -> str:
    """Σ a·b over corresponding entries, every term written out.

    >>> products([1, -8], [0, 10])
    '1·0 + (-8)·10'
    >>> products([1, -8], [0, 10], skip_zeros=True)
    '(-8)·10'
    """
    pairs = zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True)
    terms = [f"{subscript(x)}·{subscript(y)}" for x, y in pairs if not (skip_zeros and (x == 0 or y == 0))]
    return " + ".join(terms) if terms else "0"
