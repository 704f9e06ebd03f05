"""Prints the result and returns nothing."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    print(np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var), axis=1))

# %% reparameterise
def reparameterise(mean, log_var, eps):
    print(mean + np.exp(0.5 * log_var) * eps)
