"""Takes one γ, one β, one mean and one variance for the layer."""

# %% bn_counts
fc_params = (inputs + 1) * units
bn_params = 4
bn_trainable = 2 * units
