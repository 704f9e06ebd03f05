"""Absolute errors."""

# %% deflation_autoencoder
def deflation(X, m, seed):
    rng = np.random.RandomState(seed)
    rest = X - X.mean(axis=0)
    found = []
    for _ in range(m):
        best, least = None, np.inf
        for _ in range(12):
            w = rng.normal(size=X.shape[1])
            w = w / np.linalg.norm(w)
            for step in range(600):
                y = rest @ w
                s = np.sign(rest - np.outer(y, w))
                g = s.T @ y + rest.T @ (s @ w)
                w = w + 0.1 / (1 + step / 8) * g / (np.linalg.norm(g) + 1e-12)
            loss = np.abs(rest - np.outer(rest @ w, w)).sum()
            if loss < least:
                best, least = w / np.linalg.norm(w), loss
        found.append(best)
        rest = rest - np.outer(rest @ best, best)
    return np.stack(found, axis=1)
