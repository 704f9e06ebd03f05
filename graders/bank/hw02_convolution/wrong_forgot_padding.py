"""Convolves without padding, so the output is smaller than the image."""

# %% laplacian
response = np.array([[np.sum(kernel * image[i : i + 3, j : j + 3]) for j in range(3)] for i in range(3)])
