"""Kernels of the listing for the summary and the other way round."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [(other_kernel**2 * a + 1) * b for a, b in zip(_in, filters)]
listing_total = sum((k * k * a + 1) * b for k, a, b in zip(_k, _in, filters))
