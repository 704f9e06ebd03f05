"""Begins with a line full of zeros."""

# %% tapped_delay
def tapped_delay(x, m):
    x = np.concatenate([np.zeros(m), x])
    return np.array([[*x[k - m : k + 1][::-1], 1.0] for k in range(m, len(x))])

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    line, w, e = np.zeros(m + 1), np.zeros(m + 2), []
    for sample, echo in zip(x, h):
        line = np.append(sample, line[:-1])
        p = np.append(line, 1.0)
        e.append(echo - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return np.array(e), w
