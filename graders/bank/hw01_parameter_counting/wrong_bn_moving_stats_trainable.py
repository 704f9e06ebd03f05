"""Moving statistics as trained parameters."""

# %% batchnorm_counts
bn_trainable = 4 * bn_units
bn_non_trainable = 2 * bn_units
