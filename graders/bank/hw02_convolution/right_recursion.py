"""Recursive definitions."""

# %% pointwise
def count(filters):
    return 0 if filters == 0 else channels + 1 + count(filters - 1)

pointwise_shape = (height, width, filters)
pointwise_params = count(filters)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    if padding:
        return conv2d(np.pad(x, 1), w, stride, padding - 1)
    if stride > 1:
        return conv2d(x, w)[::stride, ::stride]
    if w.shape[0] > 1:
        return conv2d(x[: x.shape[0] - w.shape[0] + 1], w[:1]) + conv2d(x[1:], w[1:])
    if w.shape[1] > 1:
        return conv2d(x[:, : x.shape[1] - w.shape[1] + 1], w[:, :1]) + conv2d(x[:, 1:], w[:, 1:])
    return w[0, 0] * x

# %% receptive_field
def receptive_field(layers):
    if not layers:
        return 1
    (kernel, stride, dilation), *rest = layers
    return (receptive_field(rest) - 1) * stride + (kernel - 1) * dilation + 1
