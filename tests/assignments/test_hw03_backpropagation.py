"""hw03: the references against TensorFlow, SciPy, finite differences and closed forms, and the published numbers.

The cases come from the grader's own strategies where that matters, so that what students are judged on is what is
verified here.
"""

import re
from itertools import combinations

import numpy as np
import pytest
import scipy.differentiate
import scipy.special
import sklearn.metrics
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin import ladder
from tamrin.build.answers import answers
from tamrin.build.key import key_parts
from tamrin.cases import draw
from tamrin.checks import ValueCheck
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.objects import evaluated
from tamrin.result_checks import MeasuredCheck

VARIANTS = ["published", *range(1, 41)]
REAL = st.floats(-4, 4, allow_subnormal=False, width=32)


@pytest.fixture(scope="module")
def hw03(course):
    return course.assignment("hw03")


@pytest.fixture(scope="module")
def solution(hw03):
    return hw03.solution


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


def reals(*shape, elements=REAL):
    return npst.arrays(np.float64, shape, elements=elements)


@st.composite
def scored(draw):
    n, classes = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    chosen = draw(st.lists(st.integers(0, classes - 1), min_size=n, max_size=n))
    return draw(reals(n, classes)), np.array(chosen)


@st.composite
def dense_layers(draw):
    n, d, k = (draw(st.integers(1, 6)) for _ in range(3))
    return draw(reals(n, k)), draw(reals(n, d)), draw(reals(d, k))


def network(seed, n=5, d=3, h=4, classes=3):
    """A random network without a value before the ReLU near zero, random inputs and labels."""
    rng = np.random.default_rng(seed)
    while True:
        shapes = {"W1": (d, h), "b1": (h,), "W2": (h, classes), "b2": (classes,)}
        params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        x = rng.normal(size=(n, d))
        if np.abs(x @ params["W1"] + params["b1"]).min() > 1e-3:
            return params, x, rng.integers(0, classes, size=n)


def complex_gradient(f, array):
    """The gradient of an analytic number by a complex step: exact to rounding, without a difference."""
    gradient = np.zeros(array.shape)
    for place in np.ndindex(array.shape):
        stepped = array.astype(complex)
        stepped[place] += 1e-30j
        gradient[place] = f(stepped).imag / 1e-30
    return gradient


def cotangent(shape):
    """Fixed numbers without a pattern, so that no sum of them vanishes."""
    return np.cos(1.7 * np.arange(np.prod(shape)) + 0.3).reshape(shape)


def drawn(hw03, question):
    (oracle,) = [c for c, _ in paper(hw03, "published").item(question).checks if isinstance(c, OracleCheck)]
    return draw(oracle.cases, oracle.count, oracle.seed)


# softmax_cross_entropy.


@given(problem=scored())
def test_softmax_cross_entropy_equals_scipy_and_scikit_learn(solution, problem):
    logits, labels = problem
    loss, dlogits = solution.softmax_cross_entropy(logits, labels)
    classes = np.arange(logits.shape[1])
    p = scipy.special.softmax(logits, axis=1)
    assert loss == pytest.approx(sklearn.metrics.log_loss(labels, p, labels=classes), rel=1e-9)
    np.testing.assert_allclose(dlogits, (p - (labels[:, None] == classes)) / len(labels), atol=1e-14)


@settings(max_examples=40)
@given(problem=scored())
def test_gradient_of_softmax_cross_entropy_equals_a_complex_step(solution, problem):
    logits, labels = problem

    def loss(z):
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels])

    expected = complex_gradient(loss, logits)
    np.testing.assert_allclose(solution.softmax_cross_entropy(logits, labels)[1], expected, rtol=1e-9, atol=1e-14)


@given(problem=scored())
def test_rows_of_the_gradient_sum_to_zero_and_equal_logits_cost_the_logarithm_of_their_number(solution, problem):
    logits, labels = problem
    _, dlogits = solution.softmax_cross_entropy(logits, labels)
    np.testing.assert_allclose(dlogits.sum(axis=1), 0, atol=1e-15)
    level = np.broadcast_to(logits[:, :1], logits.shape)
    assert solution.softmax_cross_entropy(level, labels)[0] == pytest.approx(np.log(logits.shape[1]))


