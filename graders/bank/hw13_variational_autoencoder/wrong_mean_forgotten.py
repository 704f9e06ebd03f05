"""Counts the spread only."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return 0.5 * np.sum(np.exp(log_var) - 1 - log_var, axis=1)

# %% kl_by_hand
kl_value = 0.5 * np.sum(np.exp(log_var) - 1 - log_var)
