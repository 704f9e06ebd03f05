"""hw01: reference answers, a second derivation of each, and the steps that lead to them.

Output sizes follow Dumoulin & Visin 2016, arXiv:1603.07285; parameters are counted as Keras 3 counts them.
A layer is a dict: its Keras class under "layer", its settings under Keras' own names. Shapes have no batch axis.
"""

import math
from itertools import pairwise

from tamrin import Erratum, reference, second_derivation, steps

ERRATA = [
    Erratum(
        "caption_network",
        "caption_shapes",
        [(24, 24, 60), (12, 12, 64), (8, 8, 128), (4, 4, 128), (2, 2, 256), (1, 1, 256), (256,), (128,)]
        + [(256,), (128,), (128,), (256,), (128,), (1000,)],
        "The first map has a channel for each of its 64 filters, and the embedding makes a vector of each word.",
    ),
    Erratum(
        "caption_network",
        "caption_params",
        [3200, 0, 204928, 0, 295168, 0, 0, 32896, 513256, 49280, 16512, 0, 32896, 129000],
        "The printed 513,256 counts an autoencoder from words to vectors and back, with biases. An embedding is one "
        "table with a row for each word.",
    ),
    Erratum(
        "caption_total",
        "caption_total",
        1277136,
        "The printed rows add up to this; the embedding among them is counted too high.",
    ),
    Erratum(
        "dilated_network",
        "dilated_shapes",
        [
            (n, n, f)
            for n, f in zip((256, 126, 63, 63, 28, 14, 14, 4, 2), (64, 32, 32, 128, 64, 64, 256, 128, 128), strict=True)
        ],
        "The printed sizes belong to other dilations than the ones given. With the given ones the last dilated kernel "
        "spans 33 pixels of a map 11 pixels wide, so the network ends there.",
    ),
]


