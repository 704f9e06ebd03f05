import numpy as np

# %% covariance_by_hand
covariance = ...  # a 2×2 array
eigenvalues = ...  # two numbers
eigenvectors = ...  # a 2×2 array; column j belongs to eigenvalues[j]

# %% ellipse
semi_axes = ...  # two numbers
directions = ...  # a 2×2 array; column j belongs to semi_axes[j]

# %% pca
def pca(X, m):
    """The first m principal components of X (N, F): components (F, m), scores (N, m), explained (m,)."""
    raise NotImplementedError

# %% reconstruction_error
def reconstruction_error(X, m):
    """The mean squared distance of the samples in X (N, F) from their reconstructions by m components."""
    raise NotImplementedError

# %% oja_subspace
def oja_subspace(X, m, alpha, steps, seed):
    """Train m linear neurons on X (N, F) by Oja's rule; returns W (F, m)."""
    raise NotImplementedError

# %% sanger
def sanger(X, m, alpha, steps, seed):
    """Train m linear neurons on X (N, F) by Sanger's rule; returns W (F, m)."""
    raise NotImplementedError

# %% symmetric_start
symmetric_rank = ...

# %% component_limit
max_components = ...

# %% pca_objectives
pca_objectives = ...  # one letter, such as "A"

# %% deflation_autoencoder
def deflation(X, m, seed):
    """Train m linear units on X (N, F), one after the other; returns their weights (F, m)."""
    raise NotImplementedError

# %% pair_network
pair_params = ...

# %% pair_classifier
def train_pair(X, y, seed):
    """Train a classifier of two classes on the rows of X (N, F) with labels y (N,); returns a dict, see above."""
    raise NotImplementedError
