"""Takes the parameter stride and never uses it."""

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(w * x[i : i + w.shape[0], j : j + w.shape[1]])
    return y

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    stride, padded = 1, np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw
