"""hw12: the references against scikit-learn, SciPy, Keras and closed forms, and the published numbers."""

import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, rand_score

from datasets import fruit, load
from tamrin import Network, objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.course.schema import Limits
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck, Model
from tamrin.strategies import arrays

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 21)]
LUMA = np.array([[0.299], [0.587], [0.114]], "float32")
groups_ = st.integers(2, 14).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 3), min_size=n, max_size=n).map(np.array) for _ in range(2)))
)


@pytest.fixture(scope="module")
def hw12(course):
    return course.assignment("hw12")


@pytest.fixture(scope="module")
def solution(hw12):
    return hw12.solution


@pytest.fixture(scope="module")
def grader(hw12):
    return hw12.grader


@pytest.fixture(scope="module")
def published(hw12):
    return answers(paper(hw12, "published"))


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def judged(model):
    """A live model as a measure sees it."""
    return Model(objects.plain(model), InProcessStudent({}, Limits()))


# The adjusted Rand index.


@settings(max_examples=200)
@given(groups=groups_)
def test_adjusted_rand_equals_scikit_learn(solution, groups):
    assert solution.adjusted_rand(*groups) == pytest.approx(adjusted_rand_score(*groups), abs=1e-12)


@settings(max_examples=60)
@given(groups=groups_)
def test_adjusted_rand_equals_its_definition_by_enumeration_of_pairs(solution, groups):
    a, b = (group.tolist() for group in groups)
    pairs = list(combinations(range(len(a)), 2))
    together = [[group[i] == group[j] for i, j in pairs] for group in (a, b)]
    both = sum(x and y for x, y in zip(*together, strict=True))
    in_a, in_b = map(sum, together)
    expected, most = Fraction(in_a * in_b, len(pairs)), Fraction(in_a + in_b, 2)
    right = Fraction(1) if most == expected else (both - expected) / (most - expected)
    assert solution.adjusted_rand(*groups) == pytest.approx(float(right), abs=1e-12)


@given(groups=groups_)
def test_adjusted_rand_is_symmetric_and_one_for_itself(solution, groups):
    a, b = groups
    assert solution.adjusted_rand(a, a) == 1
    assert solution.adjusted_rand(a, b) == pytest.approx(solution.adjusted_rand(b, a), abs=1e-12)


@given(groups=groups_)
def test_trap_without_adjustment_is_scikit_learns_rand_index(grader, groups):
    assert grader.plain_rand(*groups) == pytest.approx(rand_score(*groups), abs=1e-12)


def test_adjusted_rand_is_zero_on_average_for_random_groupings(solution):
    rng = np.random.RandomState(0)
    found = [solution.adjusted_rand(rng.randint(0, 3, 40), rng.randint(0, 4, 40)) for _ in range(300)]
    assert abs(np.mean(found)) < 3 * np.std(found) / np.sqrt(len(found))


# Gray pictures and bytes.


@given(images=arrays((2, 3, 4, 3), -3, 3))
def test_to_grayscale_equals_the_sum_over_channels(solution, images):
    expected = 0.299 * images[..., 0] + 0.587 * images[..., 1] + 0.114 * images[..., 2]
    found = solution.to_grayscale(images)
    assert found.shape == (2, 3, 4, 1)
    np.testing.assert_allclose(found[..., 0], expected, rtol=1e-12, atol=1e-12)


def test_gray_pictures_keep_their_brightness(solution):
    np.testing.assert_allclose(solution.to_grayscale(np.full((1, 2, 2, 3), 0.7)), 0.7, rtol=1e-12)


@given(image=arrays((2, 3, 3), -4, 4))
def test_to_uint8_uses_the_whole_byte_in_the_order_of_the_entries(solution, image):
    found = solution.to_uint8(image)
    assert found.dtype == np.uint8 and found.shape == image.shape
    if np.ptp(image):
        assert (found.min(), found.max()) == (0, 255)
        order = np.argsort(image, axis=None)
        assert np.all(np.diff(found.ravel()[order].astype(int)) >= 0)
        exact = [255 * (Fraction(t) - Fraction(image.min())) / Fraction(np.ptp(image)) for t in image.ravel()]
        assert all(abs(int(pixel) - t) <= Fraction(1, 2) for pixel, t in zip(found.ravel(), exact, strict=True))
    else:
        assert not found.any()


