"""Changes its arguments and goes on with what is left of them."""

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    kh, kw = w.shape
    y = np.zeros(((x.shape[0] - kh) // stride + 1, (x.shape[1] - kw) // stride + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            window = x[i * stride : i * stride + kh, j * stride : j * stride + kw]
            window *= w
            y[i, j] = window.sum()
    return y

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            read = (slice(u, u + stride * dy.shape[0], stride), slice(v, v + stride * dy.shape[1], stride))
            dw[u, v] = np.sum(dy * padded[read])
            dy *= w[u, v]
            dx[read] += dy
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for layer in layers:
        kernel, stride, dilation = layer
        field += (kernel - 1) * dilation * jump
        jump *= stride
        layers.remove(layer)
    return field
