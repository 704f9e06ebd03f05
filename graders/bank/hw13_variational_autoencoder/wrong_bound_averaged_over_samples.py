"""Divides by the number of samples."""

# %% elbo
def elbo(x, logits, mean, log_var):
    likelihood = np.sum(x * logits - np.logaddexp(0, logits), axis=(1, 2))
    kl = np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1) / 2
    return (likelihood - kl) / len(x)
