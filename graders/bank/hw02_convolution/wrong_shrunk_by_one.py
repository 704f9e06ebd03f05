"""Believes that a convolution always makes the map smaller."""

# %% pointwise
pointwise_shape = (height - 1, width - 1, filters)
pointwise_params = (channels + 1) * filters

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    rows, columns = (x.shape[0] - w.shape[0]) // stride, (x.shape[1] - w.shape[1]) // stride
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(w * x[i * stride : i * stride + w.shape[0], j * stride : j * stride + w.shape[1]])
    return y
