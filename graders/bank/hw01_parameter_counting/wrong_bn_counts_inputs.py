"""The inputs of the Dense layer normalised."""

# %% batchnorm_counts
bn_trainable = 2 * bn_inputs
bn_non_trainable = 2 * bn_inputs
