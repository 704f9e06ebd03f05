"""Powers of the largest eigenvalue."""

# %% gradient_norms
def gradient_norms(U, T):
    return np.abs(np.linalg.eigvals(U)).max() ** np.arange(1, T + 1)
