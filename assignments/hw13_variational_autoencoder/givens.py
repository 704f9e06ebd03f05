"""The numbers of hw13: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework."""
    return {
        "kl_by_hand": {"mean": np.array([0.5, -1.0]), "log_var": np.array([0.2, -0.7])},
        "encoder_decoder_counts": {
            "side": 28,
            "kernel": 3,
            "first_filters": 32,
            "second_filters": 64,
            "hidden": 16,
            "latent": 2,
        },
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: tenths for the divergence, sizes that two strides of 2 halve evenly for the network."""
    latent_axes = rng.randint(2, 4)
    mean = rng.choice([-1, 1], latent_axes) * rng.choice(np.arange(2, 21), latent_axes, replace=False) / 10
    # Below log 2, so that E_q[q/p], which one misconception computes, is finite.
    log_var = rng.choice(np.r_[np.arange(-20, 0), np.arange(1, 7)], latent_axes, replace=False) / 10

    first_filters, second_filters = rng.choice([8, 12, 16, 20, 24, 32, 48, 64], 2, replace=False)
    return {
        "kl_by_hand": {"mean": mean, "log_var": log_var},
        "encoder_decoder_counts": {
            "side": int(rng.choice([16, 20, 24, 28, 32, 36, 40])),
            "kernel": int(rng.choice([3, 5])),
            "first_filters": int(first_filters),
            "second_filters": int(second_filters),
            "hidden": int(rng.choice([10, 16, 20, 24, 32, 40])),
            "latent": int(rng.choice([2, 3, 4, 5, 6])),
        },
    }
