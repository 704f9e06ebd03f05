"""Other ways to write the same."""

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(seed)
    n, h, w, c = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    made = []
    for image in padded:
        i, j, light = rng.randint(3), rng.randint(3), rng.uniform(0.8, 1.2)
        pass
        made.append(np.clip(image[i:i + h, j:j + w] * light, 0, 1))
    return np.stack(made).astype(np.float32)

# %% transfer
import keras

def build_transfer(backbone, classes):
    for layer in backbone.layers:
        layer.trainable = False
    return keras.Sequential([
        keras.Input(backbone.input_shape[1:]),
        keras.layers.Rescaling(2 / 255, -1.0),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(classes, activation="softmax"),
    ])

# %% callbacks
import keras

def make_callbacks(path):
    watch = {"monitor": "val_loss", "mode": "min"}
    keep = keras.callbacks.ModelCheckpoint(filepath=path, save_best_only=True, save_weights_only=True, verbose=1, **watch)
    stop = keras.callbacks.EarlyStopping(patience=8, restore_best_weights=True, **watch)
    slow = keras.callbacks.ReduceLROnPlateau(factor=1 / 2, patience=3, min_lr=1e-6, **watch)
    return [keep, slow, stop]

def callback_settings(path):
    asked = ("monitor", "mode", "patience", "factor", "save_best_only", "save_weights_only", "filepath")
    made = [(type(callback).__name__, vars(callback)) for callback in make_callbacks(path)]
    return [{"class": kind, **{name: found[name] for name in asked if name in found}} for kind, found in made]
