"""Holds out the last rows, as Keras does."""

# %% holdout
def holdout(n, labels, fraction, seed):
    cut = n - int(fraction * n)
    rows = np.arange(n)
    return np.random.RandomState(seed).permutation(rows[:cut]), rows[cut:]
