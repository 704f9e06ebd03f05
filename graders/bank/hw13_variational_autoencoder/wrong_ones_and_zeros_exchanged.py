"""The logit is that of a dark pixel."""

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    losses = np.logaddexp(0, -logits) + x * logits
    return np.sum(losses, axis=(1, 2))
