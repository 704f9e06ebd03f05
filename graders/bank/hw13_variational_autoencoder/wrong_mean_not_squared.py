"""The mean where its square belongs."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return 0.5 * np.sum(np.exp(log_var) + mean - 1 - log_var, axis=1)

# %% kl_by_hand
kl_value = 0.5 * np.sum(np.exp(log_var) + mean - 1 - log_var)
