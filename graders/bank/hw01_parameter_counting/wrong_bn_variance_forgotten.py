"""The moving mean only."""

# %% batchnorm_counts
bn_trainable = 2 * bn_units
bn_non_trainable = bn_units
