"""Power iteration and deflation."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / len(X)
    P, values = [], []
    for _ in range(m):
        v = np.cos(np.arange(len(C)) + 0.5)
        for _ in range(400):
            v = C @ v
            v = v / np.linalg.norm(v)
        value = v @ C @ v
        P.append(v)
        values.append(value)
        C = C - value * np.outer(v, v)
    P = np.array(P).T
    return P, centred @ P, np.array(values)

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    rng, found, rest = np.random.RandomState(seed), [], X
    for _ in range(m):
        w = rng.normal(size=X.shape[1])
        for _ in range(200):
            w = rest.T @ (rest @ w)
            w = w / np.linalg.norm(w)
        found.append(w)
        rest = rest - np.outer(rest @ w, w)
    return np.stack(found, axis=1)
