"""Answers as lists of tuples, tuples of lists and the like."""

# %% batch_norm_by_hand
bn_matrix = [tuple(row) for row in (table - table.mean(0)) / (table.var(0) + eps) ** 0.5]

# %% layer_norm_by_hand
ln_matrix = tuple(list((row - row.mean()) / (row.var() + eps) ** 0.5) for row in table)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return (gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta).tolist()

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return tuple(list(gamma * (row - row.mean()) / np.sqrt(row.var() + eps) + beta) for row in x)

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(0) + eps)
    xhat = (x - x.mean(0)) / std
    dx = gamma / std * (dy - dy.mean(0) - xhat * (dy * xhat).mean(0))
    return [dx.tolist(), tuple((dy * xhat).sum(0)), list(dy.sum(0))]

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = [], 0, 0
    for row, cotangent in zip(x, dy):
        std = np.sqrt(row.var() + eps)
        xhat, g = (row - row.mean()) / std, cotangent * gamma
        dx.append(tuple((g - g.mean() - xhat * np.mean(g * xhat)) / std))
        dgamma, dbeta = dgamma + cotangent * xhat, dbeta + cotangent
    return dx, dgamma.tolist(), tuple(dbeta)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    mean, var = momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * x.var(0)
    return [list(mean), tuple(var)]

# %% folded_layer
factor = [s / (v + moving_eps) ** 0.5 for s, v in zip(scale, moving_var)]
folded_kernel = [(row[0] * factor[0], row[1] * factor[1]) for row in kernel]
folded_bias = tuple((b - m) * f + s for b, m, f, s in zip(bias, moving_mean, factor, shift))

# %% batch_of_one
batch_of_one_output = (list(beta), list(beta))

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return (gamma * (x - x.mean((0, 1, 2))) / np.sqrt(x.var((0, 1, 2)) + eps) + beta).tolist()
