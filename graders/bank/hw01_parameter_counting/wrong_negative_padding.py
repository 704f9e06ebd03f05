"""No lower limit."""

# %% same_padding
def same_padding(size, kernel, stride):
    outputs = (size + stride - 1) // stride
    total = (outputs - 1) * stride + kernel - size
    return total // 2, total - total // 2
