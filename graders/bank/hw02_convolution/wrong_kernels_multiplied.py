"""Multiplies the sizes of the dilated kernels."""

# %% receptive_field
def receptive_field(layers):
    field = 1
    for kernel, _, dilation in layers:
        field *= dilation * (kernel - 1) + 1
    return field
