"""Counts γ and β only."""

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = 2 * units
bn_trainable = 2 * units
