"""The variance that is kept."""

# %% reconstruction_error
def reconstruction_error(X, m):
    mean = X.mean(axis=0)
    _, vectors = np.linalg.eigh((X - mean).T @ (X - mean))
    P = vectors[:, X.shape[1] - m :]
    R = X - mean - (X - mean) @ P @ P.T
    return np.mean(np.sum(((X - mean) @ P) ** 2, axis=1))
