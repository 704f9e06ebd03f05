"""Hebb's rule, normalised at the end."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        W = W + alpha / len(X) * X.T @ (X @ W)
        W = W / np.linalg.norm(W)
    return W / np.linalg.norm(W, axis=0)

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        W = W + alpha / len(X) * X.T @ (X @ W)
        W = W / np.linalg.norm(W)
    return W / np.linalg.norm(W, axis=0)
