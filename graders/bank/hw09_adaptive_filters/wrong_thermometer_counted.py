"""Counts the neurons of a thermometer code."""

# %% parameter_ratio
parameter_ratio = 1 / (2**neurons - 1)
