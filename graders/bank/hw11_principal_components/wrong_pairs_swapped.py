"""Vectors in another order than the values."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
eigenvectors = vectors

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = semi_axes[::-1]
