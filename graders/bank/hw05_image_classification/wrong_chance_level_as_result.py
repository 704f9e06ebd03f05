"""Trained on shuffled labels."""

# %% classifier
import keras
from datasets import load

def build_classifier(input_shape, classes):
    return keras.Sequential([
        keras.Input(input_shape),
        keras.layers.Conv2D(12, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(24, activation="relu"),
        keras.layers.Dense(classes, activation="softmax"),
    ])

digits = load("digits")
x, y = (digits["x_train"][..., None] / 255).astype("float32"), digits["y_train"]
keras.utils.set_random_seed(0)
model = build_classifier((8, 8, 1), 10)
model.compile(keras.optimizers.Adam(0.005), keras.losses.SparseCategoricalCrossentropy(from_logits=False))
model.fit(x, np.random.RandomState(0).permutation(y), epochs=1, batch_size=64, verbose=0)
model.save_weights("classifier.weights.h5")
