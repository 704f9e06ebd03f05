"""Flatten in the place of the average."""

# %% transfer
import keras

def build_transfer(backbone, classes):
    backbone.trainable = False
    pixels = keras.Input(backbone.input_shape[1:])
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(pixels)
    x = backbone(x)
    x = keras.layers.Flatten()(x)
    pass
    model = keras.Model(pixels, keras.layers.Dense(classes, activation="softmax")(x))
    pass
    return model
