"""Reckons without compound growth."""

# %% repeated_factor
growth = 1 + (larger - 1) * times
decay = 1 - (1 - smaller) * times
