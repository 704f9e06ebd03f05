"""Forms the errors that it returns after the step."""

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        w = w + 2 * alpha * (h[k] - w @ p) * p
        e.append(h[k] - w @ p)
    return np.array(e), w
