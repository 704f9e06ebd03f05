"""Moves first and scales then."""

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return (mean + eps) * np.exp(0.5 * log_var)
