"""One map for each channel."""

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
        c, k, m = shape[-1] if shape else 0, get("kernel_size", (1, 1)), 1
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
    return counts
