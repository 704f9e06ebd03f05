"""hw06: the references against Keras, scikit-learn, SciPy and brute force, the published numbers, and training."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy import ndimage, stats

from tamrin import objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.course.schema import Limits
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck, Model

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 31)]


@pytest.fixture(scope="module")
def hw06(course):
    return course.assignment("hw06")


@pytest.fixture(scope="module")
def solution(hw06):
    return hw06.solution


@pytest.fixture(scope="module")
def grader(hw06):
    return hw06.grader


@pytest.fixture(scope="module")
def published(hw06):
    return answers(paper(hw06, "published"))


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def judged(model):
    return Model(objects.plain(model), InProcessStudent({}, Limits()))


# The turned images.

IMAGES = npst.arrays(
    np.float64, st.tuples(st.integers(1, 3), st.just(4), st.just(4), st.integers(1, 3)), elements=st.floats(0, 1)
)


@given(images=IMAGES)
def test_turns_equal_a_rotation_of_coordinates(solution, images):
    x, y = solution.make_rotations(images)
    assert x.shape == (4 * len(images), *images.shape[1:]) and y.shape == (4 * len(images), 4)
    side = images.shape[1]
    for row, (turned, label) in enumerate(zip(x, y, strict=True)):
        image, k = images[row // 4], int(label @ np.arange(4))
        for i in range(side):
            for j in range(side):
                # Seen from the centre, the pixel (i, j) has been carried there by k quarter-turns counter-clockwise.
                across, up = j - (side - 1) / 2, (side - 1) / 2 - i
                for _ in range(k):
                    across, up = up, -across
                source = image[round((side - 1) / 2 - up), round(across + (side - 1) / 2)]
                np.testing.assert_array_equal(turned[i, j], source)


def test_turns_equal_those_of_scipy(solution):
    images = np.random.RandomState(0).uniform(size=(2, 5, 5, 2))
    x, y = solution.make_rotations(images)
    for row, label in enumerate(y.argmax(axis=1)):
        expected = ndimage.rotate(images[row // 4], 90 * label, axes=(0, 1), order=0, reshape=False)
        np.testing.assert_allclose(x[row], expected)
    np.testing.assert_array_equal(y.sum(axis=0), [2, 2, 2, 2])


def test_images_that_are_not_square_are_refused(solution):
    with pytest.raises(ValueError, match="not square"):
        solution.make_rotations(np.zeros((2, 3, 4, 1)))


@given(images=IMAGES, seed=st.integers(0, 99))
def test_order_of_the_set_is_free(solution, grader, images, seed):
    x, y = solution.make_rotations(images)
    order = np.random.RandomState(seed).permutation(len(x))
    for one, other in zip(grader.in_any_order((x[order], y[order]), (x, y)), ((x, y), (x, y)), strict=True):
        np.testing.assert_array_equal(one, grader.by_rows(other))


def test_glyphs_look_different_in_every_turn(grader):
    """The built-in stand-in has an orientation: no pattern turned is a pattern, itself or another."""
    shapes = grader.glyphs.SHAPES
    seen = {np.rot90(shape, k).tobytes() for shape in shapes for k in range(4)}
    assert len(seen) == 4 * len(shapes)


# Values.


@pytest.mark.parametrize("variant", VARIANTS)
def test_limit_equals_the_best_rule_found_by_trying_all(hw06, variant):
    kinds = paper(hw06, variant).givens["orientation_limit"]
    total = 0.0
    for share, views in ((kinds["plain"], 4), (kinds["half_turn"], 2), (kinds["quarter_turn"], 1)):
        seen = [k % views for k in range(4)]
        rules = np.stack(np.meshgrid(*[range(4)] * views, indexing="ij"), axis=-1).reshape(-1, views)
        total += share / 100 * max(np.mean([rule[seen[k]] == k for k in range(4)]) for rule in rules)
    assert answers(paper(hw06, variant))["orientation_limit"]["best_accuracy"] == pytest.approx(total, rel=1e-12)


def test_published_counts(published):
    assert published["pretext_counts"] == {
        "pretext_params": 420_196,
        "downstream_params": 420_586,
        "bn_statistics": 896,
    }
    assert published["pretext_counts"]["pretext_params"] - 896 == 419_300
    assert published["steps_per_epoch"] == {"pretext_steps": 1245, "labelled_steps": 7}


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:8])
def test_counts_equal_those_of_keras(hw06, keras, variant):
    g, layers = paper(hw06, variant).givens["pretext_counts"], keras.layers

    def network(outputs):
        model = keras.Sequential([keras.Input((g["side"], g["side"], g["channels"]))])
        for f in g["filters"]:
            for _ in range(2):
                model.add(layers.Conv2D(f, g["kernel"], padding="same"))
                model.add(layers.BatchNormalization())
            model.add(layers.MaxPooling2D())
        for layer in (layers.Flatten(), layers.Dense(g["width"]), layers.Dense(outputs)):
            model.add(layer)
        return model

    right, model = answers(paper(hw06, variant))["pretext_counts"], network(4)
    assert right["pretext_params"] == model.count_params()
    assert right["downstream_params"] == network(g["classes"]).count_params()
    assert right["bn_statistics"] == sum(int(np.prod(w.shape)) for w in model.non_trainable_weights)


def test_mistaken_counts_without_a_mistake_are_right(hw06, grader):
    for variant in VARIANTS:
        sheet = paper(hw06, variant)
        g, right = sheet.givens["pretext_counts"], answers(sheet)["pretext_counts"]
        sizes = [g[name] for name in ("side", "channels", "kernel", "filters", "width")]
        assert grader.counted(*sizes, 4) == right["pretext_params"]
        assert grader.counted(*sizes, g["classes"]) == right["downstream_params"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_steps_equal_ceilings(hw06, variant):
    sheet = paper(hw06, variant)
    g, right = sheet.givens["steps_per_epoch"], answers(sheet)["steps_per_epoch"]
    kept = 4 * g["unlabelled"] * (100 - g["held_back"]) / 100
    assert kept == int(kept)
    assert right["pretext_steps"] == np.ceil(kept / g["pretext_batch"])
    assert right["labelled_steps"] == np.ceil(g["labelled"] / g["labelled_batch"])


# The probe.


def test_ridge_equals_that_of_scikit_learn(solution, grader):
    linear_model = pytest.importorskip("sklearn.linear_model")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    for scene in (*grader.scenes().trained, *grader.scenes().random, *grader.scenes().quiet):
        features, labels, asked = scene.args
        scaler = preprocessing.StandardScaler().fit(features)
        ridge = linear_model.Ridge(0.2 * len(features))
        classes = np.unique(labels)
        ridge.fit(scaler.transform(features), (labels[:, None] == classes).astype(float))
        expected = classes[ridge.predict(scaler.transform(asked)).argmax(axis=1)]
        np.testing.assert_array_equal(solution.linear_probe(features, labels, asked), expected)


def probes():
    """Honest probes, by name, all standardised."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.linear_model import LogisticRegression, RidgeClassifier
    from sklearn.svm import LinearSVC

    return {
        "logistic": LogisticRegression(max_iter=1000),
        "strong": LogisticRegression(C=0.1),
        "weak": LogisticRegression(C=10, max_iter=5000),
        "ridge": RidgeClassifier(1.0),
        "svm": LinearSVC(max_iter=20_000),
        "lda": LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"),
    }


