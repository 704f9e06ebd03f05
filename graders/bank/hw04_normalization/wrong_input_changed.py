"""Multiplies γ into dy itself, and reads it once more for dgamma."""

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy *= gamma
    std = np.sqrt(x.var(0, keepdims=True) + eps)
    xhat = (x - x.mean(0, keepdims=True)) / std
    g = dy
    dx = (g - g.mean(0, keepdims=True) - xhat * (g * xhat).mean(0, keepdims=True)) / std
    dgamma, dbeta = (dy * xhat).sum(0), dy.sum(0)
    return dx, dgamma, dbeta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    dy *= gamma
    std = np.sqrt(x.var(1, keepdims=True) + eps)
    xhat = (x - x.mean(1, keepdims=True)) / std
    g = dy
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    dgamma, dbeta = (dy * xhat).sum(0), dy.sum(0)
    return dx, dgamma, dbeta
