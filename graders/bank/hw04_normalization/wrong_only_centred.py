"""Subtracts the means and stops there."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0, keepdims=True))

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True))

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(0, keepdims=True))) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(1, keepdims=True))) + beta

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean((0, 1, 2), keepdims=True))) + beta
