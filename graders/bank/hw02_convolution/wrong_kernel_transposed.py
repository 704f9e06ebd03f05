"""Reads the filter by columns."""

# %% forward
conv_map = np.array([[np.sum(w.T * x[i : i + 2, j : j + 2]) for j in range(2)] for i in range(2)])
gap = conv_map.mean()
