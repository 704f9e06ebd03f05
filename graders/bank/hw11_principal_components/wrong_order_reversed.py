"""The lower triangle."""

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W @ np.tril(Y.T @ Y))
    return W
