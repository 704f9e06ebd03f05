"""TensorFlow and Keras do the work."""

# %% rnn_step
import tensorflow as tf

def rnn_step(x, h, W, U, b):
    return tf.tanh(tf.matmul(x, W) + tf.matmul(h, U) + b)

# %% lstm_step
import tensorflow as tf

def lstm_step(x, h, c, W, U, b):
    i, f, g, o = tf.split(tf.matmul(x, W) + tf.matmul(h, U) + b, 4, axis=1)
    c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(c), c

# %% bptt
import tensorflow as tf

def bptt(x, h0, W, U, b, dh):
    x, h0, W, U, b = (tf.constant(each) for each in (x, h0, W, U, b))
    with tf.GradientTape() as tape:
        tape.watch([x, W, U, b])
        h, loss = h0[None], 0.0
        for t in range(len(dh)):
            h = tf.tanh(x[t : t + 1] @ W + h @ U + b)
            loss += tf.reduce_sum(h * dh[t])
    return tuple(tape.gradient(loss, [W, U, b, x]))

# %% gradient_norms
import tensorflow as tf

def gradient_norms(U, T):
    powers = [tf.constant(U)]
    for _ in range(T - 1):
        powers.append(powers[-1] @ U)
    return tf.linalg.svd(tf.stack(powers), compute_uv=False)[:, 0]

# %% ecg_shapes
import tensorflow as tf

def split_ecg(table):
    return tf.constant(table[:, :-1, None]), tf.constant(table[:, -1:])

def clean(X, y):
    keep = tf.reduce_all(tf.math.is_finite(X), axis=[1, 2]) & tf.math.is_finite(y[:, 0])
    return tf.boolean_mask(X, keep), tf.boolean_mask(y, keep)

# %% r_squared
import tensorflow as tf

def r_squared(y_true, y_pred):
    return 1 - tf.reduce_mean((y_true - y_pred) ** 2) / tf.math.reduce_variance(y_true)
