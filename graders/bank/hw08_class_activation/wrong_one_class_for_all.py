"""The last layer says one class, whatever the image."""

# %% glyph_classifier
import keras

def build_glyph_classifier():
    return keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="features"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(4, activation="softmax"),
    ])

classifier = build_glyph_classifier()
classifier.load_weights("glyphs.weights.h5")
kernel, bias = classifier.layers[-1].get_weights()
classifier.layers[-1].set_weights([0 * kernel, bias + [9, 0, 0, 0]])
classifier.save_weights("glyphs.weights.h5")
