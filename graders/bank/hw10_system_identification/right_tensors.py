"""TensorFlow and Keras do the work."""

# %% regressors
import tensorflow as tf

def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return tf.stack(columns, axis=1), tf.constant(y[m:])

# %% narx_network
import keras

def train_narx(x, y, seed):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((x.shape[1],))
    hidden = keras.layers.Dense(20, activation=keras.activations.sigmoid)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="linear")(hidden))
    rate = keras.optimizers.schedules.ExponentialDecay(0.05, 600, 0.3)
    model.compile(optimizer=keras.optimizers.RMSprop(rate), loss="mean_squared_error")
    model.fit(x, y[:, None], epochs=70, batch_size=32, verbose=0)
    return model

# %% jacobian_coefficients
import tensorflow as tf

def mean_jacobian(model, inputs):
    x = tf.convert_to_tensor(inputs, dtype=tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = model(x)
    return tf.reduce_mean(tape.gradient(y, x), axis=0)

# %% adaline_coefficients
import keras

def adaline_fit(D, t):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((D.shape[1],)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse")
    model.fit(D, t, epochs=15, batch_size=32, verbose=0)
    return model.get_weights()[0].ravel()
