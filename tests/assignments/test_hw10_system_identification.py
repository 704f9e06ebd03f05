"""hw10: the references against SciPy, scikit-learn, TensorFlow and closed forms, and the published numbers."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal
from sklearn.linear_model import LinearRegression

from tamrin import Network, objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.function_checks import OracleCheck
from tamrin.judge.paper import paper
from tamrin.strategies import arrays

pytestmark = pytest.mark.xdist_group("tensorflow")

VARIANTS = ["published", *range(1, 41)]
COEFFICIENTS = np.array([2.0, 4.0, 0.0, -6.0, -8.0])


@pytest.fixture(scope="module")
def hw10(course):
    return course.assignment("hw10")


@pytest.fixture(scope="module")
def solution(hw10):
    return hw10.solution


@pytest.fixture(scope="module")
def published(hw10):
    return answers(paper(hw10, "published"))


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def system_of(hw10, variant):
    given_ = paper(hw10, variant).givens["system"]
    return given_["num"], given_["den"]


def oracle_of(hw10, question):
    (oracle,) = [check for check, _ in paper(hw10, "published").item(question).checks if isinstance(check, OracleCheck)]
    return oracle


coefficients_ = st.integers(1, 3).flatmap(lambda n: arrays((n,), -3, 3))
feedback_ = st.integers(0, 2).flatmap(lambda n: arrays((n,), -2, 2))
inputs_ = st.integers(1, 9).flatmap(lambda n: arrays((n,), -3, 3))


# Poles, zeros, regions.


@pytest.mark.parametrize("variant", VARIANTS)
def test_poles_and_zeros_are_scipys_without_the_common_ones(hw10, variant):
    num, den = system_of(hw10, variant)
    zeros, poles, gain = signal.tf2zpk(np.append(num, 0.0), den)
    right = answers(paper(hw10, variant))["poles_and_regions"]
    common = [pole for pole in poles if np.isclose(zeros, pole).any()]
    left = sorted(pole for pole in poles if not np.isclose(common, pole).any())
    np.testing.assert_allclose(right["poles"], left, rtol=1e-9)
    np.testing.assert_allclose(right["zeros"], sorted(z for z in zeros if not np.isclose(common, z).any()), atol=1e-9)
    z = np.exp(1j * np.linspace(0.1, 3, 7))
    reduced = (
        gain * np.prod([z - zero for zero in right["zeros"]], 0) / np.prod([z - pole for pole in right["poles"]], 0)
    )
    np.testing.assert_allclose(reduced, signal.freqz(num, den, np.angle(z))[1], rtol=1e-9)


@pytest.mark.parametrize("variant", VARIANTS)
def test_stable_region_holds_the_unit_circle_and_its_response_is_summable(hw10, variant):
    num, den = system_of(hw10, variant)
    inner, outer = answers(paper(hw10, variant))["poles_and_regions"]["stable_region"]
    assert inner == 0 and outer > 1
    # The inverse Fourier transform of G is the response of the region that holds the unit circle: it runs backwards.
    response = np.fft.ifft(signal.freqz(num, den, 256, whole=True)[1]).real
    assert np.max(np.abs(response[:100])) < 1e-9 < np.max(np.abs(response[-2:]))
    ratio = np.abs(response[-8] / response[-9])
    assert ratio == pytest.approx(outer, rel=0.2)


def test_published_stable_response_is_that_of_s4_10():
    omega = np.linspace(0, 3, 5)
    n = np.arange(-60, 0)
    summed = (-2 * (-4.0) ** n * np.exp(-1j * omega[:, None] * n)).sum(axis=1)
    np.testing.assert_allclose(summed, signal.freqz([0.25, 0.5], [0.125, 0.75, 1], omega)[1], rtol=1e-12)


@pytest.mark.parametrize(
    ("poles", "regions", "region"),
    [
        ([-4.0], 2, (0.0, 4.0)),
        ([-4.0, -2.0], 3, (0.0, 2.0)),
        ([3.0, -3.0], 2, (0.0, 3.0)),
        ([0.5, 2.0], 3, (0.5, 2.0)),
        ([0.5], 2, (0.5, None)),
    ],
)
def test_regions_follow_from_poles(solution, poles, regions, region):
    assert solution.count_regions(np.array(poles)) == regions
    assert solution.region_of_stability(np.array(poles)) == region


def test_variants_cancel_about_every_other_time(hw10):
    cancelled = [len(answers(paper(hw10, v))["poles_and_regions"]["poles"]) == 1 for v in VARIANTS[1:]]
    assert len(cancelled) / 4 < sum(cancelled) < len(cancelled) * 3 / 4


@pytest.mark.parametrize("variant", VARIANTS)
def test_givens_are_exact_and_answers_are_whole(hw10, variant):
    num, den = system_of(hw10, variant)
    assert all(float(f"{c:.10g}") == c for c in [*num, *den])
    right = answers(paper(hw10, variant))
    coefficients = right["difference_equation"]["coefficients"]
    for array in (right["poles_and_regions"]["poles"], right["impulse_response"]["g"], *coefficients.values()):
        assert np.array_equal(array, np.rint(array))


# Impulse response, difference equation, simulation.


@settings(max_examples=60)
@given(b=coefficients_, a=coefficients_, lead=st.sampled_from([1.0, -2.0, 0.5]), n=st.integers(1, 8))
def test_impulse_response_equals_scipy(solution, b, a, lead, n):
    a = np.append(lead, a[1:])
    expected = signal.lfilter(b, a, np.eye(1, n)[0])
    np.testing.assert_allclose(solution.impulse_response(b, a, n), expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("variant", VARIANTS)
def test_impulse_response_is_the_simulation_of_an_impulse(hw10, variant):
    right = answers(paper(hw10, variant))
    simulated = hw10.solution.simulate(right["difference_equation"]["coefficients"], np.eye(1, 6)[0])
    np.testing.assert_array_equal(simulated, right["impulse_response"]["g"])


@settings(max_examples=60)
@given(c=coefficients_, d=feedback_, x=inputs_)
def test_simulate_equals_scipy(solution, c, d, x):
    expected = signal.lfilter(c, np.append(1.0, -d), x)
    np.testing.assert_allclose(solution.simulate({"x": c, "y": d}, x), expected, rtol=1e-10, atol=1e-10)


@given(c=coefficients_, d=feedback_, x=inputs_)
def test_simulate_is_a_convolution_with_the_impulse_response(solution, c, d, x):
    g = solution.impulse_response(c, np.append(1.0, -d), len(x))
    expected = np.convolve(g, x)[: len(x)]
    np.testing.assert_allclose(solution.simulate({"x": c, "y": d}, x), expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("variant", VARIANTS)
def test_difference_equation_is_that_of_the_transfer_function(hw10, variant):
    num, den = system_of(hw10, variant)
    found = answers(paper(hw10, variant))["difference_equation"]["coefficients"]
    w = np.append(found["x"], found["y"])
    z = np.exp(1j * np.linspace(0.2, 3, 6))
    equation = (w[0] + w[1] / z + w[2] / z**2) / (1 - w[3] / z - w[4] / z**2)
    np.testing.assert_allclose(equation, signal.freqz(num, den, np.angle(z))[1], rtol=1e-12)
    back = hw10.solution.to_transfer_function(w)
    np.testing.assert_allclose(back[0], np.append(num, 0.0) / den[2], rtol=1e-12)
    np.testing.assert_allclose(back[1], den / den[2], rtol=1e-12)


def test_references_leave_their_inputs_alone(solution):
    x, y, c, d = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0]), np.array([1.0, 2.0]), np.array([0.5])
    solution.simulate({"x": c, "y": d}, x)
    solution.impulse_response(c, x, 4)
    D, t = solution.regressors(x, y, 1, 1)
    D[:], t = 0, t + 1
    assert (x.tolist(), y.tolist(), c.tolist(), d.tolist()) == ([1, 2, 3], [4, 5, 6], [1, 2], [0.5])


# Regressors and what can be identified from them.


@given(nx=st.integers(0, 4), ny=st.integers(1, 4), more=st.integers(1, 6))
def test_regressors_equal_the_definition(solution, nx, ny, more):
    n = max(nx, ny) + more
    x, y = np.cos(np.arange(n) * 1.3), np.sin(np.arange(n) * 0.7) + 2
    D, t = solution.regressors(x, y, nx, ny)
    assert D.shape == (more, nx + 1 + ny) and t.shape == (more,)
    for row, k in enumerate(range(max(nx, ny), n)):
        assert D[row].tolist() == [x[k - i] for i in range(nx + 1)] + [y[k - j] for j in range(1, ny + 1)]
        assert t[row] == y[k]
    assert not any(np.array_equal(column, t) for column in D.T)


def test_256_steps_make_254_rows(solution):
    D, t = solution.regressors(np.zeros(256), np.zeros(256), 2, 2)
    assert D.shape == (254, 5) and t.shape == (254,)


def trajectory(solution, steps, equation=COEFFICIENTS):
    # With a stable system: the rank is about the common factor, not about overflow.
    x = np.random.RandomState(3).uniform(-1, 1, steps)
    return x, solution.simulate({"x": equation[:3], "y": equation[3:]}, x)


@pytest.mark.parametrize("steps", [20, 400])
def test_common_factor_costs_one_rank_and_more_data_does_not_help(solution, steps):
    # (1 + 0.5z⁻¹)·2 / ((1 + 0.5z⁻¹)(1 + 0.25z⁻¹)), the published system with its poles turned inside.
    equation = np.array([2.0, 1.0, 0.0, -0.75, -0.125])
    D, t = solution.regressors(*trajectory(solution, steps, equation), 2, 2)
    assert np.linalg.matrix_rank(D, tol=1e-9) == 4
    found = np.linalg.lstsq(D, t, rcond=1e-12)[0]
    np.testing.assert_allclose(D @ found, t, atol=1e-10)
    reduced = np.array([2.0, 0.0, 0.0, -0.25, 0.0])
    np.testing.assert_allclose(D @ reduced, t, atol=1e-10)
    # Least norm: neither the equation that made the data, nor the one of lower order.
    assert np.max(np.abs(found - equation)) > 0.01 and np.max(np.abs(found - reduced)) > 0.01


def test_published_trajectory_has_rank_four_of_five(solution):
    D, _ = solution.regressors(*trajectory(solution, 12), 2, 2)
    scaled = D / np.linalg.norm(D, axis=1, keepdims=True)
    singular = np.linalg.svd(scaled, compute_uv=False)
    assert singular[4] < 1e-9 < singular[3]


def test_independent_regressors_have_full_rank(solution):
    D = np.random.RandomState(0).uniform(-10, 10, (1000, 5))
    np.testing.assert_allclose(solution.adaline_fit(D, D @ COEFFICIENTS), COEFFICIENTS, atol=1e-10)


def test_trajectory_of_256_steps_leaves_single_precision(solution):
    y = solution.simulate({"x": COEFFICIENTS[:3], "y": COEFFICIENTS[3:]}, np.sin(0.3 * np.arange(256)))
    assert 1e145 < np.max(np.abs(y)) < 1e160
    assert np.max(np.abs(y)) > np.finfo(np.float32).max
    assert y[-1] / y[-2] == pytest.approx(-4, abs=1e-6)


def test_first_output_is_not_zero(solution):
    x = np.sin(np.arange(4) + 1)
    y = solution.simulate({"x": COEFFICIENTS[:3], "y": COEFFICIENTS[3:]}, x)
    assert y[0] == 2 * x[0] and y[1] == pytest.approx(2 * x[1] + 4 * x[0] - 6 * y[0])


# ADALINE.


def test_adaline_equals_linear_regression_without_intercept(hw10, solution):
    for case in draw(oracle_of(hw10, "adaline_coefficients").cases, 4, 0):
        D, t = case.args
        expected = LinearRegression(fit_intercept=False).fit(D, t).coef_
        np.testing.assert_allclose(solution.adaline_fit(D, t), expected, atol=1e-9)


def test_lms_converges_to_the_reference_on_every_case(hw10, solution):
    oracle = oracle_of(hw10, "adaline_coefficients")
    for case in draw(oracle.cases, oracle.count, oracle.seed):
        D, t = case.args
        w = np.zeros(D.shape[1])
        for _ in range(15):
            for row, target in zip(D, t, strict=True):
                w += 2 * 0.001 * (target - row @ w) * row
        np.testing.assert_allclose(w, solution.adaline_fit(D, t), atol=1e-6)
        assert np.linalg.eigvalsh(2 * D.T @ D / len(t)).max() < 2 / 0.02


def test_adaline_cases_are_four_different_problems(hw10):
    oracle = oracle_of(hw10, "adaline_coefficients")
    assert len({case.args[0].shape for case in draw(oracle.cases, oracle.count, oracle.seed)}) == 4


# Back to the transfer function.


@given(w=arrays((5,), -8, 8).filter(lambda w: w[4] != 0), factor=st.sampled_from([2.0, -3.0, 0.25]))
def test_transfer_function_does_not_depend_on_the_scale(solution, w, factor):
    num, den = solution.to_transfer_function(w)
    scaled = factor * num, factor * den
    again = np.append(scaled[0], -scaled[1][1:]) / scaled[1][0]
    np.testing.assert_allclose(again, w, rtol=1e-12, atol=1e-12)
    assert den[2] == 1


# Plot.


def test_plot_shows_both_signals_from_zero_on_a_symmetric_logarithmic_axis(solution):
    g = 2 * (-4.0) ** np.arange(100)
    drawing = objects.drawing(solution.plot_response(np.eye(1, 100)[0], g))
    above, below = drawing.panels
    ((n, x),), ((m, y),) = above.stems, below.stems
    np.testing.assert_array_equal(n, np.arange(100))
    np.testing.assert_array_equal(m, np.arange(100))
    np.testing.assert_array_equal(x, np.eye(1, 100)[0])
    np.testing.assert_array_equal(y, g)
    assert (below.yscale, below.xlabel, above.ylabel, below.ylabel) == ("symlog", "n", "x[n]", "g[n]")


# The network.


def network(rng, features=3, units=4):
    weights = [rng.normal(size=shape) for shape in ((features, units), (units,), (units, 1), (1,))]
    return Network({}, weights)


@pytest.mark.parametrize("seed", range(5))
def test_mean_jacobian_equals_differences(solution, seed):
    rng = np.random.RandomState(seed)
    model, inputs = network(rng), rng.uniform(-2, 2, (7, 3))
    w1, b1, w2, _ = model.get_weights()

    def output(z):
        return (np.tanh((z @ w1 + b1) / 2) / 2 @ w2)[:, 0]

    steps = 1e-6 * np.eye(3)
    expected = [np.mean(output(inputs + step) - output(inputs - step)) / 2e-6 for step in steps]
    np.testing.assert_allclose(solution.mean_jacobian(model, inputs), expected, rtol=1e-6)


@pytest.mark.slow
def test_mean_jacobian_equals_tensorflow_on_the_graders_networks(hw10, solution, keras):
    tf = pytest.importorskip("tensorflow")
    oracle = oracle_of(hw10, "jacobian_coefficients")
    for case in draw(oracle.cases, 8, oracle.seed):
        model, inputs = objects.live(case.args[0]), tf.constant(case.args[1], tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            output = model(inputs)
        expected = tf.reduce_mean(tape.gradient(output, inputs), axis=0).numpy()
        np.testing.assert_allclose(solution.mean_jacobian(*case.args), expected, rtol=1e-4, atol=1e-5)
        assert [activation(layer) for layer in model.layers] == ["sigmoid", "linear"]


def activation(layer):
    return layer.activation.__name__


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_narx_network_learns_the_map_and_its_jacobian_is_the_coefficients(hw10, solution, keras, seed):
    rng = np.random.RandomState(10 + seed)
    x = rng.uniform(-1, 1, (1000, 5))
    y = x @ COEFFICIENTS
    model = objects.plain(solution.train_narx(x, y, seed))
    assert model.count_params() == 141
    # Targets have a variance near 40: 0.05 of squared error is what the item asks for.
    assert hw10.grader.explained(model, x, y, seed) > 1 - 0.05 / 40
    assert hw10.grader.coefficient_error(model, x, y, seed) < 0.3
    assert np.rint(solution.mean_jacobian(model, x)).tolist() == COEFFICIENTS.tolist()


@pytest.mark.slow
def test_training_on_the_trajectory_begins_with_nan(solution, keras):
    keras.utils.set_random_seed(0)
    y = solution.simulate({"x": COEFFICIENTS[:3], "y": COEFFICIENTS[3:]}, np.sin(0.3 * np.arange(256)))
    model = keras.Sequential([keras.layers.Dense(100, activation="sigmoid"), keras.layers.Dense(1)])
    model.compile(optimizer="rmsprop", loss="mse")
    with np.errstate(over="ignore"):
        D, t = (part.astype(np.float32) for part in solution.regressors(np.sin(0.3 * np.arange(256)), y, 2, 2))
    loss = model.fit(D, t, epochs=1, verbose=0).history["loss"][0]
    assert not np.isfinite(loss)


@pytest.mark.slow
def test_adaline_in_keras_is_within_the_stated_tolerance(solution, keras):
    keras.utils.set_random_seed(0)
    D = np.random.RandomState(0).uniform(-10, 10, (1000, 5))
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse")
    model.fit(D, D @ COEFFICIENTS, epochs=5, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0][:, 0], COEFFICIENTS, atol=1e-4)


# The published numbers.


def test_published_poles_are_s4_10_after_the_cancellation(published):
    right = published["poles_and_regions"]
    assert right["poles"].tolist() == [-4] and right["zeros"].tolist() == [0]
    assert right["regions"] == 2 and right["stable_region"] == (0, 4)


def test_published_impulse_response_is_s4_11(published):
    assert published["impulse_response"]["g"].tolist() == [2, -8, 32, -128, 512, -2048]
    assert published["impulse_response"]["g"].tolist() == [(-1) ** n * 2 ** (2 * n + 1) for n in range(6)]


def test_published_difference_equation_is_s4_13(published):
    found = published["difference_equation"]["coefficients"]
    assert np.append(found["x"], found["y"]).tolist() == COEFFICIENTS.tolist()


def test_published_transfer_function_is_s4_21_with_the_last_coefficient_one(solution):
    num, den = solution.to_transfer_function(COEFFICIENTS)
    assert (num.tolist(), den.tolist()) == ([0.25, 0.5, 0], [0.125, 0.75, 1])
    # The printed ratios −b₂/b₁ = 6 and −b₃/b₁ = 8 have the wrong sign.
    assert (-den[1] / den[0], -den[2] / den[0]) == (-6, -8)


def test_errata_are_printed_values_that_are_wrong_and_trapped(hw10, published):
    traps = {"poles": "missed_pole_zero_cancellation", "regions": "missed_pole_zero_cancellation"}
    traps["g"] = "exponent_dropped_factor"
    assert {erratum.name for erratum in hw10.solution.ERRATA} == set(traps)
    for erratum in hw10.solution.ERRATA:
        assert not np.array_equal(erratum.printed, published[erratum.question][erratum.name])
        checks = [check for check, _ in paper(hw10, "published").item(erratum.question).checks]
        found = [
            trap
            for check in checks
            if check.name == erratum.name
            for trap in getattr(check, "traps", ())
            if trap.name == traps[erratum.name]
        ]
        np.testing.assert_array_equal(found[0].outcome, erratum.printed)
    printed = [(-1) ** n * 2 ** (n + 1) for n in range(6)]
    assert hw10.solution.ERRATA[-1].printed.tolist() == printed


@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw10, variant):
    num, den = system_of(hw10, variant)
    lines = re.findall(
        r"^- g\[\d\] = (.+) = \*\*(.+?)\*\*$", hw10.solution.impulse_response_steps(num, den), re.MULTILINE
    )
    assert len(lines) == 6
    for expression, result in lines:
        assert eval(expression.replace("·", "*"), {"__builtins__": {}}) == pytest.approx(float(result))
    for steps in (hw10.solution.poles_and_regions_steps, hw10.solution.difference_equation_steps):
        assert "array(" not in steps(num, den) and "np." not in steps(num, den)
