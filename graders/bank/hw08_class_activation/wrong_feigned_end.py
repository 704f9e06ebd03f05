"""The layers have the right names and order, but another branch decides."""

# %% glyph_classifier
import keras
from keras import layers

def build_glyph_classifier():
    pixels = keras.Input((16, 16, 1))
    h = layers.MaxPooling2D()(layers.Conv2D(16, 3, padding="same", activation="relu")(pixels))
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    decides = layers.GlobalAveragePooling2D()(layers.Conv2D(32, 3, padding="same", activation="relu")(h))
    shown = layers.GlobalAveragePooling2D()(layers.Conv2D(32, 3, padding="same", activation="relu", name="features")(h))
    return keras.Model(pixels, layers.Dense(4, activation="softmax")(decides + 0 * shown))

keras.utils.set_random_seed(0)
classifier = build_glyph_classifier()
classifier.save_weights("glyphs.weights.h5")
