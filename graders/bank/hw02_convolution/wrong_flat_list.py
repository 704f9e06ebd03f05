"""Flattens the array that was asked for."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = response.ravel()

# %% pointwise
pointwise_shape = height * width * filters
pointwise_params = [channels * filters, filters]

# %% forward
conv_map = [np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]
gap = np.mean(conv_map)

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
filter_gradient = list(filter_gradient.flat)

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += each * w
input_gradient = list(input_gradient.flat)

# %% conv2d
def conv2d(x, w, stride=1, padding=0):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.tensordot(windows, w).ravel()
