"""A power of the norm."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.linalg.svd(U)[1][0] ** (k + 1) for k in range(T)])
