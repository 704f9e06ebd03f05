"""hw04: the references against Keras, scikit-learn, the definition and closed forms, and the published numbers.

The cases come from the grader's own strategies, so that what students are judged on is what is verified here.
"""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.function_checks import OracleCheck, Raised
from tamrin.judge.paper import paper

pytestmark = pytest.mark.xdist_group("tensorflow")

VARIANTS = ["published", *range(1, 31)]
FUNCTIONS = {
    "batch_norm": 0,
    "layer_norm": 0,
    "batch_norm_backward": 1,
    "layer_norm_backward": 1,
    "moving_statistics": 2,
    "conv_batch_norm": 0,
}
"""By question: which argument is x."""


@pytest.fixture(scope="module")
def hw04(course):
    return course.assignment("hw04")


@pytest.fixture(scope="module")
def solution(hw04):
    return hw04.solution


@pytest.fixture(scope="module")
def keras():
    pytest.importorskip("tensorflow")
    return pytest.importorskip("keras")


def oracle(hw04, question):
    (found,) = [c for c, _ in paper(hw04, "published").item(question).checks if isinstance(c, OracleCheck)]
    return found


def cases(hw04, question):
    check = oracle(hw04, question)
    return draw(check.cases, check.count, check.seed)


def cotangent(shape):
    """Fixed numbers without a pattern, so that no sum of them vanishes."""
    return np.cos(1.7 * np.arange(math.prod(shape)) + 0.3).reshape(shape)


@st.composite
def batches(draw, least_rows=1, least_columns=1):
    """A batch of real numbers, γ, β and ε; a column is sometimes scaled to almost nothing."""
    shape = draw(st.integers(least_rows, 7)), draw(st.integers(least_columns, 7))
    real = st.floats(-4, 4, allow_subnormal=False, width=32)
    x = draw(npst.arrays(np.float64, shape, elements=real))
    x[:, draw(st.integers(0, shape[1] - 1))] *= draw(st.sampled_from([1.0, 1e-2, 1e-4]))
    gamma, beta = (draw(npst.arrays(np.float64, shape[1], elements=real)) for _ in range(2))
    return x, gamma, beta, draw(st.sampled_from([1e-5, 1e-3, 0.25]))


def defined(values, gamma, beta, eps):
    """The definition for numbers that share their statistics, one by one."""
    mean = math.fsum(values) / len(values)
    var = math.fsum((v - mean) ** 2 for v in values) / len(values)
    return [g * (v - mean) / math.sqrt(var + eps) + b for v, g, b in zip(values, gamma, beta, strict=True)]


# The forward passes.


@given(batch=batches())
def test_batch_norm_equals_the_definition(solution, batch):
    x, gamma, beta, eps = batch
    n = len(x)
    expected = [defined(x[:, j], [gamma[j]] * n, [beta[j]] * n, eps) for j in range(x.shape[1])]
    np.testing.assert_allclose(solution.batch_norm(x, gamma, beta, eps), np.transpose(expected), rtol=1e-9, atol=1e-9)


@given(batch=batches())
def test_layer_norm_equals_the_definition(solution, batch):
    x, gamma, beta, eps = batch
    expected = [defined(row, gamma, beta, eps) for row in x]
    np.testing.assert_allclose(solution.layer_norm(x, gamma, beta, eps), expected, rtol=1e-9, atol=1e-9)


@given(batch=batches(least_rows=2))
def test_batch_norm_without_eps_equals_scikit_learn(solution, batch):
    from sklearn.preprocessing import StandardScaler

    x, gamma, beta, _ = batch
    x = x + cotangent(x.shape)  # scikit-learn leaves columns alone that do not vary
    expected = gamma * StandardScaler().fit_transform(x) + beta
    np.testing.assert_allclose(solution.batch_norm(x, gamma, beta, 0.0), expected, rtol=1e-6, atol=1e-6)


@given(batch=batches())
def test_layer_norm_is_batch_norm_of_the_transpose(solution, batch):
    x, gamma, beta, eps = batch
    ones, zeros = np.ones(len(x)), np.zeros(len(x))
    normal = solution.batch_norm(x.T, ones, zeros, eps).T
    np.testing.assert_allclose(solution.layer_norm(x, gamma, beta, eps), gamma * normal + beta, rtol=1e-12, atol=1e-12)


