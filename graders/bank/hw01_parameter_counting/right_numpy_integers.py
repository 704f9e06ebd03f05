"""NumPy integers, arrays and lists instead of tuples and ints."""

# %% caption_network
caption_shapes, caption_params, shape = [], [], caption_input
for layer in caption_layers:
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
    caption_shapes.append(shape)
    caption_params.append(count)

caption_shapes += [(caption_words, word_dims), (state_units,), (text_units,)]
caption_params += [
    vocabulary * word_dims,
    state_units * (word_dims + state_units + 1),
    (state_units + 1) * text_units,
]
merged = shape[0] + text_units
caption_shapes += [(merged,), (merged_units,), (vocabulary,)]
caption_params += [0, (merged + 1) * merged_units, (merged_units + 1) * vocabulary]
caption_shapes = [np.array(s) for s in caption_shapes]
caption_params = np.array(caption_params, dtype=np.int32)

# %% caption_total
sizes, counts, shape = [], [], caption_input
for layer in caption_layers:
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
    sizes.append(shape)
    counts.append(count)

sizes += [(caption_words, word_dims), (state_units,), (text_units,)]
counts += [
    vocabulary * word_dims,
    state_units * (word_dims + state_units + 1),
    (state_units + 1) * text_units,
]
merged = shape[0] + text_units
sizes += [(merged,), (merged_units,), (vocabulary,)]
counts += [0, (merged + 1) * merged_units, (merged_units + 1) * vocabulary]
caption_total = np.array(counts).sum()

# %% recurrent_cells
h, x, u, f = cell_units, cell_inputs, forecaster_units, forecaster_features
rnn_params = 1 * h * (x + h + 1)
gru_params = 3 * h * (x + h + 2)
lstm_params = 4 * h * (x + h + 1)
forecaster_params = 4 * u * (f + u + 1) + u + 1
rnn_params, gru_params, lstm_params, forecaster_params = np.array([rnn_params, gru_params, lstm_params, forecaster_params])

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    if padding == "same":
        return np.int64(np.ceil(size / stride))
    starts = np.arange(0, size - dilation * (kernel - 1), stride)
    if starts.size == 0:
        raise ValueError(f"{size} pixels are too few")
    return np.array(starts.size)

# %% same_padding
def same_padding(size, kernel, stride):
    last = np.arange(0, size, stride)[-1] + kernel
    total = np.maximum(last - size, 0)
    return [np.floor(total / 2), np.ceil(total / 2)]

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
dilated_shapes = tuple(s and list(s) for s in dilated_shapes)
dilated_params = np.array(dilated_params)

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
classifier_shapes = [list(map(np.int64, s)) for s in classifier_shapes]
classifier_params = tuple(classifier_params)

# %% batchnorm_counts
bn_trainable = np.zeros((2, bn_units)).size
bn_non_trainable = np.int32(bn_trainable)

# %% transfer_head
sizes = np.array([np.prod(backbone_map), backbone_map[-1]])
flatten_head_params, gap_head_params = (sizes + 1) * hidden_units + (hidden_units + 1) * target_classes

# %% count_parameters
def resized(shape, kernel, strides, dilation, padding):
    size = []
    for n, k, s, d in zip(shape, kernel, strides, dilation):
        size.append(-(-n // s) if padding == "same" else (n - (k - 1) * d - 1) // s + 1)
    return tuple(size)

def count_parameters(layers):
    counts, shape = [], ()
    for layer in layers:
        kind, get = layer["layer"], layer.get
        b, padding, strides = int(get("use_bias", True)), get("padding", "valid"), get("strides", (1, 1))
        c, k, m = shape[-1] if shape else 0, get("kernel_size", (1, 1)), get("depth_multiplier", 1)
        area, n, h = k[0] * k[1], 0, get("units", 0)
        if kind == "Input":
            shape = layer["shape"]
        elif kind == "Conv2D":
            f = layer["filters"]
            n = (area * (c // get("groups", 1)) + b) * f
            shape = resized(shape, k, strides, get("dilation_rate", (1, 1)), padding) + (f,)
        elif kind == "DepthwiseConv2D":
            n = area * c * m + b * c * m
            shape = resized(shape, k, strides, (1, 1), padding) + (c * m,)
        elif kind == "SeparableConv2D":
            f = layer["filters"]
            n = area * c * m + c * m * f + b * f
            shape = resized(shape, k, strides, (1, 1), padding) + (f,)
        elif kind == "Conv2DTranspose":
            f = layer["filters"]
            n = area * c * f + b * f
            if padding == "same":
                shape = (shape[0] * strides[0], shape[1] * strides[1], f)
            else:
                shape = tuple((shape[a] - 1) * strides[a] + max(k[a], strides[a]) for a in (0, 1)) + (f,)
        elif kind in ("MaxPooling2D", "AveragePooling2D"):
            size = get("pool_size", (2, 2))
            shape = resized(shape, size, get("strides", size), (1, 1), padding) + (c,)
        elif kind == "UpSampling2D":
            size = get("size", (2, 2))
            shape = (shape[0] * size[0], shape[1] * size[1], c)
        elif kind == "GlobalAveragePooling2D":
            shape = (c,)
        elif kind == "Flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "Dense":
            n = c * h + b * h
            shape = tuple(shape[:-1]) + (h,)
        elif kind == "Embedding":
            n = layer["input_dim"] * layer["output_dim"]
            shape = tuple(shape) + (layer["output_dim"],)
        elif kind in ("SimpleRNN", "GRU", "LSTM"):
            gates = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}[kind]
            biases = 2 if kind == "GRU" and get("reset_after", True) else 1
            n = gates * (c * h + h * h + b * biases * h)
            shape = (shape[0], h) if get("return_sequences", False) else (h,)
        elif kind == "BatchNormalization":
            n = (2 + get("center", True) + get("scale", True)) * c
        elif kind == "LayerNormalization":
            n = (get("center", True) + get("scale", True)) * c
        elif kind == "MultiHeadAttention":
            keys, values = layer["num_heads"] * layer["key_dim"], layer["num_heads"] * get("value_dim", layer["key_dim"])
            n = 2 * (c + b) * keys + (c + b) * values + (values + b) * c
        counts.append(n)
    return np.array(counts)

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
        if layer.get("padding") == "same":
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
ae_shapes = np.array(ae_shapes)
ae_params, colour_params, vae_params = map(np.array, (ae_params, colour_params, vae_params))
