"""Adds up the dilated kernels as if every layer moved by one pixel."""

# %% receptive_field
def receptive_field(layers):
    return 1 + sum((kernel - 1) * dilation for kernel, _, dilation in layers)