@given(batch=batches())
def test_moments_after_normalization_are_in_closed_form(solution, batch):
    x, _, _, eps = batch
    for axis, y in (
        (0, solution.batch_norm(x, 1.0, 0.0, eps)),
        (1, solution.layer_norm(x, 1.0, 0.0, eps)),
    ):
        np.testing.assert_allclose(y.mean(axis), 0, atol=1e-7)
        np.testing.assert_allclose(y.var(axis), x.var(axis) / (x.var(axis) + eps), rtol=1e-7, atol=1e-9)


@given(batch=batches(), shift=st.integers(-3, 3), factor=st.sampled_from([0.5, 2.0, 3.0]))
def test_batch_norm_undoes_an_affine_map_of_every_feature(solution, batch, shift, factor):
    x, gamma, beta, eps = batch
    moved = factor * x + shift * np.arange(x.shape[1])
    np.testing.assert_allclose(
        solution.batch_norm(moved, gamma, beta, factor**2 * eps),
        solution.batch_norm(x, gamma, beta, eps),
        rtol=1e-7,
        atol=1e-7,
    )


@given(batch=batches())
def test_batch_norm_of_one_example_is_beta(solution, batch):
    x, gamma, beta, eps = batch
    np.testing.assert_allclose(solution.batch_norm(x[:1], gamma, beta, eps), beta[None], atol=1e-12)


@given(batch=batches(), positions=st.sampled_from([(1, 1), (2, 3), (3, 1)]))
def test_batch_norm_of_images_is_that_of_their_pixels(solution, batch, positions):
    x, gamma, beta, eps = batch
    images = np.concatenate([x + cotangent(x.shape) * k for k in range(math.prod(positions))])
    shaped = images.reshape(len(x), *positions, x.shape[1])
    expected = solution.batch_norm(shaped.reshape(-1, x.shape[1]), gamma, beta, eps).reshape(shaped.shape)
    np.testing.assert_allclose(solution.batch_norm_nhwc(shaped, gamma, beta, eps), expected, rtol=1e-12, atol=1e-12)


@given(batch=batches(), momentum=st.floats(0, 1))
def test_moving_statistics_are_between_the_old_and_the_new(solution, batch, momentum):
    x, mean, root, _ = batch
    var = root**2
    new_mean, new_var = solution.update_moving(mean, var, x, momentum)
    for new, old, seen in ((new_mean, mean, x.mean(0)), (new_var, var, x.var(0))):
        assert np.all(new >= np.minimum(old, seen) - 1e-12) and np.all(new <= np.maximum(old, seen) + 1e-12)
    np.testing.assert_allclose(new_mean - mean, (1 - momentum) * (x.mean(0) - mean), atol=1e-12)


@given(batch=batches())
def test_moving_statistics_converge_geometrically(solution, batch):
    x, mean, root, _ = batch
    moved = mean, root**2
    for _ in range(5):
        moved = solution.update_moving(*moved, x, 0.5)
    np.testing.assert_allclose(moved[0] - x.mean(0), (mean - x.mean(0)) / 32, atol=1e-12)
    np.testing.assert_allclose(moved[1] - x.var(0), (root**2 - x.var(0)) / 32, atol=1e-12)


# The backward passes.


def differences(f, array, step=1e-4):
    """Central differences of fourth order."""
    gradient = np.zeros(array.shape)
    for index in np.ndindex(array.shape):
        for weight, steps in ((8, 1), (-8, -1), (-1, 2), (1, -2)):
            moved = array.copy()
            moved[index] += steps * step
            gradient[index] += weight * f(moved) / (12 * step)
    return gradient


