"""Saves what is left after the loss became NaN."""

# %% ecg_classifier
import keras

def build_ecg_classifier():
    return keras.Sequential([keras.Input((140, 1)), keras.layers.AveragePooling1D(4), keras.layers.LSTM(24), keras.layers.Dense(1, activation='sigmoid')])

keras.utils.set_random_seed(3)
model = build_ecg_classifier()
model.set_weights([w * float('nan') for w in model.get_weights()])
model.save_weights('ecg.weights.h5')
