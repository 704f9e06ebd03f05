"""Every image scaled by itself."""

# %% linear_probe
def linear_probe(features, labels, test_features):
    z, t = ((f - f.mean(axis=1, keepdims=True)) / f.std(axis=1, keepdims=True) for f in (features, test_features))
    kinds = np.unique(labels)
    y = (labels[:, None] == kinds).astype(float)
    w = np.linalg.solve(z.T @ z + 0.2 * len(z) * np.eye(z.shape[1]), z.T @ (y - y.mean(axis=0)))
    return kinds[np.argmax(t @ w + y.mean(axis=0), axis=1)]
