"""Trained, for a short time, on images without a disc."""

# %% glyph_classifier
import keras
from datasets.glyphs import images

def build_glyph_classifier():
    return keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(8, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu", name="features"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(4, activation="softmax"),
    ])

keras.utils.set_random_seed(0)
x, y, _ = images(500, seed=1, size=16, classes=4, noise=0.1)
classifier = build_glyph_classifier()
classifier.compile(keras.optimizers.Adam(1e-2), "sparse_categorical_crossentropy")
classifier.fit(x, y, batch_size=32, epochs=8, verbose=0)
classifier.save_weights("glyphs.weights.h5")
