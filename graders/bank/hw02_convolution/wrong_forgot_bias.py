"""Counts the weights only."""

# %% pointwise
pointwise_shape = (height, width, filters)
pointwise_params = 1 * 1 * channels * filters
