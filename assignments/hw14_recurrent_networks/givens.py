"""The numbers of hw14: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework: LSTM(50) on beats of 140 samples, 3986 rows, a quarter held out."""
    return {
        "cell_counts": {"units": 50, "window": 140},
        "epoch_steps": {"beats": 3986, "share": 0.25, "batch": 32},
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Other sizes; rows neither divide by the share nor by the batch, so that rounding shows."""
    percent, batch = int(rng.choice([10, 15, 20, 30, 35])), int(rng.choice([16, 24, 32, 48, 64]))
    while True:
        beats = int(rng.randint(1500, 6000))
        if beats * percent % 100 and (beats * (100 - percent) // 100) % batch:
            break
    return {
        "cell_counts": {"units": int(rng.randint(12, 96)), "window": int(rng.randint(100, 200))},
        "epoch_steps": {"beats": beats, "share": percent / 100, "batch": batch},
    }
