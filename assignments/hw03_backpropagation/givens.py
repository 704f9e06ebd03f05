"""The numbers of hw03: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The powers of the original homework; it left the network open, so its numbers are this course's."""
    return {
        "hand_network": {
            "X": np.array([[1.0, 2.0], [-1.0, 3.0]]),
            "W1": np.array([[2.0, -3.0], [1.0, 1.0]]),
            "b1": np.array([1.0, -2.0]),
            "W2": np.array([[1.0], [-3.0]]),
            "b2": np.array([2.0]),
            "targets": np.array([[3.0], [-2.0]]),
        },
        "repeated_factor": {"larger": 1.01, "smaller": 0.99, "times": 1000},
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: a network of small integers, and factors equally far from 1 on both sides."""
    distance = int(rng.randint(4, 21))  # thousandths
    # The exponent of e^(times · distance) lies between 4 and 12: neither power can be told from a glance.
    times = 50 * int(rng.randint(-(-4000 // (50 * distance)), 12000 // (50 * distance) + 1))
    return {
        "hand_network": _network(rng),
        "repeated_factor": {
            "larger": round(1 + distance / 1000, 3),
            "smaller": round(1 - distance / 1000, 3),
            "times": times,
        },
    }


def _network(rng: np.random.RandomState) -> dict[str, Any]:
    # One or two of the four hidden values are cut off by the ReLU, but no unit and no example loses all of its own.
    while True:
        X, W1 = _whole(rng, 3, (2, 2)), _whole(rng, 3, (2, 2))
        b1, W2, b2 = _whole(rng, 3, (2,)), _whole(rng, 3, (2, 1)), _whole(rng, 4, (1,))
        before = X @ W1 + b1
        off = before < 0
        if before.all() and off.any() and not off.all(axis=0).any() and not off.all(axis=1).any():
            break
    # Even errors, so that half of them are whole; of different size, so that exchanged examples show.
    sizes = rng.choice([2.0, 4.0, 6.0, 8.0], size=(2, 1), replace=False)
    errors = sizes * rng.choice([-1.0, 1.0], size=(2, 1))
    targets = np.maximum(before, 0) @ W2 + b2 - errors
    return {"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "targets": targets}


def _whole(rng: np.random.RandomState, largest: int, shape: tuple[int, ...]) -> Any:
    """Whole numbers from −largest to largest without 0."""
    return rng.randint(1, largest + 1, shape) * rng.choice([-1.0, 1.0], shape)
