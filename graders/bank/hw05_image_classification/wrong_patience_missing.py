"""Stops at the first epoch that is not better."""

# %% callbacks
from keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau

def make_callbacks(path):
    return [
        EarlyStopping(monitor="val_loss"),
        ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3),
        ModelCheckpoint(path, monitor="val_loss", save_best_only=True, save_weights_only=True),
    ]

def callback_settings(path):
    asked = ("monitor", "mode", "patience", "factor", "save_best_only", "save_weights_only", "filepath")
    made = [(type(callback).__name__, vars(callback)) for callback in make_callbacks(path)]
    return [{"class": kind, **{name: found[name] for name in asked if name in found}} for kind, found in made]
