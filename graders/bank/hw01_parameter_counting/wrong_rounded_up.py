"""A last window that reaches over the edge."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    if padding == "same":
        return (size + stride - 1) // stride
    extent = dilation * (kernel - 1) + 1
    if size < extent:
        raise ValueError("nothing fits")
    return -((extent - size) // stride) + 1
