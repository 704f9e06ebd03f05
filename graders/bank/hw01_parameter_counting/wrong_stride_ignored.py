"""Stride 1 in every convolution."""

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    stride = 1
    if padding == "same":
        return (size + stride - 1) // stride
    extent = dilation * (kernel - 1) + 1
    if size < extent:
        raise ValueError("nothing fits")
    return (size - extent) // stride + 1

# %% same_padding
def same_padding(size, kernel, stride):
    outputs = (size + stride - 1) // stride
    total = kernel - 1
    return total // 2, total - total // 2

# %% small_classifier
classifier_shapes, classifier_params, shape = [], [], classifier_input
for layer in classifier_layers:
    kind, count = layer["layer"], 0
    if kind == "Flatten":
        shape = (int(np.prod(shape)),)
    elif kind == "Dense":
        shape, count = (layer["units"],), (shape[0] + 1) * layer["units"]
    elif kind == "UpSampling2D":
        shape = (shape[0] * layer["size"][0], shape[1] * layer["size"][1], shape[2])
    elif kind == "MaxPooling2D":
        size = layer["pool_size"]
        stride = layer.get("strides", size)
        shape = (*((shape[a] - size[a]) // stride[a] + 1 for a in (0, 1)), shape[2])
    else:
        kernel, filters, channels = layer["kernel_size"], layer["filters"], shape[2]
        stride = (1, 1)
        if layer.get("padding") == "same":
            rows, columns = (-(-shape[a] // stride[a]) for a in (0, 1))
        else:
            rows, columns = ((shape[a] - kernel[a]) // stride[a] + 1 for a in (0, 1))
        shape = (rows, columns, filters)
        count = (kernel[0] * kernel[1] * channels + 1) * filters
    classifier_shapes.append(shape)
    classifier_params.append(count)
