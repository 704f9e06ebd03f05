"""A probability for every step."""

# %% ecg_classifier
import keras

def build_ecg_classifier():
    return keras.Sequential([keras.Input((140, 1)), keras.layers.LSTM(4, return_sequences=True), keras.layers.Dense(1, activation='sigmoid')])

keras.utils.set_random_seed(3)
model = build_ecg_classifier()

model.save_weights('ecg.weights.h5')