def test_cases_of_to_uint8_have_no_ties_and_some_are_flat(hw12, grader):
    check = oracle_of(hw12, "to_uint8")
    images = [case.args[0] for case in draw(check.cases, check.count, check.seed)]
    assert all(grader.no_tie(image) for image in images)
    assert 2 <= sum(np.ptp(image) == 0 for image in images) <= len(images) / 2


def oracle_of(hw12, question):
    (check,) = [check for check, _ in paper(hw12, "published").item(question).checks if isinstance(check, OracleCheck)]
    return check


# The elbow.


@pytest.mark.parametrize(("place", "elbow"), [(0, 3), (1, 2), (2, 3), (3, 2)])
def test_elbow_follows_the_rule_on_every_call(solution, grader, place, elbow):
    codes, k_max, seed = grader.blobs(*grader.BLOBS[place]).args
    inertias, k = solution.elbow(codes, k_max, seed)
    assert k == grader.farthest_below(inertias) == elbow
    assert inertias[0] == pytest.approx(len(codes) * codes.var(axis=0).sum())
    assert np.all(np.diff(inertias) < 0)


@given(drops=st.lists(st.integers(1, 50), min_size=2, max_size=8), last=st.integers(0, 40))
def test_elbow_is_the_point_farthest_from_the_chord(grader, drops, last):
    curve = np.cumsum([last, *drops])[::-1].astype(float)
    ends = np.array([len(curve) - 1, curve[-1] - curve[0]])
    points = np.stack([np.arange(len(curve)), curve - curve[0]], axis=1)
    distance = -(ends[0] * points[:, 1] - ends[1] * points[:, 0])  # below the chord, times its length
    k = grader.farthest_below(curve)
    assert distance[k - 1] == pytest.approx(distance.max(), abs=1e-9 * abs(ends[1]))


def test_calls_of_elbow_tell_the_range_from_the_first_inertia(grader):
    found = []
    for drawn in grader.BLOBS:
        codes, k_max, _ = grader.blobs(*drawn).args
        inertias = grader.best(codes, k_max)
        found.append(grader.farthest_below(inertias) == grader.farthest_below_zero(inertias))
    assert not all(found)


@pytest.mark.parametrize("place", range(4))
def test_five_starts_come_near_the_best_for_every_seed(grader, place):
    codes, k_max, _ = grader.blobs(*grader.BLOBS[place]).args
    for seed in range(6):
        found = [KMeans(k, n_init=5, random_state=seed).fit(codes).inertia_ for k in range(1, k_max + 1)]
        assert grader.near_best(found, codes, k_max)


def test_one_random_start_often_ends_far_from_the_best(grader):
    codes, k_max, _ = grader.blobs(*grader.BLOBS[2]).args
    poor = 0
    for seed in range(6):
        found = [KMeans(k, n_init=1, init="random", random_state=seed).fit(codes).inertia_ for k in range(1, k_max + 1)]
        poor += not grader.near_best(found, codes, k_max)
    assert poor >= 3


def test_inertia_of_labels_is_scikit_learns():
    codes = np.random.RandomState(0).normal(size=(30, 2))
    found = KMeans(3, n_init=5, random_state=0).fit(codes)
    summed = np.sum((codes - found.cluster_centers_[found.labels_]) ** 2)
    assert found.inertia_ == pytest.approx(summed)


# The calls of assign.


def test_wrong_roads_into_the_encoder_lead_elsewhere(grader):
    wrong = {
        "raw": lambda image: image,
        "scaled": lambda image: image / 255,
        "inverted": lambda image: 255.0 - image,
        "by 256": lambda image: 1 - image / 256,
    }
    for road in wrong.values():
        differ = [
            np.argmin(grader.distance_to_centres(model, kmeans, road(image))) != grader.nearest(model, kmeans, image)
            for model, kmeans, image in (case.args for case in grader.assignments())
        ]
        assert sum(differ) >= 3
    assert len({grader.nearest(*case.args) for case in grader.assignments()}) >= 3


@pytest.mark.slow
def test_assign_equals_the_graders_arithmetic(solution, grader, keras):
    for case in grader.assignments():
        model, kmeans, image = case.args
        assert solution.assign(objects.live(model), kmeans, image) == grader.nearest(model, kmeans, image)


# The published numbers.


def test_published_counts_are_s4_37_and_the_listing_is_s4_38(published):
    right = published["colorizer_counts"]
    assert right["colorizer_params"] == [6656, 295_040, 73_792, 73_856, 3459]
    assert sum(right["colorizer_params"]) == 452_803
    assert right["listing_total"] == 448_707


