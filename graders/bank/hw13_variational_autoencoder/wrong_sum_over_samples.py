"""Sums over the samples where the dimensions belong."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var), axis=0)

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    return np.sum(np.logaddexp(0, logits) - x * logits, axis=(0, 1))
