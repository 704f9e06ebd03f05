"""hw01: the references against Keras, TensorFlow, windows counted one by one and closed forms; the published numbers.

The stacks come from the grader's own strategies, so that what students are judged on is what is verified here.
"""

import math
import re

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tamrin.build.answers import answers, given_to
from tamrin.cases import draw
from tamrin.checks import RowCheck
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper

pytestmark = pytest.mark.xdist_group("tensorflow")

VARIANTS = ["published", *range(1, 41)]
SETTINGS = {
    "Conv2D": "filters kernel_size strides padding dilation_rate groups use_bias",
    "DepthwiseConv2D": "kernel_size strides padding depth_multiplier use_bias",
    "SeparableConv2D": "filters kernel_size strides padding depth_multiplier use_bias",
    "Conv2DTranspose": "filters kernel_size strides padding use_bias",
    "MaxPooling2D": "pool_size strides padding",
    "AveragePooling2D": "pool_size strides padding",
    "UpSampling2D": "size",
    "GlobalAveragePooling2D": "",
    "Flatten": "",
    "Dense": "units use_bias",
    "Embedding": "input_dim output_dim",
    "SimpleRNN": "units return_sequences use_bias",
    "LSTM": "units return_sequences use_bias",
    "GRU": "units return_sequences use_bias reset_after",
    "BatchNormalization": "center scale",
    "LayerNormalization": "center scale",
    "MultiHeadAttention": "num_heads key_dim value_dim use_bias",
}

ALWAYS = {"filters", "kernel_size", "units", "input_dim", "output_dim", "num_heads", "key_dim"}


@pytest.fixture(scope="module")
def hw01(course):
    return course.assignment("hw01")


@pytest.fixture(scope="module")
def solution(hw01):
    return hw01.solution


@pytest.fixture(scope="module")
def published(hw01):
    return answers(paper(hw01, "published"))


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def keras(tf):
    return pytest.importorskip("keras")


def given_stack(hw01):
    """A strategy of the grader, which only exists once the course is loaded."""
    return hw01.grader.stacks()


# conv_output_size and same_padding.


sizes, kernels, strides, dilations = st.integers(1, 60), st.integers(1, 8), st.integers(1, 5), st.integers(1, 5)


@given(size=sizes, kernel=kernels, stride=strides, dilation=dilations)
def test_valid_output_counts_the_windows_that_lie_inside(solution, size, kernel, stride, dilation):
    taps = np.arange(kernel) * dilation
    inside = [left for left in range(0, size, stride) if left + taps.max() < size]
    if inside:
        assert solution.conv_output_size(size, kernel, stride, dilation) == len(inside)
    else:
        with pytest.raises(ValueError, match="does not fit"):
            solution.conv_output_size(size, kernel, stride, dilation)


@given(size=sizes, kernel=kernels, stride=strides)
def test_floor_form_equals_ceil_form(solution, size, kernel, stride):
    if kernel <= size:
        assert solution.conv_output_size(size, kernel, stride) == math.ceil((size - kernel + 1) / stride)


@given(size=sizes, kernel=kernels, stride=strides, dilation=dilations)
def test_same_output_is_valid_output_of_the_padded_axis(solution, size, kernel, stride, dilation):
    extent = (kernel - 1) * dilation + 1
    padded = size + sum(solution.same_padding(size, extent, stride))
    same = solution.conv_output_size(size, kernel, stride, dilation, "same")
    assert solution.conv_output_size(padded, kernel, stride, dilation) == same == math.ceil(size / stride)


@given(size=sizes, kernel=kernels, stride=strides)
def test_same_padding_is_the_least_that_suffices(solution, size, kernel, stride):
    before, after = solution.same_padding(size, kernel, stride)
    assert 0 <= before <= after <= before + 1
    if before + after:
        short = size + before + after - 1
        assert short < kernel or solution.conv_output_size(short, kernel, stride) < math.ceil(size / stride)


