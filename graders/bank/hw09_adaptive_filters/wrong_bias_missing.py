"""Forgets the bias."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([x[k - m : k + 1][::-1] for k in range(m, len(x))])

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([x[k - m : k + 1][::-1] for k in range(m, len(x))])
    return 1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1]
