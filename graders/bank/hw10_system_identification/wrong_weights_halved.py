"""Loses a factor of two on the way."""

# %% adaline_coefficients
def adaline_fit(D, t):
    return np.linalg.lstsq(2 * D, t, rcond=None)[0]
