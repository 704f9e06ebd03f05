"""Counts the weights once for every position of the map, as if they were not shared."""

# %% pointwise
pointwise_shape = (height, width, filters)
pointwise_params = height * width * (channels + 1) * filters