@pytest.mark.parametrize("name", ["logistic", "strong", "weak", "ridge", "svm", "lda"])
def test_honest_probes_reach_the_targets_and_agree_on_easy_groups(hw06, grader, name):
    pipeline = pytest.importorskip("sklearn.pipeline")
    from sklearn.preprocessing import StandardScaler

    def probe(features, labels, asked):
        return pipeline.make_pipeline(StandardScaler(), probes()[name]).fit(features, labels).predict(asked)

    found = grader.scenes()

    def accuracy(calls):
        return np.mean([found.accuracy(probe(*each.args), *each.args) for each in calls])

    assert accuracy(found.trained) >= grader.TRAINED_PROBE
    assert accuracy(found.random) >= grader.RANDOM_PROBE
    assert accuracy(found.quiet) >= grader.QUIET_PROBE
    both = [*found.trained, *found.random]
    gain = np.mean([found.signed(probe(*each.args), *each.args) for each in both])
    assert gain == pytest.approx(accuracy(found.trained) - accuracy(found.random)) and gain >= grader.PROBE_GAIN
    assert not any(
        grader.beyond_linear(probe(*each.args), *each.args) for each in (grader.crossed(1), grader.crossed(2))
    )
    checks = [check for check, _ in paper(hw06, "published").item("linear_probe").checks]
    (oracle,) = [check for check in checks if isinstance(check, OracleCheck)]
    for case in draw(oracle.cases, oracle.count, oracle.seed):
        np.testing.assert_array_equal(probe(*case.args), oracle.right(*case.args))


