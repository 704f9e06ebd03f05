"""Uses one mean and one variance for everything."""

# %% batch_norm_by_hand
bn_matrix = (table - table.mean()) / np.sqrt(table.var() + eps)

# %% layer_norm_by_hand
ln_matrix = (table - np.mean(table)) / np.sqrt(np.var(table) + eps)

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta
