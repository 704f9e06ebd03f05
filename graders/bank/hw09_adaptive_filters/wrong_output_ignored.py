"""Adds the input wherever the target is 1."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer(target, p)

Q_new = perceptron_step(Q, p, target)
