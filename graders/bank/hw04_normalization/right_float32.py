"""Single precision throughout."""

# %% batch_norm_by_hand
t = table.astype(np.float32)
bn_matrix = (t - t.mean(0)) / np.sqrt(t.var(0) + np.float32(eps))

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    x, gamma, beta = np.float32(x), np.float32(gamma), np.float32(beta)
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + np.float32(eps)) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    x, gamma, beta = np.float32(x), np.float32(gamma), np.float32(beta)
    return gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + np.float32(eps)) + beta

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.float32(dy), np.float32(x), np.float32(gamma)
    istd = 1 / np.sqrt(x.var(0) + np.float32(eps))
    xhat = (x - x.mean(0)) * istd
    dgamma, dbeta = np.sum(dy * xhat, axis=0), np.sum(dy, axis=0)
    return gamma * istd / len(x) * (len(x) * dy - dbeta - xhat * dgamma), dgamma, dbeta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.float32(dy), np.float32(x), np.float32(gamma)
    istd = 1 / np.sqrt(x.var(1, keepdims=True) + np.float32(eps))
    xhat = (x - x.mean(1, keepdims=True)) * istd
    g = dy * gamma
    dx = istd * (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True))
    return dx, np.sum(dy * xhat, axis=0), np.sum(dy, axis=0)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    mean, var, x = np.float32(mean), np.float32(var), np.float32(x)
    return momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * x.var(0)

# %% folded_layer
factor = np.float32(scale) / np.sqrt(np.float32(moving_var) + np.float32(moving_eps))
folded_kernel = np.float32(kernel) * factor
folded_bias = np.float32(bias - moving_mean) * factor + np.float32(shift)

# %% batch_of_one
batch_of_one_output = np.float32([beta, beta])

# %% bn_counts
fc_params = np.float32((inputs + 1) * units)
bn_params = np.float32(4 * units)
bn_trainable = np.float32(2 * units)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    x, gamma, beta = np.float32(x), np.float32(gamma), np.float32(beta)
    return gamma * (x - x.mean((0, 1, 2))) / np.sqrt(x.var((0, 1, 2)) + np.float32(eps)) + beta