@pytest.mark.parametrize("name", ["batch_norm", "layer_norm"])
@settings(max_examples=25)
@given(batch=batches())
def test_backward_equals_differences(solution, name, batch):
    x, gamma, beta, _ = batch
    forward, backward = getattr(solution, name), getattr(solution, f"{name}_backward")
    dy, eps = cotangent(x.shape), 0.25
    received = backward(dy, x, gamma, eps)
    losses = (
        (lambda a: np.sum(dy * forward(a, gamma, beta, eps)), x),
        (lambda a: np.sum(dy * forward(x, a, beta, eps)), gamma),
        (lambda a: np.sum(dy * forward(x, gamma, a, eps)), beta),
    )
    for gradient, (loss, at) in zip(received, losses, strict=True):
        np.testing.assert_allclose(gradient, differences(loss, at), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize(("name", "axis"), [("batch_norm", 0), ("layer_norm", 1)])
@given(batch=batches())
def test_dx_sums_to_zero_and_is_linear_in_dy(solution, name, axis, batch):
    x, gamma, _, eps = batch
    backward = getattr(solution, f"{name}_backward")
    dy, other = cotangent(x.shape), cotangent(x.shape)[::-1, ::-1] ** 2
    dx = backward(dy, x, gamma, eps)[0]
    scale = np.abs(gamma).max() / np.sqrt(eps)
    np.testing.assert_allclose(dx.sum(axis), 0, atol=1e-9 * scale + 1e-12)
    # ⟨dx, x − μ⟩ = ε/(σ² + ε) · ⟨g, x̂⟩: what would rescale x is undone by the division, but for ε.
    var, centred = x.var(axis, keepdims=True), x - x.mean(axis, keepdims=True)
    expected = np.sum(gamma * dy * centred / np.sqrt(var + eps) * eps / (var + eps), axis)
    np.testing.assert_allclose((dx * centred).sum(axis), expected, rtol=1e-6, atol=1e-9 * scale + 1e-12)
    together = backward(2 * dy - other, x, gamma, eps)
    for whole, one, two in zip(together, backward(dy, x, gamma, eps), backward(other, x, gamma, eps), strict=True):
        np.testing.assert_allclose(whole, 2 * one - two, rtol=1e-7, atol=1e-9 * scale + 1e-9)


@given(batch=batches())
def test_batch_of_one_has_no_gradient(solution, batch):
    x, gamma, _, eps = batch
    dx, dgamma, dbeta = solution.batch_norm_backward(cotangent(x[:1].shape), x[:1], gamma, eps)
    assert not dx.any() and not dgamma.any()
    np.testing.assert_array_equal(dbeta, cotangent(x[:1].shape)[0])


@given(batch=batches())
def test_references_leave_their_inputs_alone(solution, batch):
    x, gamma, beta, eps = batch
    before = [a.copy() for a in (x, gamma, beta)]
    solution.batch_norm(x, gamma, beta, eps), solution.layer_norm(x, gamma, beta, eps)
    solution.batch_norm_backward(x, x, gamma, eps), solution.layer_norm_backward(x, x, gamma, eps)
    solution.update_moving(gamma, beta, x), solution.batch_norm_nhwc(x[None, None], gamma, beta, eps)
    for array, kept in zip((x, gamma, beta), before, strict=True):
        np.testing.assert_array_equal(array, kept)


# Keras, with the same ε, on the very cases that students are judged on.


def layer(keras, kind, gamma, beta, eps, shape, **options):
    """A Keras layer in float64 with these parameters."""
    made = getattr(keras.layers, kind)(epsilon=eps, dtype="float64", **options)
    made.build(shape)
    made.gamma.assign(gamma)
    made.beta.assign(beta)
    return made


def training(kind):
    return {"training": True} if kind == "BatchNormalization" else {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("batch_norm", "BatchNormalization"),
        ("layer_norm", "LayerNormalization"),
        ("conv_batch_norm", "BatchNormalization"),
    ],
)
def test_forward_equals_keras(hw04, keras, question, kind):
    for case in cases(hw04, question):
        x, gamma, beta = case.args
        eps = case.kwargs.get("eps", 1e-5)
        expected = layer(keras, kind, gamma, beta, eps, x.shape)(x, **training(kind)).numpy()
        np.testing.assert_allclose(oracle(hw04, question).right(x, gamma, beta, eps), expected, rtol=1e-9, atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "kind"),
    [("batch_norm_backward", "BatchNormalization"), ("layer_norm_backward", "LayerNormalization")],
)
def test_backward_equals_keras(hw04, keras, question, kind):
    import tensorflow as tf

    for case in cases(hw04, question):
        dy, x, gamma = case.args
        eps = case.kwargs.get("eps", 1e-5)
        made = layer(keras, kind, gamma, np.zeros_like(gamma), eps, x.shape)
        at = tf.Variable(x)
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(dy * made(at, **training(kind)))
        expected = tape.gradient(loss, [at, made.gamma.value, made.beta.value])
        for received, right in zip(oracle(hw04, question).right(dy, x, gamma, eps), expected, strict=True):
            scale = np.abs(received).max()
            np.testing.assert_allclose(received, right.numpy(), rtol=1e-9, atol=1e-9 * scale + 1e-12)


