"""hw01: how answers are judged."""

import math
import random

from hypothesis import strategies as st

from solutions import hw01_parameter_counting as solution
from tamrin import call, choice, example, function, grades, law, rows, say, trap, value

TEXTS = {
    "forgot_bias": (
        "The biases are missing.",
        "بایاس‌ها شمرده نشده‌اند.",
    ),
    "single_bias": (
        "There is not one bias for the whole layer, but one for each filter or unit.",
        "بایاس یکی برای کل لایه نیست؛ هر فیلتر یا واحد بایاس خودش را دارد.",
    ),
    "input_depth_forgotten": (
        "A filter reaches through the whole depth of its input: it has a kernel for each input channel.",
        "هر فیلتر در تمام عمق ورودی‌اش پیش می‌رود: برای هر کانال ورودی یک هسته دارد.",
    ),
    "counted_per_position": (
        "The same weights are used at every position; they are counted once.",
        "در همهٔ نقطه‌ها همان وزن‌ها به کار می‌روند و یک بار شمرده می‌شوند.",
    ),
    "single_channel": (
        "This is the map of one filter. Every filter makes a channel of the output.",
        "این نقشهٔ یک فیلتر است. هر فیلتر یک کانال از خروجی را می‌سازد.",
    ),
    "missing_plus_one": (
        "One position is missing: the first one counts, too.",
        "یک موضع کم است: نخستین موضع هم شمرده می‌شود.",
    ),
    "same_instead_of_valid": (
        "The size was computed as with padding. Without padding the kernel must lie inside of the map.",
        "اندازه چنان حساب شده که گویی لایه‌گذاری هست. بدون لایه‌گذاری، هسته باید به تمامی درون نقشه باشد.",
    ),
    "valid_instead_of_same": (
        'The size was computed without padding; here the padding is "same".',
        "اندازه بدون لایه‌گذاری حساب شده است؛ این‌جا لایه‌گذاری از نوع same است.",
    ),
    "stride_ignored": (
        "The stride has no effect on the size.",
        "گام در اندازه اثری ندارد.",
    ),
    "pooling_has_parameters": (
        "Pooling takes a maximum; it has nothing to learn.",
        "لایهٔ pooling تنها بیشینه می‌گیرد و چیزی برای آموختن ندارد.",
    ),
    "pooling_rounded_up": (
        "Without padding a window that reaches over the edge is dropped: round down.",
        "بدون لایه‌گذاری، پنجره‌ای که از لبه بیرون می‌زند کنار گذاشته می‌شود: به پایین گرد کنید.",
    ),
    "pooling_steps_by_its_size": (
        "This pooling layer has a stride of its own, which is not its size.",
        "این لایهٔ pooling گامی جدا از اندازه‌اش دارد.",
    ),
    "flatten_drops_positions": (
        "Flatten keeps every number of the map, those of all positions.",
        "لایهٔ Flatten همهٔ عددهای نقشه را، در همهٔ نقطه‌ها، نگه می‌دارد.",
    ),
    "upsampling_has_parameters": (
        "Upsampling repeats pixels; it has nothing to learn.",
        "لایهٔ UpSampling پیکسل‌ها را تکرار می‌کند و چیزی برای آموختن ندارد.",
    ),
    "undilated_kernel": (
        "The size is that of a kernel without dilation. A dilated one also spans the gaps between its weights.",
        "این اندازه برای هستهٔ بدون اتساع است. هستهٔ متسع فاصله‌های میان وزن‌هایش را هم می‌پوشاند.",
    ),
    "halved_dilation": (
        "The kernel was spread half as far as its dilation says.",
        "هسته نیمی از آنچه اتساعش می‌گوید باز شده است.",
    ),
    "dilation_multiplies_kernel": (
        "The span of a dilated kernel is not its size times the dilation: there is no gap after its last weight.",
        "گسترهٔ هستهٔ متسع برابر اندازه ضرب در اتساع نیست: پس از آخرین وزن فاصله‌ای نیست.",
    ),
    "dilation_adds_weights": (
        "Dilation does not add weights: the gaps are not learned.",
        "اتساع وزنی نمی‌افزاید: فاصله‌ها آموخته نمی‌شوند.",
    ),
    "infeasible_not_noticed": (
        "Here the formula gives no size any more: the kernel is wider than the map. Say None.",
        "این‌جا فرمول دیگر اندازه‌ای به دست نمی‌دهد: هسته از نقشه پهن‌تر است. None بنویسید.",
    ),
    "zero_instead_of_none": (
        "A map without pixels is no map; None is asked for where the kernel does not fit.",
        "نقشهٔ بدون پیکسل نقشه نیست؛ آن‌جا که هسته جا نمی‌شود None خواسته شده است.",
    ),
    "embedding_as_autoencoder": (
        "This counts a network from words to vectors and back, with biases. An embedding is one table.",
        "این شبکه‌ای از واژه به بردار و برعکس را با بایاس می‌شمارد. لایهٔ Embedding تنها یک جدول است.",
    ),
    "embedding_with_bias": (
        "An embedding looks vectors up; it has no bias.",
        "لایهٔ Embedding بردارها را از جدول برمی‌دارد و بایاس ندارد.",
    ),
    "embedding_as_two_matrices": (
        "An embedding is one table, not one in each direction.",
        "لایهٔ Embedding یک جدول است، نه یکی برای هر سو.",
    ),
    "unrolled_cells_counted_separately": (
        "The boxes drawn one per step are the same layer: its weights are counted once.",
        "خانه‌هایی که برای هر گام زمانی کشیده می‌شوند همه یک لایه‌اند و وزن‌هایشان یک بار شمرده می‌شود.",
    ),
    "recurrent_weights_forgotten": (
        "The weights from the state to the state are missing.",
        "وزن‌های حالت به حالت شمرده نشده‌اند.",
    ),
    "all_states_passed_on": (
        "Only the last state goes on, not that of every word.",
        "تنها آخرین حالت پیش می‌رود، نه حالت همهٔ واژه‌ها.",
    ),
    "concatenation_adds": (
        "Concatenating puts the vectors one after the other; it does not add them.",
        "پیوستن، بردارها را پشت سر هم می‌گذارد و با هم جمع نمی‌کند.",
    ),
    "gru_single_bias": (
        "Each gate has two biases in Keras' default, one beside the input's weights and one beside the state's.",
        "در پیش‌فرض Keras هر دروازه دو بایاس دارد، یکی در کنار وزن‌های ورودی و یکی در کنار وزن‌های حالت.",
    ),
    "lstm_three_gates": (
        "There are three gates, but the candidate for the cell is a fourth map.",
        "دروازه‌ها سه تا هستند، ولی نامزد سلول نگاشت چهارم است.",
    ),
    "lstm_double_bias": (
        "Keras' LSTM has one bias for each map, not two.",
        "در Keras هر نگاشت LSTM یک بایاس دارد، نه دو تا.",
    ),
    "bn_forgets_moving_stats": (
        "The moving mean and the moving variance are missing: they are kept with the layer, though not trained.",
        "میانگین و واریانس متحرک جا افتاده‌اند: با لایه نگه‌داری می‌شوند، هرچند آموزش نمی‌بینند.",
    ),
}


