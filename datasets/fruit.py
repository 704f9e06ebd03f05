"""Pictures of fruit, drawn: bananas, blueberries, limes and strawberries on white."""

import numpy as np

KINDS = ("banana", "blueberry", "lime", "strawberry")
COLOURS = np.array([[0.93, 0.82, 0.22], [0.24, 0.30, 0.66], [0.42, 0.70, 0.22], [0.82, 0.16, 0.20]])


def images(counts, seed, size=32):
    """`counts[k]` pictures of kind k, shuffled.

    Returns:
        x (n, size, size, 3) float32 in [0, 1], y (n,) int64.
    """
    random = np.random.RandomState(seed)
    y = random.permutation(np.repeat(np.arange(len(counts)), counts))
    v, u = (np.mgrid[:size, :size] + 0.5) * 2 / size - 1
    x = np.ones((len(y), size, size, 3))
    for i, kind in enumerate(y):
        angle, scale = random.uniform(0, 2 * np.pi), random.uniform(0.75, 1.05)
        row, column = random.uniform(-0.15, 0.15, 2)
        a = (np.cos(angle) * (u - column) + np.sin(angle) * (v - row)) / scale
        b = (-np.sin(angle) * (u - column) + np.cos(angle) * (v - row)) / scale
        mask = _mask(KINDS[kind], a, b)
        colour = np.clip(COLOURS[kind] * random.uniform(0.88, 1.1) + random.uniform(-0.04, 0.04, 3), 0, 1)
        light = 1 - 0.25 * np.clip(0.6 * (u + v), -1, 1)
        x[i][mask] = (colour * light[..., None])[mask]
    x += 0.015 * random.standard_normal(x.shape)
    return np.clip(x, 0, 1).astype(np.float32), y.astype(np.int64)


def mini(seed=0):
    """125 pictures of each of the four kinds to train and 50 to test; see `images`."""
    x_train, y_train = images([125] * 4, 2 * seed)
    x_test, y_test = images([50] * 4, 2 * seed + 1)
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}


def _mask(kind, a, b):
    if kind == "banana":  # between two circles
        return (a**2 + b**2 < 0.7) & (a**2 + (b - 0.45) ** 2 > 0.55)
    if kind == "blueberry":
        return a**2 + b**2 < 0.3
    if kind == "lime":
        return (a / 0.8) ** 2 + (b / 0.55) ** 2 < 1
    return (b > -0.6) & (b < 0.65) & (np.abs(a) < 0.55 * np.sqrt(np.clip((b + 0.6) / 1.25, 0, 1)))  # strawberry
