"""The random start, made orthonormal."""

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    return np.linalg.qr(np.random.RandomState(seed).normal(size=(X.shape[1], m)))[0]

# %% sanger
def sanger(X, m, alpha, steps, seed):
    return np.linalg.qr(np.random.RandomState(seed).normal(size=(X.shape[1], m)))[0]

# %% deflation_autoencoder
def deflation(X, m, seed):
    return np.linalg.qr(np.random.RandomState(seed).normal(size=(X.shape[1], m)))[0]