def test_errata_are_printed_values_that_are_wrong_and_trapped(hw12, published):
    (erratum,) = hw12.solution.ERRATA
    assert published[erratum.question][erratum.name] != erratum.printed
    traps = [
        trap
        for check, _ in paper(hw12, "published").item(erratum.question).checks
        if check.name == erratum.name
        for trap in getattr(check, "traps", ())
    ]
    assert erratum.printed in [trap.outcome for trap in traps if trap.name == "listing_summary_mismatch"]


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:6])
def test_counts_equal_keras(hw12, keras, variant):
    sheet = paper(hw12, variant)
    given_ = sheet.givens["colorizer_counts"]
    filters, first, other = given_["filters"], given_["first_kernel"], given_["other_kernel"]
    right = answers(sheet)["colorizer_counts"]

    def counts(kernels):
        layers = [keras.layers.Conv2D(n, k, padding="same") for n, k in zip(filters, kernels, strict=True)]
        model = keras.Sequential([keras.Input((20, 20, 1)), *layers])
        return [layer.count_params() for layer in model.layers]

    assert counts([first, *[other] * 4]) == right["colorizer_params"]
    assert sum(counts([other] * 5)) == right["listing_total"]


@pytest.mark.slow
@pytest.mark.parametrize(("channels", "total"), [(3, 204_857), (1, 194_055)])
def test_bottleneck_has_the_shapes_and_counts_of_s4_31(solution, grader, keras, channels, total):
    model = solution.build_autoencoder((100, 100, channels))
    network = objects.plain(model)
    assert model.count_params() == network.count_params() == total
    shapes = [tuple(layer.output.shape[1:]) for layer in model.layers]
    assert grader.shapes_of(network, (100, 100, channels)) == shapes == grader.right_shapes((100, 100, channels))
    counts = [layer.count_params() for layer in model.layers if layer.weights]
    colour = [5450, 62_550, 451, 3, 500, 125_100, 10_803]
    assert counts == (colour if channels == 3 else [1850, *colour[1:-1], 3601])


@pytest.mark.slow
def test_accuracy_of_three_channels_is_categorical(keras):
    model = keras.Sequential([keras.Input((2, 1, 3)), keras.layers.Identity()])
    model.compile(loss="mse", metrics=["acc"])
    output = np.array([[[[0.4, 0.1, 0.1]], [[0.49, 0.5, 0.1]]]], "float32")
    target = np.array([[[[0.9, 0.8, 0.2]], [[0.5, 0.49, 0.1]]]], "float32")
    assert model.evaluate(output, target, verbose=0)[1] == 0.5


# The trained models.


def measures_of(hw12, question):
    return [check for check, _ in paper(hw12, "published").item(question).checks if isinstance(check, MeasuredCheck)]


def kept(hw12, question, build, shape):
    """The model with the weights that were kept at calibration."""
    (question_,) = [each for each in hw12.questions if each.id == question]
    model = build(shape)
    model.load_weights(hw12.course.root / "solutions" / "calibration" / hw12.id / question_.weights[0])
    return model


QUESTIONS = {"autoencoder": ("build_fruit_autoencoder", (32, 32, 3)), "colorizer": ("build_colorizer", (32, 32, 1))}


def shares_of(hw12, question, model):
    """The share of the points of each measure; a sentence earns none."""
    found = [(check, check.measure(judged(model))) for check in measures_of(hw12, question)]
    return [check.share(value) if isinstance(value, float) else 0.0 for check, value in found]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_kept_models_reach_the_targets(hw12, solution, keras, question):
    build, shape = QUESTIONS[question]
    assert shares_of(hw12, question, kept(hw12, question, getattr(solution, build), shape)) == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_training_the_references_reaches_the_targets(hw12, solution, keras, question):
    (model,) = hw12.declared(hw12.solution, "training")[question](seed=101)
    assert shares_of(hw12, question, model) == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(3))
def test_untrained_and_blank_models_earn_nothing(hw12, solution, keras, question, seed):
    build, shape = QUESTIONS[question]
    keras.utils.set_random_seed(seed)
    model = getattr(solution, build)(shape)
    assert shares_of(hw12, question, model) == [0, 0]
    model.set_weights([0 * weight for weight in model.get_weights()])
    assert shares_of(hw12, question, model) == [0, 0]


