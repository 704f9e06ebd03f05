"""The numbers of hw06: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework."""
    return {
        "orientation_limit": {"plain": 74, "half_turn": 18, "quarter_turn": 8},
        "pretext_counts": {
            "side": 32,
            "channels": 3,
            "kernel": 3,
            "filters": (32, 64, 128),
            "width": 64,
            "classes": 10,
        },
        "steps_per_epoch": {
            "unlabelled": 49_800,
            "labelled": 200,
            "pretext_batch": 128,
            "labelled_batch": 32,
            "held_back": 20,
        },
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: sides that pooling does not always halve evenly, parts for validation that are whole."""
    half_turn, quarter_turn = (int(n) for n in rng.choice(np.arange(3, 29), 2, replace=False))
    first, second, third = (int(n) for n in rng.choice([12, 16, 20, 24, 32, 40, 48, 64, 96], 3, replace=False))
    pretext_batch, labelled_batch = (int(n) for n in rng.choice([24, 32, 48, 64, 96, 128], 2, replace=False))
    return {
        "orientation_limit": {
            "plain": 100 - half_turn - quarter_turn,
            "half_turn": half_turn,
            "quarter_turn": quarter_turn,
        },
        "pretext_counts": {
            "side": int(rng.choice([24, 28, 32, 36, 40, 44, 48])),
            "channels": int(rng.choice([1, 3])),
            "kernel": int(rng.choice([3, 5])),
            "filters": (first, second, third),
            "width": int(rng.choice([32, 48, 64, 80, 96])),
            "classes": int(rng.choice([5, 6, 7, 8, 9, 10, 12, 20])),
        },
        "steps_per_epoch": {
            "unlabelled": int(rng.randint(200, 2500)) * 20,
            "labelled": int(rng.randint(8, 40)) * 20 + int(rng.randint(1, 20)),
            "pretext_batch": pretext_batch,
            "labelled_batch": labelled_batch,
            "held_back": int(rng.choice([10, 20, 25, 30])),
        },
    }
