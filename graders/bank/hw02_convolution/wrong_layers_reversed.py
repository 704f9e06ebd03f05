"""Starts at the output and forgets that the recursion is then another one."""

# %% receptive_field
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in reversed(layers):
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field
