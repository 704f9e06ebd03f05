"""A softmax as a layer of its own in a model within the model."""

# %% two_heads
import keras
from keras import layers

def build_two_heads(input_shape, feature_width):
    base = keras.Sequential([
        keras.Input(input_shape), layers.Conv2D(8, 3, activation="relu"), layers.GlobalAveragePooling2D(),
        layers.Dense(feature_width), layers.Softmax(),
    ])
    images = keras.Input(input_shape)
    h = base(images)
    return keras.Model(images, [layers.Dense(10, activation="softmax")(h), layers.Dense(4, activation="softmax")(h)])
