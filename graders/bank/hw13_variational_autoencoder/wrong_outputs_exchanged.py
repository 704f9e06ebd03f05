"""The log-variance comes first."""

# %% vae
import keras

def build_encoder(side, latent):
    images = keras.Input((side, side))
    hidden = keras.layers.Dense(128, "relu", name="hidden")(keras.layers.Flatten()(images))
    mean = keras.layers.Dense(latent, name="mean")(hidden)
    log_var = keras.layers.Dense(latent, name="log_var")(hidden)
    return keras.Model(images, [log_var, mean])

def build_decoder(side, latent):
    return keras.Sequential([
        keras.Input((latent,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(side * side), keras.layers.Reshape((side, side)),
    ])

loaded, decoder = keras.Model(*(lambda m: (m.input, m.output[::-1]))(build_encoder(8, 2))), build_decoder(8, 2)
loaded.load_weights("encoder.weights.h5")
decoder.load_weights("decoder.weights.h5")
encoder = build_encoder(8, 2)
for name in ("hidden", "mean", "log_var"):
    encoder.get_layer(name).set_weights(loaded.get_layer(name).get_weights())

encoder.save_weights("encoder.weights.h5")
decoder.save_weights("decoder.weights.h5")
