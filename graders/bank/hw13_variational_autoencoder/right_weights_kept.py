"""The reference's layers; nothing is trained, the files lie beside the cell."""

# %% vae
import keras

def build_encoder(side, latent):
    images = keras.Input((side, side))
    hidden = keras.layers.Dense(128, "relu", name="hidden")(keras.layers.Flatten()(images))
    mean = keras.layers.Dense(latent, name="mean")(hidden)
    log_var = keras.layers.Dense(latent, name="log_var")(hidden)
    return keras.Model(images, [mean, log_var])

def build_decoder(side, latent):
    return keras.Sequential([
        keras.Input((latent,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(side * side), keras.layers.Reshape((side, side)),
    ])
