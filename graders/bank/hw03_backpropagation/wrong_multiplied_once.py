"""Multiplies by the number of steps."""

# %% repeated_factor
growth = larger * times
decay = smaller * times
