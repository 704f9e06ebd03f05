"""Clips the probabilities so that the logarithm stays finite."""

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    p = np.clip(np.exp(-np.logaddexp(0, -logits)), 1e-7, 1 - 1e-7)
    return -np.sum(x * np.log(p) + (1 - x) * np.log(1 - p), axis=(1, 2))
