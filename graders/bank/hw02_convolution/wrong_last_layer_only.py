"""Looks at the last layer alone."""

# %% receptive_field
def receptive_field(layers):
    if not layers:
        return 1
    kernel, _, dilation = layers[-1]
    return (kernel - 1) * dilation + 1
