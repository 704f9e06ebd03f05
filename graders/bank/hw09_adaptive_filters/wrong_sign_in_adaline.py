"""Takes the sign of ADALINE's output before the error, as in the published answer."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (target - np.sign(w @ p)) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - np.sign(w @ p))
        w = w + 2 * alpha * e[-1] * p
    return np.array(e), w
