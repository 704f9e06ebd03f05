"""One Dense layer for both outputs, cut in two."""

# %% vae
import keras

def build_encoder(side, latent):
    images = keras.Input((side, side))
    hidden = keras.layers.Dense(128, "relu", name="hidden")(keras.layers.Flatten()(images))
    both = keras.layers.Dense(2 * latent, name="both")(hidden)
    return keras.Model(images, [both[:, :latent], both[:, latent:]])

def build_decoder(side, latent):
    return keras.Sequential([
        keras.Input((latent,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(side * side), keras.layers.Reshape((side, side)),
    ])

def two_heads(side, latent):
    images = keras.Input((side, side))
    hidden = keras.layers.Dense(128, "relu", name="hidden")(keras.layers.Flatten()(images))
    mean = keras.layers.Dense(latent, name="mean")(hidden)
    log_var = keras.layers.Dense(latent, name="log_var")(hidden)
    return keras.Model(images, [mean, log_var])

encoder, decoder, heads = build_encoder(8, 2), build_decoder(8, 2), two_heads(8, 2)
heads.load_weights("encoder.weights.h5")
decoder.load_weights("decoder.weights.h5")
encoder.get_layer("hidden").set_weights(heads.get_layer("hidden").get_weights())
(a, c), (b, d) = heads.get_layer("mean").get_weights(), heads.get_layer("log_var").get_weights()
encoder.get_layer("both").set_weights([np.hstack([a, b]), np.hstack([c, d])])

encoder.save_weights("encoder.weights.h5")
decoder.save_weights("decoder.weights.h5")
