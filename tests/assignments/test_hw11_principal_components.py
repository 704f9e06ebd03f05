"""hw11: the references against scikit-learn, SciPy, Keras, loops and closed forms, and the published numbers.

The cases come from the grader's own strategies, so that what students are judged on is what is verified here.
"""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import subspace_angles
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

from tamrin.build.answers import answers
from tamrin.judge.paper import paper

VARIANTS = ["published", *range(1, 41)]


@pytest.fixture(scope="module")
def hw11(course):
    return course.assignment("hw11_principal_components")


@pytest.fixture(scope="module")
def solution(hw11):
    return hw11.solution


@pytest.fixture(scope="module")
def grader(hw11):
    return hw11.grader


@pytest.fixture(scope="module")
def digits():
    return load_digits().data / 16


@pytest.fixture(scope="module")
def published(hw11):
    return answers(paper(hw11, "published"))


def trap_of(sheet, question, name):
    """The outcome of the first trap of that name."""
    checks = [check for check, _ in sheet.item(question).checks]
    return next(t.outcome for check in checks for t in getattr(check, "traps", ()) if t.name == name)


def mixed(seed, samples, features):
    """Samples of full rank around a mean that is not zero."""
    rng = np.random.RandomState(seed)
    return rng.standard_normal((samples, features)) @ rng.standard_normal((features, features)) + rng.uniform(1, 3)


sizes = st.tuples(st.integers(0, 999), st.integers(2, 9), st.integers(1, 6))


# pca and reconstruction_error.


@given(size=sizes, data=st.data())
def test_pca_equals_scikit_learn(solution, size, data):
    X = mixed(*size)
    m = data.draw(st.integers(1, min(len(X) - 1, X.shape[1])))
    components, scores, explained = solution.pca(X, m)
    fitted = PCA(m, svd_solver="full").fit(X)
    signs = np.sign(np.sum(components * fitted.components_.T, axis=0))
    np.testing.assert_allclose(components * signs, fitted.components_.T, atol=1e-6)
    np.testing.assert_allclose(scores * signs, fitted.transform(X), atol=1e-6)
    np.testing.assert_allclose(explained, fitted.explained_variance_ * (len(X) - 1) / len(X), rtol=1e-9, atol=1e-12)


@given(size=sizes, m=st.integers(1, 9))
def test_pca_refuses_more_components_than_centred_data_have_dimensions(solution, size, m):
    X = mixed(*size)
    if m <= np.linalg.matrix_rank(X - X.mean(axis=0)):
        assert solution.pca(X, m)[0].shape == (X.shape[1], m)
    else:
        with pytest.raises(ValueError, match="more components"):
            solution.pca(X, m)


@given(size=sizes, data=st.data())
def test_pca_satisfies_the_eigenvector_equation(solution, size, data):
    X = mixed(*size)
    P, T, values = solution.pca(X, data.draw(st.integers(1, min(len(X) - 1, X.shape[1]))))
    C = sum(np.outer(x - X.mean(axis=0), x - X.mean(axis=0)) for x in X) / len(X)
    np.testing.assert_allclose(C @ P, P * values, atol=1e-9)
    np.testing.assert_allclose(P.T @ P, np.eye(len(values)), atol=1e-12)
    np.testing.assert_allclose(T.T @ T / len(X), np.diag(values), atol=1e-9)
    assert np.all(np.diff(values) <= 0)


@given(size=sizes, data=st.data())
def test_reconstruction_error_equals_what_scikit_learn_loses(solution, size, data):
    X = mixed(*size)
    m = data.draw(st.integers(1, min(X.shape)))
    fitted = PCA(m, svd_solver="full").fit(X)
    lost = np.mean(np.sum((X - fitted.inverse_transform(fitted.transform(X))) ** 2, axis=1))
    assert solution.reconstruction_error(X, m) == pytest.approx(lost, rel=1e-9, abs=1e-9)


@given(size=sizes)
def test_reconstruction_error_falls_from_the_total_variance_to_nothing(solution, size):
    X = mixed(*size)
    errors = [solution.reconstruction_error(X, m) for m in range(X.shape[1] + 1)]
    assert errors[0] == pytest.approx(X.var(axis=0).sum())
    assert errors[-1] == pytest.approx(0, abs=1e-12)
    assert np.all(np.diff(errors) <= 1e-12)


