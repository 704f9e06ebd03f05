"""Functions with more parameters than were asked for."""

# %% conv2d
def conv2d(x, w, stride=1, padding=0, dilation=1):
    spread = np.zeros((dilation * (w.shape[0] - 1) + 1, dilation * (w.shape[1] - 1) + 1))
    spread[::dilation, ::dilation] = w
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), spread.shape)[::stride, ::stride]
    return np.tensordot(windows, spread)

# %% conv2d_backward
def conv2d_backward(*args, **options):
    return backward(*args, **options)

def backward(dy, x, w, stride=1, padding=0, dtype=float):
    padded = np.pad(x, padding).astype(dtype)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return dx[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw

# %% receptive_field
def receptive_field(layers, start=1, verbose=False):
    field, jump = start, 1
    for kernel, stride, dilation in layers:
        field, jump = field + (kernel - 1) * dilation * jump, jump * stride
        if verbose:
            print(field)
    return field
