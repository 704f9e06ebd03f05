"""Counts the bias for the perceptrons only."""

# %% parameter_ratio
parameter_ratio = (delays + 1) / (neurons * (delays + 2))
