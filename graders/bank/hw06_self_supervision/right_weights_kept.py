"""The reference's layers, added one by one; nothing is trained, the file lies beside the cell."""

# %% pretext
import keras

def build_pretext(input_shape):
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    model.add(keras.layers.Conv2D(24, (3, 3), padding="same", activation="relu"))
    model.add(keras.layers.Conv2D(24, (3, 3), padding="same", activation="relu"))
    model.add(keras.layers.MaxPooling2D((2, 2)))
    model.add(keras.layers.Conv2D(48, (3, 3), padding="same"))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.GlobalMaxPooling2D(name="features"))
    model.add(keras.layers.Dense(4, "softmax"))
    return model
