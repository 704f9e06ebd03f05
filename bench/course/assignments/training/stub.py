"""The cells that a student starts from."""

import keras
import numpy as np

# %% accuracy
keras.utils.set_random_seed(0)
points = np.random.default_rng(0).normal(size=(512, 2)).astype("float32")
labels = (points.sum(axis=1) > 0).astype("float32")
accuracy = ...


# %% softmax
def softmax(logits):
    """Softmax of each row of logits (N, C)."""
    raise NotImplementedError


# %% moving_average
def moving_average(x, width):
    """Means of `width` neighbouring entries of x (N,), shape (N - width + 1,)."""
    raise NotImplementedError
