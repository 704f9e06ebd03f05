"""Lists and tuples instead of arrays."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return list(np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var), axis=1))

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return (mean + np.exp(log_var) ** 0.5 * eps).tolist()

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    return tuple(np.logaddexp(0, np.where(np.isin(x, (0.0, 1.0)), (1 - 2 * x) * logits, logits)).sum((1, 2)) - np.where(np.isin(x, (0.0, 1.0)), 0, x * logits).sum((1, 2)))

# %% elbo
def elbo(x, logits, mean, log_var):
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    kl = np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1) / 2
    return (likelihood - kl).tolist()

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
    return [log_px, likelihood - prior, gap]

# %% vae_gradients
def kl_gradients(mean, log_var):
    return [mean.tolist(), (np.exp(log_var) / 2 - 0.5).tolist()]

def sample_gradients(dz, log_var, eps):
    return [dz.tolist(), (dz * eps * np.sqrt(np.exp(log_var)) / 2).tolist()]
