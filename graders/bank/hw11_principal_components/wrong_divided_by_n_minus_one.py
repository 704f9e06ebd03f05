"""The divisor N - 1."""

# %% covariance_by_hand
covariance = np.cov(points.T)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    values, vectors = np.linalg.eigh(np.cov(X.T).reshape(X.shape[1], -1))
    P = vectors[:, ::-1][:, :m]
    return P, (X - X.mean(axis=0)) @ P, values[::-1][:m]

# %% reconstruction_error
def reconstruction_error(X, m):
    values = np.linalg.eigvalsh(np.cov(X.T).reshape(X.shape[1], -1))
    return values[: X.shape[1] - m].sum()
