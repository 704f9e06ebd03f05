"""Handwritten digits of 8×8 pixels, 1,400 of the 1,797 of the UCI archive: the small stand-in for MNIST."""

from pathlib import Path

import numpy as np


def mini(seed=0):
    """x (n, 8, 8) uint8 in 0…255, y (n,) uint8 in 0…9; 1,200 to train and 200 to test, split by `seed`.

    Source: Alpaydin & Kaynak 1998, Optical recognition of handwritten digits, doi:10.24432/C50P49 (CC BY 4.0).
    """
    with np.load(Path(__file__).with_name("digits.npz"), allow_pickle=False) as arrays:
        x, y = arrays["x"], arrays["y"]
    order = np.random.RandomState(seed).permutation(len(x))
    train, test = order[:1200], order[1200:]
    return {"x_train": x[train], "y_train": y[train], "x_test": x[test], "y_test": y[test]}
