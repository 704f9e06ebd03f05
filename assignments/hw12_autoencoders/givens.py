"""The numbers of hw12: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np

KERNELS = [(5, 3), (7, 3), (7, 5), (9, 3), (9, 5)]


def published() -> dict[str, dict[str, Any]]:
    """The colouriser of the original homework."""
    return {"colorizer_counts": {"filters": [256, 128, 64, 128, 3], "first_kernel": 5, "other_kernel": 3}}


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Four different widths, three colours at the end, and a first kernel larger than the others."""
    widths = rng.choice([16, 24, 32, 48, 64, 96, 128, 192, 256], size=4, replace=False)
    first, other = KERNELS[rng.randint(len(KERNELS))]
    filters = [*(int(width) for width in widths), 3]
    return {"colorizer_counts": {"filters": filters, "first_kernel": first, "other_kernel": other}}