@given(size=sizes, kernel=kernels)
def test_same_padding_without_stride_keeps_the_size(solution, size, kernel):
    assert solution.same_padding(size, kernel, 1) == ((kernel - 1) // 2, kernel // 2)


@pytest.mark.slow
@settings(max_examples=150)
@given(size=sizes, kernel=kernels, stride=strides, dilation=dilations, padding=st.sampled_from(["valid", "same"]))
def test_output_size_equals_tensorflow(solution, tf, size, kernel, stride, dilation, padding):
    extent = (kernel - 1) * dilation + 1
    if padding == "valid" and extent > size:
        # No oracle here: TensorFlow 2.21 raises on a CPU, or hands the input back where no output would be left.
        with pytest.raises(ValueError, match="does not fit"):
            solution.conv_output_size(size, kernel, stride, dilation, padding)
        return
    x, w = tf.zeros((1, size, 1, 1)), tf.zeros((kernel, 1, 1, 1))
    y = tf.nn.conv2d(x, w, (stride, stride), padding.upper(), dilations=(dilation, 1))
    assert y.shape[1] == solution.conv_output_size(size, kernel, stride, dilation, padding)


@pytest.mark.slow
@settings(max_examples=80)
@given(size=st.integers(1, 25), kernel=kernels, stride=strides)
def test_same_padding_equals_tensorflow(solution, tf, size, kernel, stride):
    x = tf.constant(np.cos(np.arange(size) + 0.5)[None, :, None, None])
    w = tf.constant(np.sin(np.arange(kernel) + 0.5)[:, None, None, None])
    before, after = solution.same_padding(size, kernel, stride)
    explicit = [[0, 0], [before, after], [0, 0], [0, 0]]
    received = tf.nn.conv2d(x, w, stride, explicit).numpy()
    np.testing.assert_allclose(received, tf.nn.conv2d(x, w, stride, "SAME").numpy(), rtol=1e-12, atol=1e-12)


# count_parameters against Keras.


def in_keras(keras, settings_, x):
    """A Keras layer of the settings, applied to a symbolic tensor; the layer and what it gives out."""
    options = {key: value for key, value in settings_.items() if key != "layer"}
    layer = getattr(keras.layers, settings_["layer"])(**options)
    return layer, layer(x, x) if settings_["layer"] == "MultiHeadAttention" else layer(x)


def built_in_keras(keras, settings_, shape):
    """Parameters and output shape of a Keras layer that is built for a shape, without a graph around it."""
    options = {key: value for key, value in settings_.items() if key != "layer"}
    layer = getattr(keras.layers, settings_["layer"])(**options)
    inputs = [(None, *shape)] * (2 if settings_["layer"] == "MultiHeadAttention" else 1)
    layer.build(*inputs)
    return layer.count_params(), tuple(layer.compute_output_shape(*inputs)[1:])


@pytest.mark.slow
def test_counts_and_shapes_equal_keras_on_500_stacks(hw01, solution, keras):
    kinds = set()

    @settings(max_examples=500, phases=[Phase.generate])
    @given(layers=given_stack(hw01))
    def compare(layers):
        shape, after, expected = (), (), []
        for layer in layers:
            shape = tuple(solution.any_layer(layer, shape)[0])
            if layer["layer"] == "Input":
                count, after = 0, layer["shape"]
            else:
                count, after = built_in_keras(keras, layer, after)
                kinds.add(layer["layer"])
            expected.append(count)
            assert shape == after, layer
        assert solution.count_parameters(layers) == expected

    compare()
    assert kinds == set(SETTINGS)


@pytest.mark.slow
def test_counts_of_whole_keras_models(hw01, solution, keras):
    for layers in draw(given_stack(hw01), 12, 1):
        inputs = tensor = keras.Input(layers[0]["shape"])
        for layer in layers[1:]:
            _, tensor = in_keras(keras, layer, tensor)
        model = keras.Model(inputs, tensor)
        counts = solution.count_parameters(layers)
        assert sum(counts) == model.count_params()
        assert counts == [layer.count_params() for layer in model.layers]


def as_stack(model):
    """A functional model as a list of dicts: every layer a branch of its own, on the shape that reaches it."""
    layers = []
    for layer in model.layers:
        kind = type(layer).__name__
        if kind in SETTINGS:
            config = layer.get_config()
            layers.append({"layer": "Input", "shape": tuple(layer.input.shape[1:])})
            layers.append({"layer": kind} | {key: config[key] for key in SETTINGS[kind].split()})
        else:
            assert layer.count_params() == 0, f"{kind} has parameters"
    return layers


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "count"),
    [("ResNet50", 25_636_712), ("MobileNetV2", 3_538_984), ("MobileNet", 4_253_864), ("Xception", 22_910_480)],
)
def test_counts_of_published_networks(solution, keras, name, count):
    model = getattr(keras.applications, name)(weights=None)
    stack = as_stack(model)
    counts = solution.count_parameters(stack)
    assert sum(counts) == count == model.count_params()
    assert counts[1::2] == [layer.count_params() for layer in model.layers if type(layer).__name__ in SETTINGS]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "side"), [("MobileNetV2", 224), ("ResNet50", 96), ("EfficientNetB0", 160)])
