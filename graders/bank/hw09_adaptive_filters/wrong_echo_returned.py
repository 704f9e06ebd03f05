"""Returns the estimated echo."""

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        a = w @ p
        e.append(a)
        w = w + 2 * alpha * (h[k] - a) * p
    return np.array(e), w
