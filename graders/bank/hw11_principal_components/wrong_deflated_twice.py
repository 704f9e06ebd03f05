"""Twice the part of each unit is taken away, which turns it around and leaves it there."""

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    rest, found = X, []
    for _ in range(m):
        w = np.linalg.eigh(rest.T @ rest)[1][:, -1]
        found.append(w)
        rest = rest - 2 * np.outer(rest @ w, w)
    return np.stack(found, axis=1)
