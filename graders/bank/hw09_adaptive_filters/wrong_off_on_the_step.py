"""Takes a net input of 0 for off."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer(target - (Q @ p > 0), p)

Q_new = perceptron_step(Q, p, target)