def test_transfer_heads_equal_keras(hw01, solution, keras, name, side):
    backbone = getattr(keras.applications, name)(weights=None, include_top=False, input_shape=(side, side, 3))
    givens = next(
        found
        for found in (paper(hw01, variant).givens["transfer_head"] for variant in ["published", *range(1, 40)])
        if found["backbone"] == name
    )
    shape = tuple(backbone.output.shape[1:])
    assert shape == (side // 32, side // 32, givens["backbone_map"][2])
    assert backbone.count_params() == givens["backbone_params"]
    heads = {}
    for key, first in (("flatten_head_params", "Flatten"), ("gap_head_params", "GlobalAveragePooling2D")):
        head = keras.Sequential(
            [keras.Input(shape), getattr(keras.layers, first)(), keras.layers.Dense(37), keras.layers.Dense(6)]
        )
        heads[key] = head.count_params()
    assert solution.transfer_head(shape, 37, 6) == heads


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:4])
def test_networks_of_a_variant_equal_keras(hw01, keras, variant):
    sheet = paper(hw01, variant)
    givens, right = {k: v for group in sheet.givens.values() for k, v in group.items()}, answers(sheet)

    def built(layers, tensor):
        rows = []
        for layer in layers:
            made, tensor = in_keras(keras, layer, tensor)
            rows.append((tuple(tensor.shape[1:]), made.count_params()))
        return rows, tensor

    image, seen = built(givens["caption_layers"], keras.Input(givens["caption_input"]))
    text_layers = [
        {"layer": "Embedding", "input_dim": givens["vocabulary"], "output_dim": givens["word_dims"]},
        {"layer": "SimpleRNN", "units": givens["state_units"]},
        {"layer": "Dense", "units": givens["text_units"]},
    ]
    text, read = built(text_layers, keras.Input((givens["caption_words"],)))
    joined = keras.layers.Concatenate()([seen, read])
    head_layers = [{"layer": "Dense", "units": units} for units in (givens["merged_units"], givens["vocabulary"])]
    head, _ = built(head_layers, joined)
    rows = [*image, *text, (tuple(joined.shape[1:]), 0), *head]
    assert list(zip(*right["caption_network"].values(), strict=True)) == rows
    assert right["caption_total"]["caption_total"] == sum(count for _, count in rows)

    for network, question, names in [
        ("classifier", "small_classifier", ["classifier_shapes", "classifier_params"]),
        ("ae", "autoencoder_tables", ["ae_shapes", "ae_params"]),
    ]:
        rows, _ = built(givens[f"{network}_layers"], keras.Input(givens[f"{network}_input"]))
        assert list(zip(*(right[question][name] for name in names), strict=True)) == rows
    rows, _ = built(givens["colour_layers"], keras.Input(givens["colour_input"]))
    assert right["autoencoder_tables"]["colour_params"] == [count for _, count in rows]
    assert rows[-1][0] == (*givens["colour_input"][:2], 3)

    cells = [getattr(keras.layers, kind)(givens["cell_units"]) for kind in ("SimpleRNN", "GRU", "LSTM")]
    for cell in cells:
        cell.build((None, givens["cell_steps"], givens["cell_inputs"]))
    series = keras.Sequential(
        [
            keras.Input((givens["forecaster_steps"], givens["forecaster_features"])),
            keras.layers.LSTM(givens["forecaster_units"]),
            keras.layers.Dense(1),
        ]
    )
    counts = [*(cell.count_params() for cell in cells), series.count_params()]
    assert list(right["recurrent_cells"].values()) == counts
    norm = keras.layers.BatchNormalization()
    norm.build((None, givens["bn_units"]))
    sizes_ = [sum(int(np.prod(w.shape)) for w in ws) for ws in (norm.trainable_weights, norm.non_trainable_weights)]
    assert list(right["batchnorm_counts"].values()) == sizes_


