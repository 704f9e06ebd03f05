"""The coordinates are divided by their standard deviations."""

# %% covariance_by_hand
covariance = np.corrcoef(points.T)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
