"""The numbers of hw08: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework: ResNet50 on 224 × 224 pixels, and a network for MNIST."""
    return {
        "resnet_tail": {"image_side": 224, "base_width": 64, "expansion": 4, "classes": 1000},
        "mnist_network": {
            "digit_side": 28,
            "kernel": 3,
            "first_filters": 32,
            "later_filters": 64,
            "hidden_units": 128,
            "digit_classes": 10,
        },
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: an image that is not always halved evenly, and layers of different widths."""
    first_filters, later_filters = rng.choice([8, 12, 16, 20, 24, 32, 40, 48], 2, replace=False)
    return {
        "resnet_tail": {
            "image_side": int(rng.choice(np.arange(100, 330, 4))),
            "base_width": int(rng.choice([16, 24, 32, 40, 48, 64, 80])),
            "expansion": int(rng.choice([2, 3, 4])),
            "classes": int(rng.choice([20, 37, 80, 100, 120, 200, 257, 365, 1000])),
        },
        "mnist_network": {
            "digit_side": int(rng.choice(np.arange(24, 41))),
            "kernel": int(rng.choice([3, 5])),
            "first_filters": int(first_filters),
            "later_filters": int(later_filters),
            "hidden_units": int(rng.choice([50, 60, 80, 96, 100, 128, 150])),
            "digit_classes": int(rng.choice([10, 26, 36, 47])),
        },
    }
