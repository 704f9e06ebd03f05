"""The smallest eigenvalues."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    return np.linalg.eigh(X.T @ X)[1][:, :m]
