"""Builds the later answers from functions of its own, in the same cell."""

# %% stability_bound
def delay_line(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])

def correlation(P):
    return np.mean([np.outer(p, p) for p in P], axis=0)

def max_learning_rate(x, m):
    eigenvalues, _ = np.linalg.eigh(correlation(delay_line(x, m)))
    return 1 / eigenvalues.max()

# %% echo_canceller
def delay_line(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])

def step(w, p, error, alpha):
    return w + 2 * alpha * error * p

def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    history = [w]
    P = delay_line(x, m)
    for p, echo in zip(P, h[m:]):
        history.append(step(history[-1], p, echo - history[-1] @ p, alpha))
    return h[m:] - np.sum(P * np.array(history[:-1]), axis=1), history[-1]