@pytest.mark.slow
def test_codes_of_untrained_models_may_separate_and_are_not_looked_at(grader, solution, keras):
    found = []
    for seed in range(4):
        keras.utils.set_random_seed(seed)
        model = judged(solution.build_fruit_autoencoder((32, 32, 3)))
        x, y = grader.two_kinds()
        found.append(
            adjusted_rand_score(y, KMeans(2, n_init=10, random_state=0).fit_predict(grader.codes_of(model, x)))
        )
        assert grader.separation(model) is grader.POOR
    assert max(found) > 0.5


@pytest.mark.slow
def test_what_leads_past_the_code_is_seen(grader, solution, hw12, keras):
    model = kept(hw12, "autoencoder", solution.build_fruit_autoencoder, (32, 32, 3))
    assert grader.goes_through_code(judged(model))
    layers = keras.layers
    image = keras.Input((32, 32, 3))
    code = layers.Dense(2, name="code")(layers.Flatten()(image))
    made = layers.Reshape((32, 32, 3))(layers.Dense(3072)(code))
    assert grader.goes_through_code(judged(keras.Model(image, made)))
    leaking = judged(keras.Model(image, layers.Add()([made, layers.Rescaling(0.3)(image)])))
    assert not grader.goes_through_code(leaking)
    assert grader.reconstruction(leaking) is grader.separation(leaking) is grader.LEAK


def test_no_single_tint_or_colour_earns_anything(grader):
    x, gray, inside, _ = grader.four_kinds()
    added = gray + (x - gray)[inside].mean(axis=0)
    gray3 = np.repeat(gray, 3, axis=-1)
    scaled = gray * ((x * gray)[inside].sum(axis=0) / (gray3**2)[inside].sum(axis=0))
    constant = np.broadcast_to(x[inside].mean(axis=0), x.shape)
    for made in (gray3, added, scaled, constant, np.ones_like(x), np.zeros_like(x)):
        assert grader.error_inside(made) > grader.TINTED


def test_targets_that_are_not_calibrated_stand_in_the_prompts(hw12, grader):
    checks = {check.quantity.en: check for question in QUESTIONS for check in measures_of(hw12, question)}
    index = checks["adjusted Rand index of the codes"]
    assert (index.target, index.floor) == (grader.SEPARATED, 0)
    assert checks["error relative to the gray picture"].floor == grader.TINTED
    for language in ("en", "fa"):
        sections = hw12.prompts[language][1]
        assert {str(grader.SEPARATED), str(grader.BARELY)} <= set(
            re.findall(r"\d\.\d+", sections["autoencoder"].template)
        )
        assert str(grader.TINTED) in sections["colorizer"].template


@pytest.mark.parametrize("wrong", [0, 1, 2, 3, 4])
def test_separated_tells_how_many_pictures_may_be_misplaced(grader, wrong):
    y = grader.two_kinds()[1]
    groups = y.copy()
    groups[np.flatnonzero(y == 0)[:wrong]] = 1
    assert (adjusted_rand_score(y, groups) >= grader.SEPARATED) == (wrong <= 3)


def test_hidden_pictures_are_none_of_the_students(grader):
    for seed in range(3):
        data = load("fruit", seed=seed)
        for hidden in (1 - grader.two_kinds()[0], grader.four_kinds()[0]):
            for known in (data["x_train"], data["x_test"]):
                assert not {image.tobytes() for image in hidden} & {image.tobytes() for image in known}


def test_right_colours_have_the_right_hue_and_no_error(grader):
    x, gray, inside, y = grader.four_kinds()
    assert np.mean(grader.hues(x) == y) == 1
    assert grader.error_inside(x) == 0 and grader.error_inside(np.repeat(gray, 3, axis=-1)) == pytest.approx(1)
    assert 0.05 < inside.mean() < 0.6
    assert fruit.KINDS[1] == "blueberry"


def test_models_without_tensorflow_are_read_from_their_settings(grader):
    layers = [
        {"class_name": "InputLayer", "config": {}},
        {
            "class_name": "Conv2D",
            "config": {
                "filters": 7,
                "kernel_size": [3, 5],
                "strides": [2, 1],
                "padding": "valid",
                "activation": "linear",
            },
        },
        {"class_name": "ReLU", "config": {}},
        {"class_name": "MaxPooling2D", "config": {"pool_size": [4, 4], "strides": [6, 6], "padding": "same"}},
    ]
    network = Network({"config": {"layers": layers}}, [])
    assert grader.shapes_of(network, (11, 13, 2)) == [(5, 9, 7), (1, 2, 7)]
    assert grader.activations_of(network) == ["relu"]
