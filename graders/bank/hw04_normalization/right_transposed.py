"""Each normalization as the other one of the transpose."""

# %% batch_norm_by_hand
rows = table.T
bn_matrix = ((rows - rows.mean(1, keepdims=True)) / np.sqrt(rows.var(1, keepdims=True) + eps)).T

# %% layer_norm_by_hand
columns = table.T
ln_matrix = ((columns - columns.mean(0)) / np.sqrt(columns.var(0) + eps)).T

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    rows = x.T
    normal = (rows - rows.mean(1, keepdims=True)) / np.sqrt(rows.var(1, keepdims=True) + eps)
    return (gamma[:, None] * normal + beta[:, None]).T

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    columns = x.T
    normal = (columns - columns.mean(0)) / np.sqrt(columns.var(0) + eps)
    return normal.T * gamma + beta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    columns, g = x.T, (dy * gamma).T
    std = np.sqrt(columns.var(0) + eps)
    xhat = (columns - columns.mean(0)) / std
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std
    return dx.T, (dy * xhat.T).sum(0), dy.sum(0)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    x = np.moveaxis(x, -1, 0)
    flat = x.reshape(len(x), -1)
    normal = (flat - flat.mean(1, keepdims=True)) / np.sqrt(flat.var(1, keepdims=True) + eps)
    return np.moveaxis((gamma[:, None] * normal + beta[:, None]).reshape(x.shape), 0, -1)
