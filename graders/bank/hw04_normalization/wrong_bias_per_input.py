"""Gives a bias to every input."""

# %% bn_counts
fc_params = inputs * (units + 1)
bn_params = 4 * units
bn_trainable = 2 * units
