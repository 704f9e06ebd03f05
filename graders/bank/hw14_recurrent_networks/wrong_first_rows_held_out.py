"""Holds out the first rows."""

# %% holdout
def holdout(n, labels, fraction, seed):
    cut = int(fraction * n)
    return np.arange(cut, n), np.arange(cut)
