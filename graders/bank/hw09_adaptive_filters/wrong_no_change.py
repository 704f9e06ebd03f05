"""Returns the weights as they were."""

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q

Q_new = Q

# %% lms_step
def lms_step(w, p, target, alpha):
    return w

# %% separable_bits
separable_bits = []
