"""Everything right but one entry."""

# %% covariance_by_hand
centred = points - points.mean(axis=0)
covariance = centred.T @ centred / len(points)
values, vectors = np.linalg.eigh(covariance)
eigenvalues, eigenvectors = values[::-1], vectors[:, ::-1]
covariance[0, 1] = -covariance[0, 1]

# %% ellipse
values, vectors = np.linalg.eigh(Q)
semi_axes, directions = values[::-1], vectors[:, ::-1]
directions[0, 0] += 0.01

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    values, P = values[::-1][:m], vectors[:, ::-1][:, :m]
    scores = centred @ P
    scores[0, 0] += 0.01
    return P, scores, values
