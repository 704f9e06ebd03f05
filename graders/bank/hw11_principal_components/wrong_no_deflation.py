"""Nothing is taken away between the units."""

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    rng, found = np.random.RandomState(seed), []
    for _ in range(m):
        w = rng.normal(size=X.shape[1])
        for _ in range(400):
            w = X.T @ (X @ w)
            w = w / np.linalg.norm(w)
        found.append(w)
    return np.stack(found, axis=1)
