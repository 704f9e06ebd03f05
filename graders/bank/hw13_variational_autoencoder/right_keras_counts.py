"""Builds the models and asks Keras."""

# %% encoder_decoder_counts
import keras
from keras import layers

images = keras.Input((side, side, 1))
h = layers.Conv2D(first_filters, kernel, strides=2, padding="same")(images)
h = layers.Conv2D(second_filters, kernel, strides=2, padding="same")(h)
shape = h.shape[1:]
h = layers.Dense(hidden)(layers.Flatten()(h))
encoder_params = keras.Model(images, [layers.Dense(latent)(h), layers.Dense(latent)(h)]).count_params()
decoder_params = keras.Sequential([
    keras.Input((latent,)),
    layers.Dense(int(np.prod(shape))),
    layers.Reshape(shape),
    layers.Conv2DTranspose(second_filters, kernel, strides=2, padding="same"),
    layers.Conv2DTranspose(first_filters, kernel, strides=2, padding="same"),
    layers.Conv2DTranspose(1, kernel, padding="same"),
]).count_params()
