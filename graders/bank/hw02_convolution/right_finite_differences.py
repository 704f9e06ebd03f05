"""Derivatives as difference quotients; exact for what is linear, and close enough for what is quadratic."""

# %% filter_gradient
def value_of(x, w):
    conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
    if loss == "sum":
        return conv_map.sum()
    return conv_map.mean() if loss == "gap" else 0.5 * (conv_map.mean() - target) ** 2

filter_gradient = np.zeros((2, 2))
for place in np.ndindex(2, 2):
    step = np.zeros((2, 2))
    step[place] = 1e-4
    filter_gradient[place] = (value_of(x, w + step) - value_of(x, w - step)) / 2e-4

# %% input_gradient
def value_of(x, w):
    conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
    if loss == "sum":
        return conv_map.sum()
    return conv_map.mean() if loss == "gap" else 0.5 * (conv_map.mean() - target) ** 2

input_gradient = np.zeros((3, 3))
for place in np.ndindex(3, 3):
    step = np.zeros((3, 3))
    step[place] = 1.0
    input_gradient[place] = (value_of(x + step, w) - value_of(x - step, w)) / 2

# %% conv2d_backward
def forward(x, w, stride, padding):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.tensordot(windows, w)

def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    for place in np.ndindex(x.shape):
        unit = np.zeros(x.shape)
        unit[place] = 1
        dx[place] = np.sum(dy * forward(unit, w, stride, padding))
    for place in np.ndindex(w.shape):
        unit = np.zeros(w.shape)
        unit[place] = 1
        dw[place] = np.sum(dy * forward(x, unit, stride, padding))
    return dx, dw
