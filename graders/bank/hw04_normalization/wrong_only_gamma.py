"""Counts the scale, but not the shift."""

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = 4 * units
bn_trainable = units
