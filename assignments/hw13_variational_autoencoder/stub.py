import keras
import numpy as np

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    """KL divergence of N(mean, diag(exp(log_var))) from N(0, I); mean and log_var (n, d), result (n,)."""
    raise NotImplementedError

# %% kl_by_hand
kl_value = ...  # a number, to 4 decimals

# %% reparameterise
def reparameterise(mean, log_var, eps):
    """A sample of N(mean, diag(exp(log_var))) made from standard normal noise eps; all (n, d)."""
    raise NotImplementedError

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    """Negative log likelihood, summed over pixels; x and logits (n, h, w), result (n,)."""
    raise NotImplementedError

# %% elbo
def elbo(x, logits, mean, log_var):
    """Evidence lower bound of each sample; x, logits (n, h, w), mean, log_var (n, d), result (n,)."""
    raise NotImplementedError

# %% linear_gaussian
def linear_gaussian(x, a, b, noise, q_mean, q_var):
    """(log_px, elbo, kl_posterior) for z ~ N(0, 1), x given z ~ N(a z + b, noise I), q = N(q_mean, q_var)."""
    raise NotImplementedError

# %% decomposition
decomposition = ...  # one letter, such as "A"

# %% kl_tradeoff
kl_tradeoff = ...  # one letter, such as "A"

# %% encoder_decoder_counts
encoder_params = ...
decoder_params = ...

# %% vae_gradients
def kl_gradients(mean, log_var):
    """Gradients (dmean, dlog_var) of the sum over all samples of their KL divergences; all (n, d)."""
    raise NotImplementedError

def sample_gradients(dz, log_var, eps):
    """Gradients (dmean, dlog_var) of sum(dz * z), z = reparameterise(mean, log_var, eps); all (n, d)."""
    raise NotImplementedError

# %% vae
def build_encoder(side, latent):
    """A Keras model: images (side, side) of zeros and ones to two outputs, mean and log-variance, each (latent,)."""
    raise NotImplementedError

def build_decoder(side, latent):
    """A Keras model: codes (latent,) to logits (side, side)."""
    raise NotImplementedError

# %% vae.train
from datasets import load

digits = load("digits")
images = (digits["x_train"] > 127).astype("float32")
encoder, decoder = build_encoder(8, 2), build_decoder(8, 2)
...  # train both together: encode, sample, decode; the loss is the mean of -ELBO over the samples
encoder.save_weights("encoder.weights.h5")
decoder.save_weights("decoder.weights.h5")

# %% latent_grid
def latent_grid(decoder, n):
    """An n x n mosaic of what the decoder makes of a grid of codes (2,); one image (n h, n w)."""
    raise NotImplementedError
