import numpy as np

# %% batch_norm_by_hand
bn_matrix = ...  # a 5×5 array

# %% layer_norm_by_hand
ln_matrix = ...  # a 5×5 array

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    """Batch normalization of x (N, D) in training, scaled by gamma (D,) and shifted by beta (D,); returns (N, D)."""
    raise NotImplementedError

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    """Layer normalization of x (N, D), scaled by gamma (D,) and shifted by beta (D,); returns (N, D)."""
    raise NotImplementedError

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    """Gradients of sum(dy * batch_norm(x, gamma, beta, eps)) with respect to x, gamma and beta: (dx, dgamma, dbeta)."""
    raise NotImplementedError

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    """Gradients of sum(dy * layer_norm(x, gamma, beta, eps)) with respect to x, gamma and beta: (dx, dgamma, dbeta)."""
    raise NotImplementedError

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    """Moving mean (D,) and moving variance (D,) after one training step on the batch x (N, D): (mean, var)."""
    raise NotImplementedError

# %% folded_layer
folded_kernel = ...  # a 2×2 array
folded_bias = ...  # an array of 2

# %% batch_of_one
batch_of_one_output = ...  # a 2×3 array

# %% bn_statement
bn_statement = ...  # one letter, such as "A"

# %% bn_weakness
bn_weakness = ...  # one letter, such as "A"

# %% bn_counts
fc_params = ...
bn_params = ...
bn_trainable = ...

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    """Batch normalization of images x (N, H, W, C) in training, with gamma (C,) and beta (C,); returns (N, H, W, C)."""
    raise NotImplementedError
