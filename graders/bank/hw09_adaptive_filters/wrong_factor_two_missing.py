"""Uses the convention without the 2."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + alpha * (target - w @ p) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + alpha * e[-1] * p
    return np.array(e), w
