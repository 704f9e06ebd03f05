"""The matrix of products between the points."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
covariance = centred @ centred.T / len(points)
