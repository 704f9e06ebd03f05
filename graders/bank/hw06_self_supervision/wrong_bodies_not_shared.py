"""A layer of features for each head."""

# %% two_heads
import keras
from keras import layers

def build_two_heads(input_shape, feature_width):
    images = keras.Input(input_shape)
    x = layers.MaxPooling2D(4)(layers.Conv2D(8, 3, activation="relu")(images))
    x = layers.Flatten()(x)
    heads = [layers.Dense(n, activation="softmax")(layers.Dense(feature_width, activation="relu")(x)) for n in (10, 4)]
    return keras.Model(images, heads)