def named(name, outcome):
    """A trap whose sentence is the same wherever the mistake is made."""
    return trap(name, outcome, *TEXTS[name])


def distinct(right, traps):
    """The traps that lead somewhere else than the right answer and those before them."""
    kept = {}
    for one in traps:
        if one.outcome != right:
            kept.setdefault(repr(one.outcome), one)
    return list(kept.values())


def conv_traps(layer, above, shape, count):
    """The misconceptions about a convolution, for the right shape above it and its own right row."""
    kernel, filters, channels = layer["kernel_size"], layer["filters"], above[2]
    strides, dilation = layer.get("strides", (1, 1)), layer.get("dilation_rate", (1, 1))[0]
    padded, area, weights = layer.get("padding") == "same", math.prod(kernel), count - filters

    def resized(size):
        return (*(size(above[a], kernel[a], strides[a]) for a in (0, 1)), filters), count

    def spanning(extent):
        return resized(lambda i, k, s: (i - extent(k)) // s + 1)

    def spread(k):
        return (k - 1) * dilation + 1

    traps = [
        named("forgot_bias", (shape, weights)),
        named("single_bias", (shape, weights + 1)),
        named("input_depth_forgotten", (shape, (area + 1) * filters)),
    ]
    if dilation > 1:
        traps += [
            named("undilated_kernel", spanning(lambda k: k)),
            named("dilation_adds_weights", (shape, (math.prod(map(spread, kernel)) * channels + 1) * filters)),
        ]
        if dilation > 2:
            traps.append(named("halved_dilation", spanning(lambda k: (k - 1) * (dilation // 2) + 1)))
        if shape is None:
            traps.append(named("infeasible_not_noticed", spanning(spread)))
            traps.append(named("zero_instead_of_none", ((0, 0, filters), count)))
            return traps
    traps += [
        named("counted_per_position", (shape, count * shape[0] * shape[1])),
        named("single_channel", ((*shape[:2], 1), count)),
    ]
    if padded:
        traps.append(named("stride_ignored", resized(lambda i, k, s: i)))
        traps.append(named("valid_instead_of_same", resized(lambda i, k, s: (i - k) // s + 1)))
    else:
        traps.append(named("missing_plus_one", resized(lambda i, k, s: (i - spread(k)) // s)))
        if dilation == 1:
            traps.append(named("same_instead_of_valid", resized(lambda i, k, s: -(-i // s))))
    return traps


def pool_traps(layer, above, shape):
    """The misconceptions about max pooling."""
    size, channels = layer["pool_size"], above[2]
    strides = layer.get("strides", size)

    def resized(length):
        return (*(length(above[a], size[a], strides[a]) for a in (0, 1)), channels), 0

    return [
        named("pooling_has_parameters", (shape, math.prod(size) * channels)),
        named("pooling_rounded_up", resized(lambda i, k, s: -((k - i) // s) + 1)),
        named("pooling_steps_by_its_size", resized(lambda i, k, s: i // k)),
    ]


def layer_traps(layer, above, row):
    """The misconceptions about one layer: what each makes of the right shape above it."""
    shape, count = row
    if above is None:
        return []
    match layer["layer"]:
        case "Conv2D":
            traps = conv_traps(layer, above, shape, count)
        case "MaxPooling2D":
            traps = pool_traps(layer, above, shape) if shape else []
        case "Flatten":
            traps = [named("flatten_drops_positions", ((above[-1],), 0))]
        case "UpSampling2D":
            traps = [named("upsampling_has_parameters", (shape, math.prod(layer["size"]) * above[2]))]
        case "Dense":
            traps = [
                named("forgot_bias", (shape, count - shape[0])),
                named("single_bias", (shape, count - shape[0] + 1)),
            ]
    return distinct(row, traps)


def following(layer, shape):
    """The row that follows from a student's shape, None where nothing fits; a shape of nothing has no followers."""
    if min(shape) < 1:
        raise ValueError("a map without pixels")
    try:
        return solution.plain_layer(layer, shape)
    except ValueError:
        return None, solution.plain_layer(layer, (10**6, 10**6, shape[2]))[1]


def network_rows(names, layers, shape, right):
    """The rows of a plain network with their traps; a row below a wrong one is judged by what follows from it."""
    table = list(zip(*(right[name] for name in names), strict=True))
    above = [shape, *(after for after, _ in table)]

    def step(i, row):
        return following(layers[i], row[0])

    return rows(
        names,
        table,
        step=step,
        traps={i: layer_traps(layer, above[i], table[i]) for i, layer in enumerate(layers)},
        labels=[f"{i} ({layer['layer']})" for i, layer in enumerate(layers, 1)],
    )


@grades("caption_network")
def caption_network(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """14 rows; below the concatenation a row follows from the one above it."""
    right = solution.caption_network(
        caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
    )
    shapes, params = right["caption_shapes"], right["caption_params"]
    table = list(zip(shapes, params, strict=True))
    image = len(caption_layers)
    above = [caption_input, *shapes]
    widths = {image + 2: text_units, image + 4: merged_units, image + 5: vocabulary}

    def step(i, row):
        (shape, _), width = row, row[0][-1]
        if width < 1:
            raise ValueError("a vector without numbers")
        if i < image:
            return following(caption_layers[i], shape)
        if i == image + 1:
            return (state_units,), state_units * (width + state_units + 1)
        if i == image + 3:
            return (shapes[image - 1][0] + width,), 0
        if i in widths:
            return (widths[i],), (width + 1) * widths[i]
        raise ValueError("the embedding begins a branch of its own")

    def bias_traps(i):
        return [named("forgot_bias", (shapes[i], params[i] - shapes[i][0]))]

    embedded, state = shapes[image], params[image + 1]
    traps = {i: layer_traps(layer, above[i], table[i]) for i, layer in enumerate(caption_layers)}
    traps[image] = [
        named("embedding_as_autoencoder", (embedded, 2 * vocabulary * word_dims + vocabulary + word_dims)),
        named("embedding_with_bias", (embedded, (vocabulary + 1) * word_dims)),
        named("embedding_as_two_matrices", (embedded, 2 * vocabulary * word_dims)),
        named("unrolled_cells_counted_separately", (embedded, caption_words * vocabulary * word_dims)),
    ]
    traps[image + 1] = [
        *bias_traps(image + 1),
        named("recurrent_weights_forgotten", (shapes[image + 1], (word_dims + 1) * state_units)),
        named("unrolled_cells_counted_separately", (shapes[image + 1], caption_words * state)),
        named("all_states_passed_on", ((caption_words, state_units), state)),
    ]
    traps[image + 3] = [named("concatenation_adds", (shapes[image + 2], 0))]
    for i in widths:
        traps[i] = bias_traps(i)
    kinds = ["Embedding", "SimpleRNN", "Dense", "Concatenate", "Dense", "Dense"]
    labels = [f"{i} ({kind})" for i, kind in enumerate([layer["layer"] for layer in caption_layers] + kinds, 1)]
    return rows(["caption_shapes", "caption_params"], table, step=step, traps=traps, labels=labels)


@grades("caption_total")
def caption_total(
    caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
):
    """The sum; also that of the student's own rows, where at least half of them are right."""
    givens = (
        caption_input, caption_layers, vocabulary, word_dims, caption_words, state_units, text_units, merged_units
    )  # fmt: skip
    counts, total = solution.caption_network(*givens)["caption_params"], solution.caption_total(*givens)
    state = state_units * (word_dims + state_units + 1)

    def follows(caption_params):
        mine = [int(count) for count in caption_params]
        right = sum(a == b for a, b in zip(mine, counts, strict=True))
        if right < len(counts) / 2:
            raise ValueError("too few right rows to earn the sum of them")
        return sum(mine)

    biases = sum(layer.get("filters", layer.get("units", 0)) for layer in caption_layers)
    biases += state_units + text_units + merged_units + vocabulary
    return value(
        "caption_total",
        total,
        follows=follows,
        traps=[
            named("embedding_as_autoencoder", total + (vocabulary + 1) * word_dims + vocabulary),
            named("embedding_as_two_matrices", total + vocabulary * word_dims),
            named("unrolled_cells_counted_separately", total + (caption_words - 1) * (vocabulary * word_dims + state)),
            named("forgot_bias", total - biases),
            trap(
                "one_branch_only",
                total - vocabulary * word_dims - state - (state_units + 1) * text_units,
                "The branch of the words is missing.",
                "شاخهٔ واژه‌ها شمرده نشده است.",
            ),
        ],
    )


@grades("recurrent_cells")
def recurrent_cells(cell_units, cell_inputs, cell_steps, forecaster_units, forecaster_steps, forecaster_features):
    """One, three and four maps; a forecaster."""
    right = solution.recurrent_cells(cell_units, cell_inputs, forecaster_units, forecaster_features)
    weights = cell_units * (cell_inputs + cell_units)
    series, last = solution.cells(forecaster_units, forecaster_features)[2], forecaster_units + 1

    def shared(name, gates, biases):
        return [
            named("forgot_bias", gates * weights),
            named("recurrent_weights_forgotten", gates * cell_units * (cell_inputs + biases)),
            named("unrolled_cells_counted_separately", cell_steps * right[name]),
        ]

    return [
        value("rnn_params", right["rnn_params"], traps=shared("rnn_params", 1, 1)),
        value(
            "gru_params",
            right["gru_params"],
            traps=[named("gru_single_bias", 3 * (weights + cell_units)), *shared("gru_params", 3, 2)],
        ),
        value(
            "lstm_params",
            right["lstm_params"],
            traps=[
                named("lstm_three_gates", 3 * (weights + cell_units)),
                named("lstm_double_bias", 4 * (weights + 2 * cell_units)),
                *shared("lstm_params", 4, 1),
            ],
        ),
        value(
            "forecaster_params",
            right["forecaster_params"],
            traps=[
                named("lstm_three_gates", series // 4 * 3 + last),
                named("lstm_double_bias", series + 4 * forecaster_units + last),
                named("unrolled_cells_counted_separately", forecaster_steps * series + last),
                named("forgot_bias", series - 4 * forecaster_units + last - 1),
                trap(
                    "output_layer_forgotten",
                    series,
                    "The Dense layer at the end is missing.",
                    "لایهٔ Dense پایانی شمرده نشده است.",
                ),
                trap(
                    "every_step_has_weights",
                    4 * forecaster_units * (forecaster_steps * forecaster_features + forecaster_units + 1) + last,
                    "The steps are not inputs side by side: the layer sees one step at a time.",
                    "گام‌های زمانی ورودی‌های کنار هم نیستند: لایه هر بار یک گام را می‌بیند.",
                ),
            ],
        ),
    ]


def ceil_for_valid(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: a last window may reach over the edge."""
    inside = solution.conv_output_size(size, kernel, stride, dilation, padding)
    reach = size - (kernel - 1) * dilation - 1
    return inside if padding == "same" else -(-reach // stride) + 1


def without_dilation(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: every kernel is dense."""
    return solution.conv_output_size(size, kernel, stride, 1, padding)


def without_stride(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: every window counts."""
    return solution.conv_output_size(size, kernel, 1, dilation, padding)


def without_first(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: the first window is forgotten."""
    return solution.conv_output_size(size, kernel, stride, dilation, padding) - (padding == "valid")


def multiplied_by_dilation(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: a dilated kernel spans k·d pixels."""
    return solution.conv_output_size(size, kernel * dilation, stride, 1, padding)


def never_raises(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: the formula is trusted where nothing fits."""
    if padding == "same":
        return -(-size // stride)
    return (size - (kernel - 1) * dilation - 1) // stride + 1


def same_keeps_size(size, kernel, stride=1, dilation=1, padding="valid"):
    """Misconception: "same" means the same size in spite of a stride."""
    return solution.conv_output_size(size, kernel, 1 if padding == "same" else stride, dilation, padding)


@st.composite
def axes(draw):
    """Calls of `conv_output_size`: kernels that fit, that just fit, and some that do not."""
    kernel, stride, dilation = draw(st.integers(1, 6)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    extent = (kernel - 1) * dilation + 1
    size = draw(st.integers(max(1, extent - 3), extent + 12) | st.integers(1, 40) | st.just(extent))
    drawn = {"stride": stride, "dilation": dilation, "padding": draw(st.sampled_from(["valid", "valid", "same"]))}
    return call(size, kernel, **{key: option for key, option in drawn.items() if draw(st.integers(0, 3))})


@st.composite
def fitting(draw):
    """Arguments without padding for which at least one window fits."""
    kernel, stride, dilation = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return call((kernel - 1) * dilation + 1 + draw(st.integers(0, 20)), kernel, stride, dilation)


@grades("conv_output")
def conv_output():
    """Windows along one axis."""
    return function(
        "conv_output_size",
        solution.conv_output_size,
        cases=axes(),
        count=120,
        raises=[ValueError],
        examples=[
            example(call(11, 3, stride=2, dilation=2), 4),
            example(call(10, 3, stride=2), 4),
            example(call(11, 3, stride=2, padding="same"), 6),
        ],
        laws=[
            law(
                say("a dilated kernel counts as a dense one of its span", "هم‌ارزی هستهٔ متسع با هستهٔ پر هم‌گستره"),
                fitting(),
                lambda f, size, kernel, stride, dilation: (
                    f(size, kernel, stride, dilation),
                    f(size, (kernel - 1) * dilation + 1, stride, 1),
                ),
            ),
            law(
                say("one stride more of pixels is one window more", "افزودن یک گام پیکسل، یک پنجره می‌افزاید"),
                fitting(),
                lambda f, size, kernel, stride, dilation: (
                    f(size + stride, kernel, stride, dilation),
                    f(size, kernel, stride, dilation) + 1,
                ),
            ),
        ],
        traps=[
            trap(
                "never_raises",
                never_raises,
                "Where the kernel does not fit, ValueError is asked for; the formula means nothing there.",
                "آن‌جا که هسته جا نمی‌شود ValueError خواسته شده است؛ فرمول در آن‌جا بی‌معناست.",
            ),
            named("undilated_kernel", without_dilation),
            named("dilation_multiplies_kernel", multiplied_by_dilation),
            named("stride_ignored", without_stride),
            named("missing_plus_one", without_first),
            trap(
                "rounded_up",
                ceil_for_valid,
                "Without padding a window that reaches over the edge does not count: round down.",
                "بدون لایه‌گذاری، پنجره‌ای که از لبه بیرون می‌زند شمرده نمی‌شود: به پایین گرد کنید.",
            ),
            trap(
                "same_means_equal_size_with_stride",
                same_keeps_size,
                "With a stride, \"same\" does not keep the size: one output is left for each stride begun.",
                "با گام بزرگ‌تر از ۱، لایه‌گذاری same اندازه را نگه نمی‌دارد: برای هر گام آغازشده یک خروجی می‌ماند.",
            ),
        ],
    )  # fmt: skip


def total_padding(size, kernel, stride):
    """The zeros of "same" without the rule that there are no negative ones."""
    return (-(-size // stride) - 1) * stride + kernel - size


def keeps_size(size, kernel, stride):
    """Misconception: as much padding as keeps the size in spite of the stride."""
    total = max((size - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def extra_first(size, kernel, stride):
    """Misconception: the odd zero goes before the first pixel."""
    return solution.same_padding(size, kernel, stride)[::-1]


def symmetric(size, kernel, stride):
    """Misconception: half on each side, whatever is left over."""
    half = sum(solution.same_padding(size, kernel, stride)) // 2
    return half, half


def without_floor(size, kernel, stride):
    """Misconception: a kernel smaller than the stride takes pixels away."""
    total = total_padding(size, kernel, stride)
    return total // 2, total - total // 2


def padding_without_stride(size, kernel, stride):
    """Misconception: k − 1 zeros always."""
    return (kernel - 1) // 2, kernel // 2


@grades("same_padding")
def same_padding():
    """Zeros before and after."""
    cases = st.builds(call, st.integers(1, 30), st.integers(1, 8), st.integers(1, 5))
    return function(
        "same_padding",
        solution.same_padding,
        cases=cases,
        count=120,
        examples=[example(call(7, 4, 2), (1, 2)), example(call(5, 3, 1), (1, 1)), example(call(9, 2, 3), (0, 0))],
        laws=[
            law(
                say(
                    "the padded axis holds exactly the outputs that are asked for",
                    "گنجایش محور لایه‌گذاری‌شده به اندازهٔ خروجی‌های خواسته‌شده",
                ),
                st.builds(call, st.integers(1, 30), st.integers(5, 8), st.integers(1, 5)),
                lambda f, size, kernel, stride: (
                    (size + sum(f(size, kernel, stride)) - kernel) / stride + 1,
                    float(-(-size // stride)),
                ),
            )
        ],
        traps=[
            trap(
                "same_means_equal_size_with_stride",
                keeps_size,
                "So much padding keeps the size in spite of the stride. \"same\" only keeps one output for each stride begun.",
                "این‌همه صفر با وجود گام اندازه را نگه می‌دارد. same تنها برای هر گام آغازشده یک خروجی نگه می‌دارد.",
            ),
            trap(
                "same_padding_symmetric",
                symmetric,
                "Where the number of zeros is odd, one is missing.",
                "جایی که شمار صفرها فرد است، یکی کم آمده است.",
            ),
            trap(
                "extra_pixel_first",
                extra_first,
                "Where the number of zeros is odd, the extra one belongs after the last pixel.",
                "جایی که شمار صفرها فرد است، صفر اضافی باید پس از آخرین پیکسل بیاید.",
            ),
            trap(
                "negative_padding",
                without_floor,
                "There is no negative padding: where the windows need less than the axis has, nothing is added.",
                "لایه‌گذاری منفی وجود ندارد: جایی که پنجره‌ها به کمتر از همهٔ محور نیاز دارند، چیزی افزوده نمی‌شود.",
            ),
            trap(
                "stride_ignored",
                padding_without_stride,
                "The stride has no effect on the padding.",
                "گام در لایه‌گذاری اثری ندارد.",
            ),
        ],
    )  # fmt: skip


@grades("dilated_network")
def dilated_network(dilated_input, dilated_layers):
    """Nine rows, None from where a kernel does not fit."""
    names = ["dilated_shapes", "dilated_params"]
    right = solution.dilated_network(dilated_input, dilated_layers)
    return network_rows(names, dilated_layers, dilated_input, right)


@grades("dilated_in_keras")
def dilated_in_keras():
    """Stride and dilation exclude each other in Keras."""
    return choice(
        "dilated_in_keras",
        solution.dilated_in_keras(),
        {
            "strided_dilated_allowed_in_keras": say(
                "Try it: build a Conv2D with strides=2 and dilation_rate=2.",
                "امتحان کنید: یک Conv2D با strides=2 و dilation_rate=2 بسازید.",
            ),
            "only_the_size_matters": say(
                "The size is not the only obstacle. Try a large image.",
                "اندازه تنها مانع نیست. تصویری بزرگ را امتحان کنید.",
            ),
            "same_padding_cures_it": say(
                "Padding has nothing to do with it. Try it with both kinds.",
                "لایه‌گذاری در این کار نقشی ندارد. هر دو نوع را امتحان کنید.",
            ),
            "no_dilation_in_conv2d": say(
                "Look at the arguments of Conv2D: one of them sets the distance of the weights.",
                "به آرگومان‌های Conv2D نگاه کنید: یکی از آن‌ها فاصلهٔ وزن‌ها را تعیین می‌کند.",
            ),
        },
    )


@grades("small_classifier")
def small_classifier(classifier_input, classifier_layers):
    """Four rows."""
    names = ["classifier_shapes", "classifier_params"]
    right = solution.small_classifier(classifier_input, classifier_layers)
    return network_rows(names, classifier_layers, classifier_input, right)


@grades("batchnorm_counts")
def batchnorm_counts(bn_inputs, bn_units):
    """2C trained, 2C kept."""
    right = solution.batchnorm_counts(bn_units)
    dense = (bn_inputs + 1) * bn_units
    inputs = (
        "The layer normalises what the Dense layer gives out, not what goes into it.",
        "این لایه خروجی لایهٔ Dense را نرمال می‌کند، نه ورودی آن را.",
    )
    return [
        value(
            "bn_trainable",
            right["bn_trainable"],
            traps=distinct(
                right["bn_trainable"],
                [
                    trap(
                        "bn_moving_stats_trainable",
                        4 * bn_units,
                        "The moving statistics are not trained: they follow the batches.",
                        "آماره‌های متحرک آموزش نمی‌بینند: از دسته‌ها پیروی می‌کنند.",
                    ),
                    trap(
                        "bn_without_shift",
                        bn_units,
                        "Beside a scale, the layer learns a shift.",
                        "لایه در کنار ضریب مقیاس، یک جابه‌جایی هم می‌آموزد.",
                    ),
                    trap(
                        "bn_single_pair",
                        2,
                        "Every unit has a scale and a shift of its own.",
                        "هر واحد ضریب مقیاس و جابه‌جایی خودش را دارد.",
                    ),
                    trap("bn_counts_inputs", 2 * bn_inputs, *inputs),
                    trap(
                        "dense_included",
                        dense + 2 * bn_units,
                        "The parameters of the Dense layer are not asked for.",
                        "پارامترهای لایهٔ Dense خواسته نشده‌اند.",
                    ),
                ],
            ),
        ),
        value(
            "bn_non_trainable",
            right["bn_non_trainable"],
            traps=distinct(
                right["bn_non_trainable"],
                [
                    named("bn_forgets_moving_stats", 0),
                    trap(
                        "bn_variance_forgotten",
                        bn_units,
                        "Only one of the two moving statistics is counted.",
                        "تنها یکی از دو آمارهٔ متحرک شمرده شده است.",
                    ),
                    trap(
                        "bn_nothing_trained",
                        4 * bn_units,
                        "Scale and shift are trained.",
                        "ضریب مقیاس و جابه‌جایی آموزش می‌بینند.",
                    ),
                    trap("bn_counts_inputs", 2 * bn_inputs, *inputs),
                ],
            ),
        ),
    ]


@grades("transfer_head")
def transfer_head(backbone_params, backbone_map, hidden_units, target_classes):
    """Two heads on one map."""
    right = solution.transfer_head(backbone_map, hidden_units, target_classes)
    flat, channels = math.prod(backbone_map), backbone_map[2]
    last = (hidden_units + 1) * target_classes

    def head(name, inputs, other):
        return value(
            name,
            right[name],
            traps=[
                trap(
                    "heads_exchanged",
                    right[other],
                    "This is the other head: Flatten keeps every position, pooling one number per channel.",
                    "این سرِ دیگر است: Flatten همهٔ نقطه‌ها را نگه می‌دارد و میانگین‌گیری سراسری برای هر کانال یک عدد.",
                ),
                trap(
                    "backbone_counted",
                    right[name] + backbone_params,
                    "The backbone is counted, too; the head alone is asked for.",
                    "بدنه هم شمرده شده است؛ تنها سر خواسته شده است.",
                ),
                trap(
                    "last_layer_forgotten",
                    right[name] - last,
                    "The layer of the classes is missing.",
                    "لایهٔ رده‌ها شمرده نشده است.",
                ),
                named("forgot_bias", inputs * hidden_units + hidden_units * target_classes),
                trap(
                    "hidden_layer_skipped",
                    (inputs + 1) * target_classes,
                    "The hidden layer lies between the map and the classes.",
                    "میان نقشه و رده‌ها لایهٔ پنهان قرار دارد.",
                ),
            ],
        )

    return [
        head("flatten_head_params", flat, "gap_head_params"),
        head("gap_head_params", channels, "flatten_head_params"),
    ]


# Stacks for `count_parameters`. A seed and a length make one: every kind of layer and every option comes up as often as
# the others, each option is left out now and then, and a shorter length shows less of the same stack.


def some(rng, **options):
    """Options picked from their values, each left out in half of the cases."""
    return {key: rng.choice(values) for key, values in options.items() if rng.random() < 0.5}


PAIRS = [(rows, columns) for rows in (1, 2, 3) for columns in (1, 2, 3)]
FLAGS = [False, False, True]
FEW = [1, 2, 3]
IMAGE_KINDS = (
    ["Conv2D", "grouped", "dilated", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose"]
    + ["MaxPooling2D", "AveragePooling2D", "UpSampling2D", "BatchNormalization", "LayerNormalization", "Dense"]
)  # fmt: skip
SEQUENCE_KINDS = ["MultiHeadAttention", "GRU", "LSTM", "SimpleRNN", "Dense", "LayerNormalization", "BatchNormalization"]


def image_layer(rng, shape):
    """One layer for a map (H, W, C)."""
    height, width, channels = shape
    kind, kernel = rng.choice(IMAGE_KINDS), (rng.randint(1, min(4, height)), rng.randint(1, min(4, width)))
    sized = {"filters": rng.randint(1, 9), "kernel_size": kernel}
    sliding = some(rng, strides=PAIRS, padding=["same", "valid"])
    even = some(rng, strides=[(1, 1), (2, 2), (3, 3)], padding=["same", "valid"])
    bias = some(rng, use_bias=FLAGS)
    match kind:
        case "Conv2D" | "Conv2DTranspose":
            return {"layer": kind, **sized, **sliding, **bias}
        case "grouped":
            groups = rng.choice([n for n in range(1, channels + 1) if channels % n == 0])
            return {
                "layer": "Conv2D",
                **sized,
                "filters": groups * rng.choice(FEW),
                "groups": groups,
                **sliding,
                **bias,
            }
        case "dilated":
            spread = tuple(
                rng.randint(1, (n - 1) // max(k - 1, 1) or 1) for n, k in zip((height, width), kernel, strict=True)
            )
            return {"layer": "Conv2D", **sized, "dilation_rate": spread, **some(rng, padding=["same"]), **bias}
        case "DepthwiseConv2D":
            return {"layer": kind, "kernel_size": kernel, **even, **some(rng, depth_multiplier=FEW), **bias}
        case "SeparableConv2D":
            return {"layer": kind, **sized, **even, **some(rng, depth_multiplier=FEW), **bias}
        case "MaxPooling2D" | "AveragePooling2D":
            default = kind == "MaxPooling2D" and min(height, width) > 1 and rng.random() < 0.5
            return {"layer": kind, **({} if default else {"pool_size": kernel}), **sliding}
        case "UpSampling2D":
            return {"layer": kind, **(some(rng, size=PAIRS) if height * width < 200 else {"size": (1, 1)})}
        case "Dense":
            return {"layer": kind, "units": rng.randint(1, 9), **bias}
    return {"layer": kind, **some(rng, center=FLAGS, scale=FLAGS)}


def sequence_layer(rng, shape):
    """One layer for a sequence (T, C) or a vector (C,)."""
    kind = rng.choice(SEQUENCE_KINDS if len(shape) == 2 else SEQUENCE_KINDS[4:])
    units, bias = {"units": rng.randint(1, 9)}, some(rng, use_bias=FLAGS)
    match kind:
        case "MultiHeadAttention":
            heads = {"num_heads": rng.randint(1, 4), "key_dim": rng.randint(1, 6)}
            return {"layer": kind, **heads, **some(rng, value_dim=[1, 2, 3, 4, 5, 6]), **bias}
        case "GRU":
            return {"layer": kind, **units, **some(rng, return_sequences=[True, False], reset_after=FLAGS), **bias}
        case "LSTM" | "SimpleRNN":
            return {"layer": kind, **units, **some(rng, return_sequences=[True, False]), **bias}
        case "Dense":
            return {"layer": kind, **units, **bias}
    return {"layer": kind, **some(rng, center=FLAGS, scale=FLAGS)}


def stack(length, seed):
    """An image, a sequence or words, `length` layers, and in most cases Flatten or pooling with a Dense layer at the end."""
    rng = random.Random(seed)
    another = rng.choice([image_layer, sequence_layer])
    if another is image_layer:
        shape, first = (rng.randint(3, 14), rng.randint(3, 14), rng.randint(1, 6)), []
    else:
        shape = (rng.randint(2, 7), rng.randint(1, 7))
        words = rng.random() < 0.5
        first = [{"layer": "Embedding", "input_dim": rng.randint(5, 30), "output_dim": shape[1]}] if words else []
    layers = [{"layer": "Input", "shape": shape[:1] if first else shape}, *first]
    for _ in range(length):
        layers.append(another(rng, shape))
        shape = tuple(solution.any_layer(layers[-1], shape)[0])
    last = rng.choice(["Flatten"] * 6 + ["GlobalAveragePooling2D" if len(shape) == 3 else "", ""])
    dense = {"layer": "Dense", "units": rng.randint(1, 9), **some(rng, use_bias=FLAGS)}
    return [*layers, {"layer": last}, dense] if last else layers


def stacks():
    """A stack of one branch."""
    return st.builds(stack, st.integers(1, 5), st.integers(0, 2**32 - 1))


def misread(kinds, wrong):
    """`count_parameters` with other counts for some kinds of layers: `wrong(layer, shape, count)`."""

    def count_parameters(layers):
        counts, shape = [], ()
        for layer in layers:
            above = shape
            shape, count = solution.any_layer(layer, above)
            counts.append(wrong(layer, above, count) if layer["layer"] in kinds else count)
        return counts

    return count_parameters


WITH_BIAS = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose", "Dense", "SimpleRNN", "GRU", "LSTM", "MultiHeadAttention")  # fmt: skip


SHRINKING = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D")


def recount(**changes):
    """The count of a layer with some of its settings replaced."""
    return lambda layer, above, count: solution.any_layer(layer | changes, above)[1]


def biased(layer):
    """1 where a layer has biases, else 0."""
    return int(layer.get("use_bias", True))


def bias_counted_always(layer, above, count):
    """Misconception: use_bias=False changes nothing."""
    return solution.any_layer({**layer, "use_bias": True}, above)[1]


def separable_bias_twice(layer, above, count):
    """Misconception: the depthwise half has biases of its own."""
    return count + biased(layer) * above[2] * layer.get("depth_multiplier", 1)


def depthwise_as_full(layer, above, count):
    """Misconception: every filter of a depthwise convolution reads every channel."""
    made = above[2] * layer.get("depth_multiplier", 1)
    return (math.prod(layer["kernel_size"]) * above[2] + biased(layer)) * made


def transposed_bias_of_inputs(layer, above, count):
    """Misconception: a transposed convolution has a bias for each input channel."""
    return count + biased(layer) * (above[2] - layer["filters"])


def dense_on_everything(layer, above, count):
    """Misconception: Dense reads the whole map."""
    return (math.prod(above) + biased(layer)) * layer["units"]


def without_output_projection(layer, above, count):
    """Misconception: the heads are put side by side, and that is it."""
    values = layer["num_heads"] * layer.get("value_dim", layer["key_dim"])
    return count - (values + biased(layer)) * above[-1]


def sizes_wrong(change):
    """`count_parameters` on a stack with some settings changed, so that the sizes come out wrong."""
    return lambda layers: solution.count_parameters([change(layer) for layer in layers])


@grades("count_parameters")
def count_parameters():
    """Parameters of a stack of layers."""
    small = [
        {"layer": "Input", "shape": (16, 8, 3)},
        {"layer": "Conv2D", "filters": 8, "kernel_size": (3, 3)},
        {"layer": "BatchNormalization"},
        {"layer": "MaxPooling2D"},
        {"layer": "Flatten"},
        {"layer": "Dense", "units": 10},
    ]
    words = [
        {"layer": "Input", "shape": (7,)},
        {"layer": "Embedding", "input_dim": 20, "output_dim": 4},
        {"layer": "MultiHeadAttention", "num_heads": 2, "key_dim": 3},
        {"layer": "GRU", "units": 5},
        {"layer": "Dense", "units": 1, "use_bias": False},
    ]
    branches = st.tuples(stacks(), stacks()).map(lambda two: [*two[0], *two[1]])
    return function(
        "count_parameters",
        solution.count_parameters,
        cases=(stacks() | stacks() | branches).map(lambda layers: call(layers)),
        count=240,
        examples=[
            example(call(small), [0, 224, 32, 0, 0, 1690]),
            # Attention: 3 · (4 + 1) · 6 for queries, keys and values, (6 + 1) · 4 for the output. GRU: 3 · 5 · (4 + 5 + 2).
            example(call(words), [0, 80, 118, 165, 5]),
        ],
        laws=[
            law(
                say("two branches count like each alone", "شمارش دو شاخه همچون شمارش جداگانهٔ هر یک"),
                st.tuples(stacks(), stacks()).map(lambda two: call(*two)),
                lambda f, one, other: (list(f([*one, *other])), [*f(one), *f(other)]),
            )
        ],
        traps=[
            named("forgot_bias", misread(WITH_BIAS, recount(use_bias=False))),
            trap(
                "use_bias_ignored",
                misread(WITH_BIAS, bias_counted_always),
                "With use_bias=False a layer has no biases.",
                "با use_bias=False لایه بایاس ندارد.",
            ),
            named("bn_forgets_moving_stats", misread(["BatchNormalization"], lambda layer, above, n: n - 2 * above[-1])),
            named("gru_single_bias", misread(["GRU"], recount(reset_after=False))),
            named("lstm_three_gates", misread(["LSTM"], lambda layer, above, n: n // 4 * 3)),
            trap(
                "separable_bias_twice",
                misread(["SeparableConv2D"], separable_bias_twice),
                "A separable convolution has one set of biases, after its pointwise half.",
                "کانولوشن جداپذیر تنها یک دسته بایاس دارد، پس از نیمهٔ نقطه‌ای آن.",
            ),
            trap(
                "depthwise_as_full",
                misread(["DepthwiseConv2D"], depthwise_as_full),
                "A depthwise convolution treats each channel by itself: its filters have no depth.",
                "کانولوشن عمقی هر کانال را جداگانه می‌بیند: فیلترهایش عمق ندارند.",
            ),
            trap(
                "transposed_bias_of_inputs",
                misread(["Conv2DTranspose"], transposed_bias_of_inputs),
                "A transposed convolution has a bias for each of its filters, like any other.",
                "کانولوشن ترانهاده هم مانند دیگران برای هر فیلتر یک بایاس دارد.",
            ),
            trap(
                "groups_ignored",
                misread(["Conv2D"], recount(groups=1)),
                "With groups a filter reads only the channels of its own group.",
                "با groups هر فیلتر تنها کانال‌های گروه خودش را می‌خواند.",
            ),
            trap(
                "dense_on_everything",
                misread(["Dense"], dense_on_everything),
                "Dense acts on the last axis; the other axes share its weights.",
                "لایهٔ Dense روی محور آخر کار می‌کند و محورهای دیگر وزن‌های مشترک دارند.",
            ),
            trap(
                "embedding_with_bias",
                misread(["Embedding"], lambda layer, above, n: n + layer["output_dim"]),
                *TEXTS["embedding_with_bias"],
            ),
            trap(
                "attention_without_output",
                misread(["MultiHeadAttention"], without_output_projection),
                "The heads' results are joined by one more linear map with biases.",
                "حاصل سرها با یک نگاشت خطی دیگر، با بایاس، به هم می‌پیوندد.",
            ),
            trap(
                "value_dim_ignored",
                misread(["MultiHeadAttention"], lambda layer, above, n: solution.any_layer({**layer, "value_dim": layer["key_dim"]}, above)[1]),
                "The values may have another width than the keys.",
                "پهنای مقدارها می‌تواند با پهنای کلیدها فرق کند.",
            ),
            trap(
                "strides_ignored",
                sizes_wrong(lambda layer: layer | {"strides": (1, 1)} if layer["layer"] in SHRINKING else layer),
                "The counts are wrong after a convolution with a stride: the map is smaller there.",
                "پس از کانولوشن با گام، شمارش نادرست است: نقشه در آن‌جا کوچک‌تر است.",
            ),
            trap(
                "padding_ignored",
                sizes_wrong(lambda layer: layer | {"padding": "same"} if "kernel_size" in layer else layer),
                "The counts are wrong after a convolution without padding: the map is smaller there.",
                "پس از کانولوشن بدون لایه‌گذاری، شمارش نادرست است: نقشه در آن‌جا کوچک‌تر است.",
            ),
            trap(
                "pooling_steps_by_one",
                sizes_wrong(lambda layer: {"strides": (1, 1), **layer} if layer["layer"] in ("MaxPooling2D", "AveragePooling2D") else layer),
                "A pooling layer without strides steps by its own size.",
                "لایهٔ pooling بدون strides به اندازهٔ خودش گام برمی‌دارد.",
            ),
        ],
    )  # fmt: skip


@grades("autoencoder_tables")
def autoencoder_tables(
    ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
):
    """Three tables."""
    right = solution.autoencoder_tables(
        ae_input, ae_layers, colour_input, colour_layers, vae_input, vae_filters, vae_kernel, vae_hidden, vae_latent
    )
    colour = right["colour_params"]
    first, other = colour_layers[0], colour_layers[1]["kernel_size"]
    colour_traps = {
        i: distinct(
            count, [named("forgot_bias", count - layer["filters"]), named("single_bias", count - layer["filters"] + 1)]
        )
        for i, (count, layer) in enumerate(zip(colour, colour_layers, strict=True))
    }
    colour_traps[0].append(
        trap(
            "listing_summary_mismatch",
            solution.plain_layer({**first, "kernel_size": other}, colour_input)[1],
            "The first convolution has a kernel of its own, not that of the others.",
            "نخستین کانولوشن هستهٔ خودش را دارد، نه هستهٔ بقیه را.",
        )
    )
    colour_traps[1].append(
        trap(
            "input_depth_forgotten",
            (math.prod(other) + 1) * colour_layers[1]["filters"],
            *TEXTS["input_depth_forgotten"],
        )
    )

    vae, flat = right["vae_params"], right["vae_params"][6] // (vae_latent + 1)
    units = {0: vae_filters[0], 1: vae_filters[1], 3: vae_hidden, 4: vae_latent, 5: vae_latent, 6: flat}
    units |= {8: vae_filters[1], 9: vae_filters[0], 10: vae_input[2]}
    vae_traps = {i: [named("forgot_bias", vae[i] - biases)] for i, biases in units.items()}
    chained = (
        "Both heads stand on the hidden layer, side by side; the second is not fed by the first.",
        "هر دو سر کنار هم روی لایهٔ پنهان‌اند؛ دومی از اولی تغذیه نمی‌شود.",
    )
    turned = (
        "A transposed convolution also has a bias for each filter that it makes, not for each channel that it reads.",
        "کانولوشن ترانهاده هم برای هر فیلتری که می‌سازد بایاس دارد، نه برای هر کانالی که می‌خواند.",
    )
    vae_traps[5].append(trap("heads_chained", (vae_latent + 1) * vae_latent, *chained))
    vae_traps[6].append(
        trap(
            "decoder_fed_twice",
            (2 * vae_latent + 1) * flat,
            "The decoder is fed one code, drawn from mean and variance, and not both of these.",
            "رمزگشا از یک رمز تغذیه می‌شود که از میانگین و واریانس نمونه‌گیری شده، نه از خود آن دو.",
        )
    )
    vae_traps[9].append(trap("transposed_bias_of_inputs", vae[9] - vae_filters[0] + vae_filters[1], *turned))
    vae_traps[10].append(trap("transposed_bias_of_inputs", vae[10] - vae_input[2] + vae_filters[0], *turned))
    vae_traps[3].append(
        trap(
            "size_not_halved",
            (vae_input[0] * vae_input[1] * vae_filters[1] + 1) * vae_hidden,
            "The two strides make the map smaller before it is flattened.",
            "دو گام پیش از تخت کردن، نقشه را کوچک‌تر می‌کنند.",
        )
    )
    return [
        network_rows(["ae_shapes", "ae_params"], ae_layers, ae_input, right),
        rows("colour_params", colour, traps=colour_traps),
        rows("vae_params", vae, traps={i: distinct(vae[i], traps) for i, traps in vae_traps.items()}),
    ]
