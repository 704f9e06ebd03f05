"""The divergence with the sign of the bound."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return -np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var), axis=1)

# %% kl_by_hand
kl_value = -np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var))
