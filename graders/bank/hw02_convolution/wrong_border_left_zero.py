"""Convolves only where the kernel fits and leaves the border of the output at zero."""

# %% laplacian
response = np.zeros((5, 5))
for i in range(1, 4):
    for j in range(1, 4):
        response[i, j] = np.sum(kernel * image[i - 1 : i + 2, j - 1 : j + 2])
