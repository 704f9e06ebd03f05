"""Is off by one part in a thousand."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0)) / np.sqrt(table.var(0) + eps)
bn_matrix = bn_matrix * 1.001

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, keepdims=True) + eps)
ln_matrix = ln_matrix * 1.001

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + eps) + beta
    return y * 1.001

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps) + beta
    return y * 1.001

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(0, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(0, keepdims=True)) / std
    dx = (g - g.mean(0, keepdims=True) - xhat * (g * xhat).mean(0, keepdims=True)) / std
    return dx * 1.001, (dy * xhat).sum(0), dy.sum(0)

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(1, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(1, keepdims=True)) / std
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx * 1.001, (dy * xhat).sum(0), dy.sum(0)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * mean + (1 - momentum) * x.mean(0), 1.001 * momentum * var + (1 - momentum) * x.var(0)

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift
folded_bias = folded_bias * 1.001

# %% batch_of_one
batch_of_one_output = np.array([beta, beta])
batch_of_one_output = batch_of_one_output * 1.001

# %% bn_counts
fc_params = (inputs + 1) * units + 1
bn_params = 4 * units + 1
bn_trainable = 2 * units - 1

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), keepdims=True) + eps) + beta
    return y * 1.001
