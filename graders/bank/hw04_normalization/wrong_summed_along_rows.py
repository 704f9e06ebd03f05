"""Sums the gradients of the parameters over the features."""

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(1, keepdims=True) + eps)
    xhat = (x - x.mean(1, keepdims=True)) / std
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    dgamma, dbeta = (dy * xhat).sum(1), dy.sum(1)
    return dx, dgamma, dbeta
