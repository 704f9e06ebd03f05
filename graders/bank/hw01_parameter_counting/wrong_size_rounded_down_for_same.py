"""Padding, and yet rounded down."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    if padding == "same":
        return max(size // stride, 1)
    extent = dilation * (kernel - 1) + 1
    if size < extent:
        raise ValueError("nothing fits")
    return (size - extent) // stride + 1
