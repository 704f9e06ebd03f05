"""The step is not divided by the number of samples."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha * (X - Y @ W.T).T @ Y
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha * (X.T @ Y - W @ np.triu(Y.T @ Y))
    return W
