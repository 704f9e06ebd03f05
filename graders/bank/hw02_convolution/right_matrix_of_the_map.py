"""The convolution written out as one large matrix, and its transpose for the gradient."""

# %% laplacian
matrix = np.zeros((25, 25))
for (i, j), (a, b) in [((i, j), (a, b)) for i, j in np.ndindex(5, 5) for a, b in np.ndindex(5, 5)]:
    if abs(a - i) < 2 and abs(b - j) < 2:
        matrix[5 * i + j, 5 * a + b] = kernel[a - i + 1, b - j + 1]
response = (matrix @ image.ravel()).reshape(image.shape)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    (H, W), (kh, kw) = x.shape, w.shape
    rows, columns = (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1
    matrix = np.zeros((rows, columns, H + 2 * padding, W + 2 * padding))
    for i, j in np.ndindex(rows, columns):
        matrix[i, j, i * stride : i * stride + kh, j * stride : j * stride + kw] = w
    return np.tensordot(matrix[:, :, padding : padding + H, padding : padding + W], x)

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    (H, W), (kh, kw) = x.shape, w.shape
    matrix = np.zeros((*dy.shape, H + 2 * padding, W + 2 * padding))
    for i, j in np.ndindex(dy.shape):
        matrix[i, j, i * stride : i * stride + kh, j * stride : j * stride + kw] = w
    dx = np.tensordot(dy, matrix[:, :, padding : padding + H, padding : padding + W])
    x = np.pad(x, padding)
    dw = sum(dy[i, j] * x[i * stride :, j * stride :][:kh, :kw] for i, j in np.ndindex(dy.shape))
    return dx, dw
