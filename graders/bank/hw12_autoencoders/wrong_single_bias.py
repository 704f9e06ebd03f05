"""One bias for each layer."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [k * k * a * b + 1 for k, a, b in zip(_k, _in, filters)]
listing_total = sum((other_kernel**2 * a + 1) * b for a, b in zip(_in, filters))
