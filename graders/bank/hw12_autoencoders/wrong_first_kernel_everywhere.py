"""The first kernel in every row."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [(first_kernel**2 * a + 1) * b for a, b in zip(_in, filters)]
listing_total = sum((other_kernel**2 * a + 1) * b for a, b in zip(_in, filters))
