"""Keras operations; the results are tensors."""

# %% gaussian_kl
from keras import ops

def gaussian_kl(mean, log_var):
    mean, log_var = ops.convert_to_tensor(mean), ops.convert_to_tensor(log_var)
    return -0.5 * ops.sum(1 + log_var - ops.square(mean) - ops.exp(log_var), axis=-1)

# %% reparameterise
from keras import ops

def reparameterise(mean, log_var, eps):
    return ops.convert_to_tensor(mean) + ops.exp(0.5 * ops.convert_to_tensor(log_var)) * ops.convert_to_tensor(eps)

# %% bernoulli_nll
import tensorflow as tf

def bernoulli_nll(x, logits):
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.constant(x), logits=tf.constant(logits)), axis=[1, 2])

# %% vae_gradients
import tensorflow as tf

def kl_gradients(mean, log_var):
    mean, log_var = tf.Variable(mean), tf.Variable(log_var)
    with tf.GradientTape() as tape:
        kl = -0.5 * tf.reduce_sum(1 + log_var - mean**2 - tf.exp(log_var))
    return tuple(tape.gradient(kl, [mean, log_var]))

def sample_gradients(dz, log_var, eps):
    mean, log_var = tf.Variable(np.zeros_like(dz)), tf.Variable(log_var)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(dz * (mean + tf.exp(0.5 * log_var) * eps))
    return tuple(tape.gradient(loss, [mean, log_var]))

# %% latent_grid
def latent_grid(decoder, n):
    import tensorflow as tf

    across, up = np.meshgrid(np.linspace(-2, 2, n), np.linspace(2, -2, n))
    tiles = tf.sigmoid(decoder(np.stack([across.ravel(), up.ravel()], axis=1)))
    return tf.concat([tf.concat(tf.unstack(row), axis=1) for row in tf.split(tiles, n)], axis=0)
