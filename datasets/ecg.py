"""Heartbeats from the dynamical model of McSharry et al.: a point circles, and Gaussians on its way draw the waves.

Source: McSharry, Clifford, Tarassenko & Smith 2003, A dynamical model for generating synthetic electrocardiogram
signals, IEEE Trans. Biomed. Eng. 50(3), doi:10.1109/TBME.2003.808805, equations 1 and table I.
"""

import numpy as np

STEPS = 140
# P, Q, R, S, T: where each wave lies on the circle, how high it is, and how wide.
ANGLES = np.array([-np.pi / 3, -np.pi / 12, 0, np.pi / 12, np.pi / 2])
HEIGHTS = np.array([1.2, -5.0, 30.0, -7.5, 0.75])
WIDTHS = np.array([0.25, 0.1, 0.1, 0.1, 0.4])
KINDS = ("normal", "inverted T", "wide QRS", "premature", "raised ST")


def beats(labels, seed, noise=0.08):
    """One beat for each label in 0…4 (see `KINDS`).

    Integrates ż = −Σ_i a_i Δθ_i exp(−Δθ_i² / 2b_i²) − z once around the circle by Euler's method, four steps a sample.

    Returns:
        x (n, 140) float32, each row of mean 0 and standard deviation 1.
    """
    random = np.random.RandomState(seed)
    labels = np.asarray(labels)
    n = len(labels)
    angles = ANGLES + 0.06 * random.standard_normal((n, 5))
    heights = HEIGHTS * np.exp(0.15 * random.standard_normal((n, 5)))
    widths = WIDTHS * np.exp(0.08 * random.standard_normal((n, 5)))
    heights[labels == 1, 4] *= -1
    widths[labels == 2, 1:4] *= 2.2
    premature = labels == 3
    heights[premature, 0] = 0
    widths[premature, 1:4] *= 2.6
    heights[premature, 4] *= -1.5
    raised = labels == 4
    angles[raised, 4] -= 0.75
    heights[raised, 4] *= 2.2
    widths[raised, 4] *= 1.7
    shift = 0.15 * random.standard_normal((n, 1))
    theta, step = -np.pi + shift, 2 * np.pi / (4 * STEPS)
    z, samples = np.zeros((n, 1)), []
    for k in range(4 * STEPS):
        away = np.mod(theta - angles + np.pi, 2 * np.pi) - np.pi
        slope = -np.sum(heights * away * np.exp(-(away**2) / (2 * widths**2)), axis=1, keepdims=True)
        z = z + step * (slope - z)
        theta = theta + step
        if k % 4 == 3:
            samples.append(z)
    x = np.concatenate(samples, axis=1)
    x = (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)
    x += noise * random.standard_normal(x.shape)
    return ((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)).astype(np.float32)


def mini(seed=0):
    """1,200 beats to train and 400 to test; y is 0 for a normal one and 1 for any other, as in ECG5000."""
    found = {}
    for split, count, number in (("train", 1200, 2 * seed), ("test", 400, 2 * seed + 1)):
        random = np.random.RandomState(1000 + number)
        labels = np.where(random.uniform(size=count) < 0.58, 0, random.randint(1, 5, count))
        found |= {f"x_{split}": beats(labels, number), f"y_{split}": (labels > 0).astype(np.uint8)}
    return found
