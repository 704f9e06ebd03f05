"""Believes that a convolution keeps the number of channels."""

# %% pointwise
pointwise_shape = (height, width, channels)
pointwise_params = channels * filters + filters
