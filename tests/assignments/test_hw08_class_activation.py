"""hw08: the references against loops, SciPy and Keras; the identities of the maps; published numbers; training."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin import networks, objects
from tamrin.build.answers import answers
from tamrin.cases import draw
from tamrin.course.schema import Limits
from tamrin.function_checks import OracleCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck, Model

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 41)]


@pytest.fixture(scope="module")
def hw08(course):
    return course.assignment("hw08")


@pytest.fixture(scope="module")
def solution(hw08):
    return hw08.solution


@pytest.fixture(scope="module")
def grader(hw08):
    return hw08.grader


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


real = st.floats(-8, 8, allow_subnormal=False, width=32)


@st.composite
def maps(draw, most=4):
    """Feature maps (H, W, D) and weights (D, C)."""
    height, width, filters, classes = (draw(st.integers(1, most)) for _ in range(4))
    return (
        draw(npst.arrays(np.float64, (height, width, filters), elements=real)),
        draw(npst.arrays(np.float64, (filters, classes), elements=real)),
    )


# Pooling and CAM.


@given(maps=npst.arrays(np.float64, npst.array_shapes(min_dims=4, max_dims=4, max_side=4), elements=real))
def test_pooling_equals_a_loop(solution, maps):
    count, height, width, filters = maps.shape
    for n in range(count):
        for d in range(filters):
            total = sum(maps[n, i, j, d] for i in range(height) for j in range(width))
            assert solution.gap(maps)[n, d] == pytest.approx(total / (height * width), rel=1e-12, abs=1e-12)


@given(drawn=maps())
def test_map_equals_a_loop_and_its_mean_is_the_logit(solution, drawn):
    features, weights = drawn
    pooled = solution.gap(features[None])[0]
    for c in range(weights.shape[1]):
        expected = sum(features[:, :, d] * weights[d, c] for d in range(len(weights)))
        received = solution.cam(features, weights, c)
        np.testing.assert_allclose(received, expected, rtol=1e-12, atol=1e-12)
        assert received.mean() == pytest.approx(pooled @ weights[:, c], rel=1e-9, abs=1e-9)


# Grad-CAM: the oracle's slopes against differences, the reference against the oracle.


def after(grader, model, features, layer_name):
    """The logits that a layer's output leads to."""
    weights, seen = iter([each.astype(float) for each in model.get_weights()]), False
    for layer in model.layers:
        own = [next(weights), next(weights)] if layer[0] in ("Conv2D", "Dense") else []
        if seen:
            features, _ = grader.passed(layer, own, features, np.zeros((0, *features.shape)))
        seen = seen or layer[1]["name"] == layer_name
    return features


@pytest.mark.parametrize("number", range(0, 18, 3))
def test_slopes_of_the_oracle_equal_differences(grader, number):
    model, image, _, layer_name = grader.models(18)[number].args
    features, by_class, logits = grader.slopes(model, image, layer_name)
    np.testing.assert_allclose(after(grader, model, features, layer_name), logits, rtol=1e-12)
    rng, step = np.random.RandomState(number), 1e-7
    # A feature that rests at zero may be at a kink of what follows.
    positive = features > 0
    direction = rng.standard_normal(features.shape) * positive
    ends = [after(grader, model, features + sign * step * direction, layer_name) for sign in (1, -1)]
    np.testing.assert_allclose(
        (ends[0] - ends[1]) / (2 * step), np.tensordot(by_class, direction, axes=3), rtol=1e-5, atol=1e-6
    )


@pytest.mark.slow
def test_reference_equals_the_oracle(solution, grader, tf):
    for made in (*grader.models(18), *grader.models(6, "gap")):
        model, *rest = made.args
        received = solution.grad_cam(networks.built(model), *rest)
        np.testing.assert_allclose(received, grader.right_grad_cam(*made.args), rtol=1e-5, atol=2e-6)


