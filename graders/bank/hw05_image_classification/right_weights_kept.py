"""The reference's layers, added one by one; nothing is trained, the file lies beside the cell."""

# %% classifier
import keras

def build_classifier(input_shape, classes):
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    for filters in (16, 32):
        model.add(keras.layers.Conv2D(filters, (3, 3), padding="same", activation="relu"))
    model.add(keras.layers.MaxPooling2D((2, 2)))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Dense(32, "relu"))
    model.add(keras.layers.Dropout(0.1))
    model.add(keras.layers.Dense(classes, "softmax"))
    return model
