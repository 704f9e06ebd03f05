"""Scale and shift as kept numbers, too."""

# %% batchnorm_counts
bn_trainable = 2 * bn_units
bn_non_trainable = 4 * bn_units
