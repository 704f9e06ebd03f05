"""Always uses the same ε."""

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + 1e-5)
    return gamma * normal + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
    return gamma * normal + beta

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    normal = (x - x.mean((0, 1, 2), keepdims=True)) / np.sqrt(x.var((0, 1, 2), keepdims=True) + 1e-5)
    return gamma * normal + beta
