"""The largest entry."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.max(np.abs(np.linalg.matrix_power(U, k + 1))) for k in range(T)])
