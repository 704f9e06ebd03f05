"""Rounds to four decimals."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0)) / np.sqrt(table.var(0) + eps)
bn_matrix = bn_matrix.round(4)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, keepdims=True) + eps)
ln_matrix = ln_matrix.round(4)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + eps) + beta
    return y.round(4)

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps) + beta
    return y.round(4)

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std, g = np.sqrt(x.var(0, keepdims=True) + eps), dy * gamma
    xhat = (x - x.mean(0, keepdims=True)) / std
    dx = (g - g.mean(0, keepdims=True) - xhat * (g * xhat).mean(0, keepdims=True)) / std
    return dx.round(4), (dy * xhat).sum(0).round(4), dy.sum(0)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), keepdims=True) + eps) + beta
    return y.round(4)
