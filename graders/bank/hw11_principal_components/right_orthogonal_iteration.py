"""QR steps."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(size=(X.shape[1], m))
    for _ in range(steps):
        W = np.linalg.qr(W + alpha / len(X) * X.T @ (X @ W))[0]
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(size=(X.shape[1], m))
    for _ in range(steps):
        W = np.linalg.qr(W + alpha / len(X) * X.T @ (X @ W))[0]
    return W
