"""The numbers of hw02: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np

EIGHT_NEIGHBOURS = np.array([[1.0, 1.0, 1.0], [1.0, -8.0, 1.0], [1.0, 1.0, 1.0]])
FOUR_NEIGHBOURS = np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework."""
    image = np.zeros((5, 5))
    image[:, 2] = 10.0
    return {
        "laplacian": {"image": image, "kernel": EIGHT_NEIGHBOURS},
        "pointwise": {"height": 6, "width": 6, "channels": 32, "filters": 5},
        "network": {
            "x": np.array([[2.0, 3.0, 4.0], [3.0, 1.0, 5.0], [4.0, -1.0, -2.0]]),
            "w": np.array([[0.0, 3.0], [1.0, -2.0]]),
            "loss": "gap",
            "target": None,
        },
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: small integers, so that every answer can be worked out with a pencil."""
    image = np.zeros((5, 5))
    position, brightness = rng.randint(1, 4), float(rng.randint(3, 13))
    orientation = rng.randint(3)
    if orientation == 0:
        image[:, position] = brightness
    elif orientation == 1:
        image[position, :] = brightness
    else:
        image[np.arange(5), np.arange(5)[:: rng.choice([-1, 1])]] = brightness
    kernel = (EIGHT_NEIGHBOURS, FOUR_NEIGHBOURS)[rng.randint(2)] * rng.choice([-1.0, 1.0])

    height, width = rng.choice(np.arange(4, 29), size=2, replace=False)
    channels, filters = rng.choice(np.arange(3, 65), size=2, replace=False)

    return {
        "laplacian": {"image": image, "kernel": kernel + 0.0},
        "pointwise": {
            "height": int(height),
            "width": int(width),
            "channels": int(channels),
            "filters": int(filters),
        },
        "network": _network(rng),
    }


def _network(rng: np.random.RandomState) -> dict[str, Any]:
    # Distinct map entries, an average without a fraction and a filter without symmetry leave no mistake unseen.
    while True:
        x = rng.randint(-5, 6, size=(3, 3)).astype(float)
        w = rng.randint(-3, 4, size=(2, 2)).astype(float)
        windows = np.lib.stride_tricks.sliding_window_view(x, (2, 2))
        conv_map = np.einsum("ijuv,uv->ij", windows, w)
        symmetric = np.array_equal(w, w.T) or np.array_equal(w, w[::-1, ::-1])
        if len(np.unique(conv_map)) == 4 and conv_map.sum() % 4 == 0 and not symmetric and windows.sum((0, 1)).all():
            break
    loss = ("sum", "gap", "half_square")[rng.randint(3)]
    # The error is never 0 or ±1: a forgotten factor must show.
    error = float(rng.choice([-4, -3, -2, 2, 3, 4]))
    target = float(conv_map.mean()) - error if loss == "half_square" else None
    return {"x": x, "w": w, "loss": loss, "target": target}
