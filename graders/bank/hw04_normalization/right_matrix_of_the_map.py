"""Linear algebra: centring and averaging as matrices, layers as affine maps."""

# %% batch_norm_by_hand
centring = np.eye(5) - np.ones((5, 5)) / 5
centred = centring @ table
bn_matrix = centred @ np.diag((np.diag(centred.T @ centred) / 5 + eps) ** -0.5)

# %% layer_norm_by_hand
centring = np.eye(5) - np.ones((5, 5)) / 5
centred = table @ centring
ln_matrix = np.diag((np.diag(centred @ centred.T) / 5 + eps) ** -0.5) @ centred

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    d = x.shape[1]
    centred = x @ (np.eye(d) - np.ones((d, d)) / d)
    return centred / np.linalg.norm(np.hstack([centred / d**0.5, np.full((len(x), 1), eps**0.5)]), axis=1)[:, None] * gamma + beta

# %% folded_layer
dense = np.block([[kernel, np.zeros((2, 1))], [bias, 1.0]])
normalization = np.block([[np.diag(scale / np.sqrt(moving_var + moving_eps)), np.zeros((2, 1))], [np.zeros(2), 1.0]])
normalization[2, :2] = shift - moving_mean * np.diag(normalization)[:2]
both = dense @ normalization
folded_kernel, folded_bias = both[:2, :2], both[2, :2]
