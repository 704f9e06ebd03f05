"""Gets a single entry wrong, the last one."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean(0)) / np.sqrt(table.var(0) + eps)
bn_matrix[-1, -1] += 1e-6

# %% layer_norm_by_hand
ln_matrix = (table - table.mean(1, keepdims=True)) / np.sqrt(table.var(1, keepdims=True) + eps)
ln_matrix[-1, -1] *= -1

# %% folded_layer
factor = scale / np.sqrt(moving_var + moving_eps)
folded_kernel = kernel * factor
folded_bias = (bias - moving_mean) * factor + shift
folded_kernel[1, 1] += 1

# %% batch_of_one
batch_of_one_output = np.array([beta, beta])
batch_of_one_output[1, 2] += 1

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    y = gamma * (x - x.mean(0, keepdims=True)) / np.sqrt(x.var(0, keepdims=True) + eps) + beta
    return np.where(np.arange(y.size).reshape(y.shape) < y.size - 1, y, 0 * y + 7)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    var = momentum * var + (1 - momentum) * x.var(0)
    var[-1] += 1e-3
    return momentum * mean + (1 - momentum) * x.mean(0), var
