"""The divergence of the prior from q."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    return np.sum(0.5 * (log_var + (1 + mean**2) / np.exp(log_var) - 1), axis=1)

# %% kl_by_hand
kl_value = np.sum(0.5 * (log_var + (1 + mean**2) / np.exp(log_var) - 1))
