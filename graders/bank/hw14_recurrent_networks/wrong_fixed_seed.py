"""The same division for every seed."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rng, test = np.random.RandomState(0), []
    for k in sorted(set(labels.tolist())):
        mine = rng.permutation(np.flatnonzero(labels == k))
        test += list(mine[: int(fraction * len(mine))])
    return np.array([row for row in range(n) if row not in test]), np.array(test)
