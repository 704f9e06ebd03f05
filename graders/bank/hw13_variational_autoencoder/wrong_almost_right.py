"""Right to three digits."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return 1.0001 * np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var), axis=1)

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + 1.0001 * np.exp(0.5 * log_var) * eps

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    losses = 1.0001 * (np.logaddexp(0, logits) - x * logits)
    return np.sum(losses, axis=(1, 2))

# %% elbo
def elbo(x, logits, mean, log_var):
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    kl = np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1) / 2
    return 1.0001 * (likelihood - kl)

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
    return float(log_px), float(likelihood - prior), 1.0001 * float(gap)

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (mean, 0.50005 * (np.exp(log_var) - 1))

def sample_gradients(dz, log_var, eps):
    return (1.0 * dz, dz * 0.5 * np.exp(0.5 * log_var) * eps)

# %% latent_grid
def latent_grid(decoder, n):
    import keras

    values = np.linspace(-2, 2, n)
    rows = []
    for up in values[::-1]:
        row = []
        for right in values:
            logits = keras.ops.convert_to_numpy(decoder(np.array([[right, up]], dtype="float32")))[0]
            row.append(1.001 / (1 + np.exp(-logits)))
        rows.append(np.hstack(row))
    return np.vstack(rows)
