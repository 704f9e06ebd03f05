"""Gives the perceptrons' number over ADALINE's."""

# %% parameter_ratio
parameter_ratio = neurons * (delays + 2) / (delays + 2)
