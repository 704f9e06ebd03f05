"""Components and scores with signs of their own."""

# %% pca
def pca(X, m):
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("too many")
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    values, P = values[::-1][:m], vectors[:, ::-1][:, :m]
    return P, -centred @ P, values
