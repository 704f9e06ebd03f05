"""Counts one bias per input channel."""

# %% pointwise
pointwise_shape = (height, width, filters)
pointwise_params = channels * filters + channels
