"""The order and the signs of eigh."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
eigenvalues, eigenvectors = np.linalg.eigh(covariance)

# %% ellipse
semi_axes, directions = np.linalg.eigh(Q)
