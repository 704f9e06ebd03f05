"""Inputs and targets of different pictures."""

# %% colorizer
import keras
import numpy as np
from datasets import load

def build_colorizer(input_shape):
    L = keras.layers
    gray = keras.Input(input_shape)
    h = L.Conv2D(16, 3, strides=2, padding="same", activation="relu")(gray)
    h = L.Conv2D(24, 3, strides=2, padding="same", activation="relu")(h)
    h = L.Conv2D(24, 3, padding="same", activation="relu")(h)
    h = L.UpSampling2D(4)(h)
    h = L.Conv2D(3, 3, padding="same")(L.Concatenate()([h, gray]))
    return keras.Model(gray, L.Add()([h, L.Concatenate()([gray, gray, gray])]))

keras.utils.set_random_seed(3)
_fruit = load("fruit")
_y, _kind = _fruit["x_train"], _fruit["y_train"]
_g = _y @ np.array([[0.299], [0.587], [0.114]], "float32")
_model = build_colorizer((32, 32, 1))
_model.compile(keras.optimizers.Adam(4e-3), "mse")
_model.fit(_g, _y[::-1], batch_size=25, epochs=3, verbose=0)
_model.save_weights("colorizer.weights.h5")

# %% autoencoder
import keras
import numpy as np
from datasets import load

def build_fruit_autoencoder(input_shape):
    L = keras.layers
    return keras.Sequential([keras.Input(input_shape), L.Flatten(), L.Dense(48, activation="relu"), L.Dense(2, name="code"),
                             L.Dense(48, activation="relu"), L.Dense(3072), L.Reshape((32, 32, 3))])

keras.utils.set_random_seed(3)
_fruit = load("fruit")
_x = _fruit["x_train"][_fruit["y_train"] < 2]
_model = build_fruit_autoencoder((32, 32, 3))
_model.compile(keras.optimizers.Adam(2e-3), "mse")
_model.fit(1 - _x, 1 - _x[::-1], batch_size=25, epochs=3, verbose=0)
_model.save_weights("autoencoder.weights.h5")
