"""Zeros of the right shape."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return np.zeros(len(mean))

# %% kl_by_hand
kl_value = 0.0

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return np.zeros_like(mean)

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    return np.zeros(len(x))

# %% elbo
def elbo(x, logits, mean, log_var):
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    kl = np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1) / 2
    return np.zeros(len(x))

# %% linear_gaussian
def linear_gaussian(x, a, b, noise, q_mean, q_var):
    d, r = len(x), x - b
    shrunk = noise + a @ a
    log_px = -0.5 * (d * np.log(2 * np.pi) + (d - 1) * np.log(noise) + np.log(shrunk) + (r @ r - (a @ r) ** 2 / shrunk) / noise)
    s, m = noise / shrunk, a @ r / shrunk
    prior = 0.5 * (q_var + q_mean**2 - 1 - np.log(q_var))
    square = np.sum((r - a * q_mean) ** 2) + a @ a * q_var
    likelihood = -0.5 * (d * np.log(2 * np.pi * noise) + square / noise)
    gap = 0.5 * (q_var / s + (q_mean - m) ** 2 / s - 1 - np.log(q_var / s))
    return (0.0, 0.0, 0.0)

# %% encoder_decoder_counts
encoder_params, decoder_params = 0, 0

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (np.zeros_like(mean), np.zeros_like(mean))

def sample_gradients(dz, log_var, eps):
    return (np.zeros_like(dz), np.zeros_like(dz))

# %% latent_grid
def latent_grid(decoder, n):
    import keras

    values = np.linspace(-2, 2, n)
    rows = []
    for up in values[::-1]:
        row = []
        for right in values:
            logits = keras.ops.convert_to_numpy(decoder(np.array([[right, up]], dtype="float32")))[0]
            row.append(0 * logits)
        rows.append(np.hstack(row))
    return np.vstack(rows)
