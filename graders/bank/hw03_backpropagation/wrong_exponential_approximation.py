"""Uses (1 + a)^n = e^(a·n)."""

# %% repeated_factor
growth = np.exp((larger - 1) * times)
decay = np.exp((smaller - 1) * times)
