"""Powers of single entries."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.array([np.linalg.svd(np.power(U, k + 1))[1][0] for k in range(T)])
