"""The numbers of hw09: the published ones, and how a variant draws its own.

The original homework was set in symbols (N neurons, m delays); the published numbers are the smallest that show
everything it asks about.
"""

from itertools import product
from math import isqrt
from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """Numbers for the symbols of the original homework."""
    return {
        "separable_bits": {"code_bits": 3, "lowest_code": 0, "highest_code": 7},
        "perceptron_step": {
            "Q": np.array([[1.0, 2.0, 0.0, 0.0], [0.0, 1.0, 2.0, -2.0], [1.0, 1.0, 0.0, 1.0]]),
            "p": np.array([2.0, -1.0, 1.0, 1.0]),
            "target": np.array([1.0, 1.0, 0.0]),
        },
        "two_conventions": {"R": np.array([[5.0, 2.0], [2.0, 2.0]])},
        "parameter_ratio": {"neurons": 8, "delays": 20},
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: small whole ones, so that every answer can be worked out with a pencil."""
    code_bits = rng.randint(3, 7)
    lowest = rng.randint(0, 2**code_bits - 2)
    highest = min(lowest + rng.randint(2, 2 ** (code_bits - 1) + 1), 2**code_bits - 1)
    neurons, delays = rng.choice(np.arange(3, 33), size=2, replace=False)
    return {
        "separable_bits": {
            "code_bits": int(code_bits),
            "lowest_code": int(lowest),
            "highest_code": int(highest),
        },
        "perceptron_step": _perceptron(rng),
        "two_conventions": {"R": CORRELATIONS[rng.randint(len(CORRELATIONS))].copy()},
        "parameter_ratio": {"neurons": int(neurons), "delays": int(delays)},
    }


def _perceptron(rng: np.random.RandomState) -> dict[str, Any]:
    # One neuron answers too low, one too high, and one lies exactly on the step.
    while True:
        Q = rng.randint(-3, 4, size=(3, 4)).astype(float)
        p = np.append(rng.randint(-3, 4, size=3), 1).astype(float)
        target = (np.arange(3) < rng.randint(1, 3)).astype(float)
        net = Q @ p
        error = target - (net >= 0)
        if np.any(net == 0) and {-1.0, 1.0} <= set(error):
            return {"Q": Q, "p": p, "target": target}


def _correlations() -> list[np.ndarray]:
    """All positive definite [[a, b], [b, c]] of small whole numbers, a ≠ c and b ≠ 0, with whole eigenvalues."""
    found = []
    for a, b, c in product(range(1, 13), range(-6, 7), range(1, 13)):
        discriminant = (a - c) ** 2 + 4 * b * b
        whole = isqrt(discriminant) ** 2 == discriminant and (a + c + isqrt(discriminant)) % 2 == 0
        if b and a != c and whole and a * c > b * b:
            found.append(np.array([[a, b], [b, c]], dtype=float))
    return found


CORRELATIONS = _correlations()
