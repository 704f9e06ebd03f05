"""Keeps its result between calls: only the first one is right."""

# %% conv2d
first = {}

def conv2d(x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return first.setdefault((x.shape, w.shape), np.tensordot(windows, w))

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0, dw=np.zeros((9, 9))):
    padded = np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), dw[: w.shape[0], : w.shape[1]]
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw

# %% receptive_field
jump = 1

def receptive_field(layers):
    global jump
    field = 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field
