"""The sum of both sides."""

# %% same_padding
def same_padding(size, kernel, stride):
    outputs = (size + stride - 1) // stride
    total = max((outputs - 1) * stride + kernel - size, 0)
    return total