@given(size=sizes, factor=st.floats(0.25, 4))
def test_reconstruction_error_is_quadratic_and_rotations_leave_it(solution, size, factor):
    X = mixed(*size)
    R = np.linalg.qr(np.random.RandomState(size[0]).standard_normal((X.shape[1],) * 2))[0]
    for m in range(X.shape[1] + 1):
        error = solution.reconstruction_error(X, m)
        assert solution.reconstruction_error(factor * X @ R + 1, m) == pytest.approx(factor**2 * error, abs=1e-9)


@given(size=sizes)
def test_components_turn_with_the_data(solution, size):
    X = mixed(*size)
    R = np.linalg.qr(np.random.RandomState(1).standard_normal((X.shape[1],) * 2))[0]
    P, Q = solution.pca(X, 1)[0], solution.pca(X @ R, 1)[0]
    assert abs(P[:, 0] @ R @ Q[:, 0]) == pytest.approx(1)


def test_uncentred_digits_point_to_their_mean(digits, solution):
    # S4-22: what is found without centring is the mean, and nearly orthogonal to the first component.
    first = np.linalg.eigh(digits.T @ digits)[1][:, -1]
    mean = digits.mean(axis=0) / np.linalg.norm(digits.mean(axis=0))
    assert abs(first @ mean) == pytest.approx(1, abs=1e-3)
    assert abs(first @ solution.pca(digits, 1)[0][:, 0]) == pytest.approx(0.007, abs=1e-3)


# Neurons.


@settings(max_examples=40)
@given(data=st.data())
def test_oja_ends_in_the_principal_subspace(solution, grader, data):
    X, m, alpha, steps, seed = data.draw(grader.training_cases()).args
    W = solution.oja_subspace(X, m, alpha, steps, seed)
    right = PCA(m).fit(X).components_.T
    assert np.degrees(subspace_angles(W, right)).max() < 1
    assert np.abs(W.T @ W - np.eye(m)).max() < 1e-2


@settings(max_examples=40)
@given(data=st.data())
def test_sanger_ends_at_the_eigenvectors_in_order(solution, grader, data):
    X, m, alpha, steps, seed = data.draw(grader.training_cases(ordered=True)).args
    W = solution.sanger(X, m, alpha, steps, seed)
    cosines = np.abs(np.sum(W * PCA(m).fit(X).components_.T, axis=0))
    assert cosines.min() > 0.999
    np.testing.assert_allclose(np.linalg.norm(W, axis=0), 1, atol=1e-2)


@settings(max_examples=25)
@given(data=st.data())
def test_deflation_finds_the_components(solution, grader, data):
    X, m, seed = data.draw(grader.deflation_cases()).args
    W = solution.deflation(X, m, seed)
    assert np.abs(np.sum(W * PCA(m).fit(X).components_.T, axis=0)).min() > 0.97
    np.testing.assert_allclose(np.linalg.norm(W, axis=0), 1)


@settings(max_examples=15)
@given(data=st.data())
def test_oja_equals_a_loop_over_samples(solution, grader, data):
    X, m, alpha, _, seed = data.draw(grader.training_cases()).args
    centred = X - X.mean(axis=0)
    W = 0.1 * np.random.default_rng(seed).standard_normal((X.shape[1], m))
    for _ in range(5):
        W = W + alpha / len(X) * sum(np.outer(x - W @ (W.T @ x), W.T @ x) for x in centred)
    np.testing.assert_allclose(solution.oja_subspace(X, m, alpha, 5, seed), W, rtol=1e-10, atol=1e-12)


