"""Uses the Laplacian of the other sign."""

# %% laplacian
padded = np.pad(image, 1)
response = -np.array([[np.sum(kernel * padded[i : i + 3, j : j + 3]) for j in range(5)] for i in range(5)])
