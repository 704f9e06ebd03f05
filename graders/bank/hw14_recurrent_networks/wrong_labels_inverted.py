"""Trains on exchanged labels."""

# %% ecg_classifier
import keras

def build_ecg_classifier():
    return keras.Sequential([keras.Input((140, 1)), keras.layers.AveragePooling1D(7), keras.layers.GRU(16), keras.layers.Dense(1, activation='sigmoid')])

keras.utils.set_random_seed(3)
model = build_ecg_classifier()
from datasets import load

data = load('ecg5000')
x, y = data['x_train'][..., None], 1 - data['y_train']
model.compile(keras.optimizers.Adam(0.02, clipnorm=1.0), loss='binary_crossentropy')
model.fit(x, y, epochs=6, batch_size=32, verbose=0)
model.save_weights('ecg.weights.h5')
