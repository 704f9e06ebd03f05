"""Returns arrays turned over."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0)) / np.sqrt(table.var(0) + eps)
bn_matrix = bn_matrix.T

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, keepdims=True) + eps)
ln_matrix = ln_matrix.T

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift
folded_kernel = folded_kernel.T

# %% batch_of_one
batch_of_one_output = np.array([beta, beta]).T

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + eps) + beta
    return y.T

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps) + beta
    return y.T

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), keepdims=True) + eps) + beta
    return np.moveaxis(y, -1, 1)
