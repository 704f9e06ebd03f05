"""Takes the sign function for the step function."""

# %% thermometer
def thermometer(code, bits):
    return np.where(np.arange(2**bits - 1) < code, 1, -1)

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer(target - np.where(Q @ p < 0, -1, 1), p)

Q_new = perceptron_step(Q, p, target)
