"""Writes the output by columns."""

# %% forward
conv_map = np.zeros((2, 2))
for i in range(2):
    for j in range(2):
        conv_map[j, i] = np.sum(w * x[i : i + 2, j : j + 2])
gap = conv_map.mean()
