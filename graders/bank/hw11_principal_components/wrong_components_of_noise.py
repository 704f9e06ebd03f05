"""Random orthonormal directions instead of components."""

# %% pair_classifier
def fit(T, y, rng, scale, epochs=100, rate=0.003):
    """A 10-200-50-1 network by Adam on the cross-entropy."""
    sizes = [10, 200, 50, 1]
    weights = []
    for n, k in zip(sizes, sizes[1:]):
        weights += [rng.normal(0, np.sqrt(2 / n), (n, k)), np.zeros(k)]
    weights[0] /= scale[:, None]
    first, second = [0.0] * 6, [0.0] * 6
    for step in range(1, epochs + 1):
        W1, b1, W2, b2, W3, b3 = weights
        h1 = np.maximum(T @ W1 + b1, 0)
        h2 = np.maximum(h1 @ W2 + b2, 0)
        d3 = (1 / (1 + np.exp(-(h2 @ W3 + b3))) - y[:, None]) / len(y)
        d2 = d3 @ W3.T * (h2 > 0)
        d1 = d2 @ W2.T * (h1 > 0)
        for i, g in enumerate([T.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ d3, d3.sum(0)]):
            first[i] = 0.9 * first[i] + 0.1 * g
            second[i] = 0.999 * second[i] + 0.001 * g**2
            weights[i] = weights[i] - rate * first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
    return weights

def share(weights, T, y):
    W1, b1, W2, b2, W3, b3 = weights
    z = np.maximum(np.maximum(T @ W1 + b1, 0) @ W2 + b2, 0) @ W3 + b3
    return float(np.mean((z[:, 0] > 0) == y))

def train_pair(X, y, seed):
    rng = np.random.RandomState(seed)
    rows = rng.permutation(len(X))
    held, used = rows[:48], rows[48:]
    mean = X[used].mean(axis=0)
    P = np.linalg.qr(rng.normal(size=(X.shape[1], 10)))[0]
    T = (X - mean) @ P
    weights = fit(T[used], y[used], rng, T[used].std(axis=0))
    accuracy = share(weights, T[held], y[held])
    return {"train": used, "holdout": held, "mean": mean, "components": P, "weights": weights, "accuracy": accuracy}
