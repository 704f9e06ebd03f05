"""Clips the log-variance where it is far from zero."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return 0.5 * np.sum(np.exp(np.clip(log_var, -2, 2)) + mean**2 - 1 - np.clip(log_var, -2, 2), axis=1)

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + np.exp(0.5 * np.clip(log_var, -2, 2)) * eps
