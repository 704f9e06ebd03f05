"""Uses the height for both directions."""

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    k = w.shape[0]
    size = (x.shape[0] - k) // stride + 1
    y = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            y[i, j] = np.sum(w * x[i * stride : i * stride + k, j * stride : j * stride + k])
    return y

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded, k = np.pad(x, padding), w.shape[0]
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[0]):
            window = (slice(i * stride, i * stride + k), slice(j * stride, j * stride + k))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[0]], dw
