"""Back through every operation of the forward pass, one by one."""

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    n = len(x)
    centred = x - x.mean(0)
    std = np.sqrt((centred**2).mean(0) + eps)
    normal = centred / std

    dbeta, dgamma = dy.sum(0), (dy * normal).sum(0)
    dnormal = dy * gamma
    dcentred = dnormal / std
    dstd = -(dnormal * centred).sum(0) / std**2
    dvar = dstd / (2 * std)
    dcentred += 2 * centred * dvar / n
    return dcentred - dcentred.sum(0) / n, dgamma, dbeta

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    d = x.shape[1]
    centred = x - x.mean(1, keepdims=True)
    std = np.sqrt((centred**2).mean(1, keepdims=True) + eps)
    normal = centred / std

    dbeta, dgamma = dy.sum(0), (dy * normal).sum(0)
    dnormal = dy * gamma
    dcentred = dnormal / std
    dstd = -(dnormal * centred).sum(1, keepdims=True) / std**2
    dvar = dstd / (2 * std)
    dcentred = dcentred + 2 * centred * dvar / d
    return dcentred - dcentred.sum(1, keepdims=True) / d, dgamma, dbeta
