"""Takes the last rows of each class, without chance."""

# %% holdout
def holdout(n, labels, fraction, seed):
    test = []
    for k in sorted(set(labels.tolist())):
        mine = np.flatnonzero(labels == k)
        test += list(mine[len(mine) - int(fraction * len(mine)) :])
    return np.array([row for row in range(n) if row not in test]), np.array(test)
