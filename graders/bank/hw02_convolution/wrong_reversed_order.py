"""Returns a list of the right numbers in the wrong order."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = [sorted(row) for row in response.tolist()]

# %% pointwise
pointwise_shape = [filters, height, width]
pointwise_params = (channels + 1) * filters

# %% forward
conv_map = [[np.sum(w * x[i : i + 2, j : j + 2]) for j in (1, 0)] for i in (1, 0)]
gap = np.mean(conv_map)

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = [[each * x[u : u + 2, v : v + 2].sum() for v in (1, 0)] for u in (0, 1)]

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += each * w
input_gradient = input_gradient.tolist()[::-1]
