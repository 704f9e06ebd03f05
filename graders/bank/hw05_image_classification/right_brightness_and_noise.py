"""No shifts: brightness and a little noise."""

# %% augmentation
def augment(images, seed):
    rng = np.random.default_rng([seed, 7])
    light = rng.uniform(0.8, 1.2, (len(images), 1, 1, 1))
    return np.minimum(np.maximum(images * light + rng.normal(0, 0.02, images.shape), 0), 1)

# %% transfer
from keras import Input, Model, layers

def build_transfer(backbone, classes):
    backbone.trainable = False
    pixels = Input(shape=backbone.input_shape[1:])
    x = layers.Rescaling(scale=1.0 / 127.5, offset=-1.0)(pixels)
    x = layers.GlobalAveragePooling2D()(backbone(x))
    x = layers.Dense(classes)(x)
    return Model(pixels, layers.Softmax()(x))
