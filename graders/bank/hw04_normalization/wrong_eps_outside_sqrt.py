"""Adds ε to the standard deviation."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0, keepdims=True)) / (table.std(0, keepdims=True) + eps)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / (table.std(1, keepdims=True) + eps)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(0, keepdims=True)) / (x.std(0, keepdims=True) + eps)) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(1, keepdims=True)) / (x.std(1, keepdims=True) + eps)) + beta

# %% folded_layer
factor = scale / (np.sqrt(moving_var) + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean((0, 1, 2), keepdims=True)) / (x.std((0, 1, 2), keepdims=True) + eps)) + beta
