"""Sums of products instead of means."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
