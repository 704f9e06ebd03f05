"""Returns the rows to test with first."""

# %% holdout
def holdout(n, labels, fraction, seed):
    rng, test = np.random.RandomState(seed), []
    for k in sorted(set(labels.tolist())):
        mine = rng.permutation(np.flatnonzero(labels == k))
        test += list(mine[: int(fraction * len(mine))])
    train = [row for row in range(n) if row not in test]
    return np.array(test), np.array(train)
