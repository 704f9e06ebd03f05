"""Divides by the bare standard deviation."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0, keepdims=True)) / table.std(0, keepdims=True)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / table.std(1, keepdims=True)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(0, keepdims=True)) / x.std(0, keepdims=True)) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)) + beta

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std = x.std(0)
    xhat = (x - x.mean(0)) / std
    return gamma / std * (dy - dy.mean(0) - xhat * (dy * xhat).mean(0)), (dy * xhat).sum(0), dy.sum(0)

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = x.std(1, keepdims=True), dy * gamma
    xhat = (x - x.mean(1, keepdims=True)) / std
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)

# %% folded_layer
factor = scale / np.sqrt(moving_var)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean((0, 1, 2), keepdims=True)) / x.std((0, 1, 2), keepdims=True)) + beta