def vae_in_keras(keras, givens):
    """Counts of the layers of the variational autoencoder, and the shape that it gives out."""
    (a, b), kernel, layers = givens["vae_filters"], givens["vae_kernel"], keras.layers
    same = {"padding": "same"}
    image = keras.Input(givens["vae_input"])
    chain = [layers.Conv2D(a, kernel, strides=2, **same), layers.Conv2D(b, kernel, strides=2, **same)]
    mapped = chain[1](chain[0](image))
    chain += [layers.Flatten(), layers.Dense(givens["vae_hidden"])]
    flat = chain[2](mapped)
    hidden = chain[3](flat)
    heads = [layers.Dense(givens["vae_latent"]) for _ in range(2)]
    for head in heads:
        head(hidden)
    decoder = [
        layers.Dense(flat.shape[1]),
        layers.Reshape(mapped.shape[1:]),
        layers.Conv2DTranspose(b, kernel, strides=2, **same),
        layers.Conv2DTranspose(a, kernel, strides=2, **same),
        layers.Conv2DTranspose(image.shape[3], kernel, **same),
    ]
    out = keras.Input((givens["vae_latent"],))
    for layer in decoder:
        out = layer(out)
    return [layer.count_params() for layer in [*chain, *heads, *decoder]], tuple(out.shape[1:])


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:6])
def test_variational_autoencoder_equals_keras(hw01, keras, variant):
    sheet = paper(hw01, variant)
    givens = sheet.givens["autoencoder_tables"]
    counts, shape = vae_in_keras(keras, givens)
    assert answers(sheet)["autoencoder_tables"]["vae_params"] == counts
    assert shape == givens["vae_input"]


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:20])
def test_dilated_network_equals_tensorflow(hw01, tf, variant):
    sheet = paper(hw01, variant)
    givens, right = sheet.givens["dilated_network"], answers(sheet)["dilated_network"]
    # One channel and one column are enough: sizes do not depend on channels, and both axes have the same layers.
    x, sizes_ = tf.zeros((1, givens["dilated_input"][0], 1, 1)), []
    for layer in givens["dilated_layers"]:
        if layer["layer"] == "MaxPooling2D":
            x = tf.nn.max_pool2d(x, (2, 1), (2, 1), "VALID") if x is not None else None
        elif x is not None:
            kernel, stride = tf.zeros((layer["kernel_size"][0], 1, 1, 1)), layer.get("strides", (1, 1))[0]
            dilation = (layer.get("dilation_rate", (1, 1))[0], 1)
            try:
                x = tf.nn.conv2d(x, kernel, (stride, stride), layer.get("padding", "valid").upper(), dilations=dilation)
            except (tf.errors.InvalidArgumentError, ValueError):
                x = None
        if x is not None and x.shape[1] == 0:
            x = None
        sizes_.append(x.shape[1] if x is not None else None)
    assert [shape and shape[0] for shape in right["dilated_shapes"]] == sizes_
    assert all(shape is None or shape[0] == shape[1] for shape in right["dilated_shapes"])


@pytest.mark.slow
@pytest.mark.parametrize("padding", ["valid", "same"])
def test_keras_refuses_stride_with_dilation(keras, tf, padding):
    with pytest.raises(ValueError, match="dilation"):
        keras.layers.Conv2D(3, 5, strides=2, dilation_rate=2, padding=padding)(keras.Input((700, 700, 3)))
    x, w = tf.zeros((1, 256, 256, 1)), tf.zeros((5, 5, 1, 1))
    assert tf.nn.conv2d(x, w, 2, "VALID", dilations=2).shape[1] == 124


@given(data=st.data())
@settings(max_examples=60)
def test_counts_of_a_stack_add_up_over_its_branches(hw01, solution, data):
    one, other = data.draw(given_stack(hw01)), data.draw(given_stack(hw01))
    count = solution.count_parameters
    assert count([*one, *other]) == count(one) + count(other)


