"""Saves the weights that the model began with."""

# %% ecg_classifier
import keras

def build_ecg_classifier():
    return keras.Sequential([keras.Input((140, 1)), keras.layers.AveragePooling1D(4), keras.layers.LSTM(24), keras.layers.Dense(1, activation='sigmoid')])

keras.utils.set_random_seed(3)
model = build_ecg_classifier()

model.save_weights('ecg.weights.h5')
