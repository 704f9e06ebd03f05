"""Scale only."""

# %% batchnorm_counts
bn_trainable = bn_units
bn_non_trainable = 2 * bn_units
