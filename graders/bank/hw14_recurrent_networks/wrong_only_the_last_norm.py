"""One number."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.linalg.norm(np.linalg.matrix_power(U, T), 2)
