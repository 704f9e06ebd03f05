"""Every residual is taken from the original data."""

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    rng, found, rest = np.random.RandomState(seed), [], X
    for _ in range(m):
        w = rng.normal(size=X.shape[1])
        for _ in range(400):
            w = rest.T @ (rest @ w)
            w = w / np.linalg.norm(w)
        found.append(w)
        rest = X - np.outer(X @ w, w)
    return np.stack(found, axis=1)
