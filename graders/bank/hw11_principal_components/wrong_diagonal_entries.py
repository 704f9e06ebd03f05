"""The diagonal is taken for the eigenvalues."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
eigenvalues = np.diag(covariance)

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
semi_axes = [Q[0, 0], Q[1, 1]]
