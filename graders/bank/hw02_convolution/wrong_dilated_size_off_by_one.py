"""Takes a dilated kernel to cover k·d positions."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel * dilation - 1) * jump
        jump *= stride
    return field
