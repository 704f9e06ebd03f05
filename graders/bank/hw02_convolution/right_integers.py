"""Integers where the numbers are whole."""

# %% laplacian
padded = np.pad(image, 1)
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
response = response.astype(int)

# %% pointwise
pointwise_shape = np.array([height, width, filters], dtype=np.int32)
pointwise_params = np.int64(channels * filters + filters)

# %% forward
conv_map = np.array([[np.sum(w * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
conv_map, gap = conv_map.astype(np.int16), int(gap) if gap == int(gap) else gap

# %% receptive_field
def receptive_field(layers):
    field, jump = np.int32(1), np.int32(1)
    for layer in np.array(layers, dtype=np.int32).reshape(-1, 3):
        field = field + (layer[0] - 1) * layer[2] * jump
        jump = jump * layer[1]
    return field
