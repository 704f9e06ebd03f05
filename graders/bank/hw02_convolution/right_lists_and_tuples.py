"""Answers as lists of tuples, tuples of lists and the like."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = tuple(list(row) for row in response)

# %% pointwise
pointwise_shape = [float(height), np.int64(width), filters]
pointwise_params = float((channels + 1) * filters)

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
conv_map, gap = [tuple(row) for row in conv_map], np.array(gap)

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
filter_gradient = tuple(map(tuple, filter_gradient))

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += each * w
input_gradient = input_gradient.tolist()

# %% conv2d_backward
def conv2d_backward(dy, x, w, stride=1, padding=0):
    padded = np.pad(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = (slice(i * stride, i * stride + w.shape[0]), slice(j * stride, j * stride + w.shape[1]))
            dx[window] += dy[i, j] * w
            dw += dy[i, j] * padded[window]
    return [dx[padding : padding + x.shape[0], padding : padding + x.shape[1]].tolist(), tuple(map(tuple, dw))]
