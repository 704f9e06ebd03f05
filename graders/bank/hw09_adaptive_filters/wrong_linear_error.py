"""Uses the net input as the perceptron's output."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q + np.outer(target - Q @ p, p)

Q_new = perceptron_step(Q, p, target)
