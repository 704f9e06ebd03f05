"""Takes γ out of the means, as is right in batch normalization only."""

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(1, keepdims=True) + eps)
    xhat = (x - x.mean(1, keepdims=True)) / std
    g = dy
    dx = gamma * (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    dgamma, dbeta = (dy * xhat).sum(0), dy.sum(0)
    return dx, dgamma, dbeta
