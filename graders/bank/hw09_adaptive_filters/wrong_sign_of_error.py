"""Uses only the sign of the error."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * np.sign(target - w @ p) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * np.sign(e[-1]) * p
    return np.array(e), w
