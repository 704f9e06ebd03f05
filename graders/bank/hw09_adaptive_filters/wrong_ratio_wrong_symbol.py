"""Divides by the delays, as in the published answer."""

# %% parameter_ratio
parameter_ratio = 1 / delays
