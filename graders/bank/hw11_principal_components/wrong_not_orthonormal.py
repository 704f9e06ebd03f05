"""The right subspace, in a basis that is not orthonormal."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X - Y @ W.T).T @ Y
    return 2 * W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W @ np.triu(Y.T @ Y))
    return 2 * W

# %% deflation_autoencoder
def deflation(X, m, seed):
    X = X - X.mean(axis=0)
    return 2 * np.linalg.svd(X)[2][:m].T
