"""No biases."""

# %% pair_network
pair_params = sum(n * k for n, k in zip(widths, widths[1:]))
