"""Single precision throughout."""

# %% laplacian
padded = np.pad(image, 1).astype(np.float32)
windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))
response = np.einsum("ijuv,uv->ij", windows, kernel.astype("float32"))

# %% pointwise
pointwise_shape = (np.float32(height), np.float32(width), np.float32(filters))
pointwise_params = np.float32((channels + 1) * filters)

# %% forward
conv_map = np.tensordot(np.lib.stride_tricks.sliding_window_view(np.float32(x), (2, 2)), np.float32(w))
gap = conv_map.mean()

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
filter_gradient = np.float32(filter_gradient)

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += each * w
input_gradient = np.float32(input_gradient)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x, w = np.pad(x, padding).astype(np.float32), w.astype(np.float32)
    return np.tensordot(np.lib.stride_tricks.sliding_window_view(x, w.shape)[::stride, ::stride], w)

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dy, w, padded = np.float32(dy), np.float32(w), np.float32(np.pad(x, padding))
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return np.float32(dx[padding : padding + x.shape[0], padding : padding + x.shape[1]]), np.float32(dw)
