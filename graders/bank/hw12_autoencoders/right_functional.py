"""Functional models; activations as layers of their own."""

# %% bottleneck
import keras
from keras import layers as L

def build_autoencoder(input_shape):
    image = keras.Input(shape=input_shape)
    h = L.Activation("relu")(L.Conv2D(50, (6, 6), padding="same")(image))
    h = L.MaxPooling2D((4, 4), padding="valid")(h)
    h = L.ReLU()(L.Conv2D(50, (5, 5), padding="same")(h))
    h = L.MaxPooling2D(pool_size=4, strides=(6, 6))(h)
    h = L.Conv2D(1, 3, padding="valid", activation="linear")(h)
    code = L.Conv2D(1, (1, 2), name="code")(h)
    h = L.UpSampling2D((5, 5))(code)
    h = L.Conv2D(50, 3, padding="same", activation=keras.activations.relu)(h)
    h = L.UpSampling2D(5)(h)
    h = L.Conv2D(100, 5, padding="same", activation="relu")(h)
    h = L.UpSampling2D((2, 4), interpolation="nearest")(h)
    return keras.Model(image, L.Conv2D(input_shape[-1], 6, padding="same")(h))

# %% assign_cluster
def assign(model, kmeans, image):
    batch = (1 - np.array([image]) / 255.0).astype(np.float32)
    z = model.predict(batch, verbose=0)[0]
    return np.linalg.norm(kmeans - z, axis=1).argmin()
