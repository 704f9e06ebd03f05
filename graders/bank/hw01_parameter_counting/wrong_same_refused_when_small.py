"""Padding does not help a wide kernel."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    extent = dilation * (kernel - 1) + 1
    if size < extent:
        raise ValueError("nothing fits")
    if padding == "same":
        return (size + stride - 1) // stride
    return (size - extent) // stride + 1
