"""Functions with further parameters that have defaults, and helpers beside them."""

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5, training=True, moving=None):
    mean, var = (x.mean(0), x.var(0)) if training else moving
    return gamma * (x - mean) / np.sqrt(var + eps) + beta

# %% layer_norm
def normalize(x, axis, eps):
    centred = x - np.mean(x, axis, keepdims=True)
    return centred / np.sqrt(np.mean(centred**2, axis, keepdims=True) + eps)

def layer_norm(x, gamma, beta, eps=1e-5, axis=-1):
    return gamma * normalize(x, axis, eps) + beta

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5, axis=0):
    std = np.sqrt(x.var(axis) + eps)
    xhat = (x - x.mean(axis)) / std
    dx = gamma / std * (dy - dy.mean(axis) - xhat * (dy * xhat).mean(axis))
    return dx, (dy * xhat).sum(axis), dy.sum(axis)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99, unbiased=False):
    m, v = x.mean(0), x.var(0, ddof=int(unbiased))
    return mean + (1 - momentum) * (m - mean), var + (1 - momentum) * (v - var)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5, axes=(0, 1, 2)):
    return gamma * (x - x.mean(axes)) / np.sqrt(x.var(axes) + eps) + beta
