"""Does not divide R by the number of rows."""

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return 1 / np.linalg.eigvalsh(P.T @ P)[-1]
