"""Takes every kernel to be dense."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, _ in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field
