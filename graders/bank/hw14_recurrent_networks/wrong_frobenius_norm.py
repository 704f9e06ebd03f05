"""The Frobenius norm."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.sqrt((np.linalg.matrix_power(U, k + 1) ** 2).sum()) for k in range(T)])
