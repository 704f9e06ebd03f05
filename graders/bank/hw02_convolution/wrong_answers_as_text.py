"""Hands in a text that looks like the right array, or a text that is no number."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = str(response.tolist())

# %% pointwise
pointwise_shape = f"{height} x {width} x {filters}"
pointwise_params = f"{(channels + 1) * filters} parameters"

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
conv_map, gap = str(conv_map), f"gap = {gap}"

# %% filter_gradient
each = {"sum": 1, "gap": 1 / 4}.get(loss)
if each is None:
    each = (np.mean([np.sum(w * x[i : i + 2, j : j + 2]) for i in range(2) for j in range(2)]) - target) / 4
filter_gradient = each * np.array([[x[u : u + 2, v : v + 2].sum() for v in range(2)] for u in range(2)])
filter_gradient = str(filter_gradient)

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return f"{field} pixels"
