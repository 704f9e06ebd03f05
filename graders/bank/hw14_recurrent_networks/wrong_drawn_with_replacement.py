"""Draws rows with replacement."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rng, test = np.random.RandomState(seed), []
    for k in sorted(set(labels.tolist())):
        mine = np.flatnonzero(labels == k)
        test += list(rng.choice(mine, int(fraction * len(mine))))
    return np.array([row for row in range(n) if row not in test]), np.array(test)
