"""A functional model that gives logits, with dropout before its last layer."""

# %% glyph_classifier
import keras
from keras import layers

def build_glyph_classifier():
    pixels = keras.Input((16, 16, 1))
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(pixels)
    h = layers.MaxPooling2D()(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu")(h)
    h = layers.Conv2D(32, 3, padding="same", activation="relu", name="features")(h)
    h = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(h))
    return keras.Model(pixels, layers.Dense(4)(h))

plain = keras.Sequential([
    keras.Input((16, 16, 1)),
    layers.Conv2D(16, 3, padding="same"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding="same"),
    layers.Conv2D(32, 3, padding="same", name="features"),
    layers.GlobalAveragePooling2D(),
    layers.Dense(4),
])
plain.load_weights("glyphs.weights.h5")
classifier = build_glyph_classifier()
classifier.set_weights(plain.get_weights())
classifier.save_weights("glyphs.weights.h5")
