"""Adds the strides instead of multiplying them."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump += stride - 1
    return field
