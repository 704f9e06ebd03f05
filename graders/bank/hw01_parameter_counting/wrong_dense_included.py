"""With the Dense layer."""

# %% batchnorm_counts
bn_trainable = (bn_inputs + 3) * bn_units
bn_non_trainable = 2 * bn_units
