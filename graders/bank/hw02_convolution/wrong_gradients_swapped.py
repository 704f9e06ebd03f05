"""Returns (dw, dx)."""

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dw, dx[padding : padding + x.shape[0], padding : padding + x.shape[1]]
