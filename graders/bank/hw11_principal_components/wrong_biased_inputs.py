"""Biases of the inputs, too."""

# %% pair_network
pair_params = sum(widths) + sum(n * k for n, k in zip(widths, widths[1:]))