def test_drawn_stacks_show_every_setting(hw01):
    (oracle,) = [c for c, _ in paper(hw01, "published").item("count_parameters").checks if isinstance(c, OracleCheck)]
    drawn = [layer for case in draw(oracle.cases, oracle.count, oracle.seed) for layer in case.args[0]]
    for kind, keys in SETTINGS.items():
        layers = [layer for layer in drawn if layer["layer"] == kind]
        assert len(layers) >= 5, kind
        for key in set(keys.split()) - ALWAYS - ({"pool_size"} if kind == "AveragePooling2D" else set()):
            assert 0 < sum(key in layer for layer in layers) < len(layers), f"{kind}: {key}"


# The published numbers.


def test_published_caption_network_is_s0_01_to_15(published):
    image = [(24, 24, 64), (12, 12, 64), (8, 8, 128), (4, 4, 128), (2, 2, 256), (1, 1, 256), (256,), (128,)]
    shapes, params = published["caption_network"].values()
    assert shapes[:8] == image and shapes[9:] == [(128,), (128,), (256,), (128,), (1000,)] and shapes[8][1] == 256
    assert params == [3200, 0, 204928, 0, 295168, 0, 0, 32896, 256000, 49280, 16512, 0, 32896, 129000]
    assert published["caption_total"]["caption_total"] == 1_019_880


def test_published_recurrent_cells_are_s0_10_and_s4_64(published):
    assert list(published["recurrent_cells"].values()) == [49280, 148224, 197120, 10451]


def test_published_dilated_network_is_s3_13_and_14(published):
    shapes, params = published["dilated_network"].values()
    assert [shape and shape[0] for shape in shapes] == [256, 124, 62, 62, 23, 11, 11, None, None]
    assert params == [1792, 51232, 0, 36992, 204864, 0, 147712, 819328, 0] and sum(params) == 1_261_920


def test_published_classifier_is_s1_05_to_08(published):
    shapes, params = published["small_classifier"].values()
    assert shapes == [(14, 14, 32), (7, 7, 32), (1568,), (5,)] and params == [896, 0, 0, 7845]


def test_published_counts_of_s3_21_and_s1_17(published):
    assert list(published["batchnorm_counts"].values()) == [40, 40]
    last = 1285
    assert list(published["transfer_head"].values()) == [16_056_576 + last, 327_936 + last]
    assert published["transfer_head"]["flatten_head_params"] + 2_257_984 == 18_315_845


def test_published_autoencoders_are_s4_31_37_and_53(published):
    right = published["autoencoder_tables"]
    assert [n for n in right["ae_params"] if n] == [5450, 62550, 451, 3, 500, 125100, 10803]
    assert sum(right["ae_params"]) == 204_857
    assert right["ae_shapes"][3:7] == [(4, 4, 50), (2, 2, 1), (2, 1, 1), (10, 5, 1)]
    assert right["ae_shapes"][-1] == (100, 100, 3)
    assert right["colour_params"] == [6656, 295040, 73792, 73856, 3459] and sum(right["colour_params"]) == 452_803
    encoder, decoder = right["vae_params"][:6], right["vae_params"][6:]
    assert encoder == [320, 18496, 0, 50192, 34, 34] and sum(encoder) == 69_076
    assert decoder == [9408, 0, 36928, 18464, 289] and sum(decoder) == 65_089


def traps_of(item):
    return {(t.name, getattr(c, "index", None)): t.outcome for c, _ in item.checks for t in getattr(c, "traps", ())}


def test_printed_mistakes_are_errata_and_traps(hw01, published):
    errata = {erratum.name: erratum.printed for erratum in hw01.solution.ERRATA}
    sheet = paper(hw01, "published")
    assert set(errata) == {"caption_shapes", "caption_params", "caption_total", "dilated_shapes"}
    for question, name in [("caption_network", "caption_params"), ("dilated_network", "dilated_shapes")]:
        assert errata[name] != published[question][name] and len(errata[name]) == len(published[question][name])
    assert errata["caption_params"][8] == 513_256 and sum(errata["caption_params"]) == errata["caption_total"]
    caption, dilated = traps_of(sheet.item("caption_network")), traps_of(sheet.item("dilated_network"))
    assert caption["embedding_as_autoencoder", 8][1] == 513_256
    assert traps_of(sheet.item("caption_total"))["embedding_as_autoencoder", None] == errata["caption_total"]
    assert dilated["undilated_kernel", 1][0] == errata["dilated_shapes"][1] == (126, 126, 32)
    assert dilated["undilated_kernel", 7][0] == errata["dilated_shapes"][7] == (4, 4, 128)
    colour = traps_of(sheet.item("autoencoder_tables"))["listing_summary_mismatch", 0]
    assert colour == (2560,) and 452_803 - 6656 + 2560 == 448_707


