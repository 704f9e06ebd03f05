"""Purity."""

# %% adjusted_rand
def adjusted_rand(a, b):
    t = np.array([[np.sum((a == i) & (b == j)) for j in np.unique(b)] for i in np.unique(a)])
    c = lambda m: float(np.sum(m * (m - 1)) / 2)
    n, A, B = len(a), c(t.sum(1)), c(t.sum(0))
    return t.max(axis=1).sum() / n
