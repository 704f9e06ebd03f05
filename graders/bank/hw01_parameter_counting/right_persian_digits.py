"""Numbers written with Persian digits and separators, as text."""

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
caption_total = sum(counts)
caption_total = f"{caption_total:,}".translate(str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬"))

# %% recurrent_cells
h, x, u, f = cell_units, cell_inputs, forecaster_units, forecaster_features
rnn_params = 1 * h * (x + h + 1)
gru_params = 3 * h * (x + h + 2)
lstm_params = 4 * h * (x + h + 1)
forecaster_params = 4 * u * (f + u + 1) + u + 1
digits = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
rnn_params, gru_params, lstm_params, forecaster_params = (
    f"{n:,}".translate(digits) for n in (rnn_params, gru_params, lstm_params, forecaster_params)
)

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
digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
classifier_params = [str(n).translate(digits) for n in classifier_params]

# %% transfer_head
rows, columns, channels = backbone_map
last = (hidden_units + 1) * target_classes
flatten_head_params = (rows * columns * channels + 1) * hidden_units + last
gap_head_params = (channels + 1) * hidden_units + last
digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
flatten_head_params, gap_head_params = (str(n).translate(digits) for n in (flatten_head_params, gap_head_params))
