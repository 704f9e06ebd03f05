"""A sigmoid that is stuck at white."""

# %% colorizer
import keras
import numpy as np

def build_colorizer(input_shape):
    L = keras.layers
    return keras.Sequential([keras.Input(input_shape), L.Conv2D(8, 3, padding="same", activation="relu"), L.Conv2D(3, 3, padding="same", activation="sigmoid")])

_model = build_colorizer((32, 32, 1))
_weights = _model.get_weights()
_model.set_weights([*_weights[:-1], _weights[-1] + 20])
_model.save_weights("colorizer.weights.h5")
