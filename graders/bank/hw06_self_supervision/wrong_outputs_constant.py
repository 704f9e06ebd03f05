"""A learning rate far too large."""

# %% pretext
import keras
from datasets import load

def build_pretext(input_shape):
    layers = keras.layers
    return keras.Sequential([
        keras.Input(input_shape),
        layers.Conv2D(12, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.GlobalMaxPooling2D(name="features"),
        layers.Dense(4, activation="softmax"),
    ])

images = load("cifar10")["x_train"][:1200]
turned = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(4)])
labels = np.repeat(np.eye(4), len(images), axis=0)
keras.utils.set_random_seed(0)
model = build_pretext((16, 16, 1))
model.compile(keras.optimizers.Adam(3.0), "categorical_crossentropy")
model.fit(turned, labels, epochs=1, batch_size=64, verbose=0)
model.save_weights("pretext.weights.h5")