def test_unscaled_probes_miss_a_target_and_are_named(grader):
    pytest.importorskip("sklearn")
    found = grader.scenes()
    for place in range(3):
        results = [grader.unscaled_probes(*each.args)[place] for each in found.quiet]
        pairs = list(zip(results, found.quiet, strict=True))
        assert np.mean([found.accuracy(result, *each.args) for result, each in pairs]) < 0.3 < grader.QUIET_PROBE
        assert all(grader.like_unscaled(result, *each.args) for result, each in pairs)


@pytest.mark.slow
def test_features_equal_those_of_the_reference_in_keras(hw06, solution, grader, keras, tmp_path):
    path = tmp_path / "pretext.weights.h5"
    path.write_bytes(hw06.reference_weights["pretext.weights.h5"])
    model = solution.build_pretext((16, 16, 1))
    model.load_weights(path)
    x = grader.hidden_glyphs()[0][:50]
    layer = keras.Model(model.inputs, model.get_layer("features").output)
    np.testing.assert_allclose(grader.network_features(x, grader.kernels()), layer.predict(x, verbose=0), atol=1e-4)


# Losses and accuracies.


@settings(max_examples=40)
@given(batch=st.data())
def test_joint_loss_equals_an_entropy_and_a_sum(solution, grader, batch):
    case = batch.draw(grader.joint_batches())
    class_probs, class_targets, rot_probs, rot_targets, weights = case.args
    expected = 0.0
    for weight, probs, targets in ((weights[0], class_probs, class_targets), (weights[1], rot_probs, rot_targets)):
        rows = [stats.entropy(t) + stats.entropy(t, p) for p, t in zip(probs, targets, strict=True) if t.any()]
        expected += weight * sum(rows) / len(probs)
    assert solution.joint_loss(*case.args) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.slow
def test_joint_loss_equals_that_of_a_keras_model_with_two_heads(solution, keras):
    rng = np.random.RandomState(0)
    model = solution.build_two_heads((8, 8, 1), 5)
    x = rng.uniform(size=(6, 8, 8, 1)).astype("float32")
    classes, turns = np.eye(10)[rng.randint(0, 10, 6)], np.eye(4)[rng.randint(0, 4, 6)]
    classes[2:], turns[:2] = 0, 0
    for weights in ((1.0, 1.0), (1.0, 0.1), (0.1, 3.0)):
        model.compile(loss=["categorical_crossentropy"] * 2, loss_weights=list(weights))
        loss = model.evaluate(x, [classes, turns], verbose=0)
        loss = loss[0] if isinstance(loss, list) else loss
        p, q = (each.astype(float) for each in model.predict(x, verbose=0))
        assert solution.joint_loss(p, classes, q, turns, weights) == pytest.approx(loss, rel=1e-5)


