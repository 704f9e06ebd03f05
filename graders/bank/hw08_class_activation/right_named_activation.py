"""The activation is a layer of its own, and it is the one that is called features."""

# %% glyph_classifier
import keras
from keras import layers

def build_glyph_classifier():
    return keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, padding="same"), layers.ReLU(), layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, padding="same"), layers.ReLU(),
        layers.Conv2D(32, 3, padding="same"), layers.Activation("relu", name="features"),
        layers.GlobalAveragePooling2D(), layers.Dense(4, "softmax"),
    ])

plain = keras.Sequential([
    keras.Input((16, 16, 1)), layers.Conv2D(16, 3), layers.MaxPooling2D(), layers.Conv2D(32, 3),
    layers.Conv2D(32, 3, name="features"), layers.GlobalAveragePooling2D(), layers.Dense(4),
])
plain.load_weights("glyphs.weights.h5")
classifier = build_glyph_classifier()
classifier.set_weights(plain.get_weights())
classifier.save_weights("glyphs.weights.h5")
