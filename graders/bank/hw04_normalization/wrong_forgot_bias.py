"""Counts the weights of the dense layer only."""

# %% bn_counts
fc_params = inputs * units
bn_params = 4 * units
bn_trainable = 2 * units
