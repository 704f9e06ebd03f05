"""The variance as the mean of the squares minus the square of the mean, with np.einsum."""

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = np.einsum("nd->d", x) / len(x)
    var = np.einsum("nd,nd->d", x, x) / len(x) - mean**2
    return gamma * (x - mean) / np.sqrt(var + eps) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = np.einsum("nd->n", x) / x.shape[1]
    var = np.einsum("nd,nd->n", x, x) / x.shape[1] - mean**2
    return np.einsum("nd,n,d->nd", x - mean[:, None], 1 / np.sqrt(var + eps), gamma) + beta

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    m = x.mean(0)
    return momentum * mean + (1 - momentum) * m, momentum * var + (1 - momentum) * ((x**2).mean(0) - m**2)

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    count = x[..., 0].size
    mean = np.einsum("nhwc->c", x) / count
    var = np.einsum("nhwc,nhwc->c", x, x) / count - mean**2
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