@pytest.mark.parametrize("top", [1e4, -1e4, 1e300])
def test_enormous_logits_do_not_overflow(solution, top):
    with np.errstate(all="raise", under="ignore"):
        loss, dlogits = solution.softmax_cross_entropy(np.array([[top, 0.0], [0.0, top]]), np.array([0, 0]))
    assert loss == abs(top) / 2
    np.testing.assert_array_equal(dlogits, np.array([[0, 0], [-1, 1]]) / 2 if top > 0 else [[-0.5, 0.5], [0, 0]])


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_softmax_cross_entropy_equals_tensorflow(solution, tf, scale):
    rng = np.random.default_rng(7)
    logits, labels = scale * rng.normal(size=(6, 4)), rng.integers(0, 4, size=6)
    z = tf.Variable(logits)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, z))
    received = solution.softmax_cross_entropy(logits, labels)
    np.testing.assert_allclose(received[0], loss.numpy(), rtol=1e-12)
    np.testing.assert_allclose(received[1], tape.gradient(loss, z).numpy(), rtol=1e-9, atol=1e-14)


# dense_backward and mlp_gradients.


@settings(max_examples=40)
@given(problem=dense_layers())
def test_dense_backward_equals_a_complex_step(solution, problem):
    dy, x, w = problem
    b = np.zeros(w.shape[1])
    expected = (
        complex_gradient(lambda a: np.sum(dy * (a @ w + b)), x),
        complex_gradient(lambda a: np.sum(dy * (x @ a + b)), w),
        complex_gradient(lambda a: np.sum(dy * (x @ w + a)), b),
    )
    for received, right in zip(solution.dense_backward(dy, x, w), expected, strict=True):
        np.testing.assert_allclose(received, right, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("seed", range(12))
def test_mlp_gradients_equal_a_complex_step(solution, seed):
    params, x, labels = network(seed)
    loss, grads = solution.mlp_gradients(params, x, labels)

    def loss_of(p):
        z = x @ p["W1"] + p["b1"]
        logits = (z * (z.real > 0)) @ p["W2"] + p["b2"]
        return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(x)), labels])

    assert loss == pytest.approx(loss_of(params))
    assert grads.keys() == params.keys()
    for name in params:
        expected = complex_gradient(lambda a, name=name: loss_of(params | {name: a}), params[name])
        np.testing.assert_allclose(grads[name], expected, rtol=1e-9, atol=1e-13)


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
@pytest.mark.parametrize("seed", range(4))
def test_mlp_gradients_equal_keras(solution, tf, seed):
    import keras

    params, x, labels = network(seed)
    model = keras.Sequential(
        [
            keras.Input((3,), dtype="float64"),
            keras.layers.Dense(4, "relu", dtype="float64"),
            keras.layers.Dense(3, dtype="float64"),
        ]
    )
    model.set_weights(list(params.values()))
    crossentropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True, dtype="float64")
    with tf.GradientTape() as tape:
        loss = crossentropy(labels, model(x))
    received, grads = solution.mlp_gradients(params, x, labels)
    np.testing.assert_allclose(received, loss.numpy(), rtol=1e-9)
    for right, name in zip(tape.gradient(loss, model.trainable_variables), params, strict=True):
        np.testing.assert_allclose(grads[name], right.numpy(), rtol=1e-7, atol=1e-12)


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_dense_backward_equals_tensorflow(solution, tf):
    rng = np.random.default_rng(3)
    x, w, b = (tf.Variable(rng.normal(size=shape)) for shape in ((5, 3), (3, 4), (4,)))
    dy = rng.normal(size=(5, 4))
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(dy * (x @ w + b))
    received = solution.dense_backward(dy, x.numpy(), w.numpy())
    for mine, right in zip(received, tape.gradient(total, [x, w, b]), strict=True):
        np.testing.assert_allclose(mine, right.numpy(), rtol=1e-12)


def test_references_leave_their_inputs_alone(solution):
    params, x, labels = network(1)
    before = {name: value.copy() for name, value in params.items()}
    logits, w = params["W2"].copy(), params["b1"]
    solution.mlp_gradients(params, x, labels)
    solution.softmax_cross_entropy(params["W2"], np.array([0, 1, 2, 0]))
    solution.sgd_momentum(w, [w, w], 0.1, 0.9)
    assert all(np.array_equal(params[name], before[name]) for name in params)
    np.testing.assert_array_equal(params["W2"], logits)


