"""Zeros of the right shape."""

# %% covariance_by_hand
covariance, eigenvalues, eigenvectors = np.zeros((2, 2)), np.zeros(2), np.zeros((2, 2))

# %% ellipse
semi_axes, directions = np.zeros(2), np.zeros((2, 2))

# %% pca
def pca(X, m):
    return np.zeros((X.shape[1], m)), np.zeros((len(X), m)), np.zeros(m)

# %% reconstruction_error
def reconstruction_error(X, m):
    return 0.0

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    return np.zeros((X.shape[1], m))

# %% sanger
def sanger(X, m, alpha, steps, seed):
    return np.zeros((X.shape[1], m))

# %% deflation_autoencoder
def deflation(X, m, seed):
    return np.zeros((X.shape[1], m))

# %% symmetric_start
symmetric_rank = 0

# %% component_limit
max_components = 0

# %% pair_network
pair_params = 0

# %% pair_classifier
def train_pair(X, y, seed):
    sizes = [10, 200, 50, 1]
    weights = [w for n, k in zip(sizes, sizes[1:]) for w in (np.zeros((n, k)), np.zeros(k))]
    return {"train": np.arange(0), "holdout": np.arange(0), "mean": np.zeros(64), "components": np.zeros((64, 10)),
            "weights": weights, "accuracy": 0.0}
