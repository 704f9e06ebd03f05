"""Takes the means off."""

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return 1 / np.linalg.eigvalsh((P - P.mean(axis=0)).T @ (P - P.mean(axis=0)) / len(P))[-1]
