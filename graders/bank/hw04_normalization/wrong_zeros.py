"""Zeros of the right form."""

# %% batch_norm_by_hand
bn_matrix = np.zeros((5, 5))

# %% layer_norm_by_hand
ln_matrix = np.zeros((5, 5))

# %% batch_norm
def batch_norm(x, gamma, beta, eps=1e-5):
    return np.zeros_like(x)

# %% layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    return np.zeros_like(x)

# %% batch_norm_backward
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    return np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(gamma)

# %% layer_norm_backward
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    return np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(gamma)

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return np.zeros_like(mean), np.zeros_like(var)

# %% folded_layer
folded_kernel = np.zeros((2, 2))
folded_bias = np.zeros(2)

# %% batch_of_one
batch_of_one_output = np.zeros((2, 3))

# %% bn_counts
fc_params = 0
bn_params = 0
bn_trainable = 0

# %% conv_batch_norm
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    return np.zeros_like(x)
