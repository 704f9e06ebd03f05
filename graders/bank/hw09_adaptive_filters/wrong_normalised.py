"""Divides the step by the power of the input."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (target - w @ p) * p / np.sum(p**2)

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p / (p @ p)
    return np.array(e), w
