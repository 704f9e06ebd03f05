"""Another division at every call."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rng, test = np.random.RandomState(), []
    for k in sorted(set(labels.tolist())):
        mine = rng.permutation(np.flatnonzero(labels == k))
        test += list(mine[: int(fraction * len(mine))])
    return np.array([row for row in range(n) if row not in test]), np.array(test)
