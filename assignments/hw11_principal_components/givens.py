"""The numbers of hw11: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np

LONG = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
ACROSS = [np.array(scores) for scores in ([1.0, -1, 0, -1, 1], [2.0, -1, -2, -1, 2], [0.0, 1, -2, 1, 0])]
"""Scores along two axes: they sum to zero and are uncorrelated with LONG, so the axes are the principal ones."""


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework, and points for its formula of the covariance."""
    return {
        "covariance_by_hand": {"points": np.array([3.0, 2.0]) + _scatter(np.array([2.0, 1.0]), ACROSS[0])},
        "ellipse": {"Q": np.array([[9.0, 4.0], [4.0, 3.0]])},
        "symmetric_start": {"start": np.ones((6, 3))},
        "component_limit": {"faces": 166, "height": 243, "width": 320, "wanted": 400},
        "pair_network": {"widths": [400, 200, 50, 1]},
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: integer matrices with integer eigenvalues along (a, b) and (−b, a)."""
    axis = _axis(rng, 5)
    across = rng.randint(1, 3) * ACROSS[rng.randint(3)]
    points = _scatter(axis, across, rng.randint(1, 3))[rng.permutation(5)]
    mean = rng.choice([-1, 1], size=2) * rng.choice(np.arange(1, 7), size=2, replace=False)

    direction = _axis(rng, (5, 10)[rng.randint(2)])
    short = rng.randint(1, 7)
    length = direction @ direction
    Q = short * np.eye(2) + rng.randint(1, 4 if length == 5 else 3) * np.outer(direction, direction)

    height, width = rng.choice(np.arange(20, 300), size=2, replace=False)
    faces = rng.randint(40, 300)
    if rng.randint(3) == 0:  # few pixels and many images: the other limit
        height, width = rng.choice(np.arange(4, 9), size=2, replace=False)
        wanted = height * width + rng.randint(5, 30)
        faces = wanted + rng.randint(20, 90)
    else:
        wanted = faces + rng.randint(5, 90)

    hidden = rng.choice(np.arange(20, 200, 10), size=2, replace=False)
    return {
        "covariance_by_hand": {"points": mean + points},
        "ellipse": {"Q": Q},
        "symmetric_start": {"start": _dependent(rng)},
        "component_limit": {"faces": int(faces), "height": int(height), "width": int(width), "wanted": int(wanted)},
        "pair_network": {"widths": [int(rng.randint(210, 500)), *sorted(map(int, hidden), reverse=True), 1]},
    }


def _scatter(axis: np.ndarray, across: np.ndarray, stretch: int = 1) -> np.ndarray:
    turned = np.array([-axis[1], axis[0]])
    return stretch * np.outer(LONG, axis) + np.outer(across, turned)


def _axis(rng: np.random.RandomState, squared_length: int) -> np.ndarray:
    axis = {5: np.array([2.0, 1.0]), 10: np.array([3.0, 1.0])}[squared_length]
    return axis[:: rng.choice([-1, 1])] * np.array([1.0, rng.choice([-1.0, 1.0])])


def _dependent(rng: np.random.RandomState) -> np.ndarray:
    # A few independent columns; the others are copies, multiples or sums of them.
    columns, rank = rng.randint(3, 6), rng.randint(1, 4)
    columns = max(columns, rank + 1)
    while True:
        base = rng.randint(-2, 4, size=(columns + 1, rank)).astype(float)
        if np.linalg.matrix_rank(base) == rank:
            break
    made = [base[:, i] for i in range(rank)]
    while len(made) < columns:
        kind, i, j = rng.randint(3), rng.randint(rank), rng.randint(rank)
        made.append((base[:, i], 2 * base[:, i], base[:, i] + base[:, j])[kind])
    return np.stack(made, axis=1)[:, rng.permutation(columns)]
