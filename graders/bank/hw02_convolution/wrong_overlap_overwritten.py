"""Assigns where windows overlap instead of adding."""

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] = each * w

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] = dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw
