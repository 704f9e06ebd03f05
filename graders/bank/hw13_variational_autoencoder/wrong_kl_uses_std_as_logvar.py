"""log_var is taken for the logarithm of σ."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return np.sum(0.5 * (np.exp(log_var) ** 2 + mean**2 - 1) - log_var, axis=1)

# %% kl_by_hand
kl_value = np.sum(0.5 * (np.exp(log_var) ** 2 + mean**2 - 1) - log_var)
