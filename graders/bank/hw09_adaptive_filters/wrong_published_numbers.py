"""Hands in the key of the published variant, copied from a friend; right only there, and not even there all of it."""

# %% separable_bits
separable_bits = [2, 1]

# %% two_conventions
alpha_max, mu_max = 1 / 6, 1 / 6

# %% parameter_ratio
parameter_ratio = 0.05

# %% perceptron_step
def perceptron_step(Q, p, target):
    return Q_new

Q_new = np.array([[1.0, 2.0, 0.0, 0.0], [2.0, 0.0, 3.0, -1.0], [-1.0, 2.0, -1.0, 0.0]])
