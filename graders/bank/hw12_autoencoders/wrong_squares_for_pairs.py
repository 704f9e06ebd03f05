"""Squares in the place of pairs."""

# %% adjusted_rand
def adjusted_rand(a, b):
    t = np.array([[np.sum((a == i) & (b == j)) for j in np.unique(b)] for i in np.unique(a)])
    both, A, B = (float(np.sum(m ** 2)) for m in (t, t.sum(1), t.sum(0)))
    E, most = A * B / len(a) ** 2, (A + B) / 2
    return 1.0 if E == most else (both - E) / (most - E)
