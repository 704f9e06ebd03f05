"""The heads read the flattened map."""

# %% two_heads
import keras
from keras import layers

def build_two_heads(input_shape, feature_width):
    images = keras.Input(input_shape)
    x = layers.MaxPooling2D(4)(layers.Conv2D(8, 3, activation="relu")(images))
    x = layers.Flatten()(x)
    return keras.Model(images, [layers.Dense(10, activation="softmax")(x), layers.Dense(4, activation="softmax")(x)])
