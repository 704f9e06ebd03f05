"""The reference's networks in another notation; the weights beside the notebook fit them."""

# %% autoencoder
import keras
from keras import layers

def build_fruit_autoencoder(input_shape):
    image = keras.Input(shape=input_shape)
    h = layers.Dense(64)(layers.Flatten()(layers.AveragePooling2D((2, 2))(image)))
    code = layers.Dense(2, name="code")(layers.ReLU()(h))
    h = layers.Dense(64, activation=keras.activations.relu)(code)
    small = layers.Reshape((16, 16, 3))(layers.Dense(768, activation="linear")(h))
    return keras.Model(image, layers.UpSampling2D((2, 2), interpolation="bilinear")(small))

# %% colorizer
import keras
from keras import layers

def build_colorizer(input_shape):
    def conv(filters, strides=1):
        return lambda x: layers.LeakyReLU(negative_slope=0.2)(layers.Conv2D(filters, (3, 3), strides=strides, padding="same")(x))

    gray = keras.Input(shape=input_shape)
    a = conv(16, 2)(1 - gray)
    b = conv(32, 2)(a)
    h = conv(48)(conv(48, 2)(b))
    h = conv(32)(layers.Concatenate()([layers.UpSampling2D()(h), b]))
    h = conv(16)(layers.Concatenate()([layers.UpSampling2D()(h), a]))
    h = layers.Conv2D(3, 3, padding="same")(layers.Concatenate()([layers.UpSampling2D()(h), 1 - gray]))
    return keras.Model(gray, layers.Concatenate()([gray, gray, gray]) + h)
