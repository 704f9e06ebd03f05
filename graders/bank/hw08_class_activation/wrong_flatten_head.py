"""Flatten in the place of global average pooling."""

# %% glyph_classifier
import keras

def build_glyph_classifier():
    return keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="features"),
        keras.layers.Flatten(),
        keras.layers.Dense(4, activation="softmax"),
    ])

keras.utils.set_random_seed(0)
classifier = build_glyph_classifier()
classifier.save_weights("glyphs.weights.h5")
