"""Draws from all rows together."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rows = np.random.RandomState(seed).permutation(n)
    cut = int(fraction * n)
    return rows[cut:], rows[:cut]
