"""Adam on the squared error, an untied decoder that is thrown away."""

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    rng, found, rest = np.random.default_rng(seed), [], X
    for _ in range(m):
        w = rng.normal(0, 0.1, 2 * X.shape[1])
        first = second = 0.0
        rest_scaled = rest / np.sqrt((rest**2).mean() * X.shape[1])
        for step in range(1, 1501):
            u, d = np.split(w, 2)
            y = rest_scaled @ u
            e = np.outer(y, d) - rest_scaled
            g = np.concatenate([rest_scaled.T @ (e @ d), e.T @ y]) / len(X)
            first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g**2
            w = w - 0.02 * 0.998**step * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        d = w[X.shape[1] :] / np.linalg.norm(w[X.shape[1] :])
        found.append(d)
        rest = rest - np.outer(rest @ d, d)
    return np.stack(found, axis=1)
