"""A batch axis in front."""

# %% dilated_network
dilated_shapes, dilated_params, size, channels = [], [], dilated_input[0], dilated_input[2]
for layer in dilated_layers:
    count = 0
    if layer["layer"] == "MaxPooling2D":
        size = size and (size - 2) // 2 + 1
    else:
        k, filters = layer["kernel_size"][0], layer["filters"]
        s, d = layer.get("strides", (1, 1))[0], layer.get("dilation_rate", (1, 1))[0]
        extent = (k - 1) * d + 1
        if layer.get("padding") == "same":
            size = size and -(-size // s)
        else:
            size = (size - extent) // s + 1 if size and size >= extent else None
        count = (k * k * channels + 1) * filters
        channels = filters
    dilated_shapes.append((size, size, channels) if size else None)
    dilated_params.append(count)
dilated_shapes = [s and (1, *s) for s in dilated_shapes]

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
        stride = layer.get("strides", (1, 1))
        if layer.get("padding") == "same":
            rows, columns = (-(-shape[a] // stride[a]) for a in (0, 1))
        else:
            rows, columns = ((shape[a] - kernel[a]) // stride[a] + 1 for a in (0, 1))
        shape = (rows, columns, filters)
        count = (kernel[0] * kernel[1] * channels + 1) * filters
    classifier_shapes.append(shape)
    classifier_params.append(count)
classifier_shapes = [(1, *s) for s in classifier_shapes]
