"""Keeps an axis for the batch."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = response[np.newaxis]

# %% pointwise
pointwise_shape = (1, height, width, filters)
pointwise_params = (channels + 1) * filters

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
conv_map = conv_map[np.newaxis]

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.tensordot(windows, w)[np.newaxis]
