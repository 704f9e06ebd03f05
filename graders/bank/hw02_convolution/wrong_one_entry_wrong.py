"""Gets a single entry wrong, the last one."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response[-1, -1] += 1

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
conv_map[1, 1] -= 1

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
filter_gradient[1, 1] *= -1

# %% input_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
input_gradient = np.zeros((3, 3))
for i in range(2):
    for j in range(2):
        input_gradient[i : i + 2, j : j + 2] += each * w
input_gradient[2, 2] += 1
