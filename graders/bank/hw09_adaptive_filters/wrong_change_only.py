"""Returns the change of the weights."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return np.outer(target - (Q @ p >= 0), p)

Q_new = perceptron_step(Q, p, target)
