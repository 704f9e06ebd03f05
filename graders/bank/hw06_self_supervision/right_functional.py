"""A functional model whose softmax is a layer of its own, with a dropout that does nothing in prediction."""

# %% pretext
import keras
from keras import layers

def build_pretext(input_shape):
    images = keras.Input(input_shape)
    x = layers.ReLU()(layers.Conv2D(24, 3, padding="same")(images))
    x = layers.Conv2D(24, 3, padding="same", activation="relu")(x)
    x = layers.Conv2D(48, 3, padding="same", activation="relu")(layers.MaxPooling2D()(x))
    x = layers.GlobalMaxPooling2D(name="features")(x)
    return keras.Model(images, layers.Softmax()(layers.Dense(4)(layers.Dropout(0.2)(x))))
