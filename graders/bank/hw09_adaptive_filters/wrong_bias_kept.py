"""Does not let the bias learn."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer(target - (Q @ p >= 0), np.append(p[:-1], 0))

Q_new = perceptron_step(Q, p, target)

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * np.append(p[:-1], 0.0)
    return np.array(e), w
