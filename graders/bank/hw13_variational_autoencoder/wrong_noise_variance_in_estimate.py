"""A Monte Carlo estimate whose samples have σ² for their standard deviation, in closed form."""

# %% kl_by_hand
kl_value = 0.5 * np.sum(mean**2 + np.exp(2 * log_var) - log_var - np.exp(log_var))
