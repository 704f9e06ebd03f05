"""The numbers of hw04: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework; it printed none for the questions about one example and deployment."""
    return {
        "table": {
            "table": np.array(
                [
                    [7.0, 4.0, 19.0, 29.0, 52.0],
                    [0.0, 52.0, 83.0, 40.0, 8.0],
                    [32.0, 50.0, 61.0, 25.0, 51.0],
                    [10.0, 63.0, 27.0, 21.0, 13.0],
                    [1.0, 53.0, 65.0, 36.0, 10.0],
                ]
            ),
            "eps": 1e-5,
        },
        "deployed": {
            "kernel": np.array([[1.0, -2.0], [3.0, 0.5]]),
            "bias": np.array([2.0, -1.0]),
            "scale": np.array([3.0, 0.5]),
            "shift": np.array([-1.0, 4.0]),
            "moving_mean": np.array([4.0, 2.0]),
            "moving_var": np.array([2.24, 0.24]),
            "moving_eps": 0.01,
        },
        "singles": {
            "activations": np.array([[4.0, -3.0, 0.5], [-1.0, 2.0, 5.0]]),
            "gamma": np.array([2.0, -1.5, 3.0]),
            "beta": np.array([0.5, -2.0, 1.0]),
        },
        "bn_counts": {"inputs": 10, "units": 20},
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant."""
    inputs, units = rng.choice(np.arange(6, 65), size=2, replace=False)
    return {
        "table": _table(rng),
        "deployed": _deployed(rng),
        "singles": _singles(rng),
        "bn_counts": {"inputs": int(inputs), "units": int(units)},
    }


def _table(rng: np.random.RandomState) -> dict[str, Any]:
    # One feature and one example vary by hundredths only: there ε and its place show. About zero, because single
    # precision would not see hundredths beside larger numbers.
    quiet_row, quiet_column = rng.randint(5, size=2)
    while True:
        table = rng.randint(0, 100, size=(5, 5)).astype(float)
        table[quiet_row] = rng.choice(np.arange(-9, 10), 5, replace=False) / 100
        table[:, quiet_column] = rng.choice(np.arange(-9, 10), 5, replace=False) / 100
        stds = [np.delete(table.std(0), quiet_column), np.delete(table.std(1), quiet_row)]
        if np.min(stds) > 3 and len(np.unique(table[quiet_row])) == 5:
            break
    return {"table": table, "eps": float(rng.choice([1e-3, 1e-4, 1e-5]))}


def _deployed(rng: np.random.RandomState) -> dict[str, Any]:
    # var + ε is the square of a pretty number, so that the root can be drawn with a pencil.
    eps = 0.01
    roots = rng.choice([0.5, 1.5, 2.0, 2.5, 4.0], size=2, replace=False)
    nonzero = np.concatenate([np.arange(-8, 0), np.arange(1, 9)]) / 2
    return {
        "kernel": rng.choice(nonzero, size=(2, 2), replace=False),
        "bias": rng.choice(nonzero, size=2, replace=False),
        "scale": rng.choice(nonzero[nonzero != 1], size=2, replace=False),
        "shift": rng.choice(nonzero, size=2, replace=False),
        "moving_mean": rng.choice(nonzero, size=2, replace=False),
        "moving_var": np.round(roots**2 - eps, 2),
        "moving_eps": eps,
    }


def _singles(rng: np.random.RandomState) -> dict[str, Any]:
    halves = np.arange(-12, 13) / 2
    nonzero = halves[halves != 0]
    while True:
        activations = rng.choice(halves, size=(2, 3), replace=False)
        if np.all(np.abs(activations[0] - activations[1]) >= 1):
            break
    gamma, beta = rng.choice(nonzero, size=3, replace=False), rng.choice(nonzero, size=3, replace=False)
    return {"activations": activations, "gamma": gamma, "beta": beta}
