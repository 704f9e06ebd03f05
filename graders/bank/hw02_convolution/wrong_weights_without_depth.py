"""Gives a 1×1 filter a single weight and a bias, as if the input had no depth."""

# %% pointwise
pointwise_shape = (height, width, filters)
pointwise_params = filters * (1 * 1 + 1)
