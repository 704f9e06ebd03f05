"""Windows as the rows of a matrix, convolution as a matrix product."""

# %% laplacian
padded = np.pad(image, 1)
columns = np.stack([padded[i : i + 3, j : j + 3].ravel() for i in range(5) for j in range(5)])
response = (columns @ kernel.ravel()).reshape(5, 5)

# %% forward
columns = np.array([x[i : i + 2, j : j + 2].flatten() for i in range(2) for j in range(2)])
conv_map = (columns @ w.flatten()).reshape(2, 2)
gap = columns.mean(axis=0) @ w.flatten()

# %% filter_gradient
columns = np.array([x[i : i + 2, j : j + 2].flatten() for i in range(2) for j in range(2)])
g = columns.mean(axis=0) @ w.flatten()
do = {"sum": np.ones(4), "gap": np.full(4, 0.25)}[loss] if target is None else np.full(4, (g - target) / 4)
filter_gradient = (columns.T @ do).reshape(2, 2)

# %% input_gradient
columns = np.array([x[i : i + 2, j : j + 2].flatten() for i in range(2) for j in range(2)])
g = columns.mean(axis=0) @ w.flatten()
do = {"sum": np.ones(4), "gap": np.full(4, 0.25)}[loss] if target is None else np.full(4, (g - target) / 4)
input_gradient = np.zeros((3, 3))
for row, (i, j) in zip(np.outer(do, w), np.ndindex(2, 2), strict=True):
    input_gradient[i : i + 2, j : j + 2] += row.reshape(2, 2)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    (H, W), (kh, kw) = x.shape, w.shape
    tops, lefts = range(0, H - kh + 1, stride), range(0, W - kw + 1, stride)
    columns = np.stack([x[i : i + kh, j : j + kw].ravel() for i in tops for j in lefts])
    return (columns @ w.ravel()).reshape(len(tops), len(lefts))

# %% conv2d_backward
def im2col(x, kh, kw, stride):
    tops, lefts = range(0, x.shape[0] - kh + 1, stride), range(0, x.shape[1] - kw + 1, stride)
    return np.stack([x[i : i + kh, j : j + kw].ravel() for i in tops for j in lefts])

def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    places = im2col(np.arange(padded.size).reshape(padded.shape), *w.shape, stride)
    dx = np.zeros(padded.size)
    np.add.at(dx, places, np.outer(dy, w))
    dx = dx.reshape(padded.shape)[padding : padding + x.shape[0], padding : padding + x.shape[1]]
    return dx, (dy.ravel() @ padded.ravel()[places]).reshape(w.shape)
