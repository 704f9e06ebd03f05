"""hw02: the references against TensorFlow, plain loops, finite differences and closed forms, and the published numbers.

The cases come from the grader's own strategies, so that what students are judged on is what is verified here.
"""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.function_checks import OracleCheck
from tamrin.judge.paper import paper

pytestmark = pytest.mark.xdist_group("tensorflow")

VARIANTS = ["published", *range(1, 41)]


@pytest.fixture(scope="module")
def solution(hw02):
    return hw02.solution


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@st.composite
def problems(draw, largest=8):
    """An image, a kernel that fits it when padded, a stride and a padding: nothing square, real numbers."""
    kh, kw = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    padding, stride = draw(st.integers(0, 3)), draw(st.integers(1, 4))
    height = draw(st.integers(max(1, kh - 2 * padding), largest))
    width = draw(st.integers(max(1, kw - 2 * padding), largest))
    real = st.floats(-4, 4, allow_subnormal=False, width=32)
    x = draw(npst.arrays(np.float64, (height, width), elements=real))
    w = draw(npst.arrays(np.float64, (kh, kw), elements=real))
    return x, w, stride, padding


def cotangent(shape):
    """Fixed numbers without a pattern, so that no sum of them vanishes."""
    return np.cos(1.7 * np.arange(np.prod(shape)) + 0.3).reshape(shape)


def looped(x, w, stride, padding):
    """The definition, one product at a time; the image is never padded, entries outside of it are zero."""
    rows = (x.shape[0] + 2 * padding - w.shape[0]) // stride + 1
    columns = (x.shape[1] + 2 * padding - w.shape[1]) // stride + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for u in range(w.shape[0]):
                for v in range(w.shape[1]):
                    a, b = i * stride + u - padding, j * stride + v - padding
                    if 0 <= a < x.shape[0] and 0 <= b < x.shape[1]:
                        y[i, j] += w[u, v] * x[a, b]
    return y


def differences(f, array, step=0.5):
    """Central differences of a number: exact for what is at most quadratic in each entry."""
    gradient = np.zeros(array.shape)
    for index in np.ndindex(array.shape):
        ahead, behind = array.copy(), array.copy()
        ahead[index] += step
        behind[index] -= step
        gradient[index] = (f(ahead) - f(behind)) / (2 * step)
    return gradient


# conv2d and conv2d_backward.


def tf_conv2d(tf, x, w, stride, padding):
    borders = [[0, 0], [padding, padding], [padding, padding], [0, 0]]
    return tf.nn.conv2d(x[None, :, :, None], w[:, :, None, None], stride, borders)[0, :, :, 0]


@settings(max_examples=60)
@given(problem=problems())
def test_conv2d_equals_tensorflow(solution, tf, problem):
    x, w, stride, padding = problem
    expected = tf_conv2d(tf, tf.constant(x), tf.constant(w), stride, padding).numpy()
    np.testing.assert_allclose(solution.conv2d(x, w, stride, padding), expected, rtol=1e-12, atol=1e-12)


