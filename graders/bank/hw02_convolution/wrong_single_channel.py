"""Sums over the filters, too, so that one channel is left."""

# %% pointwise
pointwise_shape = (height, width, 1)
pointwise_params = channels * filters + filters
