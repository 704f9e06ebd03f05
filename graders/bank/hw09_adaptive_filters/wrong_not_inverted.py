"""Gives the eigenvalue itself."""

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = eigenvalues[-1]
mu_max = eigenvalues[-1]

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return np.linalg.eigvalsh(P.T @ P / len(P))[-1]
