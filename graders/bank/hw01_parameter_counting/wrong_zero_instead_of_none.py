"""A map of no pixels where nothing fits."""

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
    dilated_shapes.append((size, size, channels) if size else (0, 0, channels))
    dilated_params.append(count)