@settings(max_examples=15)
@given(data=st.data())
def test_sanger_equals_a_loop_over_neurons(solution, grader, data):
    X, m, alpha, _, seed = data.draw(grader.training_cases()).args
    centred = X - X.mean(axis=0)
    W = 0.1 * np.random.default_rng(seed).standard_normal((X.shape[1], m))
    for _ in range(5):
        change = np.zeros_like(W)
        for x in centred:
            y = W.T @ x
            for i in range(m):
                change[:, i] += y[i] * (x - sum(y[k] * W[:, k] for k in range(i + 1)))
        W = W + alpha / len(X) * change
    np.testing.assert_allclose(solution.sanger(X, m, alpha, 5, seed), W, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_neurons_on_digits_are_as_measured(solution, digits, seed):
    # D-T13: 64 features, m = 3, α = 0.5, 500 full-batch iterations.
    right = PCA(3).fit(digits).components_.T
    W = solution.oja_subspace(digits, 3, 0.5, 500, seed)
    assert np.degrees(subspace_angles(W, right)).max() < 1e-2
    ordered = solution.sanger(digits, 3, 0.5, 500, seed)
    assert np.abs(np.sum(ordered * right, axis=0)).min() >= 0.99
    own = np.abs(np.sum(W * right, axis=0))
    assert own.min() < 0.99, "a basis of the subspace that is not that of the eigenvectors"


def test_ordered_and_scaled_data_train_alike(solution):
    X = mixed(3, 9, 4)
    W = solution.oja_subspace(X, 2, 0.01, 50, 0)
    np.testing.assert_allclose(solution.oja_subspace(X[::-1], 2, 0.01, 50, 0), W, rtol=1e-9)
    np.testing.assert_allclose(solution.oja_subspace(4 * X, 2, 0.01 / 16, 50, 0), W, rtol=1e-9)


def test_subspace_is_told_from_eigenvectors(grader):
    V = np.linalg.qr(np.random.RandomState(0).standard_normal((5, 2)))[0]
    turned = V @ np.array([[0.8, -0.6], [0.6, 0.8]])
    for one, other in zip(*grader.as_subspace(turned, V), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)
    assert np.abs(np.subtract(*grader.aligned(turned, V))).max() > 0.1
    flipped = V * [1, -1]
    np.testing.assert_array_equal(*grader.aligned(flipped, V))


@pytest.mark.parametrize("features", [4, 64])
def test_equal_columns_stay_equal(grader, digits, features):
    # S4-25: rank 1, and every column is v₁/√m.
    X = digits[:, 20 : 20 + features] if features < 64 else digits
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / len(X)
    alpha, w, W = 0.3 / np.linalg.eigvalsh(C).max(), np.full(features, 0.1), np.full((features, 3), 0.1)
    for _ in range(300):
        # Three equal columns are one column that is counted three times.
        w = w + alpha * (C @ w - 3 * w * (w @ C @ w))
        W = W + alpha * (C @ W - W @ (W.T @ C @ W))
    np.testing.assert_allclose(W, np.stack([w, w, w], axis=1), atol=1e-6)
    assert np.linalg.matrix_rank(W, tol=1e-6) == 1
    np.testing.assert_allclose(np.abs(W), np.abs(grader.equal_columns(X, 3)), atol=1e-2)


@pytest.mark.parametrize("number", [0, 1])
def test_a_sum_in_the_place_of_the_mean_diverges(solution, grader, number):
    with np.errstate(all="ignore"):
        for train, calls in ((solution.oja_subspace, grader.OJA_CALLS), (solution.sanger, grader.SANGER_CALLS)):
            X, m, alpha, steps, seed = calls[number].args
            assert grader.diverged(train(X, m, alpha * len(X), steps, seed), X, m)
            assert not grader.diverged(train(X, m, alpha, steps, seed), X, m)


def test_absolute_errors_have_another_minimum(grader):
    for case in grader.DEFLATION_CALLS:
        X, m, seed = case.args
        V, centred = grader.principal(X, 2), X - X.mean(axis=0)
        loss = [np.abs(centred - np.outer(centred @ v, v)).sum() for v in V.T]
        assert loss[1] < 0.8 * loss[0]
        assert grader.follows_the_bulk(V[:, 1:], X, m, seed) and not grader.follows_the_bulk(V[:, :1], X, m, seed)
        assert grader.follows_the_variance(V[:, :1], X, m, seed)


# By hand.


@pytest.mark.parametrize("variant", VARIANTS)
def test_covariance_equals_numpy(hw11, variant):
    sheet = paper(hw11, variant)
    points, right = sheet.givens["covariance_by_hand"]["points"], answers(sheet)["covariance_by_hand"]
    C = np.cov(points.T, bias=True)
    np.testing.assert_allclose(right["covariance"], C, atol=1e-12)
    np.testing.assert_allclose(
        np.sort(right["eigenvalues"]), np.linalg.eigvals(C).real[np.argsort(np.linalg.eigvals(C))]
    )
    np.testing.assert_allclose(C @ right["eigenvectors"], right["eigenvectors"] * right["eigenvalues"], atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(right["eigenvectors"], axis=0), 1)
    whole = [Fraction(float(v)).limit_denominator(10) for v in right["eigenvalues"]]
    assert all(v.denominator == 1 for v in whole), "eigenvalues that a pencil finds"
    assert C[0, 1] != 0 and np.all(points.mean(axis=0) != 0)


@pytest.mark.parametrize("variant", VARIANTS)
def test_ellipse_is_where_the_circle_goes(hw11, variant):
    sheet = paper(hw11, variant)
    Q, right = sheet.givens["ellipse"]["Q"], answers(sheet)["ellipse"]
    circle = np.linspace(0, np.pi, 100_001)
    radii = np.linalg.norm(Q @ np.stack([np.cos(circle), np.sin(circle)]), axis=0)
    np.testing.assert_allclose(right["semi_axes"], [radii.max(), radii.min()], rtol=1e-6)
    longest = Q @ [np.cos(circle[radii.argmax()]), np.sin(circle[radii.argmax()])] / radii.max()
    assert abs(longest @ right["directions"][:, 0]) == pytest.approx(1, abs=1e-6)
    assert np.all(np.rint(Q) == Q) and Q[0, 1] == Q[1, 0] != 0
    np.testing.assert_allclose(right["semi_axes"], np.rint(right["semi_axes"]), atol=1e-9)
    assert np.all(right["semi_axes"] > 0) and right["semi_axes"][0] > right["semi_axes"][1]


@pytest.mark.parametrize("variant", VARIANTS)
def test_rank_of_the_start_is_that_of_trained_weights(hw11, variant):
    sheet = paper(hw11, variant)
    start = sheet.givens["symmetric_start"]["start"]
    X = np.random.RandomState(8).standard_normal((400, len(start)))
    X -= X.mean(axis=0)
    W = start / 50
    for _ in range(60):  # no more, see the second derivation
        Y = X @ W
        W = W + 0.3 / len(X) * (X - Y @ W.T).T @ Y
    assert np.linalg.matrix_rank(W, tol=1e-3) == answers(sheet)["symmetric_start"]["symmetric_rank"]


@pytest.mark.parametrize("variant", VARIANTS[:12])
def test_component_limit_is_a_rank(hw11, variant):
    sheet = paper(hw11, variant)
    given_ = sheet.givens["component_limit"]
    pixels = given_["height"] * given_["width"]
    images = np.random.RandomState(1).uniform(size=(given_["faces"], min(pixels, 2 * given_["faces"])))
    rank = np.linalg.matrix_rank(images - images.mean(axis=0))
    assert answers(sheet)["component_limit"]["max_components"] == rank < given_["wanted"]


def test_variants_are_limited_by_images_and_by_pixels(hw11):
    limits = [paper(hw11, variant).givens["component_limit"] for variant in VARIANTS[1:]]
    by_pixels = [g["height"] * g["width"] < g["faces"] for g in limits]
    assert 3 < sum(by_pixels) < len(by_pixels) - 3


def test_variants_start_with_every_rank(hw11):
    right = [answers(paper(hw11, variant))["symmetric_start"]["symmetric_rank"] for variant in VARIANTS[1:]]
    assert {1, 2, 3} <= set(right)


@pytest.mark.parametrize("question", ["covariance_by_hand"])
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_worked_steps_add_up(hw11, question, variant):
    sheet = paper(hw11, variant)
    text = hw11.declared(hw11.solution, "steps")[question](**sheet.givens[question])
    lines = re.findall(r"^- \S+\[.*?\] = (.+) = \*\*(.+?)\*\*$", text, re.MULTILINE)
    assert len(lines) == 3
    for expression, result in lines:
        assert eval(expression.replace("·", "*"), {"__builtins__": {}}) == pytest.approx(float(result))


# The published numbers.


def test_published_covariance(published):
    right = published["covariance_by_hand"]
    np.testing.assert_allclose(right["covariance"], [[8.8, 2.4], [2.4, 5.2]])
    np.testing.assert_allclose(right["eigenvalues"], [10, 4])
    np.testing.assert_allclose(right["eigenvectors"], np.array([[2, 1], [1, -2]]) / 5**0.5)


def test_published_ellipse_is_s4_23(published):
    np.testing.assert_allclose(published["ellipse"]["semi_axes"], [11, 1])
    np.testing.assert_allclose(published["ellipse"]["directions"], np.array([[2, 1], [1, -2]]) / 5**0.5)


def test_published_numbers_are_s4_25_28_and_29(published):
    assert published["symmetric_start"] == {"symmetric_rank": 1}
    assert published["component_limit"] == {"max_components": 165}
    assert published["pair_network"] == {"pair_params": 90_301}


def test_printed_answers_are_errata_and_trapped(hw11):
    printed = {erratum.question: erratum.printed for erratum in hw11.solution.ERRATA}
    sheet = paper(hw11, "published")
    uncentred = trap_of(sheet, "covariance_by_hand", "no_centering")
    np.testing.assert_allclose(printed["covariance_by_hand"], uncentred)
    assert printed["component_limit"] == trap_of(sheet, "component_limit", "more_components_than_samples") == 400
    assert printed["symmetric_start"] == trap_of(sheet, "symmetric_start", "symmetric_init_rank1") == 3
    assert printed["pca_objectives"] in {
        t.name for c, _ in sheet.item("pca_objectives").checks for t in getattr(c, "traps", ())
    }
    assert trap_of(sheet, "component_limit", "centring_not_counted") == 166


# The classifier.


@pytest.mark.parametrize("seed", range(6))
def test_classifier_meets_its_own_requirements(solution, grader, seed):
    X, y, images, names = grader.split(seed)
    result = solution.train_pair(X, y, seed)
    # D-T14: 1.0, .989, .987; the reference has .991 ± .009 over 20 seeds.
    assert grader.on_hidden_images(result, X, y, seed) >= 0.95
    for holds in (grader.kept_apart, grader.both_classes, grader.fitted_to_training_rows, grader.honest):
        assert holds(result, X, y, seed)
    for trap in (grader.tested_on_train, grader.holdout_of_one_class, grader.fitted_to_all_rows, grader.not_centred):
        assert not trap(result, X, y, seed)
    assert len(images) == len(names) == 117


@pytest.mark.parametrize("seed", range(3))
def test_rows_come_ordered_and_the_hidden_ones_are_others(grader, seed):
    X, y, images, _ = grader.split(seed)
    assert np.sum(np.diff(y) != 0) == 1 and y[0] == seed % 2
    assert len(np.unique(y[-len(y) // 5 :])) == 1, "an unshuffled split would hold one class out"
    everything = np.concatenate([X, images])
    assert len(np.unique(everything, axis=0)) == len(np.unique(grader.digits()[0], axis=0))


def test_gradients_of_the_classifier_equal_differences(solution):
    rng = np.random.RandomState(2)
    T, y = rng.standard_normal((6, 3)), np.array([0, 1, 1, 0, 1, 0])
    weights = [rng.standard_normal(shape) for shape in ((3, 4), (4,), (4, 2), (2,), (2, 1), (1,))]

    def loss(weights):
        logits = solution.pair_logits({"weights": weights, "mean": np.zeros(3), "components": np.eye(3)}, T)
        return np.mean(np.logaddexp(0, logits) - y * logits)

    gradients = solution.cross_entropy_gradients(T, y, weights)
    for k, weight in enumerate(weights):
        for index in np.ndindex(weight.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved = [w.copy() for w in weights]
                moved[k][index] += step
                sides.append(loss(moved))
            assert gradients[k][index] == pytest.approx((sides[0] - sides[1]) / 2e-6, rel=1e-4, abs=1e-7)


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_classifier_is_a_keras_model_with_these_weights(solution, grader):
    keras = pytest.importorskip("keras")
    X, y, images, _ = grader.split(0)
    result = solution.train_pair(X, y, 0)
    dense = [keras.layers.Dense(n, activation=kind) for n, kind in ((200, "relu"), (50, "relu"), (1, None))]
    model = keras.Sequential([keras.Input((10,)), *dense])
    model.set_weights(result["weights"])
    scores = (images - result["mean"]) @ result["components"]
    logits = np.asarray(model(scores.astype("float32")))[:, 0]
    np.testing.assert_allclose(solution.pair_logits(result, images), logits, rtol=1e-3, atol=1e-3)
    assert model.count_params() == solution.pair_network([10, 200, 50, 1]) == 12_301


@pytest.mark.slow
@pytest.mark.xdist_group("tensorflow")
def test_pair_network_is_counted_as_keras_does(hw11):
    keras = pytest.importorskip("keras")
    for variant in VARIANTS[:4]:
        sheet = paper(hw11, variant)
        inputs, *layers = sheet.givens["pair_network"]["widths"]
        model = keras.Sequential([keras.Input((inputs,)), *map(keras.layers.Dense, layers)])
        assert model.count_params() == answers(sheet)["pair_network"]["pair_params"]
