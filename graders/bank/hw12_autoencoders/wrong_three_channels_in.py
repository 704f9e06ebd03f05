"""A colour image as input."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [(k * k * a + 1) * b for k, a, b in zip(_k, _in, filters)]
colorizer_params[0] = (first_kernel**2 * 3 + 1) * filters[0]
listing_total = sum((other_kernel**2 * a + 1) * b for a, b in zip(_in, filters))
