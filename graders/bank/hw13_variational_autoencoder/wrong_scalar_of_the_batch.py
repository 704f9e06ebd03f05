"""One number for the whole batch."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var))

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    return np.sum(np.logaddexp(0, logits) - x * logits)

# %% elbo
def elbo(x, logits, mean, log_var):
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    kl = np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1) / 2
    return np.mean(likelihood - kl)
