"""Takes every statistic along the other axis."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, keepdims=True) + eps)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(0)) / np.sqrt(table.var(0) + eps)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(1, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(1, keepdims=True)) / std
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    return gamma / std * (dy - dy.mean(0) - xhat * (dy * xhat).mean(0)), (dy * xhat).sum(0), dy.sum(0)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * mean + (1 - momentum) * x.mean(1), momentum * var + (1 - momentum) * x.var(1)

# %% batch_of_one
centred = activations - activations.mean(1, keepdims=True)
batch_of_one_output = gamma * centred / np.sqrt(activations.var(1, keepdims=True) + 0.001) + beta
