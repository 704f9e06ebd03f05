"""Counts the factor 2 twice."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = 1 / (2 * eigenvalues[-1])
mu_max = 2 / eigenvalues[-1]
