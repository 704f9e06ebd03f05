"""Uses the smallest eigenvalue."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = 1 / eigenvalues[0]
mu_max = 2 / eigenvalues[0]

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return 1 / np.linalg.eigvalsh(P.T @ P / len(P))[0]
