"""The shapes of all weight arrays, and the product of each."""

# %% recurrent_cells
def cell(gates, x, h, biases=1):
    return sum(a.size for a in (np.empty((x, gates * h)), np.empty((h, gates * h)), np.empty((biases, gates * h))))

rnn_params = cell(1, cell_inputs, cell_units)
gru_params = cell(3, cell_inputs, cell_units, 2)
lstm_params = cell(4, cell_inputs, cell_units)
forecaster_params = cell(4, forecaster_features, forecaster_units) + np.empty((forecaster_units + 1, 1)).size

# %% conv_output
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    taps = [tap * dilation for tap in range(kernel)]
    count = sum(1 for left in range(0, size, stride) if padding == "same" or left + taps[-1] <= size - 1)
    if not count:
        raise ValueError("no window inside")
    return count

# %% same_padding
def same_padding(size, kernel, stride):
    before = after = 0
    outputs = len(range(0, size, stride))
    while before + size + after < (outputs - 1) * stride + kernel:
        if after > before:
            before += 1
        else:
            after += 1
    return before, after

# %% dilated_network
dilated_shapes, size, channels = [], dilated_input[0], dilated_input[2]
weights = []
for number, layer in enumerate(dilated_layers):
    if number % 3 == 2:
        starts = range(0, (size or 0) - 1, 2)
        weights.append(0)
    else:
        k, filters = layer["kernel_size"][0], layer["filters"]
        weights.append(k * k * channels * filters + filters)
        channels = filters
        gap = layer.get("dilation_rate", (1,))[0]
        room = (size or 0) + ((k - 1) * gap if "padding" in layer and size else 0)
        starts = range(0, room - (k - 1) * gap, layer.get("strides", (1,))[0])
    size = len(starts) or None
    dilated_shapes.append(None if size is None else [size, size, channels])
dilated_params = weights

# %% batchnorm_counts
gamma, beta, mean, variance = np.ones((4, bn_units))
bn_trainable = gamma.size + beta.size
bn_non_trainable = len(mean) + len(variance)

# %% transfer_head
weights = [(np.prod(backbone_map), hidden_units), (backbone_map[2], hidden_units)]
rest = hidden_units + hidden_units * target_classes + target_classes
flatten_head_params, gap_head_params = (int(np.prod(w)) + rest for w in weights)

# %% count_parameters
class Layer:
    def __init__(self, settings):
        self.set = settings

    def __getattr__(self, name):
        defaults = {
            "use_bias": True, "strides": (1, 1), "padding": "valid", "dilation_rate": (1, 1), "groups": 1,
            "depth_multiplier": 1, "pool_size": (2, 2), "size": (2, 2), "return_sequences": False,
            "reset_after": True, "center": True, "scale": True,
        }
        return self.set[name] if name in self.set else defaults[name]

def starts(size, kernel, stride, dilation, padding):
    return sum(1 for left in range(0, size, stride) if padding == "same" or left + (kernel - 1) * dilation < size)

def slide(layer, shape, kernel, strides, last):
    axes = zip(shape[:2], kernel, strides, layer.dilation_rate)
    return (*[starts(*axis, layer.padding) for axis in axes], last)

def arrays(layer, shape):
    c, kind = shape[-1], layer.layer
    if kind == "Conv2D":
        return [(*layer.kernel_size, c // layer.groups, layer.filters), (layer.filters,) if layer.use_bias else (0,)]
    if kind == "Conv2DTranspose":
        return [(*layer.kernel_size, layer.filters, c), (layer.filters,) if layer.use_bias else (0,)]
    if kind == "DepthwiseConv2D":
        return [(*layer.kernel_size, c, layer.depth_multiplier), (layer.use_bias * c * layer.depth_multiplier,)]
    if kind == "SeparableConv2D":
        made = c * layer.depth_multiplier
        return [(*layer.kernel_size, made), (made, layer.filters), (layer.use_bias * layer.filters,)]
    if kind == "Dense":
        return [(c, layer.units), (layer.use_bias * layer.units,)]
    if kind == "Embedding":
        return [(layer.input_dim, layer.output_dim)]
    if kind in ("SimpleRNN", "LSTM", "GRU"):
        wide = layer.units * dict(SimpleRNN=1, LSTM=4, GRU=3)[kind]
        rows = 1 + (kind == "GRU" and layer.reset_after)
        return [(c, wide), (layer.units, wide), (rows * layer.use_bias, wide)]
    if kind.endswith("Normalization"):
        kept = [(c,)] * 2 if kind.startswith("Batch") else []
        return [(c,)] * layer.center + [(c,)] * layer.scale + kept
    if kind == "MultiHeadAttention":
        heads, key = layer.num_heads, layer.key_dim
        value = layer.set.get("value_dim", key)
        biases = [(heads, key), (heads, key), (heads, value), (c,)] if layer.use_bias else []
        return [(c, heads, key), (c, heads, key), (c, heads, value), (heads, value, c)] + biases
    return []

def after(layer, shape):
    kind = layer.layer
    if kind in ("Conv2D", "SeparableConv2D", "DepthwiseConv2D"):
        last = shape[-1] * layer.depth_multiplier if kind[0] == "D" else layer.filters
        return slide(layer, shape, layer.kernel_size, layer.strides, last)
    if kind == "Conv2DTranspose":
        size = [n * s for n, s in zip(shape, layer.strides)]
        if layer.padding == "valid":
            size = [n + max(k - s, 0) for n, k, s in zip(size, layer.kernel_size, layer.strides)]
        return (*size, layer.filters)
    if kind in ("MaxPooling2D", "AveragePooling2D"):
        return slide(layer, shape, layer.pool_size, layer.set.get("strides", layer.pool_size), shape[2])
    if kind == "UpSampling2D":
        return (shape[0] * layer.size[0], shape[1] * layer.size[1], shape[2])
    if kind == "GlobalAveragePooling2D":
        return shape[-1:]
    if kind == "Flatten":
        return (int(np.prod(shape)),)
    if kind == "Dense":
        return (*shape[:-1], layer.units)
    if kind == "Embedding":
        return (*shape, layer.output_dim)
    if kind in ("SimpleRNN", "LSTM", "GRU"):
        return (shape[0], layer.units) if layer.return_sequences else (layer.units,)
    return shape

def count_parameters(layers):
    counts, shape = (), None
    for settings in layers:
        layer = Layer(settings)
        if layer.layer == "Input":
            counts, shape = (*counts, 0), tuple(layer.shape)
            continue
        counts = (*counts, int(sum(np.prod(array) for array in arrays(layer, shape))))
        shape = after(layer, shape)
    return counts
