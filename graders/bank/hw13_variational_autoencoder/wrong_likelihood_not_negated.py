"""The log likelihood itself."""

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    losses = x * logits - np.logaddexp(0, logits)
    return np.sum(losses, axis=(1, 2))
