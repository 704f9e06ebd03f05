"""Singular values instead of variances."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return Vt[:m].T, centred @ Vt[:m].T, S[:m]
