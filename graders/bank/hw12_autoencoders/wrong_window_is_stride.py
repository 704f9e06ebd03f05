"""The second pooling has a window of 6×6."""

# %% bottleneck
import keras

def build_autoencoder(input_shape):
    L = keras.layers
    model = keras.Sequential([
        keras.Input(input_shape),
        L.Conv2D(50, 6, padding="same", activation="relu"),
        L.MaxPooling2D(4),
        L.Conv2D(50, 5, padding="same", activation="relu"),
        L.MaxPooling2D(6),
        L.Conv2D(1, 3),
        L.Conv2D(1, (1, 2)),
        L.UpSampling2D(5),
        L.Conv2D(50, 3, padding="same", activation="relu"),
        L.UpSampling2D(5),
        L.Conv2D(100, 5, padding="same", activation="relu"),
        L.UpSampling2D((2, 4)),
        L.Conv2D(input_shape[2], 6, padding="same"),
    ])
    return model
