"""Multiplies by the strides up to and including the layer's own."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        field += (kernel - 1) * dilation * jump
    return field
