"""Scales to [0, 1], which the backbone does not expect."""

# %% transfer
import keras

def build_transfer(backbone, classes):
    backbone.trainable = False
    pixels = keras.Input(backbone.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(pixels)
    x = backbone(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    pass
    model = keras.Model(pixels, keras.layers.Dense(classes, activation="softmax")(x))
    pass
    return model
