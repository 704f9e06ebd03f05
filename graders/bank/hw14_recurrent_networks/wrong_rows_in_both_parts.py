"""Trains on all rows."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rng, test = np.random.RandomState(seed), []
    for k in set(labels.tolist()):
        mine = np.flatnonzero(labels == k)
        test.extend(rng.choice(mine, int(fraction * len(mine)), replace=False))
    return np.arange(n), np.array(test)
