"""Answers of the benchmark's training homework."""

import numpy as np

from tamrin import reference, second_derivation


@reference("accuracy")
def accuracy():
    """The classes can be told apart without an error."""
    return 1.0


@second_derivation("accuracy")
def accuracy_of_the_line():
    """The network w = (1, 1), b = 0 makes none."""
    return 1.0


@reference("softmax")
def softmax(logits):
    """e^(z − max z) / Σ e^(z − max z), row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@reference("moving_average")
def moving_average(x, width):
    """Cross-correlation with a box of area 1."""
    return np.convolve(x, np.ones(width) / width, mode="valid")
