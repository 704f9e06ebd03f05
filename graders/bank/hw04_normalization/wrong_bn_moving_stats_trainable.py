"""Takes the moving statistics for trainable."""

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = 4 * units
bn_trainable = 4 * units
