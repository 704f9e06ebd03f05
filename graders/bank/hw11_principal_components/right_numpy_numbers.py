"""NumPy's own numbers."""

# %% symmetric_start
symmetric_rank = np.linalg.matrix_rank(start)

# %% component_limit
max_components = np.int32(min(faces - 1, height * width))

# %% pair_network
w = np.array(widths)
pair_params = np.dot(w[:-1] + 1.0, w[1:])

# %% reconstruction_error
def reconstruction_error(X, m):
    mean = X.mean(axis=0)
    _, vectors = np.linalg.eigh((X - mean).T @ (X - mean))
    P = vectors[:, X.shape[1] - m :]
    R = X - mean - (X - mean) @ P @ P.T
    return np.array((R**2).sum() / len(X))
