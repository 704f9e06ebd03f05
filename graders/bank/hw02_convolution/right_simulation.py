"""Follows the pixels that one unit depends on back through the layers."""

# %% receptive_field
def receptive_field(layers):
    seen = {0}
    for kernel, stride, dilation in layers[::-1]:
        seen = {stride * unit + dilation * tap for unit in seen for tap in range(kernel)}
    return max(seen) - min(seen) + 1
