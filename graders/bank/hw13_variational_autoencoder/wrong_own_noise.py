"""Draws noise of its own."""

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + np.exp(0.5 * log_var) * np.random.RandomState(0).standard_normal(mean.shape)
