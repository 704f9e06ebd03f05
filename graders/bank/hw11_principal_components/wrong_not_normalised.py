"""Eigenvectors with whole entries."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
eigenvectors = np.rint(eigenvectors / np.abs(eigenvectors).min(axis=0))

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
directions = np.rint(directions / np.abs(directions).min(axis=0))
