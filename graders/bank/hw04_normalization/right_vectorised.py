"""Array operations with np.expand_dims, None and axis names."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(axis=0)) / np.sqrt(table.var(axis=0) + eps)

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(axis=1)[:, None]) / np.sqrt(table.var(axis=1)[:, None] + eps)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(np.var(x, axis=0) + eps)
    return x * scale + (beta - np.mean(x, axis=0) * scale)

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, var = np.expand_dims(x.mean(-1), -1), np.expand_dims(x.var(-1), -1)
    return (x - mean) * (var + eps) ** -0.5 * gamma + beta

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    istd = 1 / np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) * istd
    dgamma, dbeta = np.sum(dy * xhat, axis=0), np.sum(dy, axis=0)
    return gamma * istd / len(x) * (len(x) * dy - dbeta - xhat * dgamma), dgamma, dbeta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    d = x.shape[1]
    istd = 1 / np.sqrt(x.var(1)[:, None] + eps)
    xhat = (x - x.mean(1)[:, None]) * istd
    g = dy * gamma
    dx = istd / d * (d * g - g.sum(1)[:, None] - xhat * (g * xhat).sum(1)[:, None])
    return dx, np.sum(dy * xhat, axis=0), np.sum(dy, axis=0)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    mean = mean - (1 - momentum) * (mean - np.mean(x, axis=0))
    var = var - (1 - momentum) * (var - np.var(x, axis=0))
    return mean, var

# %% folded_layer
factor = np.diag(scale / np.sqrt(moving_var + moving_eps))
folded_kernel = kernel @ factor
folded_bias = (bias - moving_mean) @ factor + shift

# %% batch_of_one
batch_of_one_output = np.broadcast_to(beta, activations.shape)

# %% bn_counts
fc_params = np.zeros((inputs, units)).size + np.zeros(units).size
bn_params = np.zeros((4, units)).size
bn_trainable = np.zeros((2, units)).size

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    return (x - mean) / np.sqrt(var + eps) * gamma + beta
