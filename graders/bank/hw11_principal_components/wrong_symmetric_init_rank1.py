"""All weights begin equal; the columns are believed to part."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.full((X.shape[1], m), 0.05)
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X - Y @ W.T).T @ Y
    return W

# %% symmetric_start
symmetric_rank = start.shape[1]
