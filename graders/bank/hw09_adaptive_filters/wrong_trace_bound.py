"""Uses the trace instead of the largest eigenvalue."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = 1 / np.trace(R)
mu_max = 2 / np.trace(R)

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return len(P) / np.sum(P**2)
