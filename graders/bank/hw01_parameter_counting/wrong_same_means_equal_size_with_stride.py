"""Padding that keeps the size in spite of a stride."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    if padding == "same":
        return size
    extent = dilation * (kernel - 1) + 1
    if size < extent:
        raise ValueError("nothing fits")
    return (size - extent) // stride + 1

# %% same_padding
def same_padding(size, kernel, stride):
    outputs = (size + stride - 1) // stride
    total = max((size - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2
