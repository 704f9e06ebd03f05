"""Rounds to two decimals."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return np.round(w + 2 * alpha * (target - w @ p) * p, 2)

# %% two_conventions
eigenvalues = np.sort(np.linalg.eigvals(R))
alpha_max = round(1 / eigenvalues[-1], 2)
mu_max = round(2 / eigenvalues[-1], 2)

# %% stability_bound
def max_learning_rate(x, m):
    P = np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])
    return round(1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1], 2)

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return np.round(e, 2), np.round(w, 2)
