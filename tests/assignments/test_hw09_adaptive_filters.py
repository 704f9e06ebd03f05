"""hw09: the references against SciPy, Keras, plain loops and closed forms, the published numbers, and the key claims.

The cases come from the grader's own strategies, so that what students are judged on is what is verified here.
"""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy.linalg import eigh, toeplitz
from scipy.optimize import linprog
from scipy.signal import lfilter

from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.checks import ValueCheck
from tamrin.function_checks import ExamplesCheck, OracleCheck, PropertyCheck
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck, RequirementCheck

pytestmark = pytest.mark.xdist_group("tensorflow")

VARIANTS = ["published", *range(1, 41)]


@pytest.fixture(scope="module")
def hw09(course):
    return course.assignment("hw09")


@pytest.fixture(scope="module")
def solution(hw09):
    return hw09.solution


@pytest.fixture(scope="module")
def grader(hw09):
    return hw09.grader


@pytest.fixture(scope="module")
def keras():
    pytest.importorskip("tensorflow")
    return pytest.importorskip("keras")


real = st.floats(-4, 4, allow_subnormal=False, width=32)


def vectors(shape):
    return npst.arrays(np.float64, shape, elements=real)


@st.composite
def signals(draw, largest=5, longest=12):
    """A number of delays and a signal of real numbers that fills the line at least once."""
    m = draw(st.integers(1, largest))
    return draw(vectors((draw(st.integers(m + 1, m + longest)),))), m


def checks_of(hw09, question, kind, variant="published"):
    return [check for check, _ in paper(hw09, variant).item(question).checks if isinstance(check, kind)]


def drawn_cases(hw09, question):
    (oracle,) = checks_of(hw09, question, OracleCheck)
    return draw(oracle.cases, oracle.count, oracle.seed)


def white_line(seed, m, samples=600, colour=0.0):
    """A signal, a random impulse response of m + 1 samples, and the echo that SciPy makes of them."""
    rng = np.random.RandomState(seed)
    x, response = rng.standard_normal(samples), rng.uniform(-1, 1, m + 1)
    x = lfilter([1.0], [1.0, -colour], x)
    return x, lfilter(response, [1.0], x), response


# tapped_delay.


@given(case=signals())
def test_tapped_delay_equals_scipys_toeplitz_matrix(solution, case):
    x, m = case
    P = solution.tapped_delay(x, m)
    np.testing.assert_array_equal(P[:, :-1], toeplitz(x[m:], x[m::-1]))
    np.testing.assert_array_equal(P[:, -1], 1)


@given(case=signals(), data=st.data())
def test_tapped_delay_times_weights_is_scipys_filter_plus_a_bias(solution, case, data):
    x, m = case
    w = data.draw(vectors((m + 2,)))
    expected = lfilter(w[:-1], [1.0], x)[m:] + w[-1]
    np.testing.assert_allclose(solution.tapped_delay(x, m) @ w, expected, rtol=1e-12, atol=1e-12)


@given(case=signals())
def test_tapped_delay_has_one_row_for_every_full_line_and_m_plus_2_columns(solution, case):
    x, m = case
    P = solution.tapped_delay(x, m)
    assert P.shape == (len(x) - m, m + 2)
    for k, row in enumerate(P, start=m):
        assert row.tolist() == [*(x[k - d] for d in range(m + 1)), 1.0]


# quantise and thermometer.


@given(case=st.data())
def test_quantise_equals_the_nearest_of_all_levels(solution, grader, case):
    h, bits, h_max = case.draw(grader.levels())
    levels = np.linspace(0, h_max, 2**bits)
    np.testing.assert_array_equal(solution.quantise(h, bits, h_max), np.abs(h[:, None] - levels).argmin(axis=1))


@given(bits=st.integers(1, 8), h=npst.arrays(np.float64, 20, elements=st.floats(0, 1)), h_max=st.floats(0.1, 100))
def test_quantise_stays_in_range_is_monotone_and_off_by_half_a_step_at_most(solution, bits, h, h_max):
    h, step = np.sort(h) * h_max, h_max / (2**bits - 1)
    codes = solution.quantise(h, bits, h_max)
    assert codes.min() >= 0 and codes.max() <= 2**bits - 1 and codes.dtype.kind == "i"
    assert np.all(np.diff(codes) >= 0)
    assert np.all(np.abs(codes * step - h) <= step / 2 * (1 + 1e-9))


