"""One scale and one shift for the layer."""

# %% batchnorm_counts
bn_trainable = 2
bn_non_trainable = 2 * bn_units
