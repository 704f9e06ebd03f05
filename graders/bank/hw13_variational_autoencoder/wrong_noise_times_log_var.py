"""The noise is multiplied by the logarithm."""

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + log_var * eps
