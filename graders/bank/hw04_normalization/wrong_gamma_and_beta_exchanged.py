"""Multiplies by β and adds γ."""

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + eps)
    return beta * normal + gamma

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps)
    return beta * normal + gamma

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), keepdims=True) + eps)
    return beta * normal + gamma
