"""Believes that each filter makes one output channel per input channel."""

# %% pointwise
pointwise_shape = (height, width, channels * filters)
pointwise_params = channels * filters + filters
