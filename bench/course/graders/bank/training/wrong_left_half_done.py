"""A network that does not learn, a softmax that overflows, an average that forgets the end."""

# %% accuracy
import keras
import numpy as np

keras.utils.set_random_seed(0)
points = np.random.default_rng(0).normal(size=(512, 2)).astype("float32")
labels = (points.sum(axis=1) > 0).astype("float32")
model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(keras.optimizers.SGD(1e-9), "binary_crossentropy", metrics=["accuracy"])
model.fit(points, labels, epochs=2, batch_size=32, verbose=0)
accuracy = model.evaluate(points, labels, verbose=0)[1]


# %% softmax
def softmax(logits):
    """Not shifted."""
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)


# %% moving_average
def moving_average(x, width):
    """One window too few."""
    return np.array([x[i : i + width].mean() for i in range(max(len(x) - width, 1))])