@pytest.mark.slow
def test_logits_of_the_oracle_equal_keras(grader, tf):
    for made in grader.models(18):
        model, image, _, layer_name = made.args
        _, _, logits = grader.slopes(model, image, layer_name)
        p = grader.probabilities(model, logits)
        given = networks.built(model).predict(image[None], verbose=0)[0]
        np.testing.assert_allclose(given, logits if p is None else p, rtol=1e-4, atol=1e-5)


@pytest.mark.slow
def test_reference_takes_a_sequential_model_and_leaves_it_as_it_was(solution, tf):
    import keras

    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((9, 7, 2)),
            keras.layers.Conv2D(4, 3, activation="relu", name="features"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    image = np.random.RandomState(0).uniform(0, 1, (9, 7, 2)).astype("float32")
    before = model.predict(image[None], verbose=0)
    features = np.asarray(model.layers[0](image[None]))[0]
    kernel = np.asarray(model.layers[-1].kernel)
    for c in range(3):
        # The identity of the catalogue: h·w·Grad-CAM = ReLU(CAM), before the division by the maximum.
        expected = np.maximum(solution.cam(features, kernel, c), 0)
        received = solution.grad_cam(model, image, c, "features")
        np.testing.assert_allclose(received, expected / max(expected.max(), 1e-12), rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(model.predict(image[None], verbose=0), before)
    assert model.layers[-1].activation is keras.activations.softmax


def test_models_of_the_check_are_of_all_kinds(grader):
    made = [each.args for each in grader.models(18)]
    right = [grader.right_grad_cam(*args) for args in made]
    assert sum(not heat.any() for heat in right) == 3
    assert all(heat.max() == 1 and np.any(heat == 0) for heat in right if heat.any())
    assert {layer for _, _, _, layer in made} == {"edges", "shapes"}
    ends = {tuple(kind for kind, _ in model.layers[-3:]) for model, *_ in made}
    assert len(ends) >= 3 and {model.layers[-1][1]["activation"] for model, *_ in made} == {"softmax", "linear"}
    assert any(kind == "MaxPooling2D" for model, *_ in made for kind, _ in model.layers)
    assert all(heat.shape[0] != heat.shape[1] for heat in right)
    classes = [np.argmax(grader.slopes(model, image, layer)[2]) == c for model, image, c, layer in made]
    assert 4 <= sum(classes) <= 14


def test_gradient_of_a_probability_is_another_map(grader):
    softmax = [made.args for made in grader.models(18) if grader.right_grad_cam(*made.args).any()]
    softmax = [args for args in softmax if args[0].layers[-1][1]["activation"] == "softmax"]
    differences = [np.abs(grader.probability_gradient(*a) - grader.right_grad_cam(*a)).max() for a in softmax]
    assert sum(difference > 0.05 for difference in differences) >= 6


# Filters and enlarging.


@given(scores=st.lists(st.integers(-50, 50), min_size=1, max_size=8, unique=True), data=st.data())
def test_top_filters_are_sorted(solution, scores, data):
    features = np.array(data.draw(st.permutations(range(1, len(scores) + 1))), dtype=float)
    k = data.draw(st.integers(1, len(scores)))
    expected = [d for _, d in sorted(zip(scores, range(len(scores)), strict=True), reverse=True)][:k]
    assert solution.top_filters(features, np.array(scores) / features, k).tolist() == expected


@given(
    heatmap=npst.arrays(np.float64, npst.array_shapes(min_dims=2, max_dims=2, max_side=4), elements=real),
    more=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_enlarged_map_equals_scipy(solution, heatmap, more):
    from scipy import ndimage

    size = heatmap.shape[0] + more[0], heatmap.shape[1] + more[1]
    places = [
        np.clip((np.arange(large) + 0.5) * small / large - 0.5, 0, small - 1)
        for small, large in zip(heatmap.shape, size, strict=True)
    ]
    expected = ndimage.map_coordinates(heatmap, np.meshgrid(*places, indexing="ij"), order=1, mode="nearest")
    received = solution.upsample(heatmap, size)
    np.testing.assert_allclose(received, expected, rtol=1e-9, atol=1e-9)
    assert heatmap.min() - 1e-9 <= received.min() and received.max() <= heatmap.max() + 1e-9


@pytest.mark.slow
@settings(max_examples=15)
@given(
    heatmap=npst.arrays(np.float32, npst.array_shapes(min_dims=2, max_dims=2, max_side=4), elements=real),
    more=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_enlarged_map_equals_keras(solution, tf, heatmap, more):
    import keras

    size = heatmap.shape[0] + more[0], heatmap.shape[1] + more[1]
    expected = keras.ops.image.resize(heatmap[..., None], size, interpolation="bilinear")[..., 0]
    np.testing.assert_allclose(solution.upsample(heatmap, size), expected, rtol=1e-5, atol=1e-5)


# The counts.


def test_published_counts(hw08):
    right = answers(paper(hw08, "published"))
    assert right["resnet_tail"] == {"feature_shape": (7, 7, 2048), "predictions_params": 2049000}
    assert right["mnist_network"]["mnist_params"] == [320, 0, 18496, 0, 36928, 0, 0, 73856, 1290]
    assert sum(right["mnist_network"]["mnist_params"]) == 130890
    shapes = [(26, 26, 32), (13, 13, 32), (13, 13, 64), (6, 6, 64), (6, 6, 64), (3, 3, 64), (576,), (128,), (10,)]
    assert right["mnist_network"]["mnist_shapes"] == shapes


@pytest.mark.slow
@pytest.mark.parametrize("side", [224, 200])
def test_published_tail_is_that_of_resnet50(solution, tf, side):
    import keras

    model = keras.applications.ResNet50(weights=None, include_top=False, pooling="avg", input_shape=(side, side, 3))
    expected = solution.resnet_tail(side, 64, 4, 1000)
    assert model.get_layer("conv5_block3_out").output.shape[1:] == expected["feature_shape"]
    assert model.count_params() + expected["predictions_params"] == 25_636_712


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS[:6])
def test_counts_of_the_digit_network_equal_keras(hw08, tf, variant):
    import keras
    from keras import layers

    sheet = paper(hw08, variant)
    own = sheet.givens["mnist_network"]
    model = keras.Sequential(
        [
            keras.Input((own["digit_side"], own["digit_side"], 1)),
            layers.Conv2D(own["first_filters"], own["kernel"]),
            layers.MaxPooling2D(),
            layers.Conv2D(own["later_filters"], own["kernel"], padding="same"),
            layers.MaxPooling2D(),
            layers.Conv2D(own["later_filters"], own["kernel"], padding="same"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(own["hidden_units"]),
            layers.Dense(own["digit_classes"]),
        ]
    )
    right = answers(sheet)["mnist_network"]
    assert [layer.output.shape[1:] for layer in model.layers] == right["mnist_shapes"]
    assert [layer.count_params() for layer in model.layers] == right["mnist_params"]


# Images.


@given(
    images=npst.arrays(np.uint8, npst.array_shapes(min_dims=3, max_dims=3, max_side=4)),
    classes=st.integers(1, 5),
    data=st.data(),
)
def test_prepared_images_can_be_turned_back(solution, images, classes, data):
    labels = np.array(data.draw(st.lists(st.integers(0, classes - 1), min_size=len(images), max_size=len(images))))
    x, y = solution.prepare_images(images, labels, classes)
    assert (x.dtype, y.dtype, x.shape) == (np.float32, np.float32, (*images.shape, 1)) and y.shape[1] == classes
    np.testing.assert_array_equal(np.rint(x[..., 0] * 255), images)
    assert x.min() >= 0 and x.max() <= 1
    np.testing.assert_array_equal(y.argmax(axis=1), labels)
    np.testing.assert_array_equal(np.sort(y, axis=1)[:, -1], 1)
    np.testing.assert_array_equal(y.sum(axis=1), 1)


# What students are judged on.


@pytest.mark.parametrize("question", ["global_average_pooling", "cam", "top_filters", "upsample", "prepare_images"])
def test_drawn_cases_are_awkward(hw08, question):
    (oracle,) = [check for check, _ in paper(hw08, "published").item(question).checks if isinstance(check, OracleCheck)]
    drawn = [case.args for case in draw(oracle.cases, oracle.count, oracle.seed)]
    enough = len(drawn) / 8
    if question == "top_filters":
        assert sum(1 < k < len(features) for features, _, k in drawn) >= enough
    elif question == "upsample":
        assert sum(heatmap.shape[0] != heatmap.shape[1] and min(heatmap.shape) > 1 for heatmap, _ in drawn) >= enough
        assert (
            sum(large % small != 0 for heatmap, size in drawn for small, large in zip(heatmap.shape, size, strict=True))
            >= enough
        )
    elif question == "prepare_images":
        assert sum(images.max() < 255 for images, _, _ in drawn) >= enough
        assert sum(labels.max() < classes - 1 for _, labels, classes in drawn) >= enough
    else:
        assert sum(args[0].shape[-3] != args[0].shape[-2] and args[0].shape[-1] > 1 for args in drawn) >= enough


def test_hidden_glyphs_are_new_and_have_a_box_and_a_disc(grader):
    from datasets.glyphs import images

    x, labels, corners = grader.hidden_glyphs()
    boxes = grader.inside(corners)
    assert x.shape == (500, 16, 16, 1) and np.bincount(labels).min() >= 90
    assert np.all(boxes.sum(axis=(1, 2)) == 25)
    known = images(500, 0, size=16, classes=4, noise=0.1, distractor=True)[0]
    assert not {each.tobytes() for each in x} & {each.tobytes() for each in known}
    outside = np.where(boxes, 0, x[..., 0])
    assert np.mean(np.sort(outside.reshape(500, -1), axis=1)[:, -4] > 0.5) > 0.9  # the disc
    share, chance = boxes.mean(), 25 / 256
    assert share == pytest.approx(chance)


def test_brightness_alone_does_not_point(grader):
    # The image itself, taken for a map, earns little: the disc is as bright as the glyph.
    from scipy import ndimage

    x, _, corners = grader.hidden_glyphs()
    near, boxes = grader.inside(corners, 1), grader.inside(corners)
    brightest = x.reshape(500, -1).argmax(axis=1)
    assert near.reshape(500, -1)[np.arange(500), brightest].mean() < grader.FEW_POINTING + 0.1
    coarse = ndimage.gaussian_filter(x[..., 0], (0, 1, 1))
    inside = np.sum(coarse * boxes, axis=(1, 2)) / np.sum(coarse, axis=(1, 2))
    assert inside.mean() < 0.33


def test_targets_are_calibrated_and_within_reach(hw08, grader):
    found = hw08.targets["glyph_classifier"]
    assert grader.FEW_RIGHT + 0.1 < found["accuracy"] <= 1
    assert grader.FEW_POINTING + 0.3 < found["pointing game"] <= 1
    assert grader.LITTLE_ENERGY + 0.1 < found["energy in the box"] < 0.6


# Pictures.


def test_pictures_look_the_same_in_no_other_position(grader):
    for made in grader.PICTURES:
        image, heat = made.args
        assert image.shape[0] % heat.shape[0] == image.shape[1] % heat.shape[1] == 0
        for change in (np.flipud, np.fliplr, np.transpose):
            changed = change(heat)
            if changed.shape == heat.shape:
                assert np.corrcoef(changed.ravel(), heat.ravel())[0, 1] < 0.5


def test_a_map_is_found_at_its_place_however_it_was_enlarged(solution, grader):
    from scipy import ndimage

    for made in grader.PICTURES:
        image, heat = made.args
        factors = [large // small for large, small in zip(image.shape, heat.shape, strict=True)]
        enlarged = [
            solution.upsample(heat, image.shape),
            np.kron(heat, np.ones(factors)),
            ndimage.zoom(heat, factors, order=1),
            ndimage.zoom(heat, factors, order=3),
        ]
        for each in enlarged:
            assert grader.covers(each, image, heat)
            assert not grader.covers(each[::-1], image, heat) and not grader.covers(each[:, ::-1], image, heat)
            assert not grader.covers(1 - each, image, heat)


# The models.


@pytest.fixture(scope="module")
def trained(hw08, tf):
    """The reference with its weights, as the judge sees it."""
    import tempfile
    from pathlib import Path

    model = hw08.solution.build_glyph_classifier()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glyphs.weights.h5"
        path.write_bytes(hw08.reference_weights["glyphs.weights.h5"])
        model.load_weights(path)
    return Model(objects.plain(model), InProcessStudent({}, Limits()))


@pytest.mark.slow
def test_maps_of_the_trained_network_explain_it(grader, trained):
    x, _, _ = grader.hidden_glyphs()
    assert grader.adds_up(trained)
    means = grader.explained(trained).mean(axis=(1, 2)) + trained.network.get_weights()[-1]
    e = np.exp(means - means.max(axis=1, keepdims=True))
    np.testing.assert_allclose(e / e.sum(axis=1, keepdims=True), trained.predict(x), atol=1e-4)


@pytest.mark.slow
def test_maps_of_other_classes_and_plain_means_point_worse(grader, solution, trained):
    x, labels, corners = grader.hidden_glyphs()
    boxes = grader.inside(corners)

    def energy(maps):
        large = np.maximum(np.stack([solution.upsample(each, (16, 16)) for each in maps]), 0)
        return np.mean(np.sum(large * boxes, axis=(1, 2)) / np.maximum(large.sum(axis=(1, 2)), 1e-9))

    right = energy(grader.explained(trained)[np.arange(500), :, :, labels])
    other = energy(grader.explained(trained)[np.arange(500), :, :, (labels + 1) % 4])
    plain = energy(trained.predict(x, layer="features").mean(axis=3))
    assert right == pytest.approx(grader.energy(trained))
    assert right > 1.3 * plain and right > 1.4 * other


@pytest.mark.slow
def test_network_of_one_size_takes_another(solution, tf):
    # What the choice says: convolutions and the mean ask for no size.
    import keras

    layers = solution.build_glyph_classifier().layers
    wide = keras.Sequential([keras.Input((None, None, 1)), *layers])
    assert wide(np.zeros((1, 24, 20, 1), dtype="float32")).shape == (1, 4)


@pytest.mark.slow
def test_shift_moves_the_features_and_a_turn_does_not(solution, tf):
    # Equivariance to a shift by the stride of the network, away from the borders; none to a turn.
    import keras

    keras.utils.set_random_seed(1)
    model = solution.build_glyph_classifier()
    end = [layer.name for layer in model.layers].index("features") + 1

    def features(image):
        return np.asarray(solution.through(model.layers[:end], image))

    image = np.zeros((1, 32, 32, 1), dtype="float32")
    image[0, 12:16, 13:17, 0] = np.random.RandomState(0).uniform(0, 1, (4, 4))
    before, shifted = features(image), features(np.roll(image, (2, 4), axis=(1, 2)))
    np.testing.assert_allclose(shifted, np.roll(before, (1, 2), axis=(1, 2)), atol=1e-6)
    turned = features(np.rot90(image, axes=(1, 2)))
    assert np.abs(turned - np.rot90(before, axes=(1, 2))).max() > 0.01


@pytest.mark.slow
def test_training_reaches_the_targets(hw08, solution, tf):
    (model,) = solution.train_glyph_classifier(seed=77)
    judged = Model(objects.plain(model), InProcessStudent({}, Limits()))
    for check, _ in paper(hw08, "published").item("glyph_classifier").checks:
        if isinstance(check, MeasuredCheck):
            assert check.share(check.measure(judged)) >= 0.9, check.title.en
