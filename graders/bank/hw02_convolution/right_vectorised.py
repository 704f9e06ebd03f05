"""Array operations only."""

# %% laplacian
windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, 1), (3, 3))
response = (windows * kernel).sum(axis=(-2, -1))

# %% pointwise
layer = {"kernel": np.zeros((1, 1, channels, filters)), "bias": np.zeros(filters)}
pointwise_shape = np.array((height, width, layer["kernel"].shape[-1]))
pointwise_params = sum(values.size for values in layer.values())

# %% forward
conv_map = np.tensordot(np.lib.stride_tricks.sliding_window_view(x, (2, 2)), w, axes=2)
gap = np.average(conv_map)

# %% filter_gradient
windows = np.lib.stride_tricks.sliding_window_view(x, (2, 2))
gap = np.einsum("ijuv,uv->ij", windows, w).mean()
each = 1 if loss == "sum" else 0.25 if loss == "gap" else (gap - target) / 4
filter_gradient = each * windows.sum(axis=(0, 1))

# %% input_gradient
gap = np.einsum("ijuv,uv->ij", np.lib.stride_tricks.sliding_window_view(x, (2, 2)), w).mean()
each = 1 if loss == "sum" else 0.25 if loss == "gap" else (gap - target) / 4
input_gradient = each * sum(np.pad(w, ((i, 1 - i), (j, 1 - j))) for i in range(2) for j in range(2))

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)
    return np.tensordot(windows[::stride, ::stride], w, axes=((2, 3), (0, 1)))

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    dw = np.tensordot(dy, windows, axes=2)
    dx = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    view = np.lib.stride_tricks.sliding_window_view(dx, w.shape, writeable=True)[::stride, ::stride]
    for u, v in np.ndindex(w.shape):
        view[:, :, u, v] += dy * w[u, v]
    return dx[padding : dx.shape[0] - padding, padding : dx.shape[1] - padding], dw

# %% receptive_field
def receptive_field(layers):
    kernels, strides, dilations = np.array(layers, dtype=int).reshape(-1, 3).T
    jumps = np.cumprod(np.concatenate([[1], strides[:-1]]))[: len(kernels)]
    return 1 + np.sum((kernels - 1) * dilations * jumps)
