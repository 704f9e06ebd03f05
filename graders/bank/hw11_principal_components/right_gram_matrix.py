"""The matrix of products between samples, for wide data."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    values, U = np.linalg.eigh(centred @ centred.T / len(X))
    values, U = values[::-1][:m], U[:, ::-1][:, :m]
    P = centred.T @ U / np.sqrt(len(X) * values)
    return P, centred @ P, values

# %% reconstruction_error
def reconstruction_error(X, m):
    centred = X - X.mean(axis=0)
    values = np.sort(np.linalg.eigvalsh(centred @ centred.T / len(X)))[::-1]
    return max(0.0, np.trace(centred @ centred.T) / len(X) - values[:m].sum())
