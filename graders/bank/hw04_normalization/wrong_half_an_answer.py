"""Answers one half and leaves the other as it was."""

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift
folded_bias = ...

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = ...
bn_trainable = 2 * units

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(0, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(0, keepdims=True)) / std
    dx = (g - g.mean(0, keepdims=True) - xhat * (g * xhat).mean(0, keepdims=True)) / std
    return dx

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(1, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(1, keepdims=True)) / std
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, None, dy.sum(0)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * mean + (1 - momentum) * x.mean(0)
