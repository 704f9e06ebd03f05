"""The formula as it stands, which overflows for large logits."""

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-logits))
        return -np.sum(x * np.log(p) + (1 - x) * np.log(1 - p), axis=(1, 2))