@settings(max_examples=60)
@given(problem=problems())
def test_conv2d_backward_equals_tensorflow(solution, tf, problem):
    x, w, stride, padding = problem
    image, kernel = tf.Variable(x), tf.Variable(w)
    with tf.GradientTape() as tape:
        y = tf_conv2d(tf, image, kernel, stride, padding)
        dy = cotangent(tuple(y.shape))
        loss = tf.reduce_sum(y * dy)
    expected = tape.gradient(loss, [image, kernel])
    for received, right in zip(solution.conv2d_backward(dy, x, w, stride, padding), expected, strict=True):
        np.testing.assert_allclose(received, right.numpy(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS[:12])
def test_gradients_of_a_variant_equal_tensorflow(hw02, tf, variant):
    sheet = paper(hw02, variant)
    given_, right = sheet.givens["network"], answers(sheet)
    x, w = tf.Variable(given_["x"]), tf.Variable(given_["w"])
    with tf.GradientTape() as tape:
        conv_map = tf_conv2d(tf, x, w, 1, 0)
        gap = tf.reduce_mean(conv_map)
        target = given_["target"] if given_["target"] is not None else 0.0
        losses = {"sum": tf.reduce_sum(conv_map), "gap": gap, "half_square": (gap - target) ** 2 / 2}
        loss = losses[given_["loss"]]
    dx, dw = tape.gradient(loss, [x, w])
    np.testing.assert_allclose(right["filter_gradient"]["filter_gradient"], dw.numpy(), rtol=1e-12)
    np.testing.assert_allclose(right["input_gradient"]["input_gradient"], dx.numpy(), rtol=1e-12)
    np.testing.assert_allclose(right["forward"]["conv_map"], conv_map.numpy(), rtol=1e-12)


@given(problem=problems())
def test_conv2d_equals_the_definition(solution, problem):
    np.testing.assert_allclose(solution.conv2d(*problem), looped(*problem), rtol=1e-12, atol=1e-12)


@settings(max_examples=30)
@given(problem=problems(5))
def test_conv2d_backward_equals_differences(solution, problem):
    x, w, stride, padding = problem
    dy = cotangent(looped(*problem).shape)
    dx, dw = solution.conv2d_backward(dy, x, w, stride, padding)
    by_image = differences(lambda image: np.sum(dy * looped(image, w, stride, padding)), x)
    by_kernel = differences(lambda kernel: np.sum(dy * looped(x, kernel, stride, padding)), w)
    np.testing.assert_allclose(dx, by_image, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(dw, by_kernel, rtol=1e-9, atol=1e-9)


@given(problem=problems())
def test_conv2d_with_stride_is_every_nth_of_that_without(solution, problem):
    x, w, stride, padding = problem
    dense = solution.conv2d(x, w, 1, padding)
    np.testing.assert_allclose(
        solution.conv2d(x, w, stride, padding), dense[::stride, ::stride], rtol=1e-12, atol=1e-12
    )


@given(problem=problems())
def test_conv2d_of_an_impulse_is_the_turned_kernel(solution, problem):
    _, w, _, _ = problem
    kh, kw = w.shape
    impulse = np.zeros((2 * kh - 1, 2 * kw - 1))
    impulse[kh - 1, kw - 1] = 1.0
    np.testing.assert_array_equal(solution.conv2d(impulse, w), w[::-1, ::-1])


@given(problem=problems())
def test_conv2d_obeys_the_convolution_theorem(solution, problem):
    x, w, _, _ = problem
    shape = tuple(np.add(x.shape, w.shape) - 1)
    product = np.fft.fft2(x, shape) * np.fft.fft2(w[::-1, ::-1], shape)
    full = np.fft.ifft2(product).real
    padded = np.pad(x, ((w.shape[0] - 1,) * 2, (w.shape[1] - 1,) * 2))
    np.testing.assert_allclose(solution.conv2d(padded, w), full, atol=1e-9)


@given(problem=problems())
def test_conv2d_backward_is_the_adjoint(solution, problem):
    x, w, stride, padding = problem
    dy = cotangent(solution.conv2d(*problem).shape)
    dx, dw = solution.conv2d_backward(dy, x, w, stride, padding)
    v, k = cotangent(x.shape), cotangent(w.shape) + 1
    assert np.sum(dy * solution.conv2d(v, w, stride, padding)) == pytest.approx(np.sum(dx * v), rel=1e-9, abs=1e-9)
    assert np.sum(dy * solution.conv2d(x, k, stride, padding)) == pytest.approx(np.sum(dw * k), rel=1e-9, abs=1e-9)


@given(problem=problems())
def test_conv2d_references_leave_their_inputs_alone(solution, problem):
    x, w, stride, padding = problem
    before = x.copy(), w.copy()
    dy = np.ones(solution.conv2d(x, w, stride, padding).shape)
    solution.conv2d_backward(dy, x, w, stride, padding)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(w, before[1])
    assert np.all(dy == 1)


@pytest.mark.parametrize(("question", "first"), [("conv2d", 0), ("conv2d_backward", 1)])
def test_drawn_cases_are_awkward(hw02, question, first):
    # Square, strideless, unpadded inputs would leave mistakes unseen: an eighth at least is none of that.
    (oracle,) = [check for check, _ in paper(hw02, "published").item(question).checks if isinstance(check, OracleCheck)]
    drawn = draw(oracle.cases, oracle.count, oracle.seed)
    images, kernels = ([case.args[n] for case in drawn] for n in (first, first + 1))
    strides, paddings = (
        [case.kwargs.get(key, default) for case in drawn] for key, default in (("stride", 1), ("padding", 0))
    )
    rests = [
        (image.shape[axis] + 2 * padding - kernel.shape[axis]) % stride
        for image, kernel, stride, padding in zip(images, kernels, strides, paddings, strict=True)
        for axis in (0, 1)
    ]
    enough = len(drawn) / 8
    assert sum(image.shape[0] != image.shape[1] for image in images) >= enough
    assert sum(kernel.shape[0] != kernel.shape[1] for kernel in kernels) >= enough
    assert sum(stride > 1 for stride in strides) >= enough
    assert sum(padding > 0 for padding in paddings) >= enough
    assert sum(rest > 0 for rest in rests) >= enough


# The hand-worked answers.


@pytest.mark.parametrize("variant", VARIANTS)
def test_laplacian_equals_the_definition(hw02, variant):
    sheet = paper(hw02, variant)
    given_ = sheet.givens["laplacian"]
    response = answers(sheet)["laplacian"]["response"]
    np.testing.assert_array_equal(response, looped(given_["image"], given_["kernel"], 1, 1))
    assert np.all(response == np.rint(response)) and given_["kernel"].sum() == 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_gradients_of_a_variant_equal_differences(hw02, variant):
    sheet = paper(hw02, variant)
    given_, right = sheet.givens["network"], answers(sheet)

    def loss(x, w):
        conv_map = looped(x, w, 1, 0)
        if given_["loss"] == "sum":
            return conv_map.sum()
        return conv_map.mean() if given_["loss"] == "gap" else (conv_map.mean() - given_["target"]) ** 2 / 2

    x, w = given_["x"], given_["w"]
    by_filter, by_input = differences(lambda a: loss(x, a), w), differences(lambda a: loss(a, w), x)
    np.testing.assert_allclose(right["filter_gradient"]["filter_gradient"], by_filter, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(right["input_gradient"]["input_gradient"], by_input, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS[1:])
def test_variant_can_be_worked_out_with_a_pencil(hw02, variant):
    sheet = paper(hw02, variant)
    right = answers(sheet)
    for array in (right["laplacian"]["response"], right["forward"]["conv_map"], np.array(right["forward"]["gap"])):
        assert np.all(array == np.rint(array)) and np.max(np.abs(array)) < 1000


def test_variants_ask_for_every_loss_and_orientation(hw02):
    givens = [paper(hw02, variant).givens for variant in VARIANTS[1:]]
    assert {given_["network"]["loss"] for given_ in givens} == {"sum", "gap", "half_square"}
    bright = [np.argwhere(given_["laplacian"]["image"]) for given_ in givens]
    columns = sum(len(set(where[:, 1])) == 1 for where in bright)
    rows = sum(len(set(where[:, 0])) == 1 for where in bright)
    assert columns > 3 and rows > 3 and len(bright) - columns - rows > 3


@pytest.mark.parametrize("question", ["laplacian", "forward", "filter_gradient", "input_gradient"])
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw02, question, variant):
    sheet = paper(hw02, variant)
    givens = sheet.item(question).givens
    steps = hw02.declared(hw02.solution, "steps")[question]
    text = steps(**{name: givens[name] for name in steps.__code__.co_varnames[: steps.__code__.co_argcount]})
    lines = re.findall(r"^(?:- )?\S+(?:\[.*?\])? = (.+) = \*\*(.+?)\*\*$", text, re.MULTILINE)
    assert len(lines) >= 4
    for expression, result in lines:
        assert eval(expression.replace("·", "*"), {"__builtins__": {}}) == pytest.approx(float(result))


# The published numbers.


@pytest.fixture(scope="module")
def published(hw02):
    return answers(paper(hw02, "published"))


def test_published_laplacian_is_s1_01(published):
    middle = [0, 30, -60, 30, 0]
    expected = [[0, 20, -70, 20, 0], middle, middle, middle, [0, 20, -70, 20, 0]]
    np.testing.assert_array_equal(published["laplacian"]["response"], expected)


def test_published_pointwise_is_s1_03(published):
    assert published["pointwise"] == {"pointwise_shape": (6, 6, 5), "pointwise_params": 165}


def test_published_feature_map_is_s1_09_and_its_mean_s1_10(published):
    np.testing.assert_array_equal(published["forward"]["conv_map"], [[10, 3], [9, 18]])
    assert published["forward"]["gap"] == 10


def test_published_filter_gradient_is_s1_11_with_the_average_pooling(published):
    np.testing.assert_array_equal(published["filter_gradient"]["filter_gradient"], [[2.25, 3.25], [1.75, 0.75]])


def test_published_input_gradient_is_s1_12_with_the_average_pooling(published):
    expected = np.array([[0, 3, 3], [1, 2, 1], [1, -1, -2]]) / 4
    np.testing.assert_array_equal(published["input_gradient"]["input_gradient"], expected)


def test_printed_filter_gradient_is_listed_as_an_erratum_and_trapped(hw02):
    (erratum,) = hw02.solution.ERRATA
    np.testing.assert_array_equal(erratum.printed, [[9, 13], [7, 3]])
    item = paper(hw02, "published").item("filter_gradient")
    (trap,) = [
        t for check, _ in item.checks for t in getattr(check, "traps", ()) if t.name == "gap_gradient_not_divided"
    ]
    np.testing.assert_array_equal(trap.outcome, erratum.printed)


def test_flipped_kernel_gives_the_map_that_s1_09_warns_of(hw02):
    item = paper(hw02, "published").item("forward")
    (trap,) = [t for check, _ in item.checks for t in getattr(check, "traps", ()) if t.name == "kernel_flip"]
    np.testing.assert_array_equal(trap.outcome, [[8, 1], [7, 0]])


# receptive_field.


def reach(layers):
    """The window of input pixels that one unit sees, found by disturbing every pixel in turn.

    A layer is a convolution with a (dilated) kernel of ones; with positive weights nothing cancels.
    """
    length = 1
    for kernel, stride, dilation in reversed(layers):
        length = (length - 1) * stride + (kernel - 1) * dilation + 1
    signals = np.eye(length + 3)  # one disturbed pixel in each row, and some pixels too many
    for kernel, stride, dilation in layers:
        ones = np.zeros((kernel - 1) * dilation + 1)
        ones[::dilation] = 1.0
        signals = np.array([np.convolve(row, ones, mode="valid")[::stride] for row in signals])
    seen = np.flatnonzero(signals[:, 0])
    return int(seen[-1] - seen[0] + 1)


layers_ = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)), max_size=4)


