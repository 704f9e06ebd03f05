"""Lets Keras count."""

# %% embedding_weights
import keras

_net = keras.Sequential([
    keras.Input((word_count,)),
    keras.layers.Dense(embedding_dim),
    keras.layers.Dense(word_count, activation="softmax"),
])
embedding_net_params = _net.count_params()
