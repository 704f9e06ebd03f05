"""Every feature is divided by its standard deviation."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    P = vectors[:, ::-1][:, :m]
    return P, centred @ P, values[::-1][:m]
