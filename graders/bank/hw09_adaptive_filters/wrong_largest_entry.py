"""Uses the largest power of a single input."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = 1 / R.diagonal().max()
mu_max = 2 / R.diagonal().max()

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return 1 / np.mean(P**2, axis=0).max()
