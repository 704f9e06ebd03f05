"""Counts one bias for the whole layer."""

# %% pointwise
pointwise_shape = (height, width, filters)
pointwise_params = channels * filters + 1
