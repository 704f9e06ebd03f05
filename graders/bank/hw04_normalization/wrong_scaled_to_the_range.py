"""Scales to between 0 and 1: the other thing that is called normalization."""

# %% batch_norm_by_hand
bn_matrix = (table - table.min(0)) / (table.max(0) - table.min(0))

# %% layer_norm_by_hand
ln_matrix = (table - table.min(1, keepdims=True)) / np.ptp(table, axis=1, keepdims=True)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.min(0)) / (np.ptp(x, axis=0) + eps) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * x / np.linalg.norm(x, axis=1, keepdims=True) + beta