@pytest.mark.parametrize("question", ["softmax_cross_entropy", "dense_backward", "mlp_gradients"])
def test_drawn_cases_are_awkward(hw03, question):
    # A batch of one, or one as large as the layer, would leave mistakes unseen: at least an eighth is neither.
    cases = drawn(hw03, question)
    shapes = {
        "softmax_cross_entropy": lambda logits, labels: logits.shape,
        "dense_backward": lambda dy, x, w: (*x.shape, dy.shape[1]),
        "mlp_gradients": lambda params, x, labels: (*x.shape, *params["W2"].shape),
    }
    sizes = [shapes[question](*case.args) for case in cases]
    assert sum(each[0] > 1 and each[0] not in each[1:] for each in sizes) >= len(cases) / 8
    assert sum(len(set(each)) == len(each) for each in sizes) >= len(cases) / 8


def test_no_drawn_cotangent_is_all_ones_and_most_have_both_signs(hw03):
    cotangents = [case.args[0] for case in drawn(hw03, "dense_backward")]
    cotangents += [case.args[2] for case in drawn(hw03, "gradient_check")]
    large = [dy for dy in cotangents if dy.size > 2]
    assert not any(np.all(dy == 1) for dy in large)
    assert sum(dy.min() < 0 < dy.max() for dy in large) > len(large) / 2


def test_no_drawn_network_is_at_a_kink_and_many_have_units_on_and_off(hw03):
    before = [params["b1"] + x @ params["W1"] for params, x, _ in (case.args for case in drawn(hw03, "mlp_gradients"))]
    assert all(np.abs(z).min() >= 0.125 for z in before)
    assert sum(z.min() < 0 < z.max() for z in before) >= len(before) / 3


# gradient_check.


