"""Forms the error as output minus target."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer((Q @ p >= 0) - target, p)

Q_new = perceptron_step(Q, p, target)

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (w @ p - target) * p

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w - 2 * alpha * e[-1] * p
    return np.array(e), w