def positions(size, extent, stride, padding):
    """Windows that begin at 0, s, 2s, … on an axis: all those, or the ones that end inside; at least one must."""
    if padding == "same":
        return -(-size // stride)
    if extent > size:
        raise ValueError(f"a kernel of extent {extent} does not fit into {size} pixels")
    return (size - extent) // stride + 1


@reference("conv_output")
def conv_output_size(size, kernel, stride=1, dilation=1, padding="valid"):
    """valid: o = ⌊(i − k_e)/s⌋ + 1 with k_e = (k − 1)·d + 1; same: o = ⌈i/s⌉.

    Raises ValueError where not one position of the kernel fits. Source: Dumoulin & Visin 2016, arXiv:1603.07285,
    relationship 14 (valid); the convention of TensorFlow and Keras (same).
    """
    return positions(size, (kernel - 1) * dilation + 1, stride, padding)


@reference("same_padding")
def same_padding(size, kernel, stride):
    """P = max((⌈i/s⌉ − 1)·s + k − i, 0) zeros; ⌊P/2⌋ go before the first pixel, the other ⌈P/2⌉ after the last.

    Source: the convention of TensorFlow and Keras for padding "same".
    """
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


ONES = (1, 1)


def windows(shape, kernel, strides, dilation, padding):
    """Rows and columns (H', W') of windows of a kernel (kh, kw) on a map (H, W, C)."""
    return [positions(shape[a], (kernel[a] - 1) * dilation[a] + 1, strides[a], padding) for a in (0, 1)]


def plain_layer(layer, shape):
    """Output shape and parameters of a layer of a plain convolutional network, for a map (H, W, C) or a vector (C,)."""
    padding, bias = layer.get("padding", "valid"), layer.get("use_bias", True)
    match layer["layer"]:
        case "Conv2D":
            kernel, filters = layer["kernel_size"], layer["filters"]
            strides, dilation = layer.get("strides", ONES), layer.get("dilation_rate", ONES)
            fan_in = math.prod(kernel) * shape[-1] // layer.get("groups", 1)
            return (*windows(shape, kernel, strides, dilation, padding), filters), (fan_in + bias) * filters
        case "MaxPooling2D" | "AveragePooling2D":
            size = layer.get("pool_size", (2, 2))
            return (*windows(shape, size, layer.get("strides", size), ONES, padding), shape[-1]), 0
        case "UpSampling2D":
            rows, columns = layer.get("size", (2, 2))
            return (rows * shape[0], columns * shape[1], shape[2]), 0
        case "Flatten":
            return (math.prod(shape),), 0
        case "Dense":
            return (*shape[:-1], layer["units"]), (shape[-1] + bias) * layer["units"]
    raise ValueError(f"no layer is called {layer['layer']}")


def any_layer(layer, shape):
    """Output shape and parameters of any layer of `count_parameters`: (H, W, C), (T, C) or (C,) → shape, count."""
    width, bias = shape[-1] if shape else 0, layer.get("use_bias", True)
    units, padding, strides = layer.get("units", 0), layer.get("padding", "valid"), layer.get("strides", ONES)
    kernel, multiplier = layer.get("kernel_size", ONES), layer.get("depth_multiplier", 1)
    states = (shape[0], units) if layer.get("return_sequences", False) else (units,)
    affine = layer.get("scale", True) + layer.get("center", True)
    match layer["layer"]:
        case "Input":
            return layer["shape"], 0
        case "DepthwiseConv2D":
            made = width * multiplier
            return (*windows(shape, kernel, strides, ONES, padding), made), (math.prod(kernel) + bias) * made
        case "SeparableConv2D":
            made, filters = width * multiplier, layer["filters"]
            count = math.prod(kernel) * made + (made + bias) * filters
            return (*windows(shape, kernel, strides, ONES, padding), filters), count
        case "Conv2DTranspose":
            size = [shape[a] * strides[a] + (padding == "valid") * max(kernel[a] - strides[a], 0) for a in (0, 1)]
            return (*size, layer["filters"]), (math.prod(kernel) * width + bias) * layer["filters"]
        case "GlobalAveragePooling2D":
            return (width,), 0
        case "Embedding":
            return (*shape, layer["output_dim"]), layer["input_dim"] * layer["output_dim"]
        case "SimpleRNN":
            return states, units * (width + units + bias)
        case "GRU":
            return states, 3 * units * (width + units + bias * (1 + layer.get("reset_after", True)))
        case "LSTM":
            return states, 4 * units * (width + units + bias)
        case "BatchNormalization":
            return shape, (affine + 2) * width
        case "LayerNormalization":
            return shape, affine * width
        case "MultiHeadAttention":
            keys = layer["num_heads"] * layer["key_dim"]
            values = layer["num_heads"] * layer.get("value_dim", layer["key_dim"])
            return shape, (width + bias) * (2 * keys + values) + (values + bias) * width
    return plain_layer(layer, shape)


@reference("count_parameters")
def count_parameters(layers):
    """Σ over the weight arrays of a layer of the product of their axes; each layer gets the shape the one above leaves.

    Source: Keras 3, `Layer.count_params`; GRU with reset_after has the two biases of arXiv:1406.1078 v3.
    """
    counts, shape = [], ()
    for layer in layers:
        shape, count = any_layer(layer, shape)
        counts.append(count)
    return counts


def table(layers, shape):
    """(output shape, parameters) of each layer of a plain network."""
    rows = []
    for layer in layers:
        rows.append(plain_layer(layer, shape))
        shape = rows[-1][0]
    return rows


def by_column(rows, shapes, params):
    """A table as two answers: its shapes and its counts."""
    return {shapes: [shape for shape, _ in rows], params: [count for _, count in rows]}


@reference("caption_network")
def caption_network(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """Image branch, text branch, and what follows their concatenation; weights shared over time count once."""
    image = table(caption_layers, caption_input)
    merged = image[-1][0][0] + text_units
    rows = [
        *image,
        ((caption_words, word_dims), vocabulary * word_dims),
        ((state_units,), state_units * (word_dims + state_units + 1)),
        ((text_units,), (state_units + 1) * text_units),
        ((merged,), 0),
        ((merged_units,), (merged + 1) * merged_units),
        ((vocabulary,), (merged_units + 1) * vocabulary),
    ]
    return by_column(rows, "caption_shapes", "caption_params")


@reference("caption_total")
def caption_total(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The sum of the counts of all layers."""
    image = sum(count for _, count in table(caption_layers, caption_input))
    text = vocabulary * word_dims + state_units * (word_dims + state_units + 1) + (state_units + 1) * text_units
    merged = caption_layers[-1]["units"] + text_units
    return image + text + (merged + 1) * merged_units + (merged_units + 1) * vocabulary


def cells(units, inputs):
    """Parameters of SimpleRNN, GRU and LSTM of `units` states on `inputs` features: h(x + h + 1), 3h(x + h + 2), 4h(x + h + 1)."""
    return units * (inputs + units + 1), 3 * units * (inputs + units + 2), 4 * units * (inputs + units + 1)


@reference("recurrent_cells")
def recurrent_cells(cell_units, cell_inputs, forecaster_units, forecaster_features):
    """One, three and four maps from (x, h) to h, each with a bias, the GRU's with two; no count depends on time."""
    rnn, gru, lstm = cells(cell_units, cell_inputs)
    forecaster = cells(forecaster_units, forecaster_features)[2] + forecaster_units + 1
    return {"rnn_params": rnn, "gru_params": gru, "lstm_params": lstm, "forecaster_params": forecaster}


@reference("dilated_network")
def dilated_network(dilated_input, dilated_layers):
    """⌊(i − k_e)/s⌋ + 1 while k_e ≤ i, then nothing; the counts depend on channels alone."""
    shapes, shape = [], dilated_input
    for layer in dilated_layers:
        try:
            shape = shape and plain_layer(layer, shape)[0]
        except ValueError:
            shape = None
        shapes.append(shape)
    wide = (10**6, 10**6, dilated_input[2])  # wide enough for every kernel
    return {"dilated_shapes": shapes, "dilated_params": [count for _, count in table(dilated_layers, wide)]}


@reference("dilated_in_keras")
def dilated_in_keras():
    """Keras' Conv2D refuses a stride together with a dilation."""
    return "refuses_both_at_once"


@reference("small_classifier")
def small_classifier(classifier_input, classifier_layers):
    """⌈i/2⌉, ⌊i/2⌋, everything in a row, and a weight for each of it and each class."""
    return by_column(table(classifier_layers, classifier_input), "classifier_shapes", "classifier_params")


@reference("batchnorm_counts")
def batchnorm_counts(bn_units):
    """γ and β are trained, the moving mean and variance are not: 2C and 2C."""
    return {"bn_trainable": 2 * bn_units, "bn_non_trainable": 2 * bn_units}


@reference("transfer_head")
def transfer_head(backbone_map, hidden_units, target_classes):
    """(n + 1)·h + (h + 1)·k, with n = H·W·C after Flatten and n = C after global average pooling."""
    last = (hidden_units + 1) * target_classes
    flat = math.prod(backbone_map)
    return {
        "flatten_head_params": (flat + 1) * hidden_units + last,
        "gap_head_params": (backbone_map[2] + 1) * hidden_units + last,
    }


@reference("autoencoder_tables")
def autoencoder_tables(
    ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
):
    """Three tables; a transposed convolution has the weights of the convolution that it turns round."""
    (height, width, channels), (first, second), area = vae_input, vae_filters, vae_kernel**2
    flat = height // 4 * (width // 4) * second
    vae_params = [
        (area * channels + 1) * first,
        (area * first + 1) * second,
        0,
        (flat + 1) * vae_hidden,
        (vae_hidden + 1) * vae_latent,
        (vae_hidden + 1) * vae_latent,
        (vae_latent + 1) * flat,
        0,
        (area * second + 1) * second,
        (area * second + 1) * first,
        (area * first + 1) * channels,
    ]
    colour_params = [count for _, count in table(colour_layers, colour_input)]
    answer = by_column(table(ae_layers, ae_input), "ae_shapes", "ae_params")
    return answer | {"colour_params": colour_params, "vae_params": vae_params}


# The same numbers another way: count the places where a window fits, and the entries of every weight array.


def places(size, kernel, stride, dilation, padding):
    """The first pixels of all windows: those that lie inside, or, with padding, one for each stride begun."""
    if padding == "same":
        return len(range(0, size, stride))
    return len([left for left in range(0, size, stride) if left + (kernel - 1) * dilation < size])


def weight_arrays(layer, channels):
    """The shapes of a layer's weight arrays, as Keras builds them."""
    if layer["layer"] == "Conv2D":
        return [(*layer["kernel_size"], channels, layer["filters"]), (layer["filters"],)]
    return [(channels, layer["units"]), (layer["units"],)] if layer["layer"] == "Dense" else []


def entries(arrays):
    """The number of entries of arrays, given their shapes."""
    return sum(math.prod(shape) for shape in arrays)


def by_enumeration(layers, shape):
    """(shape, parameters) of each layer of a plain network, shape None from where no window fits."""
    rows, channels = [], shape[-1]
    for layer in layers:
        count = entries(weight_arrays(layer, channels))
        if layer["layer"] == "Flatten":
            channels = len([0 for _ in range(shape[0]) for _ in range(shape[1]) for _ in range(shape[2])])
            shape = (channels,)
        elif layer["layer"] == "Dense":
            channels = layer["units"]
            shape = (channels,)
        else:
            channels = layer.get("filters", channels)
            if shape and layer["layer"] == "UpSampling2D":
                shape = (*(n for n in (shape[0] * layer["size"][0], shape[1] * layer["size"][1])), channels)
            elif shape:
                kernel = layer.get("kernel_size") or layer["pool_size"]
                strides = layer.get("strides", kernel if "pool_size" in layer else ONES)
                how = zip(shape, kernel, strides, layer.get("dilation_rate", ONES), strict=False)
                size = [places(*axis, layer.get("padding")) for axis in how]
                shape = (*size, channels) if all(size) else None
        rows.append((shape, count))
    return rows


def caption_by_enumeration(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The 14 rows from the entries of every weight array."""
    image = by_enumeration(caption_layers, caption_input)
    merged = image[-1][0][-1] + text_units
    later = [
        ((caption_words, word_dims), [(vocabulary, word_dims)]),
        ((state_units,), [(word_dims, state_units), (state_units, state_units), (state_units,)]),
        ((text_units,), [(state_units, text_units), (text_units,)]),
        ((merged,), []),
        ((merged_units,), [(merged, merged_units), (merged_units,)]),
        ((vocabulary,), [(merged_units, vocabulary), (vocabulary,)]),
    ]
    return [*image, *((shape, entries(arrays)) for shape, arrays in later)]


@second_derivation("caption_network")
def caption_network_by_enumeration(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The rows of the enumeration."""
    rows = caption_by_enumeration(
        caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
    )
    return by_column(rows, "caption_shapes", "caption_params")


@second_derivation("caption_total")
def caption_total_by_enumeration(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The sum of the rows of the enumeration."""
    rows = caption_by_enumeration(
        caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
    )
    return sum(count for _, count in rows)


def gate_arrays(gates, units, inputs, biases=1):
    """Keras' kernel, recurrent kernel and bias of a recurrent layer with its gates side by side."""
    return [(inputs, gates * units), (units, gates * units), (biases, gates * units)]


@second_derivation("recurrent_cells")
def recurrent_cells_by_arrays(cell_units, cell_inputs, forecaster_units, forecaster_features):
    """The entries of the kernel, the recurrent kernel and the bias."""
    forecaster = [*gate_arrays(4, forecaster_units, forecaster_features), (forecaster_units, 1), (1,)]
    return {
        "rnn_params": entries(gate_arrays(1, cell_units, cell_inputs)),
        "gru_params": entries(gate_arrays(3, cell_units, cell_inputs, biases=2)),
        "lstm_params": entries(gate_arrays(4, cell_units, cell_inputs)),
        "forecaster_params": entries(forecaster),
    }


@second_derivation("dilated_network")
def dilated_network_by_enumeration(dilated_input, dilated_layers):
    """Every first pixel of a dilated window that ends inside the map."""
    return by_column(by_enumeration(dilated_layers, dilated_input), "dilated_shapes", "dilated_params")


@second_derivation("small_classifier")
def small_classifier_by_enumeration(classifier_input, classifier_layers):
    """Windows and weights one by one."""
    return by_column(by_enumeration(classifier_layers, classifier_input), "classifier_shapes", "classifier_params")


@second_derivation("batchnorm_counts")
def batchnorm_counts_by_arrays(bn_units):
    """Four arrays with an entry for each unit, by what changes them."""
    changed_by = {"gamma": "gradient", "beta": "gradient", "moving_mean": "batches", "moving_variance": "batches"}
    learned = entries([(bn_units,) for change in changed_by.values() if change == "gradient"])
    return {"bn_trainable": learned, "bn_non_trainable": entries([(bn_units,)] * len(changed_by)) - learned}


@second_derivation("transfer_head")
def transfer_head_by_enumeration(backbone_map, hidden_units, target_classes):
    """The head as a plain network, after Flatten and after one number per channel."""
    head = [{"layer": "Dense", "units": hidden_units}, {"layer": "Dense", "units": target_classes}]
    flat = by_enumeration([{"layer": "Flatten"}, *head], backbone_map)
    pooled = by_enumeration(head, backbone_map[2:])
    return {
        "flatten_head_params": sum(count for _, count in flat),
        "gap_head_params": sum(count for _, count in pooled),
    }


@second_derivation("autoencoder_tables")
def autoencoder_tables_by_enumeration(
    ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
):
    """Windows and weights one by one; Keras stores a transposed kernel as (kh, kw, filters, channels)."""
    answer = by_column(by_enumeration(ae_layers, ae_input), "ae_shapes", "ae_params")
    answer["colour_params"] = [count for _, count in by_enumeration(colour_layers, colour_input)]
    size = [len(range(0, len(range(0, n, 2)), 2)) for n in vae_input[:2]]
    flat, side = math.prod(size) * vae_filters[1], (vae_kernel, vae_kernel)
    chain = (vae_input[2], *vae_filters)
    vae = [[(*side, a, b), (b,)] for a, b in pairwise(chain)]
    vae += [[], [(flat, vae_hidden), (vae_hidden,)]]
    vae += [[(vae_hidden, vae_latent), (vae_latent,)]] * 2
    vae += [[(vae_latent, flat), (flat,)], []]
    back = (vae_filters[1], vae_filters[1], vae_filters[0], vae_input[2])
    vae += [[(*side, b, a), (b,)] for a, b in pairwise(back)]
    return answer | {"vae_params": [entries(arrays) for arrays in vae]}


# Worked steps.


def size_step(size, kernel, stride, dilation, padding):
    """How one output size comes about."""
    if padding == "same":
        return f"⌈{size}/{stride}⌉ = {conv_output_size(size, kernel, stride, dilation, padding)}"
    extent = (kernel - 1) * dilation + 1
    if extent > size:
        return f"{size} < {extent}: no window fits"
    return f"⌊({size} − {extent})/{stride}⌋ + 1 = {conv_output_size(size, kernel, stride, dilation)}"


def layer_step(layer, shape):
    """The reckoning of one layer's size and count."""
    kind = layer["layer"]
    if kind == "Conv2D":
        (kh, kw), filters = layer["kernel_size"], layer["filters"]
        count = f"({kh}·{kw}·{shape[2]} + 1)·{filters}"
    if kind in ("Conv2D", "MaxPooling2D"):
        kernel = layer.get("kernel_size") or layer["pool_size"]
        strides = layer.get("strides", kernel if kind == "MaxPooling2D" else ONES)
        how = [(shape[a], kernel[a], strides[a], layer.get("dilation_rate", ONES)[a]) for a in (0, 1)]
        sizes = [size_step(*axis, layer.get("padding", "valid")) for axis in dict.fromkeys(how)]
        return "; ".join(sizes), count if kind == "Conv2D" else "0"
    if kind == "UpSampling2D":
        return f"{shape[0]}·{layer['size'][0]}, {shape[1]}·{layer['size'][1]}", "0"
    if kind == "Flatten":
        return "·".join(map(str, shape)), "0"
    return "units", f"({shape[0]} + 1)·{layer['units']}"


def step_table(lines):
    """A Markdown table: layer, how its size comes about, shape, how its count comes about, count."""
    head = ["| | layer | size | shape | weights | parameters |", "|---|---|---|---|---|---|"]
    rows = [
        f"| {i} | {kind} | {size} | **{shape}** | {count} | **{total}** |"
        for i, (kind, size, shape, count, total) in enumerate(lines, 1)
    ]
    return "\n".join(head + rows)


def layer_lines(layers, shape):
    """The lines of `step_table` of a plain network."""
    lines = []
    for layer, (after, total) in zip(layers, table(layers, shape), strict=True):
        size, count = layer_step(layer, shape)
        lines.append((layer["layer"], size, after, count, total))
        shape = after
    return lines


@steps("caption_network")
def caption_network_steps(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The 14 rows with their reckoning."""
    image, h, d = layer_lines(caption_layers, caption_input), state_units, word_dims
    merged = image[-1][2][0] + text_units
    lines = [
        *image,
        ("Embedding", "a vector for each word", (caption_words, d), f"{vocabulary}·{d}", vocabulary * d),
        ("SimpleRNN", "the last state", (h,), f"{h}·({d} + {h} + 1)", h * (d + h + 1)),
        ("Dense", "units", (text_units,), f"({h} + 1)·{text_units}", (h + 1) * text_units),
        ("Concatenate", f"{image[-1][2][0]} + {text_units}", (merged,), "0", 0),
        ("Dense", "units", (merged_units,), f"({merged} + 1)·{merged_units}", (merged + 1) * merged_units),
        ("Dense", "words", (vocabulary,), f"({merged_units} + 1)·{vocabulary}", (merged_units + 1) * vocabulary),
    ]
    return (
        step_table(lines) + "\n\nThe embedding is a table without a bias; the cells drawn one per word share weights."
    )


@steps("caption_total")
def caption_total_steps(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The sum written out."""
    counts = caption_network(
        caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
    )["caption_params"]
    return f"{' + '.join(str(count) for count in counts if count)} = **{sum(counts)}**"


@steps("recurrent_cells")
def recurrent_cells_steps(cell_units, cell_inputs, forecaster_units, forecaster_features):
    """Gates times one map."""
    h, x, u, f = cell_units, cell_inputs, forecaster_units, forecaster_features
    (rnn, gru, lstm), series = cells(h, x), cells(u, f)[2]
    return (
        f"A map from (x, h) to h has {h}·({x} + {h}) weights and {h} biases.\n\n"
        f"- SimpleRNN, one map: {h}·({x} + {h} + 1) = **{rnn}**\n"
        f"- GRU, three maps with two biases each (`reset_after=True`): 3·{h}·({x} + {h} + 2) = **{gru}**\n"
        f"- LSTM, four maps: 4·{h}·({x} + {h} + 1) = **{lstm}**\n"
        f"- The forecaster: 4·{u}·({f} + {u} + 1) + ({u} + 1) = {series} + {u + 1} = **{series + u + 1}**\n\n"
        "The same weights are used at every time step, so its number does not matter."
    )


@steps("conv_output")
def conv_output_steps():
    """Where the windows begin."""
    return (
        "A kernel of k weights at distance d reaches over $k_e = (k-1)d + 1$ pixels. Windows begin at 0, s, 2s, … and the "
        "last one must end inside: its first pixel is at most $i - k_e$, which leaves $\\lfloor (i-k_e)/s \\rfloor + 1$ of "
        'them, none if $k_e > i$. With padding "same" one window begins at each of 0, s, 2s, … below i: '
        "$\\lceil i/s \\rceil$.\n\nThe example: $k_e$ = (3 − 1)·2 + 1 = 5 and ⌊(11 − 5)/2⌋ + 1 = **4**."
    )


@steps("same_padding")
def same_padding_steps():
    """What the last window still needs."""
    return (
        "$o = \\lceil i/s \\rceil$ windows reach from the first pixel of the first to the last pixel of the last over "
        "$(o-1)s + k$ pixels; what exceeds $i$ is padding, and an odd zero goes after the last pixel.\n\n"
        "The example: o = 4, (4 − 1)·2 + 4 − 7 = 3 zeros: **(1, 2)**."
    )


@steps("dilated_network")
def dilated_network_steps(dilated_input, dilated_layers):
    """Nine rows, up to the layer that does not fit."""
    answer = dilated_network(dilated_input, dilated_layers)
    lines, shape, channels = [], dilated_input, dilated_input[2]
    for layer, after, total in zip(dilated_layers, *answer.values(), strict=True):
        known = shape or (10**6, 10**6, channels)
        size, count = layer_step(layer, known)
        lines.append((layer["layer"], size if shape else "nothing arrives here", after, count, total))
        shape, channels = after, layer.get("filters", known[2])
    return (
        "A dilated kernel reaches over $k_e = (k-1)d + 1$ pixels; its weights stay as many as they are.\n\n"
        + step_table(lines)
    )


@steps("dilated_in_keras")
def dilated_in_keras_steps():
    """What Keras and TensorFlow say."""
    return (
        "`keras.layers.Conv2D(32, 5, strides=2, dilation_rate=2)` raises `ValueError`: a stride above 1 is not supported in "
        "conjunction with a dilation above 1. `tf.nn.conv2d` computes the same operation, so it is no law of nature. Each of "
        "the two alone is allowed, and neither the size of the image nor the padding changes this."
    )


@steps("small_classifier")
def small_classifier_steps(classifier_input, classifier_layers):
    """Four rows with their reckoning."""
    return step_table(layer_lines(classifier_layers, classifier_input))


@steps("batchnorm_counts")
def batchnorm_counts_steps(bn_inputs, bn_units):
    """Two and two numbers per unit."""
    both = 2 * bn_units
    return (
        f"The layer normalises the {bn_units} outputs of the Dense layer; how many inputs that one had ({bn_inputs}) plays "
        f"no part. Trained: γ and β, 2·{bn_units} = **{both}**. Updated without training: the moving mean and the moving "
        f"variance, 2·{bn_units} = **{both}**. `count_params()` gives {2 * both}."
    )


@steps("transfer_head")
def transfer_head_steps(backbone_map, hidden_units, target_classes):
    """Both heads, layer by layer."""
    rows, columns_, channels = backbone_map
    flat, last = math.prod(backbone_map), (hidden_units + 1) * target_classes
    answer = transfer_head(backbone_map, hidden_units, target_classes)
    return (
        f"The last layer is the same for both: ({hidden_units} + 1)·{target_classes} = {last}.\n\n"
        f"- Flatten: {rows}·{columns_}·{channels} = {flat} numbers; ({flat} + 1)·{hidden_units} + {last} = "
        f"**{answer['flatten_head_params']}**\n"
        f"- Global average pooling: {channels} numbers; ({channels} + 1)·{hidden_units} + {last} = "
        f"**{answer['gap_head_params']}**"
    )


@steps("count_parameters")
def count_parameters_steps():
    """How the reference works, and an example by hand."""
    return (
        "Go through the stack once, carrying the shape along. Most counts need only the last axis of the shape; the others "
        "need the sizes for what comes later: only Flatten turns a wrong size into a wrong count.\n\n"
        "The example: Conv2D (3·3·3 + 1)·8 = **224**; BatchNormalization 4·8 = **32**, the moving statistics included; "
        "pooling **0**; Flatten of (7, 3, 8) **0**; Dense (168 + 1)·10 = **1690**."
    )


@steps("autoencoder_tables")
def autoencoder_tables_steps(
    ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
):
    """Three tables with their reckoning."""
    (height, width, channels), (first, second), area = vae_input, vae_filters, f"{vae_kernel}·{vae_kernel}"
    flat = height // 4 * (width // 4) * second
    terms = [
        f"({area}·{channels} + 1)·{first}",
        f"({area}·{first} + 1)·{second}",
        "0",
        f"({flat} + 1)·{vae_hidden}",
        f"({vae_hidden} + 1)·{vae_latent}",
        f"({vae_hidden} + 1)·{vae_latent}",
        f"({vae_latent} + 1)·{flat}",
        "0",
        f"({area}·{second} + 1)·{second}",
        f"({area}·{second} + 1)·{first}",
        f"({area}·{first} + 1)·{channels}",
    ]
    answer = autoencoder_tables(
        ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
    )
    vae = "\n".join(
        f"- {term} = **{count}**" if count else "- **0**"
        for term, count in zip(terms, answer["vae_params"], strict=True)
    )
    return (
        f"{step_table(layer_lines(ae_layers, ae_input))}\n\nThe network that adds colour:\n\n"
        f"{step_table(layer_lines(colour_layers, colour_input))}\n\nThe variational autoencoder, whose two strides of 2 "
        f"leave {height // 4}·{width // 4}·{second} = {flat} numbers:\n\n{vae}"
    )