@given(bits=st.integers(1, 8), h_max=st.sampled_from([0.5, 1.0, 3.0, 7.3]))
def test_quantise_at_both_ends_and_on_every_level(solution, bits, h_max):
    levels = np.linspace(0, h_max, 2**bits)
    np.testing.assert_array_equal(solution.quantise(levels, bits, h_max), np.arange(2**bits))


def test_no_drawn_level_is_near_the_middle_of_two_codes_and_full_scale_is_drawn(hw09):
    cases = drawn_cases(hw09, "quantise")
    full_scale = 0
    for case in cases:
        h, bits, h_max = case.args
        steps = [Fraction(level) * (2**bits - 1) / Fraction(h_max) for level in h]
        assert all(
            abs(step - step.numerator // step.denominator - Fraction(1, 2)) > Fraction(1, 5000) for step in steps
        )
        full_scale += h_max in h
    assert full_scale >= len(cases) / 8


@given(bits=st.integers(1, 6), data=st.data())
def test_thermometer_is_what_a_bank_of_comparators_answers(solution, bits, data):
    code = data.draw(st.integers(0, 2**bits - 1))
    thresholds = np.arange(2**bits - 1) + 0.5
    np.testing.assert_array_equal(solution.thermometer(code, bits), code > thresholds)
    assert solution.thermometer(code, bits).shape == (2**bits - 1,)


# Which outputs a perceptron can learn.


def separable(inputs, wanted):
    """Whether a linear programme finds weights with (2·wanted − 1)·(inputs·w) ≥ 1."""
    signs = np.where(wanted, 1.0, -1.0)
    found = linprog(
        np.zeros(inputs.shape[1]), A_ub=-signs[:, None] * inputs, b_ub=-np.ones(len(inputs)), bounds=(None, None)
    )
    return found.status == 0


def levels_with_bias(lowest, highest):
    codes = np.arange(lowest, highest + 1)
    return codes, np.column_stack([codes, np.ones(len(codes))])


@settings(max_examples=25)
@given(code_bits=st.integers(2, 5), data=st.data())
def test_separable_bits_equal_what_a_linear_programme_finds(solution, code_bits, data):
    lowest = data.draw(st.integers(0, 2**code_bits - 2))
    highest = data.draw(st.integers(lowest + 1, 2**code_bits - 1))
    codes, inputs = levels_with_bias(lowest, highest)
    expected = [bit for bit in range(code_bits) if separable(inputs, codes >> bit & 1)]
    assert solution.separable_bits(code_bits, lowest, highest) == expected


@pytest.mark.parametrize("bits", [2, 3, 4])
def test_over_the_full_range_only_the_top_bit_is_separable_and_every_thermometer_output(solution, bits):
    codes, inputs = levels_with_bias(0, 2**bits - 1)
    assert solution.separable_bits(bits, 0, 2**bits - 1) == [bits - 1]
    thermometers = np.array([solution.thermometer(int(code), bits) for code in codes])
    assert all(separable(inputs, column) for column in thermometers.T)


def trained(solution, targets, inputs, epochs=400):
    """Weights after perceptron steps over all inputs, and the mistakes of the last round."""
    Q, mistakes = np.zeros((targets.shape[1], inputs.shape[1])), 0
    for _ in range(epochs):
        mistakes = 0
        for p, target in zip(inputs, targets, strict=True):
            new = solution.perceptron_step(Q, p, target)
            mistakes += int(np.any(new != Q))
            Q = new
        if not mistakes:
            break
    return Q, mistakes


def test_perceptron_rule_comes_to_rest_on_a_thermometer_code_and_never_on_straight_binary(solution):
    codes, inputs = levels_with_bias(0, 7)
    inputs = inputs - [3.5, 0.0]
    thermometers = np.array([solution.thermometer(int(code), 3) for code in codes])
    Q, mistakes = trained(solution, thermometers, inputs)
    assert mistakes == 0
    np.testing.assert_array_equal(inputs @ Q.T >= 0, thermometers == 1)
    _, mistakes = trained(solution, codes[:, None] >> np.arange(3) & 1, inputs)
    assert mistakes > 0


# perceptron_step and lms_step.


@given(case=st.data())
def test_perceptron_step_equals_neuron_by_neuron_in_fractions(solution, grader, case):
    Q, p, target = case.draw(grader.perceptrons())
    np.testing.assert_array_equal(
        solution.perceptron_step(Q, p, target), solution.updated_perceptron_by_neurons(Q, p, target)["Q_new"]
    )


def test_drawn_perceptrons_meet_net_inputs_of_0_and_both_signs_of_error(hw09):
    nets, errors = [], []
    for case in drawn_cases(hw09, "perceptron_step"):
        Q, p, target = case.args
        nets += (Q @ p).tolist()
        errors += (target - (Q @ p >= 0)).tolist()
        assert p[-1] == 1
    assert nets.count(0.0) >= len(nets) / 8
    assert min(errors.count(1.0), errors.count(-1.0), errors.count(0.0)) >= len(errors) / 20


@given(w=vectors((4,)), p=vectors((4,)), target=real, alpha=st.floats(0.001, 0.5))
def test_lms_step_descends_the_squared_error_of_one_sample(solution, w, p, target, alpha):
    def loss(weights):
        return (target - weights @ p) ** 2

    # Central differences are exact for a square.
    gradient = [(loss(w + step) - loss(w - step)) / 2 for step in np.eye(4)]
    np.testing.assert_allclose(solution.lms_step(w, p, target, alpha), w - alpha * np.array(gradient), atol=1e-9)


@given(w=vectors((3,)), p=vectors((3,)), target=real, alpha=st.floats(0.001, 0.5))
def test_lms_step_multiplies_the_error_by_1_minus_twice_alpha_power(solution, w, p, target, alpha):
    after = target - solution.lms_step(w, p, target, alpha) @ p
    assert after == pytest.approx((1 - 2 * alpha * p @ p) * (target - w @ p), rel=1e-9, abs=1e-9)


@given(w=vectors((3,)), p=vectors((3,)), target=real)
def test_references_leave_their_inputs_alone(solution, w, p, target):
    before, Q = w.copy(), np.stack([w, p])
    solution.lms_step(w, p, target, 0.1)
    solution.perceptron_step(Q, p, np.array([0.0, 1.0]))
    np.testing.assert_array_equal(w, before)
    np.testing.assert_array_equal(Q, np.stack([w, p]))


# The bounds.


@pytest.mark.parametrize("variant", VARIANTS)
def test_two_conventions_are_the_rates_at_which_the_mean_recursion_turns(hw09, variant):
    sheet = paper(hw09, variant)
    R, right = sheet.givens["two_conventions"]["R"], answers(sheet)["two_conventions"]
    for share, radius in ((0.98, 0.96), (1.02, 1.04)):
        hagan = np.eye(2) - 2 * share * right["alpha_max"] * R
        plain = np.eye(2) - share * right["mu_max"] * R
        # The other eigenvalue stays inside as long as it is not far smaller.
        assert np.min(np.linalg.eigvals(hagan)) == pytest.approx(-radius)
        assert np.min(np.linalg.eigvals(plain)) == pytest.approx(-radius)
        assert (np.max(np.abs(np.linalg.eigvals(hagan))) < 1) == (share < 1)


@pytest.mark.parametrize("variant", VARIANTS)
def test_eigenvalues_of_a_variant_are_different_positive_whole_numbers(hw09, variant):
    eigenvalues = eigh(paper(hw09, variant).givens["two_conventions"]["R"], eigvals_only=True)
    np.testing.assert_allclose(eigenvalues, np.rint(eigenvalues), atol=1e-9)
    assert 0 < np.rint(eigenvalues)[0] < np.rint(eigenvalues)[1]


@given(case=signals())
def test_max_learning_rate_equals_scipys_eigenvalue_of_the_toeplitz_matrix(solution, case):
    x, m = case
    P = np.column_stack([toeplitz(x[m:], x[m::-1]), np.ones(len(x) - m)])
    largest = eigh(P.T @ P, eigvals_only=True, subset_by_index=[m + 1, m + 1])[0] / (len(x) - m)
    assert solution.max_learning_rate(x, m) == pytest.approx(1 / largest, rel=1e-9)


@given(case=signals())
def test_max_learning_rate_equals_that_of_the_largest_singular_value(solution, case):
    x, m = case
    P = solution.tapped_delay(x, m)
    assert solution.max_learning_rate(x, m) == pytest.approx(len(P) / np.linalg.norm(P, 2) ** 2, rel=1e-9)


@given(case=signals())
def test_max_learning_rate_lies_between_that_of_the_trace_and_that_of_the_largest_power(solution, case):
    x, m = case
    powers = np.mean(solution.tapped_delay(x, m) ** 2, axis=0)
    bound = solution.max_learning_rate(x, m)
    assert 1 / powers.sum() <= bound * (1 + 1e-9) and bound <= (1 + 1e-9) / powers.max()


@given(level=st.floats(-5, 5), m=st.integers(1, 6))
def test_max_learning_rate_of_a_constant_line_in_closed_form(solution, level, m):
    x = np.full(m + 5, level)
    assert solution.max_learning_rate(x, m) == pytest.approx(1 / ((m + 1) * level**2 + 1), rel=1e-9)


@settings(max_examples=30)
@given(level=st.floats(0.25, 3), m=st.integers(1, 4), echo=st.floats(0.5, 2))
def test_on_a_constant_line_the_canceller_settles_below_the_bound_and_diverges_above(solution, level, m, echo):
    x, h = np.full(400, level), np.full(400, echo)
    bound = solution.max_learning_rate(x, m)
    below, _ = solution.cancel_echo(x, h, m, 0.98 * bound)
    above, _ = solution.cancel_echo(x, h, m, 1.02 * bound)
    # 1 − 2α/α_max is −0.96 and −1.04.
    np.testing.assert_allclose(below, echo * (-0.96) ** np.arange(len(below)), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(above, echo * (-1.04) ** np.arange(len(above)), rtol=1e-6)


@pytest.mark.parametrize("share", [0.98, 1.02])
def test_the_mean_recursion_on_a_line_turns_at_the_bound(solution, grader, share):
    for m, line in grader.LINES.items():
        P = solution.tapped_delay(line.x, m)
        bound = solution.max_learning_rate(line.x, m)
        errors, w = [], np.zeros(m + 2)
        for _ in range(600):
            gradient = P.T @ (line.h[m:] - P @ w) / len(P)
            errors.append(np.linalg.norm(gradient))
            w = w + 2 * share * bound * gradient
        assert (errors[-1] < errors[0]) == (share < 1), m
        assert errors[-1] < 1e-3 if share < 1 else errors[-1] > 1e3


@pytest.mark.parametrize("share", [1.05, 1.5])
def test_the_canceller_diverges_above_the_bound_on_every_line(solution, grader, share):
    for m, line in grader.LINES.items():
        with np.errstate(all="ignore"):
            errors, _ = solution.cancel_echo(line.x, line.h, m, share * solution.max_learning_rate(line.x, m))
        echo = np.max(np.abs(line.h))
        assert not np.all(np.abs(errors) < 1e6 * echo), m


def test_the_rates_of_the_lines_are_a_few_per_cent_of_the_bound(solution, grader):
    for case in grader.line_calls():
        x, _, m, alpha = case.args
        assert 0.005 < alpha / solution.max_learning_rate(x, m) < 0.1
        assert alpha < 1 / (3 * np.trace(grader.correlation(x, m)))


# The echo canceller.


@given(case=st.data())
def test_cancel_echo_equals_plain_loops_in_fractions(solution, grader, case):
    x, h, m, alpha = case.draw(grader.calls_to_cancel()).args
    w, errors = [Fraction(0)] * (m + 2), []
    for k in range(m, len(x)):
        p = [Fraction(x[k - d]) for d in range(m + 1)] + [Fraction(1)]
        errors.append(Fraction(h[k]) - sum(a * b for a, b in zip(w, p, strict=True)))
        w = [a + 2 * Fraction(alpha) * errors[-1] * b for a, b in zip(w, p, strict=True)]
    received = solution.cancel_echo(x, h, m, alpha)
    np.testing.assert_allclose(received[0], np.array(errors, dtype=float), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(received[1], np.array(w, dtype=float), rtol=1e-9, atol=1e-12)


@given(case=st.data())
def test_cancel_echo_is_lms_step_by_step(solution, grader, case):
    x, h, m, alpha = case.draw(grader.calls_to_cancel()).args
    w = np.zeros(m + 2)
    for p, echo in zip(solution.tapped_delay(x, m), h[m:], strict=True):
        w = solution.lms_step(w, p, echo, alpha)
    np.testing.assert_allclose(solution.cancel_echo(x, h, m, alpha)[1], w, rtol=1e-12, atol=1e-12)


@given(case=signals(), scale=st.sampled_from([-3.0, 0.5, 2.0]))
def test_cancel_echo_is_linear_in_the_echo_and_silent_without_a_rate(solution, case, scale):
    x, m = case
    h = np.cos(np.arange(len(x)))
    for one, other in zip(
        solution.cancel_echo(x, h, m, 0.01), solution.cancel_echo(x, scale * h, m, 0.01), strict=True
    ):
        np.testing.assert_allclose(other, scale * one, rtol=1e-9, atol=1e-12)
    errors, w = solution.cancel_echo(x, h, m, 0.0)
    np.testing.assert_array_equal(errors, h[m:])
    assert not w.any()


@pytest.mark.parametrize("seed", range(6))
def test_canceller_recovers_the_filter_that_scipy_made_the_echo_with(solution, seed):
    m = 2 + seed
    x, h, response = white_line(seed, m, samples=4000)
    errors, w = solution.cancel_echo(x, h, m, 0.02 / (m + 2))
    np.testing.assert_allclose(w, [*response, 0.0], atol=1e-6)
    np.testing.assert_allclose(errors[-100:], 0, atol=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_canceller_comes_near_the_least_squares_solution(solution, seed):
    x, h, _ = white_line(seed, 5, samples=6000, colour=0.4)
    h = h + 0.1 * np.random.RandomState(seed).standard_normal(len(h)) + 0.3
    P = solution.tapped_delay(x, 5)
    best = np.linalg.lstsq(P, h[5:], rcond=None)[0]
    _, w = solution.cancel_echo(x, h, 5, 0.001)
    assert np.linalg.norm(w - best) < 0.05 * np.linalg.norm(best)


# The lines that cancellers are put to work on.


def test_lines_are_what_scipy_makes_with_noise_40_db_below(grader):
    for m, line in grader.LINES.items():
        clean = lfilter(line.response, [1.0], line.x)
        noise = line.h - clean
        assert line.response.shape == (m + 1,) and np.all(line.response[:2] == 0) and np.abs(line.response).max() > 0.5
        assert 10 * np.log10(np.sum(clean**2) / np.sum(noise**2)) == pytest.approx(40, abs=0.5)


def test_reference_reaches_25_db_and_recovers_the_impulse_response_with_room_to_spare(solution, grader):
    for case in grader.line_calls():
        result = solution.cancel_echo(*case.args)
        assert grader.erle(result, *case.args) >= grader.TARGET + 8
        # Nothing that is honest leaves less over than the noise.
        assert grader.erle(result, *case.args) <= 41
        response = grader.LINES[case.args[2]].response
        assert np.linalg.norm(result[1] - np.append(response, 0)) < 0.2 * grader.RECOVERED * np.linalg.norm(response)


@pytest.mark.parametrize("seed", range(8))
def test_reference_does_so_on_other_lines_too(solution, seed):
    m = 8 + 2 * seed
    rng = np.random.RandomState(100 + seed)
    response = 0.5 ** np.arange(m + 1) * rng.choice([-1.0, 1.0], m + 1)
    x = lfilter([1.0, 0.5], [1.0], rng.standard_normal(2000))
    clean = lfilter(response, [1.0], x)
    h = clean + 0.01 * clean.std() * rng.standard_normal(2000)
    errors, w = solution.cancel_echo(x, h, m, 1 / (16 * (m + 2)))
    tail = slice(3 * len(errors) // 4, None)
    assert 10 * np.log10(np.sum(h[m:][tail] ** 2) / np.sum(errors[tail] ** 2)) >= 25
    assert np.linalg.norm(w - np.append(response, 0)) < 0.05 * np.linalg.norm(response)


def test_erle_of_doing_nothing_is_0_db_whatever_errors_are_claimed(grader):
    for case in grader.line_calls():
        x, h, m, _ = case.args
        nothing = np.zeros(m + 2)
        assert grader.erle((h[m:], nothing), *case.args) == pytest.approx(0)
        assert grader.erle((np.zeros(len(x) - m), nothing), *case.args) == pytest.approx(0)
        assert not grader.recovers((h[m:], nothing), *case.args)


def test_erle_of_the_wrong_cancellers_is_below_the_target(grader):
    for wrong in (
        grader.cancels_with_sign,
        grader.cancels_uphill,
        grader.cancels_misaligned,
        grader.cancels_oldest_first,
    ):
        for case in grader.line_calls():
            with np.errstate(all="ignore"):
                result = wrong(*case.args)
                measure = grader.erle(result, *case.args)
            assert not isinstance(measure, float) or measure < grader.TARGET - 5, wrong.__name__
            assert not grader.recovers(result, *case.args)


def test_canceller_in_the_other_convention_still_cancels(grader):
    # It is judged wrong by its numbers, but it does its work: half the rate.
    for case in grader.line_calls():
        result = grader.cancels_without_two(*case.args)
        assert grader.erle(result, *case.args) >= grader.TARGET and grader.recovers(result, *case.args)


@pytest.mark.parametrize("result", [None, 3.0, (np.zeros(3), np.zeros(2)), ("a", "b"), (1, 2, 3)])
def test_erle_says_what_it_cannot_measure(grader, result):
    case = grader.line_calls()[0]
    assert "finite" in grader.erle(result, *case.args).en
    assert not grader.recovers(result, *case.args)


def test_canceller_is_judged_by_examples_numbers_a_law_its_erle_and_its_weights(hw09):
    kinds = [type(check) for check in checks_of(hw09, "echo_canceller", object)]
    assert kinds == [ExamplesCheck, OracleCheck, PropertyCheck, MeasuredCheck, RequirementCheck]


# Keras.


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_lms_step_is_what_keras_makes_of_a_dense_layer_sgd_and_mse(solution, keras, seed):
    rng = np.random.RandomState(seed)
    w, p, target, alpha = rng.standard_normal(5), np.append(rng.standard_normal(4), 1.0), rng.standard_normal(), 0.07
    model = keras.Sequential([keras.Input((4,), dtype="float64"), keras.layers.Dense(1, dtype="float64")])
    model.set_weights([w[:-1, None], w[-1:]])
    model.compile(keras.optimizers.SGD(alpha), "mse")
    model.train_on_batch(p[None, :-1], np.array([[target]]))
    kernel, bias = model.get_weights()
    np.testing.assert_allclose(solution.lms_step(w, p, target, alpha), [*kernel[:, 0], bias[0]], rtol=1e-6)


@pytest.mark.slow
def test_cancel_echo_is_what_keras_does_sample_by_sample(solution, keras):
    m, alpha = 4, 0.02
    x, h, _ = white_line(3, m, samples=60)
    model = keras.Sequential(
        [keras.Input((m + 1,), dtype="float64"), keras.layers.Dense(1, kernel_initializer="zeros", dtype="float64")]
    )
    model.compile(keras.optimizers.SGD(alpha), "mse")
    P = solution.tapped_delay(x, m)
    losses = []
    for p, echo in zip(P, h[m:], strict=True):
        kernel, bias = model.get_weights()
        losses.append(float(echo - p[:-1] @ kernel[:, 0] - bias[0]))
        model.train_on_batch(p[None, :-1], np.array([[echo]]))
    kernel, bias = model.get_weights()
    errors, w = solution.cancel_echo(x, h, m, alpha)
    np.testing.assert_allclose(errors, losses, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(w, [*kernel[:, 0], bias[0]], rtol=1e-5, atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:5])
def test_weights_are_counted_as_keras_counts_them(hw09, keras, variant):
    sheet = paper(hw09, variant)
    neurons, delays = sheet.givens["parameter_ratio"].values()
    counts = [
        keras.Sequential([keras.Input((delays + 1,)), keras.layers.Dense(units)]).count_params()
        for units in (1, neurons)
    ]
    assert counts == [delays + 2, neurons * (delays + 2)]
    assert answers(sheet)["parameter_ratio"]["parameter_ratio"] == pytest.approx(counts[0] / counts[1], rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:5])
def test_perceptrons_are_a_dense_layer_with_a_step(hw09, solution, keras, variant):
    Q, p, target = paper(hw09, variant).givens["perceptron_step"].values()
    layer = keras.layers.Dense(len(Q), activation=lambda n: keras.ops.cast(n >= 0, "float64"), dtype="float64")
    layer.build((1, len(p) - 1))
    layer.set_weights([Q[:, :-1].T, Q[:, -1]])
    output = np.asarray(layer(p[None, :-1]))[0]
    np.testing.assert_array_equal(solution.perceptron_step(Q, p, target), Q + np.outer(target - output, p))


# The published numbers, the errata, the variants.


@pytest.fixture(scope="module")
def published(hw09):
    return answers(paper(hw09, "published"))


def test_published_bits_are_s4_05(published):
    assert published["separable_bits"]["separable_bits"] == [2]


def test_published_perceptron_step_is_worked_by_hand(published):
    expected = [[1, 2, 0, 0], [2, 0, 3, -1], [-1, 2, -1, 0]]
    np.testing.assert_array_equal(published["perceptron_step"]["Q_new"], expected)


def test_published_bounds_are_a_sixth_and_a_third(published):
    assert published["two_conventions"]["alpha_max"] == pytest.approx(1 / 6, rel=1e-12)
    assert published["two_conventions"]["mu_max"] == pytest.approx(1 / 3, rel=1e-12)


def test_published_ratio_is_s4_07_with_the_right_symbol(published):
    assert published["parameter_ratio"]["parameter_ratio"] == 1 / 8


def test_errata_are_what_the_traps_recognise(hw09, grader):
    errata = {erratum.question: erratum for erratum in hw09.solution.ERRATA}
    assert set(errata) == {"tapped_delay", "quantise", "separable_bits", "lms_step", "parameter_ratio"}
    for question, name in (("separable_bits", "binary_code_not_separable"), ("parameter_ratio", "ratio_wrong_symbol")):
        (check,) = checks_of(hw09, question, ValueCheck)
        (trap,) = [trap for trap in check.traps if trap.name == name]
        assert trap.outcome == errata[question].printed
    assert grader.overflow(np.array([2.0]), 3, 2.0).tolist() == [8]  # 2^N: a fourth bit
    assert grader.one_sample_too_few(np.arange(9.0), 3).shape[1] == 3 + 1
    assert grader.lms_with_sign(np.array([5.0, 0.0]), np.array([1.0, 1.0]), 5.0, 0.1).tolist() != [5.0, 0.0]


def test_published_quantiser_overflows_at_full_scale_and_the_reference_does_not(solution, grader):
    for bits in range(1, 9):
        assert grader.overflow(np.array([3.0]), bits, 3.0) == 2**bits
        assert solution.quantise(np.array([3.0]), bits, 3.0) == 2**bits - 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_perceptron_of_a_variant_shows_both_errors_and_the_step(hw09, variant):
    Q, p, target = paper(hw09, variant).givens["perceptron_step"].values()
    errors = target - (Q @ p >= 0)
    assert p[-1] == 1 and np.any(Q @ p == 0) and {-1.0, 1.0} <= set(errors)
    assert np.all(np.diff(target) <= 0), "a thermometer code"


def test_variants_ask_for_top_bits_constant_bits_and_others(hw09):
    givens = [paper(hw09, variant).givens["separable_bits"] for variant in VARIANTS]
    right = [hw09.solution.separable_bits(**given_) for given_ in givens]
    assert len({given_["code_bits"] for given_ in givens}) == 4
    only_top = [bits == [given_["code_bits"] - 1] for bits, given_ in zip(right, givens, strict=True)]
    assert 5 <= sum(only_top) <= len(givens) - 10
    assert len({tuple(bits) for bits in right}) >= 6


@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw09, variant):
    sheet = paper(hw09, variant)
    givens = sheet.item("perceptron_step").givens
    text = hw09.solution.perceptron_step_steps(**givens)
    lines = re.findall(
        r"^- n = (.+) = (\S+), so a = (\d) and e = (\d) − (\d) = (\S+); the new row is \*\*(.+)\*\*$", text, re.M
    )
    assert len(lines) == 3
    rows = answers(sheet)["perceptron_step"]["Q_new"]
    for (terms, net, on, wanted, again, error, row), right in zip(lines, rows, strict=True):
        assert eval(terms.replace("·", "*")) == float(net)
        assert (float(net) >= 0) == (on == "1") and on == again and int(wanted) - int(on) == float(error)
        np.testing.assert_array_equal(eval(row), right)


def test_drawn_delay_lines_are_awkward(hw09):
    drawn = [case.args for case in drawn_cases(hw09, "tapped_delay")]
    assert all(len(x) > m >= 1 for x, m in drawn)
    assert sum(len(x) - m != m + 2 for x, m in drawn) > len(drawn) / 2  # not square
    assert sum(len(set(x.tolist())) > 2 for x, _ in drawn) > len(drawn) / 2
    assert sum(len(x) == m + 1 for x, m in drawn) > 0  # full once only
