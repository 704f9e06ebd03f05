"""Maps of the first convolution."""

# %% glyph_classifier
import keras

def build_glyph_classifier():
    return keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu", name="features"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(4, activation="softmax"),
    ])

classifier = build_glyph_classifier()
classifier.load_weights("glyphs.weights.h5")
classifier.save_weights("glyphs.weights.h5")
