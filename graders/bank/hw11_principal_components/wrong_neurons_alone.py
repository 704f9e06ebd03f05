"""Every neuron is trained for itself."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W * (Y**2).sum(axis=0))
    return W

# %% sanger
def sanger(X, m, alpha, steps, seed):
    X = X - X.mean(axis=0)
    W = np.random.RandomState(seed).normal(0, 0.1, (X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W = W + alpha / len(X) * (X.T @ Y - W * (Y**2).sum(axis=0))
    return W
