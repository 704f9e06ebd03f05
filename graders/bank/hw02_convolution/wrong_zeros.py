"""Zeros of the right form."""

# %% laplacian
response = np.zeros((5, 5))

# %% pointwise
pointwise_shape = (0, 0, 0)
pointwise_params = 0

# %% forward
conv_map = np.zeros((2, 2))
gap = 0.0

# %% filter_gradient
filter_gradient = np.zeros((2, 2))

# %% input_gradient
input_gradient = np.zeros((3, 3))

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    rows = (x.shape[0] + 2 * padding - w.shape[0]) // stride + 1
    columns = (x.shape[1] + 2 * padding - w.shape[1]) // stride + 1
    return np.zeros((rows, columns))

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    return np.zeros_like(x), np.zeros_like(w)

# %% receptive_field
def receptive_field(layers):
    return 0
