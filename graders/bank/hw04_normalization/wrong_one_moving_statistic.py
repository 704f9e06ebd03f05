"""Forgets that the layer remembers two statistics."""

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = 3 * units
bn_trainable = 2 * units
