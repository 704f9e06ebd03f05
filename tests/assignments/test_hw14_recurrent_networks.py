"""hw14: the references against Keras, TensorFlow, scikit-learn, differences and closed forms, and published numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

from tamrin import calibration
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.function_checks import OracleCheck
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck

pytestmark = pytest.mark.xdist_group("training")

HW = "hw14_recurrent_networks"
VARIANTS = ["published", *range(1, 41)]
SEEDS = st.integers(0, 2**16)


@pytest.fixture(scope="module")
def hw14(course):
    return course.assignment("hw14")


@pytest.fixture(scope="module")
def solution(hw14):
    return hw14.solution


@pytest.fixture(scope="module")
def grader(hw14):
    return hw14.grader


@pytest.fixture(scope="module")
def published(hw14):
    return answers(paper(hw14, "published"))


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def normal(seed, *shapes):
    """Arrays of standard normal numbers."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def cases_of(hw14, question, name):
    (oracle,) = [
        check
        for check, _ in paper(hw14, "published").item(question).checks
        if isinstance(check, OracleCheck) and check.name == name
    ]
    return draw(oracle.cases, 60, 7)


# Cells.


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_lstm_step_is_one_of_keras(solution, keras, seed):
    n, features, units = 3 + seed, 2, 3 + seed % 2
    shapes = (n, features), (n, units), (n, units), (features, 4 * units), (units, 4 * units), (4 * units,)
    x, h, c, W, U, b = normal(seed, *shapes)
    cell = keras.layers.LSTMCell(units)
    cell.build((n, features))
    cell.set_weights([W, U, b])
    _, (new_h, new_c) = cell(x.astype("float32"), [h.astype("float32"), c.astype("float32")])
    right = solution.lstm_step(x, h, c, W, U, b)
    np.testing.assert_allclose(right[0], np.asarray(new_h), atol=1e-5)
    np.testing.assert_allclose(right[1], np.asarray(new_c), atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_rnn_step_over_a_sequence_is_the_layer_of_keras(solution, keras, seed):
    x, W, U, b = normal(seed, (2, 5, 3), (3, 4), (4, 4), (4,))
    layer = keras.layers.SimpleRNN(4)
    layer.build(x.shape)
    layer.set_weights([W, U, b])
    h = np.zeros((2, 4))
    for t in range(5):
        h = solution.rnn_step(x[:, t], h, W, U, b)
    np.testing.assert_allclose(h, np.asarray(layer(x.astype("float32"))), atol=1e-5)


@given(seed=SEEDS, n=st.integers(1, 4))
def test_cell_state_is_additive_when_gates_are_open(solution, seed, n):
    x, h, c, W, U = normal(seed, (n, 2), (n, 3), (n, 3), (2, 12), (3, 12))
    gates = np.repeat([-700.0, 700.0, 0.0, 700.0], 3)
    new_h, new_c = solution.lstm_step(x, h, c, W, U, gates)
    np.testing.assert_allclose(new_c, c)
    np.testing.assert_allclose(new_h, np.tanh(c))


@given(seed=SEEDS)
def test_printed_equations_without_input_stay_at_zero(grader, solution, seed):
    W, U = normal(seed, (2, 12), (3, 12))
    printed = grader.lstm_like(sees_input=False, bias=False)
    h = c = np.zeros((1, 3))
    for x in normal(seed + 1, *[(1, 2)] * 6):
        h, c = printed(x, h, c, W, U, np.zeros(12))
        assert not h.any()
    assert solution.lstm_step(x, h, c, W, U, np.zeros(12))[0].all()


# Backpropagation through time.


def rolled_out(x, h0, W, U, b, dh):
    """Σ_t dh_t·h_t."""
    h, total = h0, 0.0
    for row, weight in zip(x, dh, strict=True):
        h = np.tanh(row @ W + h @ U + b)
        total += h @ weight
    return total


@settings(max_examples=25)
@given(seed=SEEDS, length=st.integers(1, 5), features=st.integers(1, 3), units=st.integers(1, 3))
def test_bptt_equals_central_differences(solution, seed, length, features, units):
    shapes = (length, features), (units,), (features, units), (units, units), (units,), (length, units)
    arguments = normal(seed, *shapes)
    _x, _h0, _W, _U, _b, _dh = arguments
    right = solution.bptt(*arguments)
    for place, gradient in zip((2, 3, 4, 0), right, strict=True):
        for index in np.ndindex(arguments[place].shape):
            sides = []
            for sign in (1, -1):
                moved = [array.copy() for array in arguments]
                moved[place][index] += sign * 1e-6
                sides.append(rolled_out(*moved))
            assert gradient[index] == pytest.approx((sides[0] - sides[1]) / 2e-6, rel=1e-5, abs=1e-7)


@pytest.mark.slow
def test_bptt_equals_tensorflow(solution):
    tf = pytest.importorskip("tensorflow")
    arguments = normal(5, (6, 2), (3,), (2, 3), (3, 3), (3,), (6, 3))
    x, h0, W, U, b, dh = (tf.constant(each) for each in arguments)
    with tf.GradientTape() as tape:
        tape.watch([x, W, U, b])
        h, total = h0[None], 0.0
        for t in range(6):
            h = tf.tanh(x[t][None] @ W + h @ U + b)
            total += tf.reduce_sum(h * dh[t])
    for found, right in zip(tape.gradient(total, [W, U, b, x]), solution.bptt(*arguments), strict=True):
        np.testing.assert_allclose(right, found, rtol=1e-10, atol=1e-12)


# Norms of gradients.


@settings(max_examples=40)
@given(seed=SEEDS, units=st.integers(1, 4), length=st.integers(1, 8))
def test_gradient_norms_are_singular_values_of_the_rolled_out_jacobian(solution, seed, units, length):
    (U,) = normal(seed, (units, units))
    right = solution.gradient_norms(U, length)
    for k in range(1, length + 1):
        jacobian = np.eye(units)
        for _ in range(k):
            jacobian = U.T @ jacobian
        assert right[k - 1] == pytest.approx(np.linalg.svd(jacobian, compute_uv=False)[0], rel=1e-9)
    assert np.all(right <= np.linalg.norm(U, 2) ** np.arange(1, length + 1) * (1 + 1e-9))


def test_published_powers(solution):
    assert solution.gradient_norms(np.array([[1.01]]), 1000)[-1] == pytest.approx(20959.16, abs=5e-3)
    assert solution.gradient_norms(np.array([[0.99]]), 1000)[-1] == pytest.approx(4.317125e-5, abs=5e-12)
    orthogonal = np.linalg.qr(np.random.default_rng(0).standard_normal((3, 3)))[0]
    np.testing.assert_allclose(solution.gradient_norms(orthogonal, 50), 1)


# Counts.


def test_published_counts(published):
    assert published["cell_counts"] == {"ecg_params": 10451, "lstm_state_size": 50, "time_steps": 140}
    assert published["epoch_steps"] == {"train_rows": 2989, "epoch_steps": 94}


def test_erratum_is_what_was_printed(solution, published):
    (erratum,) = solution.ERRATA
    assert (erratum.question, erratum.name, erratum.printed) == ("cell_counts", "time_steps", 50)
    assert published["cell_counts"]["time_steps"] != erratum.printed


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["published", 1, 2, 3])
def test_counts_are_those_of_keras(hw14, keras, variant):
    sheet = paper(hw14, variant)
    given_, right = sheet.givens["cell_counts"], answers(sheet)["cell_counts"]
    model = keras.Sequential(
        [keras.Input((given_["window"], 1)), keras.layers.LSTM(given_["units"]), keras.layers.Dense(1)]
    )
    assert model.count_params() == right["ecg_params"]
    assert model.layers[0].output.shape[-1] == right["lstm_state_size"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_rows_and_steps_are_those_of_the_validation_split_of_keras(hw14, variant):
    sheet = paper(hw14, variant)
    given_, right = sheet.givens["epoch_steps"], answers(sheet)["epoch_steps"]
    rows = math.floor(given_["beats"] * (1.0 - given_["share"]))  # keras.src.trainers.data_adapters
    assert right == {"train_rows": rows, "epoch_steps": math.ceil(rows / given_["batch"])}
    assert given_["beats"] % given_["batch"] or rows % given_["batch"]


# Tables and rows.


def test_split_ecg_of_a_table_of_the_published_size(solution):
    table = np.random.default_rng(0).standard_normal((3986, 141))
    X, y = solution.split_ecg(table)
    assert X.shape == (3986, 140, 1) and y.shape == (3986, 1)
    assert np.array_equal(X[7, :, 0], table[7, :140]) and np.array_equal(y[:, 0], table[:, 140])


def test_clean_keeps_what_is_finite_and_its_label(hw14, solution):
    dropped = 0
    for case in cases_of(hw14, "ecg_shapes", "clean"):
        X, y = case.args
        kept, labels = solution.clean(X, y)
        rows = [i for i in range(len(X)) if np.isfinite(X[i]).all() and np.isfinite(y[i]).all()]
        assert np.array_equal(kept, X[rows]) and np.array_equal(labels, y[rows])
        dropped += len(X) - len(kept)
    assert dropped >= 3 * 60


@settings(max_examples=40)
@given(counts=st.lists(st.integers(1, 6), min_size=1, max_size=4), seed=SEEDS, is_sorted=st.booleans())
def test_holdout_divides_every_class(solution, counts, seed, is_sorted):
    labels = np.repeat(np.arange(len(counts)), 4 * np.array(counts))
    if not is_sorted:
        labels = np.random.RandomState(seed).permutation(labels)
    train, test = solution.holdout(len(labels), labels, 0.25, seed)
    assert sorted([*train, *test]) == list(range(len(labels)))
    assert np.array_equal(np.bincount(labels[test]), counts)
    again = solution.holdout(len(labels), labels, 0.25, seed)
    assert np.array_equal(train, again[0]) and np.array_equal(test, again[1])


def test_holdout_has_the_counts_of_scikit_learn(solution):
    labels = np.random.RandomState(0).permutation(np.repeat([0, 1, 2], [80, 40, 24]))
    _, ours = solution.holdout(144, labels, 0.25, 0)
    _, theirs = train_test_split(np.arange(144), test_size=0.25, stratify=labels, random_state=0)
    assert np.array_equal(np.bincount(labels[ours]), np.bincount(labels[theirs]))


@pytest.mark.slow
def test_validation_split_of_sorted_rows_is_of_one_class(keras):
    from keras.src.trainers.data_adapters.array_slicing import train_validation_split

    x, y = np.arange(40.0)[:, None], np.repeat([0.0, 1.0], [20, 20])
    (_, kept), (_, held_out) = train_validation_split((x, y), validation_split=0.25)
    assert set(np.asarray(held_out)) == {1.0} and np.mean(kept) < 0.5


# R².


@settings(max_examples=60)
@given(seed=SEEDS, n=st.integers(2, 20), scale=st.sampled_from([1.0, 30.0]))
def test_r_squared_is_that_of_scikit_learn(solution, seed, n, scale):
    y, p = normal(seed, (n,), (n,))
    assert solution.r_squared(y, scale * p) == pytest.approx(r2_score(y, scale * p), rel=1e-10)
    assert solution.r_squared(y, np.full(n, y.mean())) == pytest.approx(0, abs=1e-9)
    assert solution.r_squared(y, y) == 1
    assert solution.r_squared(y, p) <= 1


def test_r_squared_depends_on_the_order_of_its_arguments(solution):
    y, p = normal(1, (9,), (9,))
    assert solution.r_squared(y, p) != pytest.approx(solution.r_squared(p, y), rel=1e-3)


# Trained.


def test_hidden_windows_do_not_hold_the_loads_that_are_asked_for(grader):
    for problem, y in grader.PROBLEMS:
        assert not np.isin(y, problem.args[2][:, :, 0]).any()


def test_trivial_forecasts_earn_nothing(grader, hw14):
    checks = [check for check, _ in paper(hw14, "published").item("fix_pipeline").checks]
    (check,) = [check for check in checks if isinstance(check, MeasuredCheck)]
    # What a window would say of the one before it, or after it, if they came from one recording.
    first, last = ([c.args[2][:, hour, 0] for c, _ in grader.PROBLEMS] for hour in (0, -1))
    for shift in (-1, 1):
        between = [(b + np.roll(a, shift)) / 2 for a, b in zip(first, last, strict=True)]
        r2 = [grader.forecast_r2(y, *c.args) for y, (c, _) in zip(between, grader.PROBLEMS, strict=True)]
        assert check.share(np.mean(r2)) == 0
    means = [grader.forecast_r2(np.full(len(y), c.args[0][:, 0].mean()), *c.args) for c, y in grader.PROBLEMS]
    last = [grader.forecast_r2(c.args[2][:, -1, 0], *c.args) for c, y in grader.PROBLEMS]
    assert check.share(np.mean(means)) == check.share(np.mean(last)) == 0


@pytest.mark.slow
def test_forecaster_reaches_its_target_and_unscaled_targets_do_not(grader, solution, keras):
    problem, _y = grader.PROBLEMS[0]
    assert grader.forecast_r2(solution.fit_forecaster(*problem.args), *problem.args) > 0.85
    series, seed, windows = problem.args
    keras.utils.set_random_seed(seed)
    x = np.array([series[k : k + 16] for k in range(784)])
    net = keras.Sequential([keras.Input((16, 3)), keras.layers.LSTM(16), keras.layers.Dense(1)])
    net.compile(optimizer="adam", loss="mse")
    net.fit(x, series[16:, 0], epochs=5, verbose=0)
    assert grader.forecast_r2(net.predict(windows, verbose=0)[:, 0], *problem.args) < -100


class Local:
    """A model as a measure sees it."""

    def __init__(self, model):
        self.model = model

    def predict(self, x):
        return self.model.predict(x, verbose=0, batch_size=256)


@pytest.mark.slow
def test_classifier_reaches_its_target_and_untrained_ones_do_not(hw14, grader, solution, keras):
    wanted = calibration.of(hw14.course.root, HW)["ecg_classifier"]["balanced accuracy"]
    (model,) = solution.train_ecg_classifier(seed=101)
    assert grader.balanced_accuracy(Local(model)) >= wanted > 0.8
    assert model.count_params() == 2521
    keras.utils.set_random_seed(5)
    assert grader.balanced_accuracy(Local(solution.build_ecg_classifier())) < wanted - 0.03
    model.set_weights([0 * weight for weight in model.get_weights()])
    assert grader.balanced_accuracy(Local(model)) == 0.5


def test_hidden_beats_are_none_of_the_students(grader):
    from datasets import load

    data = load("ecg5000")
    shown = {row.tobytes() for part in ("x_train", "x_test") for row in data[part]}
    assert not any(row.tobytes() in shown for row in grader.UNSEEN[..., 0])
    assert 0.4 < grader.ABNORMAL.mean() < 0.6
