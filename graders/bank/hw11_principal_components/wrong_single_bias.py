"""One bias in each layer."""

# %% pair_network
pair_params = sum(n * k + 1 for n, k in zip(widths, widths[1:]))