@pytest.mark.slow
def test_moving_statistics_equal_keras(hw04, keras):
    for case in cases(hw04, "moving_statistics"):
        mean, var, x = case.args
        momentum = case.kwargs.get("momentum", 0.99)
        made = layer(
            keras, "BatchNormalization", np.ones(len(mean)), np.zeros(len(mean)), 1e-3, x.shape, momentum=momentum
        )
        made.moving_mean.assign(mean)
        made.moving_variance.assign(var)
        made(x, training=True)
        received = oracle(hw04, "moving_statistics").right(mean, var, x, momentum)
        np.testing.assert_allclose(received[0], made.moving_mean.numpy(), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(received[1], made.moving_variance.numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:6])
def test_values_of_a_variant_equal_keras(hw04, keras, variant):
    sheet = paper(hw04, variant)
    right = answers(sheet)
    table, eps = (sheet.givens["table"][name] for name in ("table", "eps"))
    ones, zeros = np.ones(5), np.zeros(5)
    by_batch = layer(keras, "BatchNormalization", ones, zeros, eps, (5, 5))(table, training=True)
    by_layer = layer(keras, "LayerNormalization", ones, zeros, eps, (5, 5))(table)
    np.testing.assert_allclose(right["batch_norm_by_hand"]["bn_matrix"], by_batch.numpy(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(right["layer_norm_by_hand"]["ln_matrix"], by_layer.numpy(), rtol=1e-9, atol=1e-12)

    one = sheet.givens["singles"]
    single = layer(keras, "BatchNormalization", one["gamma"], one["beta"], 1e-3, (1, 3))
    outputs = [single(row[None], training=True).numpy()[0] for row in one["activations"]]
    np.testing.assert_allclose(right["batch_of_one"]["batch_of_one_output"], outputs, atol=1e-9)

    of = sheet.givens["deployed"]
    dense = keras.layers.Dense(2, dtype="float64")
    dense.build((1, 2))
    dense.set_weights([of["kernel"], of["bias"]])
    norm = layer(keras, "BatchNormalization", of["scale"], of["shift"], of["moving_eps"], (1, 2))
    norm.moving_mean.assign(of["moving_mean"])
    norm.moving_variance.assign(of["moving_var"])
    x = cotangent((4, 2))
    folded = x @ right["folded_layer"]["folded_kernel"] + right["folded_layer"]["folded_bias"]
    np.testing.assert_allclose(folded, norm(dense(x), training=False).numpy(), rtol=1e-9)

    count = sheet.givens["bn_counts"]
    model = keras.Sequential([keras.Input((count["inputs"],)), keras.layers.Dense(count["units"])])
    model.add(keras.layers.BatchNormalization())
    fc, bn = model.layers
    assert right["bn_counts"] == {
        "fc_params": fc.count_params(),
        "bn_params": bn.count_params(),
        "bn_trainable": sum(math.prod(weight.shape) for weight in bn.trainable_weights),
    }


# What students are judged on.


@pytest.mark.parametrize(
    "question", ["batch_norm", "layer_norm", "batch_norm_backward", "layer_norm_backward", "moving_statistics"]
)
def test_drawn_cases_are_awkward(hw04, question):
    drawn = [case.args[FUNCTIONS[question]] for case in cases(hw04, question)]
    axis = 1 if question.startswith("layer") else 0
    enough = len(drawn) / 8
    assert sum(x.shape[0] != x.shape[1] and min(x.shape) > 1 for x in drawn) >= enough
    assert sum(x.shape[0] == x.shape[1] for x in drawn) >= enough
    assert sum(x.std(axis).min() < 0.06 for x in drawn) >= enough, "something that hardly varies"
    assert all(x.std(axis).min() > 0 for x in drawn), "without ε there would be NaN, and no trap could name it"


def test_drawn_images_are_awkward(hw04):
    drawn = [case.args[0] for case in cases(hw04, "conv_batch_norm")]
    assert sum(len({*x.shape}) >= 3 for x in drawn) >= len(drawn) / 8
    assert sum(x.std((0, 1, 2)).min() < 0.06 for x in drawn) >= len(drawn) / 8
    assert all(x.std((0, 1, 2)).min() > 0 for x in drawn)


@pytest.mark.parametrize("question", FUNCTIONS)
def test_misconceptions_are_told_apart_on_the_drawn_cases(hw04, question):
    check = oracle(hw04, question)
    calls = cases(hw04, question)

    def outcomes(function):
        found = []
        for call in calls:
            try:
                found.append(check.expected(function, call))
            except Exception as error:
                found.append(Raised((type(error).__name__,), str(error)))
        return found

    named = {"right": outcomes(check.right)} | {trap.name: outcomes(trap.outcome) for trap in check.traps}
    for one, some in named.items():
        for other, expected in named.items():
            same = all(check.agrees(a, b) for a, b in zip(some, expected, strict=True))
            assert same == (one == other), f"{one} and {other}"


@pytest.mark.parametrize("question", FUNCTIONS)
def test_single_precision_is_well_within_its_room(hw04, question):
    check = oracle(hw04, question)
    for call in cases(hw04, question):
        coarse = check.right(*[np.float32(a) for a in call.args], **call.kwargs)
        exact = check.right(*call.args, **call.kwargs)
        pairs = zip(coarse, exact, strict=True) if isinstance(exact, tuple) else [(coarse, exact)]
        for received, right in pairs:
            assert received.dtype == np.float32
            room = 1e-5 * np.abs(right) + max(1e-9, 1e-6 * np.abs(right).max())
            assert np.all(np.abs(received - right) <= room / 3)


# The hand-worked answers.


@pytest.mark.parametrize("variant", VARIANTS[1:])
def test_eps_shows_in_every_variant(hw04, variant):
    sheet = paper(hw04, variant)
    for question in ("batch_norm_by_hand", "layer_norm_by_hand"):
        (check,) = [check for check, _ in sheet.item(question).checks if getattr(check, "traps", ())]
        outcomes = {trap.name: trap.outcome for trap in check.traps}
        for name in ("eps_omitted", "eps_outside_sqrt", "ddof1", "bn_ln_axis_swapped"):
            # Coarse enough for single precision, which has room for 10⁻⁵.
            assert np.max(np.abs(outcomes[name] - check.right)) > 1e-4, name
        assert np.max(np.abs(outcomes["eps_omitted"] - outcomes["eps_outside_sqrt"])) > 1e-4


@pytest.mark.parametrize("variant", VARIANTS)
def test_folded_layer_can_be_worked_out_with_a_pencil(hw04, variant):
    of = paper(hw04, variant).givens["deployed"]
    roots = np.sqrt(of["moving_var"] + of["moving_eps"])
    np.testing.assert_allclose(2 * roots, np.rint(2 * roots), atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_folded_layer_does_the_same_as_the_two(hw04, solution, variant):
    sheet = paper(hw04, variant)
    of, right = sheet.givens["deployed"], answers(sheet)["folded_layer"]
    x = cotangent((5, 2))
    z = x @ of["kernel"] + of["bias"]
    y = of["scale"] * (z - of["moving_mean"]) / np.sqrt(of["moving_var"] + of["moving_eps"]) + of["shift"]
    np.testing.assert_allclose(x @ right["folded_kernel"] + right["folded_bias"], y, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_batch_of_one_forgets_its_input(hw04, variant):
    sheet = paper(hw04, variant)
    output = answers(sheet)["batch_of_one"]["batch_of_one_output"]
    np.testing.assert_array_equal(output, [sheet.givens["singles"]["beta"]] * 2)


STEPS = re.compile(r"^- (?:\S+(?:\[.*?\])? = )?([^=]+) = \*\*(.+?)\*\*", re.MULTILINE)


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("batch_norm_by_hand", 20),
        ("layer_norm_by_hand", 20),
        ("folded_layer", 8),
        ("batch_of_one", 1),
        ("bn_counts", 3),
    ],
)
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw04, question, least, variant):
    givens = paper(hw04, variant).item(question).givens
    steps = hw04.declared(hw04.solution, "steps")[question]
    text = steps(**{name: givens[name] for name in steps.__code__.co_varnames[: steps.__code__.co_argcount]})
    lines = STEPS.findall(text)
    assert len(lines) >= least
    for expression, result in lines:
        python = expression.replace("·", "*").replace("²", "**2").replace("√", "sqrt")
        value = eval(python, {"__builtins__": {}, "sqrt": math.sqrt})
        assert value == pytest.approx(float(result), rel=1e-6, abs=2e-8)


# The published numbers.


@pytest.fixture(scope="module")
def published(hw04):
    return answers(paper(hw04, "published"))


def test_published_batch_norm_is_s2_01(published):
    expected = [
        [-0.25839035, -1.9522604, -1.32416941, -0.17220346, 1.24551176],
        [-0.86130117, 0.36725691, 1.32416941, 1.40632822, -0.92919132],
        [1.89486258, 0.27061035, 0.41380294, -0.74621497, 1.19608669],
        [0.0, 0.89881296, -0.99312706, -1.32022649, -0.68206597],
        [-0.77517105, 0.41558018, 0.57932412, 0.8323167, -0.83034118],
    ]
    np.testing.assert_allclose(published["batch_norm_by_hand"]["bn_matrix"], expected, atol=6e-9)


def test_published_layer_norm_is_s2_02_put_right(published):
    expected = [
        [-0.87559, -1.04840, -0.18433, 0.39171, 1.71662],
        [-1.21205, 0.50999, 1.53659, 0.11260, -0.94712],
        [-0.89007, 0.46766, 1.29738, -1.41807, 0.54309],
        [-0.88133, 1.89907, 0.01049, -0.30427, -0.72395],
        [-1.30945, 0.81841, 1.30945, 0.12276, -0.94117],
    ]
    np.testing.assert_allclose(published["layer_norm_by_hand"]["ln_matrix"], expected, atol=6e-6)


def test_published_counts_are_s3_21(published):
    assert published["bn_counts"] == {"fc_params": 220, "bn_params": 80, "bn_trainable": 40}


def test_published_folded_layer(published):
    np.testing.assert_allclose(published["folded_layer"]["folded_kernel"], [[2.0, -2.0], [6.0, 0.5]])
    np.testing.assert_allclose(published["folded_layer"]["folded_bias"], [-5.0, 1.0])


def test_printed_matrix_is_what_missing_keepdims_lead_to(hw04, published):
    printed = {erratum.name: erratum.printed for erratum in hw04.solution.ERRATA}
    (check,) = [c for c, _ in paper(hw04, "published").item("layer_norm_by_hand").checks if getattr(c, "traps", ())]
    (trap,) = [trap for trap in check.traps if trap.name == "ln_missing_keepdims"]
    np.testing.assert_allclose(printed["ln_matrix"], trap.outcome, atol=6e-9)
    # Its rows have the means and variances that gave it away; only its diagonal is right.
    np.testing.assert_allclose(printed["ln_matrix"].mean(1), [-0.587, 0.371, 0.590, -0.444, 0.092], atol=6e-4)
    np.testing.assert_allclose(printed["ln_matrix"].var(1), [0.866, 2.295, 0.202, 0.528, 1.084], atol=6e-4)
    right = published["layer_norm_by_hand"]["ln_matrix"]
    assert np.array_equal(np.isclose(printed["ln_matrix"], right, atol=1e-6), np.eye(5, dtype=bool))
    assert np.max(np.abs(printed["ln_matrix"] - right)) == pytest.approx(1.69, abs=5e-3)


def test_printed_count_forgets_the_moving_statistics(hw04):
    printed = {erratum.name: erratum.printed for erratum in hw04.solution.ERRATA}
    traps = {
        t.name: t.outcome for c, _ in paper(hw04, "published").item("bn_counts").checks for t in getattr(c, "traps", ())
    }
    assert printed["bn_params"] == traps["bn_forgets_moving_stats"] == 40


def test_key_shows_the_errata_of_the_published_variant(hw04):
    from tamrin.build import key

    assert {erratum.name for erratum in key.errata(paper(hw04, "published"))} == {"ln_matrix", "bn_params"}
    assert key.errata(paper(hw04, 1)) == []
