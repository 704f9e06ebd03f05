"""Each pixel stamps the kernel onto the output; shifted copies are added up."""

# %% laplacian
response = np.zeros((7, 7))
for i, j in np.argwhere(image):
    response[i : i + 3, j : j + 3] += image[i, j] * kernel[::-1, ::-1]
response = response[1:6, 1:6]

# %% filter_gradient
row_sums = x[:2] + x[1:]
filter_gradient = (row_sums[:, :2] + row_sums[:, 1:]).astype(float)
if loss != "sum":
    g = float(np.vdot(w, filter_gradient)) / 4
    filter_gradient *= 0.25 if loss == "gap" else (g - target) / 4

# %% input_gradient
box = np.ones((2, 2))
input_gradient = np.array([np.convolve(row, [1, 1]) for row in w])
input_gradient = np.array([np.convolve(column, [1, 1]) for column in input_gradient.T]).T
if loss != "sum":
    g = np.vdot(input_gradient, x) / 4
    input_gradient = input_gradient * (0.25 if loss == "gap" else (g - target) / 4)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    x = np.pad(x, padding)
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = 0
    for u, v in np.ndindex(w.shape):
        y = y + w[u, v] * x[u : u + rows, v : v + columns]
    return y[::stride, ::stride]
