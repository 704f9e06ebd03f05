"""Divides the sum of the squares by m − 1."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0, keepdims=True)) / np.sqrt(table.var(0, ddof=1, keepdims=True) + eps)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, ddof=1, keepdims=True) + eps)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, ddof=1, keepdims=True) + eps)) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, ddof=1, keepdims=True) + eps)) + beta

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * x.var(0, ddof=1)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), ddof=1, keepdims=True) + eps)) + beta
