"""Lets the first full line meet the first echo."""

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k - m] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return np.array(e), w
