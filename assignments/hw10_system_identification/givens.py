"""The numbers of hw10: the published ones, and how a variant draws its own."""

from typing import Any

import numpy as np


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework: G = (0.5z⁻¹ + 0.25)/(z⁻² + 0.75z⁻¹ + 0.125)."""
    return {"system": system(gain=2, zero=-2, poles=(-2, -4), scale=1 / 8)}


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Two poles outside of the unit circle; a zero that cancels one of them in every other variant."""
    moduli = rng.choice(np.arange(2, 6), size=2, replace=False)
    poles = [int(pole) for pole in moduli * rng.choice([-1, 1], size=2)]
    free = [zero for zero in range(-6, 7) if zero != 0 and zero not in poles]
    zero = poles[rng.randint(2)] if rng.randint(2) else int(rng.choice(free))
    gain = int(rng.randint(2, 6) * rng.choice([-1, 1]))
    scale = float(rng.choice([1 / 8, 1 / 4, 1 / 2]))
    return {"system": system(gain, zero, poles, scale)}


def system(gain: int, zero: int, poles: Any, scale: float) -> dict[str, Any]:
    """Coefficients of z⁰, z⁻¹, … of G = gain·(1 − zero·z⁻¹)/∏(1 − pole·z⁻¹); `scale` multiplies both polynomials.

    The scale is a power of two, so that every coefficient is exact in binary and in print.
    """
    p, q = poles
    return {
        "num": scale * gain * np.array([1.0, -zero]),
        "den": scale * np.array([1.0, -(p + q), p * q]),
    }