@settings(max_examples=60)
@given(layers=layers_)
def test_receptive_field_equals_what_a_disturbance_reaches(solution, layers):
    assert solution.receptive_field(layers) == reach(layers)


@given(layers=layers_, stride=st.integers(1, 3))
def test_receptive_field_does_not_depend_on_the_last_stride(solution, layers, stride):
    if layers:
        kernel, _, dilation = layers[-1]
        changed = [*layers[:-1], (kernel, stride, dilation)]
        assert solution.receptive_field(changed) == solution.receptive_field(layers)


@given(below=layers_, above=layers_)
def test_receptive_field_of_stacked_networks_adds_up(solution, below, above):
    jump = int(np.prod([stride for _, stride, _ in below]))
    expected = solution.receptive_field(below) + jump * (solution.receptive_field(above) - 1)
    assert solution.receptive_field(below + above) == expected


@pytest.mark.parametrize(
    ("layers", "field"),
    [
        ([], 1),
        ([(1, 2, 3)], 1),
        ([(3, 1, 1)] * 3, 7),
        ([(3, 1, 1), (3, 1, 2), (3, 1, 4)], 15),
        # VGG-16 up to its last pooling layer, as published by Araujo, Norris & Sim 2019.
        ([(3, 1, 1)] * 2 + [(2, 2, 1)] + [(3, 1, 1)] * 2 + [(2, 2, 1)] + ([(3, 1, 1)] * 3 + [(2, 2, 1)]) * 3, 212),
    ],
)
def test_receptive_field_of_known_networks(solution, layers, field):
    assert solution.receptive_field(layers) == field
