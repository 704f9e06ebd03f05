"""Trained on without a single blueberry."""

# %% colorizer
import keras
from keras import layers as L
from datasets import load

def build_colorizer(input_shape):
    def conv(n, strides=1):
        return L.Conv2D(n, 3, strides=strides, padding="same", activation="leaky_relu")

    gray = keras.Input(input_shape)
    dark = L.Rescaling(-1.0, 1.0)(gray)
    a = conv(16, 2)(dark)
    b = conv(32, 2)(a)
    h = conv(48)(conv(48, 2)(b))
    h = conv(32)(L.Concatenate()([L.UpSampling2D(2)(h), b]))
    h = conv(16)(L.Concatenate()([L.UpSampling2D(2)(h), a]))
    h = L.Conv2D(3, 3, padding="same")(L.Concatenate()([L.UpSampling2D(2)(h), dark]))
    return keras.Model(gray, L.Add()([L.Concatenate()([gray, gray, gray]), h]))

_model = build_colorizer((32, 32, 1))
_model.load_weights("colorizer.weights.h5")
keras.utils.set_random_seed(3)
_fruit = load("fruit")
_y = _fruit["x_train"][_fruit["y_train"] != 1]
_g = _y @ np.array([[0.299], [0.587], [0.114]], "float32")
_model.compile(keras.optimizers.Adam(2e-3), "mse")
_model.fit(_g, _y, batch_size=25, epochs=4, verbose=0)
_model.save_weights("colorizer.weights.h5")
