"""No error for too many components."""

# %% pca
def pca(X, m):
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    values, P = values[::-1][:m], vectors[:, ::-1][:, :m]
    return P, centred @ P, values

# %% component_limit
max_components = wanted
