"""Halves the bound where it doubles."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = 1 / eigenvalues[-1]
mu_max = alpha_max / 2
