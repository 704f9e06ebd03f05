"""Answers one half and leaves the other as it was."""

# %% perceptron_step
Q_new = Q + np.outer(target - (Q @ p >= 0), p)

def perceptron_step(Q, p, target):
    raise NotImplementedError

# %% two_conventions
alpha_max = 1 / np.linalg.eigvalsh(R)[-1]
mu_max = ...

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    w = np.zeros(m + 2)
    e = []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        e.append(h[k] - w @ p)
        w = w + 2 * alpha * e[-1] * p
    return w
