"""Works inside of the arrays that it is given."""

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    x -= x.mean(0)
    x /= np.sqrt((x**2).mean(0) + eps)
    x *= gamma
    x += beta
    return x

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    for row in x:
        row -= row.mean()
        row /= np.sqrt((row**2).mean() + eps)
    x *= gamma
    x += beta
    return x

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    mean *= momentum
    mean += (1 - momentum) * x.mean(0)
    var *= momentum
    var += (1 - momentum) * x.var(0)
    return mean, var

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    for c in range(x.shape[-1]):
        x[..., c] -= x[..., c].mean()
        x[..., c] *= gamma[c] / np.sqrt((x[..., c] ** 2).mean() + eps)
        x[..., c] += beta[c]
    return x
