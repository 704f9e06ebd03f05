"""Exchanges height and width; on a square map it shows only where numbers do."""

# %% pointwise
pointwise_shape = (width, height, filters)
pointwise_params = (channels + 1) * filters

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.tensordot(windows, w).T
