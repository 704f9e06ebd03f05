"""Square roots of the eigenvalues."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
eigenvalues = np.sqrt(eigenvalues)

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = np.sqrt(semi_axes)
