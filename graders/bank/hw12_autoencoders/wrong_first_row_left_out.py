"""The first convolution is missing from the total."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [(k * k * a + 1) * b for k, a, b in zip(_k, _in, filters)]
listing_total = sum(colorizer_params[1:])
