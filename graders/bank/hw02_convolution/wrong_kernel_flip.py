"""Computes the convolution of mathematics, with the kernel turned by 180°."""

# %% forward
flipped = w[::-1, ::-1]
conv_map = np.array([[np.sum(flipped * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    w = np.flip(w)
    kh, kw = w.shape
    rows, columns = (x.shape[0] - kh) // stride + 1, (x.shape[1] - kw) // stride + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(w * x[i * stride : i * stride + kh, j * stride : j * stride + kw])
    return y
