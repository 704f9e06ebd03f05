"""The largest row sum."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.linalg.norm(np.linalg.matrix_power(U, k + 1), np.inf) for k in range(T)])
