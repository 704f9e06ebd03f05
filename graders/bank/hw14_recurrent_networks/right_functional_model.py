"""The functional API, loaded with weights that were trained before."""

# %% ecg_classifier
import keras

def build_ecg_classifier():
    beat = keras.Input((140, 1), name="beat")
    state = keras.layers.LSTM(24)(keras.layers.AveragePooling1D(pool_size=4, strides=4)(beat))
    return keras.Model(beat, keras.layers.Dense(1, activation=keras.activations.sigmoid)(state))

# %% fix_pipeline
import keras

def fit_forecaster(series, seed, windows):
    keras.utils.set_random_seed(seed + 10)
    low, high = series.min(axis=0), series.max(axis=0)
    z = 2 * (series - low) / (high - low) - 1
    x = np.stack([z[k : k + 16] for k in range(784)])
    net = keras.Sequential([keras.Input((16, 3)), keras.layers.GRU(12), keras.layers.Dense(1)])
    net.compile(optimizer=keras.optimizers.Adam(0.02), loss="mse")
    net.fit(x, z[16:, :1], epochs=12, batch_size=32, verbose=0)
    return low[0] + (high - low)[0] * (net.predict(2 * (windows - low) / (high - low) - 1, verbose=0)[:, 0] + 1) / 2
