"""Stochastic gradient descent, and the functions with loops and cumulative sums."""

# %% accuracy
import keras
import numpy as np

keras.utils.set_random_seed(0)
points = np.random.default_rng(0).normal(size=(512, 2)).astype("float32")
labels = (points.sum(axis=1) > 0).astype("float32")
model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(keras.optimizers.SGD(0.5), "binary_crossentropy", metrics=["accuracy"])
model.fit(points, labels, epochs=10, batch_size=32, verbose=0)
accuracy = model.evaluate(points, labels, verbose=0)[1]


# %% softmax
def softmax(logits):
    """Row after row."""
    rows = []
    for row in logits:
        powers = np.exp(row - max(row))
        rows.append(powers / sum(powers))
    return np.array(rows)


# %% moving_average
def moving_average(x, width):
    """Differences of sums."""
    sums = np.concatenate([[0.0], np.cumsum(x)])
    return (sums[width:] - sums[:-width]) / width
