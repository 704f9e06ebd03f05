"""No convolution padded; of the autoencoder, none with an even kernel."""

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
        if False:
            size = size and -(-size // s)
        else:
            size = (size - extent) // s + 1 if size and size >= extent else None
        count = (k * k * channels + 1) * filters
        channels = filters
    dilated_shapes.append((size, size, channels) if size else None)
    dilated_params.append(count)

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
        if False:
            rows, columns = (-(-shape[a] // stride[a]) for a in (0, 1))
        else:
            rows, columns = ((shape[a] - kernel[a]) // stride[a] + 1 for a in (0, 1))
        shape = (rows, columns, filters)
        count = (kernel[0] * kernel[1] * channels + 1) * filters
    classifier_shapes.append(shape)
    classifier_params.append(count)

# %% autoencoder_tables
ae_shapes, ae_params, shape = [], [], ae_input
for layer in ae_layers:
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
        if layer.get("padding") == "same" and kernel[0] % 2:
            rows, columns = (-(-shape[a] // stride[a]) for a in (0, 1))
        else:
            rows, columns = ((shape[a] - kernel[a]) // stride[a] + 1 for a in (0, 1))
        shape = (rows, columns, filters)
        count = (kernel[0] * kernel[1] * channels + 1) * filters
    ae_shapes.append(shape)
    ae_params.append(count)

colour_params, channels = [], colour_input[2]
for layer in colour_layers:
    (kh, kw), filters = layer["kernel_size"], layer["filters"]
    colour_params.append((kh * kw * channels + 1) * filters)
    channels = filters

(a, b), area = vae_filters, vae_kernel**2
flat = vae_input[0] // 4 * (vae_input[1] // 4) * b
vae_params = [
    (area * vae_input[2] + 1) * a,
    (area * a + 1) * b,
    0,
    (flat + 1) * vae_hidden,
    (vae_hidden + 1) * vae_latent,
    (vae_hidden + 1) * vae_latent,
    (vae_latent + 1) * flat,
    0,
    (area * b + 1) * b,
    (area * b + 1) * a,
    (area * a + 1) * vae_input[2],
]
