"""The longest way first."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.linalg.svd(np.linalg.matrix_power(U, k))[1][0] for k in range(T, 0, -1)])
