"""The limit is one too low, and one component is missing from what is kept."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 2, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    values, P = values[::-1][:m], vectors[:, ::-1][:, :m]
    return P, centred @ P, values

# %% reconstruction_error
def reconstruction_error(X, m):
    centred = X - X.mean(axis=0)
    values = np.linalg.eigvalsh(centred.T @ centred / len(X))
    return values[: X.shape[1] - m + 1].sum() if m else values.sum()
