"""Starts from 0 instead of 1."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 0, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field
