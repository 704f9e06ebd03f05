"""Averages over everything."""

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean((0, 1, 2, 3), keepdims=True)) / np.sqrt(x.var((0, 1, 2, 3), keepdims=True) + eps) + beta
