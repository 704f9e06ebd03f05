"""Eigenvectors in rows."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
(a, _), (b, _) = eigenvectors
eigenvectors = [[a, b], [-b, a]]

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
(a, _), (b, _) = directions
directions = [[a, b], [-b, a]]
