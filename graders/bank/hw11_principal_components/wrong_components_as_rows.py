"""Components in rows."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return Vt[:m], centred @ Vt[:m].T, S[:m] ** 2 / len(X)
