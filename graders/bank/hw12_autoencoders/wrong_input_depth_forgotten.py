"""One weight per pixel of the kernel."""

# %% colorizer_counts
_in = [1, *filters[:-1]]
_k = [first_kernel] + [other_kernel] * 4
colorizer_params = [(k * k + 1) * b for k, b in zip(_k, filters)]
listing_total = sum((other_kernel**2 * a + 1) * b for a, b in zip(_in, filters))