@settings(max_examples=40)
@given(rows=st.data())
def test_masked_accuracy_equals_scikit_learn(solution, grader, rows):
    metrics = pytest.importorskip("sklearn.metrics")
    probs, targets = rows.draw(grader.answered_rows()).args
    labelled = targets.sum(axis=1) == 1
    if not labelled.any():
        with pytest.raises(ValueError, match="labelled"):
            solution.masked_accuracy(probs, targets)
    else:
        expected = metrics.accuracy_score(targets[labelled].argmax(axis=1), probs[labelled].argmax(axis=1))
        assert solution.masked_accuracy(probs, targets) == pytest.approx(expected, rel=1e-12)


@pytest.mark.slow
def test_keras_takes_zero_rows_for_class_zero(keras):
    """Why the metric needs a mask although the loss has one."""
    probs = np.array([[0.8, 0.2], [0.9, 0.1], [0.3, 0.7]])
    targets = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0]])
    metric = keras.metrics.CategoricalAccuracy()
    metric.update_state(targets, probs)
    assert float(metric.result()) == pytest.approx(2 / 3)


def test_share_of_guesses_within_three_deviations_is_as_the_binomial_says(solution):
    for classes, n in ((10, 10_000), (4, 2_000), (2, 400)):
        guesses = stats.binom(n, 1 / classes)
        right = np.arange(n + 1)
        taken = np.array([solution.is_chance(k / n, classes, n) for k in right])
        assert 0.995 < guesses.pmf(right[taken]).sum() < 0.9985


def test_published_accuracies_are_chance(solution):
    for accuracy in (0.1003, 0.1015, 0.1037):
        assert solution.is_chance(accuracy, 10, 10_000)
    for accuracy in (0.2480, 0.2562, 0.2523):
        assert solution.is_chance(accuracy, 4, 10_000)
    assert not solution.is_chance(0.325, 10, 2000)


@pytest.mark.parametrize("question", ["rotation_set", "linear_probe", "masked_loss", "masked_accuracy", "chance_level"])
def test_drawn_cases_are_awkward(hw06, question):
    (oracle,) = [check for check, _ in paper(hw06, "published").item(question).checks if isinstance(check, OracleCheck)]
    drawn = [case.args for case in draw(oracle.cases, oracle.count, oracle.seed)]
    enough = len(drawn) / 8
    if question == "rotation_set":
        assert 1 <= sum(x.shape[1] != x.shape[2] for (x,) in drawn) <= len(drawn) / 3
        assert sum(len(x) > 1 and x.shape[1] != len(x) for (x,) in drawn) >= enough
    elif question == "linear_probe":
        assert sum(features.std(axis=0)[:2].min() < 0.1 for features, _, _ in drawn) >= enough
        assert sum(len(np.unique(labels)) == 3 for _, labels, _ in drawn) >= enough
        constant = [features.std(axis=0)[-1] == 0 for features, _, _ in drawn]
        assert enough <= sum(constant) <= len(drawn) - enough
        assert sum(abs(features.mean(axis=0)[0]) > 2 * features.std(axis=0)[0] for features, _, _ in drawn) >= enough
    elif question == "chance_level":
        right = [oracle.right(*args) for args in drawn]
        assert enough <= sum(right) <= len(right) - enough
        assert sum(accuracy < 1 / classes for accuracy, classes, _ in drawn) >= enough
    else:
        assert sum(not args[1].any(axis=1).all() for args in drawn) >= enough
        assert sum(bool(args[1].any()) for args in drawn) >= enough
    if question == "masked_loss":
        assert sum(bool(np.any((p == 0) & (t == 0))) for p, t, *_ in drawn) >= enough
        assert sum(w[0] != w[1] for *_, w in drawn) >= enough


