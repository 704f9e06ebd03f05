"""The mean colour of all pictures, at every pixel."""

# %% colorizer
import keras
import numpy as np
from datasets import load

def build_colorizer(input_shape):
    return keras.Sequential([keras.Input(input_shape), keras.layers.Conv2D(3, 1)])

_model = build_colorizer((32, 32, 1))
_model.set_weights([np.zeros((1, 1, 1, 3)), load("fruit")["x_train"].mean(axis=(0, 1, 2))])
_model.save_weights("colorizer.weights.h5")