# Variants.


@pytest.mark.parametrize("variant", VARIANTS)
def test_networks_are_as_the_catalogue_wants_them(hw01, variant):
    sheet = paper(hw01, variant)
    right = answers(sheet)
    for question in ("caption_network", "small_classifier", "autoencoder_tables"):
        shapes = next(iter(right[question].values()))
        assert all(min(shape) >= 1 for shape in shapes)
    assert right["caption_total"]["caption_total"] < 10**8
    assert right["autoencoder_tables"]["ae_shapes"][-1] == sheet.givens["autoencoder_tables"]["ae_input"]
    traps = traps_of(sheet.item("dilated_network"))
    for index in (1, 4):
        assert ("undilated_kernel", index) in traps
    if variant != "published":
        assert any(name == "pooling_rounded_up" for name, _ in traps_of(sheet.item("small_classifier")))
        assert any(name == "pooling_rounded_up" for name, _ in traps_of(sheet.item("caption_network")))


def test_about_three_sheets_in_ten_end_early(hw01):
    ends = [None in answers(paper(hw01, v))["dilated_network"]["dilated_shapes"] for v in VARIANTS[1:]]
    assert 0.1 < np.mean(ends) < 0.5


@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw01, variant):
    sheet = paper(hw01, variant)
    steps = hw01.declared(hw01.solution, "steps")
    checked = 0
    for item in sheet.items:
        text = steps[item.question.id](**given_to(steps[item.question.id], item.givens))
        rows = re.findall(r"\| ([\d·+() ]+) \| \*\*(\d+)\*\* \|$", text, re.MULTILINE)
        rows += re.findall(r"(?:: |- |^)([\d·+() ]+) = \*\*(\d+)\*\*", text, re.MULTILINE)
        for expression, result in rows:
            assert eval(expression.replace("·", "*"), {"__builtins__": {}}) == int(result), (
                item.question.id,
                expression,
            )
        checked += len(rows)
    assert checked >= 55


# Carry-forward.


def verdicts(hw01, variant, question, **namespace):
    item = paper(hw01, variant).item(question)
    student = InProcessStudent(namespace, hw01.meta.limits)
    return [check.judge(student) for check, _ in item.checks if isinstance(check, RowCheck)]


@pytest.mark.parametrize(("question", "layers"), [("caption_network", "caption"), ("autoencoder_tables", "ae")])
@pytest.mark.parametrize("variant", ["published", 3])
def test_one_wrong_channel_count_costs_one_row(hw01, solution, question, layers, variant):
    sheet = paper(hw01, variant)
    givens, right = sheet.item(question).givens, answers(sheet)[question]
    shapes, params = f"{layers}_shapes", f"{layers}_params"
    network = givens[f"{layers}_layers"]
    shape = (*right[shapes][0][:2], right[shapes][0][2] - 4)
    rows = [(shape, right[params][0]), *solution.table(network[1:], shape)]
    mine = dict(right)
    for name, column in ((shapes, 0), (params, 1)):
        mine[name] = [row[column] for row in rows] + list(right[name][len(rows) :])
    found = verdicts(hw01, variant, question, **mine)
    assert [finding.verdict for finding in found].count("passed") == len(found) - 1
    assert found[2].key == "follows" or layers == "ae"


def test_network_that_ends_for_wrong_channels_is_carried(hw01):
    right = answers(paper(hw01, "published"))["dilated_network"]
    shapes, params = list(right["dilated_shapes"]), list(right["dilated_params"])
    shapes[6] = (11, 11, 250)
    params[7] = (25 * 250 + 1) * 128
    found = verdicts(hw01, "published", "dilated_network", dilated_shapes=shapes, dilated_params=params)
    assert [finding.verdict for finding in found].count("passed") == 8 and found[7].key == "follows"
