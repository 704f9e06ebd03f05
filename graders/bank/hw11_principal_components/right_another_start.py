"""A smaller start, from another generator, and the sum of outer products."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.default_rng(seed + 1).uniform(-0.01, 0.01, (X.shape[1], m)) + 0.02 * np.eye(X.shape[1], m)
    C = np.einsum("ni,nj->ij", X, X) / len(X)
    for _ in range(steps):
        W = (np.eye(len(C)) + alpha * C - alpha * W @ W.T @ C) @ W
    return np.asfortranarray(W)

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.default_rng(seed + 1).uniform(-0.03, 0.03, (X.shape[1], m))
    C = np.einsum("ni,nj->ij", X, X) / len(X)
    mask = np.arange(m)[:, None] <= np.arange(m)
    for _ in range(steps):
        W = W + alpha * (C @ W - W @ (mask * (W.T @ C @ W)))
    return W
