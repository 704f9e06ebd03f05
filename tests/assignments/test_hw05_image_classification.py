"""hw05: the references against scikit-learn, Keras, brute force and closed forms, and the published numbers."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin import objects
from tamrin.build.answers import answers
from tamrin.course.schema import Limits
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.result_checks import Model

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 31)]


@pytest.fixture(scope="module")
def hw05(course):
    return course.assignment("hw05")


@pytest.fixture(scope="module")
def solution(hw05):
    return hw05.solution


@pytest.fixture(scope="module")
def grader(hw05):
    return hw05.grader


@pytest.fixture(scope="module")
def published(hw05):
    return answers(paper(hw05, "published"))


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


# The split.


@given(sizes=st.lists(st.integers(10, 60), min_size=2, max_size=6), seed=st.integers(0, 99))
def test_split_is_a_partition_with_the_ratios_of_every_class(solution, grader, sizes, seed):
    labels = grader.labels_of(sizes, seed)
    result = solution.stratified_split(labels, seed=seed)
    assert np.array_equal(np.sort(np.concatenate(result)), np.arange(len(labels)))
    for size, label in zip(sizes, np.unique(labels), strict=True):
        for part, ratio in zip(result, (0.8, 0.1, 0.1), strict=True):
            count = int(np.sum(labels[part] == label))
            assert count >= 1 and abs(count - ratio * size) <= 1


def test_sizes_equal_those_of_scikit_learn(solution, grader):
    selection = pytest.importorskip("sklearn.model_selection")
    labels = grader.labels_of([100, 50, 200], 1)
    train, rest = selection.train_test_split(np.arange(350), test_size=0.2, stratify=labels, random_state=0)
    val, test = selection.train_test_split(rest, test_size=0.5, stratify=labels[rest], random_state=0)
    for mine, theirs in zip(solution.stratified_split(labels), (train, val, test), strict=True):
        assert np.array_equal(np.bincount(labels[mine]), np.bincount(labels[theirs]))


def test_keras_takes_the_last_rows_for_validation(grader):
    """Why `validation_split` of sorted labels validates on the last classes."""
    labels = grader.labels_of([30, 30, 30, 30])
    assert set(labels[-len(labels) // 4 :]) == {9}


# Augmentation.


@given(seed=st.integers(0, 10**6))
def test_augmented_characters_keep_their_class(solution, grader, seed):
    images = grader.characters(6)
    made = solution.augment(images, seed)
    assert made.shape == images.shape and grader.in_range(made) and grader.kept_share(made, images)[0] == 1
    assert np.array_equal(made, solution.augment(images, seed))


def test_mirrored_characters_are_told_from_moved_ones(grader):
    images = grader.characters(12)
    assert grader.kept_share(np.roll(images, (2, -1), (1, 2)), images) == (1, 0)
    assert grader.kept_share(images[:, :, ::-1], images) == (0, 1)
    assert grader.kept_share(images[:, ::-1], images) == (0, 1)


# Training.


@pytest.mark.slow
def test_callbacks_are_what_keras_understands(solution, keras, tmp_path):
    found = solution.make_callbacks(str(tmp_path / "best.weights.h5"))
    assert {type(each) for each in found} == {
        keras.callbacks.EarlyStopping,
        keras.callbacks.ReduceLROnPlateau,
        keras.callbacks.ModelCheckpoint,
    }


@pytest.mark.slow
def test_classifier_reaches_its_target_and_mistakes_do_not(hw05, solution, grader, keras):
    def judged(model):
        return Model(objects.plain(model), InProcessStudent({}, Limits()))

    target = grader.TARGETS("classifier", "accuracy")
    (model,) = solution.train_classifier(seed=100)
    assert grader.accuracy(judged(model)) >= target and grader.are_probabilities(judged(model))
    keras.utils.set_random_seed(1)
    untrained = solution.build_classifier((8, 8, 1), 10)
    assert grader.accuracy(judged(untrained)) < grader.NO_POINTS
    constant = solution.build_classifier((8, 8, 1), 10)
    constant.set_weights([0 * weight for weight in constant.get_weights()])
    assert len(np.unique(grader.predicted(judged(constant)))) == 1
    raw = solution.build_classifier((8, 8, 1), 10)
    weights = model.get_weights()
    raw.set_weights([weights[0] / 255, *weights[1:]])
    assert grader.accuracy(judged(raw)) < target < grader.accuracy(judged(model)) + 1e-9


@pytest.mark.slow
def test_hidden_digits_are_none_of_those_that_students_have(grader):
    from datasets import load

    data = load("digits")
    known = {image.tobytes() for image in np.concatenate([data["x_train"], data["x_test"]])}
    x, y = grader.hidden_digits()
    hidden = [np.rint(image[..., 0] * 255).astype(np.uint8).tobytes() for image in x]
    assert len(y) == 397 and sum(image in known for image in hidden) <= 2  # the archive holds hardly any twins
    assert np.bincount(y).max() / len(y) < 0.15


@pytest.mark.slow
def test_transfer_model_trains_its_head_alone(solution, grader, keras):
    for case in grader.BACKBONES:
        base, classes = case.args
        model = solution.build_transfer(objects.live(base), classes)
        channels = base.weights[-1].size
        assert sum(int(np.prod(w.shape)) for w in model.trainable_weights) == (channels + 1) * classes
        assert model.count_params() == base.count_params() + (channels + 1) * classes
        pictures = np.random.RandomState(0).randint(0, 256, (2, *model.input_shape[1:])).astype("float32")
        maps = objects.live(base).predict(pictures / 127.5 - 1, verbose=0)
        kernel, bias = model.get_weights()[-2:]
        logits = maps.mean(axis=(1, 2)) @ kernel + bias
        expected = np.exp(logits - logits.max(axis=1, keepdims=True))
        expected /= expected.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(model.predict(pictures, verbose=0), expected, rtol=1e-4, atol=1e-6)


def test_published_transfer_head():
    """S1-17: the head behind Flatten holds most of the 18,315,845 weights."""
    assert 2_257_984 + (7 * 7 * 1280 + 1) * 256 + 257 * 5 == 18_315_845
    assert 1280 * 256 + 256 == 327_936


# The search.


def test_published_search_space(published):
    assert published["search_space"] == {"space_size": 2_354_688, "feasible_by_depth": [4, 4, 0, 0]}
    assert 63 * (8**3 + 8**4 + 8**5) == 2_354_688


@pytest.mark.parametrize("variant", VARIANTS)
def test_space_is_as_large_as_its_enumeration(hw05, variant):
    given_ = paper(hw05, variant).givens["search_space"]
    low, high = given_["blocks"]
    block = list(product(range(given_["filters"][0], given_["filters"][1] + 1, given_["filters"][2]), given_["pools"]))
    count = sum(1 for depth in range(low, min(high, 3) + 1) for _ in product(block, repeat=depth))
    count += sum(len(block) ** depth for depth in range(max(low, 4), high + 1))
    units = len(np.arange(given_["units"][0], given_["units"][1] + 1, given_["units"][2]))
    shared = len(given_["dropouts"]) * len(given_["rates"]) * units
    assert answers(paper(hw05, variant))["search_space"]["space_size"] == shared * count


@pytest.mark.slow
def test_keras_builds_what_is_feasible_and_nothing_else(keras, solution, hw05):
    side, kernels = 28, (3, 5)
    for depth in (2, 3):
        built = 0
        for sequence in product(kernels, repeat=depth):
            layers = [layer for k in sequence for layer in (keras.layers.Conv2D(1, k), keras.layers.MaxPooling2D())]
            try:
                model = keras.Sequential([keras.Input((side, side, 1)), *layers])
                built += min(model.output_shape[1:3]) >= 1
            except ValueError:
                pass
        assert built == answers(paper(hw05, "published"))["search_space"]["feasible_by_depth"][depth - 2]


def test_published_hyperband_plan(solution):
    plan = solution.hyperband(7, 3)
    assert [tuple(each.values()) for each in plan] == [(1, 0, 5, 3), (1, 1, 2, 7), (0, 0, 3, 7)]
    assert sum(each["trials"] for each in plan) == 10
    assert 5 * 3 + 2 * (7 - 3) + 3 * 7 == 44
    assert 8 not in {each["epochs"] for each in plan}  # what the source prints
    assert 8 in {each["epochs"] for each in solution.hyperband(8, 3)}


@given(max_epochs=st.integers(2, 300), factor=st.integers(2, 6))
def test_hyperband_ends_every_bracket_at_the_full_number_of_epochs(solution, max_epochs, factor):
    plan = solution.hyperband(max_epochs, factor)
    brackets = plan[0]["bracket"]
    assert factor**brackets <= max_epochs < factor ** (brackets + 1)
    assert len(plan) == (brackets + 1) * (brackets + 2) // 2
    assert all(each["epochs"] == max_epochs for each in plan if each["bracket"] == each["round"])
    assert plan[-1]["trials"] == math.ceil(round(1 + math.log(max_epochs, factor), 9))


def test_hyperband_equals_the_rule_in_floating_point(grader):
    assert len(grader.PLANS) > 200  # of 240; on the others floating point errs


def test_published_active_hyperparameters(published):
    active = published["active_hyperparameters"]["active"]
    assert len(active) == 17 and "filters_2" in active and "units_3" in active
    assert not {"filters_3", "filters_4", "kernel_3", "units_4"} & set(active)


# Reports.


@given(
    rows=st.integers(2, 5).flatmap(
        lambda k: st.lists(st.lists(st.integers(0, 6), min_size=k, max_size=k), min_size=k, max_size=k)
    )
)
def test_report_equals_scikit_learn(solution, rows):
    metrics = pytest.importorskip("sklearn.metrics")
    confusion = np.array(rows)
    confusion[0, 0] += 1
    k = len(confusion)
    true, predicted = (np.repeat(axis.ravel(), confusion.ravel()) for axis in np.indices((k, k)))
    report = solution.classification_report(confusion)
    expected = metrics.precision_recall_fscore_support(true, predicted, labels=range(k), zero_division=0)
    for name, score in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        np.testing.assert_allclose(report[name], score, rtol=1e-12)
    means = metrics.precision_recall_fscore_support(true, predicted, labels=range(k), zero_division=0, average="macro")
    np.testing.assert_allclose(list(report["macro"].values()), means[:3], rtol=1e-12)
    assert report["accuracy"] == pytest.approx(metrics.accuracy_score(true, predicted), rel=1e-12)


def test_macro_recall_is_accuracy_for_balanced_classes(solution, hw05):
    confusion = paper(hw05, "published").givens["weakest_classes"]["test_confusion"]
    assert (confusion.sum(axis=1) == 100).all()
    report = solution.classification_report(confusion)
    assert report["macro"]["recall"] == pytest.approx(report["accuracy"]) and report["accuracy"] == 0.842


def test_published_confusion_agrees_with_what_the_source_prints(solution, hw05, published):
    report = solution.classification_report(paper(hw05, "published").givens["weakest_classes"]["test_confusion"])
    assert list(report["recall"][[5, 2, 3]]) == [0.66, 0.70, 0.78]
    printed = [0.860, 0.915, 0.784, 0.709, 0.834, 0.762, 0.853, 0.886, 0.915, 0.904]
    np.testing.assert_allclose(report["f1"], printed, atol=0.006)
    assert published["weakest_classes"] == {"weakest_by_recall": [5, 2, 3], "weakest_by_precision": [3, 6, 4]}
    assert np.argsort(report["f1"])[:3].tolist() == [3, 5, 2]


@given(p=st.floats(0.01, 1), r=st.floats(0.01, 1))
def test_f1_weighs_both_equally(p, r):
    def f(beta):
        return (1 + beta**2) * p * r / (beta**2 * p + r)

    assert f(1) == pytest.approx(2 * p * r / (p + r))
    if r < p:
        assert f(3) <= f(1) + 1e-12


def test_errata_differ_from_the_answers(solution, published):
    for erratum in solution.ERRATA:
        found = published[erratum.question].get(erratum.name)
        if not callable(found):
            assert found != erratum.printed and sorted(found) != sorted(erratum.printed)
