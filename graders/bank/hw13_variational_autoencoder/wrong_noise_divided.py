"""The sign in the exponent is lost."""

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + eps / np.exp(0.5 * log_var)
