"""Pads with copies of the border pixels instead of zeros."""

# %% laplacian
padded = np.pad(image, 1, mode="edge")
response = np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
