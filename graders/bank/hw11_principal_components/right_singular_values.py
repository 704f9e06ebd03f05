"""Everything by the singular value decomposition."""

# %% covariance_by_hand
covariance = np.cov(points.T, bias=True)
_, S, Vt = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
eigenvalues, eigenvectors = S**2 / len(points), Vt.T

# %% ellipse
directions, semi_axes, _ = np.linalg.svd(Q)

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    U, S, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:m].T, U[:, :m] * S[:m], S[:m] ** 2 / len(X)

# %% reconstruction_error
def reconstruction_error(X, m):
    return float((np.linalg.svd(X - X.mean(axis=0), compute_uv=False)[m:] ** 2).sum() / len(X))

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    return np.linalg.svd(X - X.mean(axis=0))[2][:m].T

# %% sanger
def sanger(X, m, alpha, steps, seed):
    return np.linalg.svd(X - X.mean(axis=0))[2][:m].T

# %% deflation_autoencoder
def deflation(X, m, seed):
    return np.linalg.svd(X - X.mean(axis=0))[2][:m].T

# %% symmetric_start
symmetric_rank = int((np.linalg.svd(start, compute_uv=False) > 1e-9).sum())