def test_gradient_check_is_the_exact_derivative_of_quadratics_for_every_step(solution):
    x, dy = cotangent((2, 3)), cotangent((3, 3))
    for h in (1e-2, 0.5, 3.0):
        received = solution.gradient_check(lambda a: a.T @ a, x, dy, h)
        np.testing.assert_allclose(received, x @ (dy + dy.T), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("h", [0.5, 0.1])
def test_error_of_gradient_check_for_cubes_is_the_square_of_the_step(solution, h):
    x, dy = cotangent((4,)), cotangent((4,)) + 2
    received = solution.gradient_check(lambda a: a**3, x, dy, h)
    np.testing.assert_allclose(received, dy * (3 * x**2 + h**2), rtol=1e-9)


def test_gradient_check_agrees_with_scipy_and_with_the_other_references(solution):
    x = cotangent((5,))
    expected = scipy.differentiate.derivative(np.tanh, x).df
    np.testing.assert_allclose(solution.gradient_check(np.tanh, x, np.ones(5)), expected, rtol=1e-8)
    params, inputs, labels = network(2)
    for name, gradient in solution.mlp_gradients(params, inputs, labels)[1].items():

        def loss(a, name=name):
            return solution.mlp_gradients(params | {name: a}, inputs, labels)[0]

        received = solution.gradient_check(loss, params[name], 1.0)
        np.testing.assert_allclose(received, gradient, rtol=1e-6, atol=1e-8)


def test_cotangent_of_ones_is_blind_to_a_softmax(solution):
    # The reason for random cotangents, as the key says.
    x = cotangent((5,))
    blind = solution.gradient_check(scipy.special.softmax, x, np.ones(5))
    seen = solution.gradient_check(scipy.special.softmax, x, cotangent((5,)))
    assert np.abs(blind).max() < 1e-9 < 0.01 < np.abs(seen).max()


def test_functions_sent_along_mix_entries_and_change_shapes(hw03):
    cases = drawn(hw03, "gradient_check")
    formulas = {formula for _, formula in hw03.grader.FORMULAS}
    assert len({case.args[0].source for case in cases} & formulas) >= len(formulas) / 2
    assert {case.kwargs.get("h") for case in cases} == {None, 0.5, 0.25, 1e-3}
    mixing = changing = 0
    for case in cases:
        f, x, dy = case.args
        f = evaluated(f)
        assert np.shape(f(x)) == dy.shape
        changing += dy.shape != x.shape
        moved = x.copy()
        moved.flat[0] += 1
        mixing += x.size > 1 and (dy.shape != x.shape or np.sum(f(moved) != f(x)) > 1)
    assert mixing >= len(cases) / 8 and changing >= len(cases) / 8


# The network by hand.


def hand_loss(X, W1, b1, W2, b2, targets):
    return np.mean((np.maximum(X @ W1 + b1, 0) @ W2 + b2 - targets) ** 2) / 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_gradients_of_a_variant_equal_differences(hw03, variant):
    sheet = paper(hw03, variant)
    numbers, right = sheet.givens["hand_network"], answers(sheet)["hand_network"]
    assert right["loss"] == pytest.approx(hand_loss(**numbers))
    for name in ("W1", "b1", "W2", "b2"):
        gradient = np.zeros(numbers[name].shape)
        for place in np.ndindex(gradient.shape):
            step = np.zeros(gradient.shape)
            step[place] = 1 / 16
            sides = [hand_loss(**{**numbers, name: numbers[name] + sign * step}) for sign in (1, -1)]
            gradient[place] = (sides[0] - sides[1]) * 8
        np.testing.assert_allclose(right[f"d{name}"], gradient, rtol=1e-10, atol=1e-10)


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_gradients_of_a_variant_equal_tensorflow(hw03, tf, variant):
    sheet = paper(hw03, variant)
    numbers, right = sheet.givens["hand_network"], answers(sheet)["hand_network"]
    weights = {name: tf.Variable(numbers[name]) for name in ("W1", "b1", "W2", "b2")}
    with tf.GradientTape() as tape:
        output = tf.nn.relu(numbers["X"] @ weights["W1"] + weights["b1"]) @ weights["W2"] + weights["b2"]
        loss = tf.reduce_mean((output - numbers["targets"]) ** 2) / 2
    for name, gradient in tape.gradient(loss, weights).items():
        np.testing.assert_allclose(right[f"d{name}"], gradient.numpy(), rtol=1e-12)
    np.testing.assert_allclose(right["output"], output.numpy(), rtol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_variant_can_be_worked_out_with_a_pencil(hw03, variant):
    sheet = paper(hw03, variant)
    numbers, right = sheet.givens["hand_network"], answers(sheet)["hand_network"]
    for value in right.values():
        assert np.all(np.asarray(value) == np.rint(value)) and np.max(np.abs(value)) < 500
    before = numbers["X"] @ numbers["W1"] + numbers["b1"]
    # The exact derivation steps by 1/1000: no kink may be that near.
    assert np.abs(before).min() >= 1 and 1 <= np.sum(before < 0) <= 2


@pytest.mark.parametrize("question", ["hand_network", "repeated_factor"])
def test_published_numbers_are_well_posed(hw03, question):
    for check, _ in paper(hw03, "published").item(question).checks:
        if isinstance(check, ValueCheck):
            outcomes = [check.right, *(trap.outcome for trap in check.traps)]
            assert not any(ladder.same(a, b, *check.tolerance) for a, b in combinations(outcomes, 2)), check.name


@pytest.mark.parametrize("variant", VARIANTS[:10])
def test_worked_steps_add_up(hw03, variant):
    sheet = paper(hw03, variant)
    text = hw03.declared(hw03.solution, "steps")["hand_network"](**sheet.givens["hand_network"])
    lines = re.findall(r"^(?:- )?\S+(?:\[.*?\])? = (.+) = \*\*(.+?)\*\*", text, re.MULTILINE)
    assert len(lines) == 4 + 2 + 1 + 2 + 2 + 1 + 4 + 4 + 2
    for expression, result in lines:
        code = expression.replace("·", "*").replace("²", "**2")
        assert eval(code, {"__builtins__": {}}) == pytest.approx(float(result)), expression


# The published numbers.


@pytest.fixture(scope="module")
def published(hw03):
    return answers(paper(hw03, "published"))


def test_published_network(published):
    right = published["hand_network"]
    np.testing.assert_array_equal(right["hidden"], [[5, 0], [2, 4]])
    np.testing.assert_array_equal(right["output"], [[7], [-8]])
    assert right["loss"] == 13
    np.testing.assert_array_equal(right["dW2"], [[4], [-12]])
    np.testing.assert_array_equal(right["db2"], [-1])
    np.testing.assert_array_equal(right["dW1"], [[5, -9], [-5, 27]])
    np.testing.assert_array_equal(right["db1"], [-1, 9])


def test_published_powers_are_s4_59_and_s4_60(published):
    assert published["repeated_factor"]["growth"] == pytest.approx(20959.1556, rel=1e-8)
    assert published["repeated_factor"]["decay"] == pytest.approx(4.31712474e-5, rel=1e-8)


def test_what_s4_58_and_s4_59_say_of_the_factor_is_an_erratum_and_wrong_options(hw03):
    text = "\n".join(part for _, part in key_parts(paper(hw03, "published"), answers(paper(hw03, "published")), "en"))
    assert text.count("The printed answer is wrong") == 2
    (check,) = [c for c, _ in paper(hw03, "published").item("repeated_factor_meaning").checks if hasattr(c, "traps")]
    names = {trap.name for trap in check.traps}
    assert names >= {"error_is_repeated_factor", "bptt_missing_phi_prime", "bptt_missing_sum"}


@pytest.mark.parametrize(("growth", "decay"), [(20959, 4.317124e-5), (20959.16, 4.317125e-5), (2.096e4, 4.317e-5)])
def test_printed_digits_of_the_powers_are_enough(hw03, growth, decay):
    student = InProcessStudent({"growth": growth, "decay": decay}, hw03.meta.limits)
    verdicts = [check.judge(student).verdict for check, _ in paper(hw03, "published").item("repeated_factor").checks]
    assert verdicts == ["passed"] * 4


@pytest.mark.parametrize("variant", VARIANTS)
def test_powers_equal_exponentials_of_logarithms(hw03, variant):
    sheet = paper(hw03, variant)
    numbers, right = sheet.givens["repeated_factor"], answers(sheet)["repeated_factor"]
    times = numbers["times"]
    assert right["growth"] == pytest.approx(np.exp(times * np.log1p(numbers["larger"] - 1)), rel=1e-10)
    assert right["decay"] == pytest.approx(np.exp(times * np.log1p(numbers["smaller"] - 1)), rel=1e-10)
    assert numbers["larger"] + numbers["smaller"] == pytest.approx(2, abs=1e-12)
    assert 30 < right["growth"] < 1e6 and right["growth"] * right["decay"] < 0.999


# sgd_momentum.


@settings(max_examples=60)
@given(
    grads=st.lists(reals(2, 3), max_size=6),
    lr=st.floats(0.01, 1),
    beta=st.floats(0, 0.99),
    w=reals(2, 3),
)
def test_momentum_equals_the_sum_over_all_gradients_so_far(solution, grads, lr, beta, w):
    path = solution.sgd_momentum(w, grads, lr, beta)
    assert len(path) == len(grads)
    for t, place in enumerate(path):
        moved = sum(
            (sum(beta**k for k in range(t - s + 1)) * g for s, g in enumerate(grads[: t + 1])), np.zeros((2, 3))
        )
        np.testing.assert_allclose(place, w - lr * moved, rtol=1e-9, atol=1e-9)


def test_momentum_with_a_constant_gradient_reaches_the_terminal_velocity(solution):
    path = solution.sgd_momentum(np.zeros(1), [np.ones(1)] * 200, 0.1, 0.8)
    assert path[-1] - path[-2] == pytest.approx(-0.1 / (1 - 0.8))


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_momentum_equals_keras(solution, tf):
    import keras

    rng = np.random.default_rng(11)
    w, grads = rng.normal(size=(2, 3)), list(rng.normal(size=(6, 2, 3)))
    variable, optimizer = keras.Variable(w, dtype="float64"), keras.optimizers.SGD(0.25, momentum=0.75)
    for gradient, place in zip(grads, solution.sgd_momentum(w, grads, 0.25, 0.75), strict=True):
        optimizer.apply([tf.constant(gradient)], [variable])
        np.testing.assert_allclose(variable.numpy(), place, rtol=1e-6)


# train_xor.


@pytest.fixture(scope="module")
def xor(hw03):
    (check,) = [c for c, _ in paper(hw03, "published").item("train_xor").checks if isinstance(c, MeasuredCheck)]
    return check


def test_xor_is_solved_from_every_one_of_forty_seeds(hw03, solution):
    for seed in range(40):
        result = solution.train_xor(seed)
        assert hw03.grader.solved(result, seed) == 1
        assert np.abs(hw03.grader.outputs(result) - [0, 1, 1, 0]).max() < 0.03


def test_training_depends_on_the_seed_alone(solution):
    first, again, other = solution.train_xor(1), solution.train_xor(1), solution.train_xor(2)
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["W1"], other["W1"])


def judged(xor, hw03, function):
    def train_xor(seed):
        return function(seed)

    return xor.judge(InProcessStudent({"train_xor": train_xor}, hw03.meta.limits))


@pytest.mark.parametrize(("failures", "share"), [(0, None), (1, None), (2, 0.8), (4, 0.4), (6, 0.0), (10, 0.0)])
def test_points_for_xor_are_linear_between_four_and_nine_seeds(xor, hw03, solution, failures, share):
    seeds = hw03.grader.XOR_SEEDS
    assert len(set(seeds)) == 10

    def train_xor(seed):
        return {
            name: value * (1e-3 if seed in seeds[:failures] else 1) for name, value in solution.train_xor(seed).items()
        }

    finding = judged(xor, hw03, train_xor)
    if share is None:
        assert finding.verdict == "passed"
    else:
        assert finding.verdict in ("failed", "trapped") and finding.share == pytest.approx(share)


def noisy(weights, rng, scale=0.0):
    """The weights, each moved a little."""
    return {name: value + scale * rng.normal(size=np.shape(value)) for name, value in weights.items()}


BY_HEART = {
    "W1": np.array([[5.1, -5.1], [-5.1, 5.1]]),
    "b1": np.array([-2.6, -2.6]),
    "W2": np.array([[8.1], [8.1]]),
    "b2": np.array([8.1]),
}


@pytest.mark.parametrize("scale", [0, 1e-9, 1e-3, 0.1])
def test_weights_that_are_nearly_the_same_for_all_seeds_were_not_trained(xor, hw03, scale):
    finding = judged(xor, hw03, lambda seed: noisy(BY_HEART, np.random.default_rng(seed), scale))
    assert hw03.grader.solved(noisy(BY_HEART, np.random.default_rng(3), scale), 3) == 1
    assert (finding.verdict, finding.share) == ("failed", 0) and "Different seeds" in finding.message("en")


def test_two_or_three_trainings_for_all_seeds_are_too_few(xor, hw03, solution):
    finding = judged(xor, hw03, lambda seed: solution.train_xor(seed % 3))
    assert finding.verdict == "failed" and "Different seeds" in finding.message("en")


def test_trainings_that_the_seed_does_not_decide_are_told_so(xor, hw03, solution):
    calls = iter(range(100))
    finding = judged(xor, hw03, lambda seed: solution.train_xor(next(calls)))
    assert (finding.verdict, finding.share) == ("failed", 0) and "The same seed" in finding.message("en")


def test_two_hidden_units_that_end_at_few_places_are_trained(hw03):
    """Weight decay leads to one network but for order and signs; ten seeds still end at several of its forms."""
    x, labels = hw03.grader.XOR_INPUTS, hw03.grader.XOR[:, np.newaxis]

    def train_xor(seed):
        rng = np.random.default_rng(seed)
        params = [rng.normal(size=(2, 2)), np.zeros(2), rng.normal(size=(2, 1)), np.zeros(1)]
        for _ in range(3000):
            W1, b1, W2, b2 = params
            hidden = np.tanh(x @ W1 + b1)
            d = (1 / (1 + np.exp(-(hidden @ W2 + b2))) - labels) / 4
            e = d @ W2.T * (1 - hidden**2)
            gradients = x.T @ e, e.sum(axis=0), hidden.T @ d, d.sum(axis=0)
            params = [p - g - 1e-3 * p for p, g in zip(params, gradients, strict=True)]
        return dict(zip(("W1", "b1", "W2", "b2"), params, strict=True))

    results = [train_xor(seed) for seed in hw03.grader.XOR_SEEDS]
    assert hw03.grader.complaint_about_seeds([*results, results[0]]) is None


BAD = {
    "keys": lambda good: {"w1": good["W1"]},
    "hidden units": lambda good: {
        "W1": np.ones((2, 17)),
        "b1": np.zeros(17),
        "W2": np.ones((17, 1)),
        "b2": np.zeros(1),
    },
    "shapes": lambda good: good | {"W2": good["W2"].T},
    "NaN": lambda good: good | {"b2": np.array([np.nan])},
    "whole numbers": lambda good: {name: np.rint(10 * value) for name, value in good.items()},
}


@pytest.mark.parametrize("words", list(BAD))
def test_what_cannot_be_measured_is_told_so(xor, hw03, solution, words):
    finding = judged(xor, hw03, lambda seed: BAD[words](solution.train_xor(0)))
    assert finding.verdict == "failed" and finding.share == 0 and words in finding.message("en")


@pytest.mark.parametrize(
    "result",
    [
        None,
        3,
        "W1",
        [1, 2],
        {},
        {"W1": "a", "b1": 1, "W2": None, "b2": 2},
        {key: [] for key in ("W1", "b1", "W2", "b2")},
    ],
)
def test_whatever_comes_back_is_no_fault_of_ours(xor, hw03, result):
    assert judged(xor, hw03, lambda seed: result).verdict == "failed"
