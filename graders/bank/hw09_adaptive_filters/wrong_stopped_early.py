"""Stops one step early."""

# %% tapped_delay
def tapped_delay(x, m):
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x) - 1)]).reshape(-1, m + 2)

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        before = w
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return np.array(e), before
