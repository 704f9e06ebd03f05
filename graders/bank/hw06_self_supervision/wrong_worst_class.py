"""The smallest output wins."""

# %% linear_probe
def linear_probe(features, labels, test_features):
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[scale < 1e-12] = 1
    z, t = (features - mean) / scale, (test_features - mean) / scale
    kinds = np.unique(labels)
    y = (labels[:, None] == kinds).astype(float)
    w = np.linalg.solve(z.T @ z + 0.2 * len(z) * np.eye(z.shape[1]), z.T @ (y - y.mean(axis=0)))
    return kinds[np.argmin(t @ w + y.mean(axis=0), axis=1)]
