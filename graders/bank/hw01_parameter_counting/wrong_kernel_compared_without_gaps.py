"""Only the kernel without its gaps is compared with the size."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    if padding == "same":
        return (size + stride - 1) // stride
    extent = dilation * (kernel - 1) + 1
    if size < kernel:
        raise ValueError("nothing fits")
    return (size - extent) // stride + 1