# Models.


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "width"), [((32, 32, 3), 64), ((16, 16, 1), 24)])
def test_heads_learn_together(solution, grader, keras, shape, width):
    model = solution.build_two_heads(shape, width)
    assert [tuple(output.shape) for output in model.outputs] == [(None, 10), (None, 4)]
    network = objects.plain(model)
    assert grader.share_features(network, shape, width) and grader.units(network) == [10, 4]
    assert sum(int(np.prod(w.shape)) for w in model.trainable_weights) == model.count_params()


def test_targets_are_calibrated_and_within_reach(hw06, grader):
    targets = hw06.targets["pretext"]
    assert 0.9 < targets["rotation accuracy"] < 0.99
    assert 0.1 < targets["gain over random features"] < 0.4


def test_hidden_glyphs_are_none_of_those_that_students_have(grader):
    from datasets import load

    data = load("cifar10")
    known = {image.tobytes() for image in np.concatenate([data["x_train"], data["x_test"]])}
    x, y = grader.hidden_glyphs()
    assert not any(image.tobytes() in known for image in x)
    assert np.bincount(y).min() > 100 and x.shape[1:] == data["x_train"].shape[1:]
    turned, turns = grader.turned_glyphs()
    assert len(turned) == 1600 and np.array_equal(np.bincount(turns), [400] * 4)


def trained_with(solution, keras, mistake):
    """The reference's network, or a poorer one, trained with one of the commonest mistakes."""
    from datasets import load

    keras.utils.set_random_seed(1)
    images, layers = load("cifar10")["x_train"], keras.layers
    x, y = solution.make_rotations(images)
    model = solution.build_pretext((16, 16, 1))
    epochs = 3
    if mistake == "linear":
        model = keras.Sequential(
            [keras.Input((16, 16, 1)), layers.Flatten(name="features"), layers.Dense(4, activation="softmax")]
        )
    elif mistake == "dense":
        hidden = layers.Dense(128, activation="relu", name="features")
        model = keras.Sequential(
            [keras.Input((16, 16, 1)), layers.Flatten(), hidden, layers.Dense(4, activation="softmax")]
        )
    elif mistake == "order_mixed":
        y, epochs = np.repeat(np.eye(4), len(images), axis=0), 2
    elif mistake == "black":
        x, epochs = np.zeros_like(x), 1
    elif mistake == "saturated":
        epochs = 1
    rate = {"saturated": 3.0}.get(mistake, 3e-3)
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy")
    if mistake != "untrained":
        model.fit(x, y, epochs=epochs, batch_size=64, verbose=0)
    return judged(model)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mistake", "named"),
    [
        ("untrained", "chance_level_as_result"),
        ("linear", None),
        ("dense", None),
        ("order_mixed", None),
        ("black", None),
        ("saturated", "outputs_constant"),
    ],
)
def test_commonest_mistakes_of_training_miss_the_target(hw06, solution, grader, keras, mistake, named):
    model = trained_with(solution, keras, mistake)
    assert grader.rotation_accuracy(model) < hw06.targets["pretext"]["rotation accuracy"]
    check = next(c for c, _ in paper(hw06, "published").item("pretext").checks if isinstance(c, MeasuredCheck))
    found = [trap.name for trap in check.traps if trap.outcome(model)]
    assert named is None or found[0] == named


@pytest.mark.slow
def test_trained_reference_reaches_the_targets(hw06, solution, grader, keras):
    (model,) = solution.train_pretext(seed=101)
    model = judged(model)
    assert grader.rotation_accuracy(model) >= hw06.targets["pretext"]["rotation accuracy"]
    assert grader.gain(model) >= hw06.targets["pretext"]["gain over random features"]
    assert grader.are_probabilities(model)
    assert model.network.count_params() < 20_000


@pytest.mark.slow
def test_bar_is_what_untrained_networks_reach(solution, grader, keras):
    gains = []
    for seed in range(6):
        keras.utils.set_random_seed(500 + seed)
        gains.append(grader.gain(judged(solution.build_pretext((16, 16, 1)))))
    assert abs(np.mean(gains)) < 0.05 and max(gains) < 0.1
