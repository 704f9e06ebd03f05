"""Forgets the inverse of the correlation matrix."""

# %% adaline_coefficients
def adaline_fit(D, t):
    return D.T @ t / len(t)
