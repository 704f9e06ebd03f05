"""All weights begin with zero, from where nothing moves."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.zeros((X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X - Y @ W.T).T @ Y
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.zeros((X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W @ np.triu(Y.T @ Y))
    return W
