"""hw08: how answers are judged."""

from functools import lru_cache, partial

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view

from datasets import glyphs
from solutions import hw08_class_activation as solution
from tamrin import (
    Network,
    Targets,
    call,
    choice,
    example,
    function,
    grades,
    law,
    measure,
    part,
    requirement,
    requires,
    rows,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import arrays, halves

TARGETS = Targets(__file__)
# Where nearly every image is right, the spread over seeds says little: on JAX the reference was 0.992 right, 0.999 here.
ENOUGH = 0.98


def distinct(right, traps):
    """The traps that lead to something else than the right value and than the traps before them."""
    seen, kept = [right], []
    for each in traps:
        if each.outcome not in seen:
            seen.append(each.outcome)
            kept.append(each)
    return kept


# Pooling.


@st.composite
def batches(draw):
    """One to three images, and as many feature maps, of different height and width."""
    count, height, width, filters = (draw(st.integers(1, most)) for most in (3, 4, 5, 3))
    return call(draw(arrays((count, height, width, filters), -4, 6)))


def positions_exchanged(gap, feature_maps):
    """The mean does not see where something is."""
    return gap(feature_maps), gap(np.roll(feature_maps[:, ::-1], 1, axis=2))


@grades("global_average_pooling")
def global_average_pooling():
    """The mean over the positions."""
    return function(
        "gap",
        solution.gap,
        cases=batches(),
        examples=[
            example(call(np.array([[[[1.0, -2.0], [3.0, 4.0]]]])), np.array([[2.0, 1.0]])),
            example(
                call(np.array([[[[6.0]], [[0.0]], [[3.0]]], [[[1.0]], [[1.0]], [[4.0]]]])), np.array([[3.0], [2.0]])
            ),
        ],
        laws=[law(say("the places do not matter", "جای مقدارها اهمیتی ندارد"), batches(), positions_exchanged)],
        traps=[
            trap(
                "maximum_pooled",
                lambda feature_maps: np.max(feature_maps, axis=(1, 2)),
                "This is global maximum pooling: one position decides. The average is asked for.",
                "این ادغام بیشینهٔ سراسری است: یک مکان تصمیم می‌گیرد. میانگین خواسته شده است.",
            ),
            trap(
                "summed_not_averaged",
                lambda feature_maps: np.sum(feature_maps, axis=(1, 2)),
                "The positions were added up. A sum grows with the size of the image, a mean does not.",
                "مقدار مکان‌ها جمع شده است. مجموع با اندازهٔ تصویر بزرگ می‌شود، میانگین نه.",
            ),
            trap(
                "channels_first",
                lambda feature_maps: np.mean(feature_maps, axis=(2, 3)),
                "The last two axes were averaged, as if the filters came before height and width. Here they come last.",
                "از دو محور آخر میانگین گرفته شده است، گویی فیلترها پیش از ارتفاع و پهنا می‌آیند. اینجا آخرین محورند.",
            ),
            trap(
                "filters_averaged",
                lambda feature_maps: np.mean(feature_maps, axis=3),
                "The filters were averaged and the positions kept. It is the other way round.",
                "از فیلترها میانگین گرفته شده و مکان‌ها مانده‌اند. باید برعکس باشد.",
            ),
            trap(
                "one_axis_only",
                lambda feature_maps: np.mean(feature_maps, axis=1),
                "Only one of the two axes of positions was averaged.",
                "تنها از یکی از دو محور مکان میانگین گرفته شده است.",
            ),
            trap(
                "images_mixed",
                lambda feature_maps: np.mean(feature_maps, axis=(0, 1, 2)),
                "The images of the batch were averaged, too. Each image has pooled features of its own.",
                "از تصویرهای دسته هم میانگین گرفته شده است. هر تصویر ویژگی‌های ادغام‌شدهٔ خودش را دارد.",
            ),
        ],
    )


# Class activation maps.


@st.composite
def mapped(draw):
    """Feature maps that are not negative, as after a ReLU; weights of both signs; a class."""
    height, width, filters, classes = (draw(st.integers(1, most)) for most in (4, 5, 4, 4))
    maps, weights = draw(arrays((height, width, filters), 0, 6)), draw(arrays((filters, classes), -4, 4))
    return call(maps, weights, draw(st.integers(0, classes - 1)))


def scaled(heat):
    """Divided by its maximum, where that is positive."""
    return heat / np.max(heat) if np.max(heat) > 0 else heat


def stretched(heat):
    """From its minimum to its maximum."""
    return (heat - np.min(heat)) / np.ptp(heat) if np.ptp(heat) > 0 else np.zeros_like(heat)


def right_cam(maps, weights, class_index):
    """Σ_d w_dc A_d."""
    return np.einsum("hwd,d->hw", maps, weights[:, class_index])


def mean_is_logit(cam, feature_maps, weights, class_index):
    """The mean of the map is the logit without its bias."""
    return np.mean(cam(feature_maps, weights, class_index)), np.mean(feature_maps, (0, 1)) @ weights[:, class_index]


NO_CLASS = (
    "The class plays no part: this is the plain mean of the feature maps.",
    "رده نقشی ندارد: این میانگین سادهٔ نقشه‌های ویژگی است.",
)


@grades("cam")
def cam():
    """The weighted sum of the maps."""
    maps = np.array([[[1.0, 0.0], [2.0, 3.0]]])
    weights = np.array([[1.0, -1.0, 0.0], [0.5, 2.0, -1.0]])
    return function(
        "cam",
        solution.cam,
        cases=mapped(),
        examples=[
            example(call(maps, weights, 1), np.array([[-1.0, 4.0]])),
            example(call(maps, weights, 2), np.array([[0.0, -3.0]])),
        ],
        laws=[
            law(
                say("the mean of the map is the logit without bias", "میانگین نقشه همان لوجیت بدون بایاس است"),
                mapped(),
                mean_is_logit,
            )
        ],
        traps=[
            trap(
                "negative_values_cut",
                lambda feature_maps, weights, class_index: np.maximum(right_cam(feature_maps, weights, class_index), 0),
                "The negative values were cut off. In CAM they stay: they speak against the class.",
                "مقدارهای منفی بریده شده‌اند. در CAM آن‌ها می‌مانند: بر ضد رده گواهی می‌دهند.",
            ),
            trap(
                "averaged_over_filters",
                lambda feature_maps, weights, class_index: right_cam(feature_maps, weights, class_index) / len(weights),
                "The weighted maps were averaged. The logit is their sum.",
                "از نقشه‌های وزن‌دار میانگین گرفته شده است. لوجیت مجموع آن‌هاست.",
            ),
            trap(
                "heatmap_is_layer_output",
                lambda feature_maps, weights, class_index: feature_maps.mean(axis=2),
                *NO_CLASS,
            ),
            trap(
                "scaled_to_one",
                lambda feature_maps, weights, class_index: scaled(right_cam(feature_maps, weights, class_index)),
                "The map was divided by its maximum. CAM itself is asked for, not a picture of it.",
                "نقشه بر بیشینه‌اش تقسیم شده است. خود CAM خواسته شده است، نه تصویری از آن.",
            ),
            trap(
                "stretched_to_unit_range",
                lambda feature_maps, weights, class_index: stretched(right_cam(feature_maps, weights, class_index)),
                "The map was stretched from 0 to 1. CAM itself is asked for, not a picture of it.",
                "نقشه به بازهٔ ۰ تا ۱ کشیده شده است. خود CAM خواسته شده است، نه تصویری از آن.",
            ),
            trap(
                "largest_class_taken",
                lambda feature_maps, weights, class_index: right_cam(
                    feature_maps, weights, np.argmax(feature_maps.mean((0, 1)) @ weights)
                ),
                "This is the map of the predicted class. Any class may be asked for.",
                "این نقشهٔ ردهٔ پیش‌بینی‌شده است. هر رده‌ای ممکن است خواسته شود.",
            ),
            trap(
                "divided_by_positions",
                lambda feature_maps, weights, class_index: (
                    right_cam(feature_maps, weights, class_index) / feature_maps[..., 0].size
                ),
                "The map was divided by the number of positions. That belongs to the mean, by which the logit is made of the map.",
                "نقشه بر شمار مکان‌ها تقسیم شده است. این تقسیم به میانگینی تعلق دارد که لوجیت را از نقشه می‌سازد.",
            ),
        ],
    )


# Grad-CAM. The oracle knows the network's weights, and finds slopes by pushing a change of each feature forward.


def keras_layer(kind, name, **settings):
    """A layer as Keras writes it down."""
    return {"module": "keras.layers", "class_name": kind, "name": name, "config": {"name": name, **settings}}


def chained(name, layers, weights):
    """A functional model in which each layer gets the output of the one before it, as Keras writes it down."""
    for before, layer in zip([None, *layers], layers, strict=False):
        history = {"shape": [None], "dtype": "float32", "keras_history": [before and before["name"], 0, 0]}
        output = {"class_name": "__keras_tensor__", "config": history}
        layer["inbound_nodes"] = [{"args": [output], "kwargs": {}}] if before else []
    ends = {"input_layers": [layers[0]["name"], 0, 0], "output_layers": [layers[-1]["name"], 0, 0]}
    config = {"name": name, "trainable": True, "layers": layers, **ends}
    return Network({"module": "keras.src.models.functional", "class_name": "Functional", "config": config}, weights)


def network(seed, side, channels, depths, pooled, end, activation, negative=None):
    """Two convolutions, maybe pooling between them, and a head: "gap", "flatten" or "hidden" (Flatten and Dense).

    `side` is (height, width) of the image and `depths` (filters, filters, classes). With `negative`, the last layer has
    no positive weight for that class.
    """
    rng = np.random.RandomState(seed)

    def drawn(*shape):
        return np.round(rng.uniform(-1, 1, shape), 2).astype(np.float32)

    first, second, classes = depths
    flat = np.array(side) - 1
    layers = [
        keras_layer("InputLayer", "pixels", batch_shape=[None, *side, channels]),
        keras_layer("Conv2D", "edges", filters=first, kernel_size=[2, 2], activation="relu"),
    ]
    weights = [drawn(2, 2, channels, first), np.abs(drawn(first))]
    if pooled:
        layers.append(keras_layer("MaxPooling2D", "smaller", pool_size=[2, 2]))
        flat = flat // 2
    layers.append(keras_layer("Conv2D", "shapes", filters=second, kernel_size=[2, 2], activation="relu"))
    weights += [drawn(2, 2, first, second), np.abs(drawn(second))]
    width, flat = second, flat - 1
    layers.append(keras_layer("GlobalAveragePooling2D" if end == "gap" else "Flatten", "vector"))
    if end != "gap":
        width = int(np.prod(flat)) * second
    if end == "hidden":
        layers.append(keras_layer("Dense", "hidden", units=5, activation="relu"))
        weights += [drawn(width, 5), np.abs(drawn(5))]
        width = 5
    layers.append(keras_layer("Dense", "predictions", units=classes, activation=activation))
    kernel = drawn(width, classes) + np.float32(0.005)
    if negative is not None:
        kernel[:, negative] = -np.abs(kernel[:, negative])
    weights += [kernel, drawn(classes)]
    return chained(f"network_{seed}", layers, weights)


def passed(layer, weights, x, changes):
    """What a layer makes of an input x (…) and of small changes (n, …) of it; the last Dense gives its logits."""
    kind, settings = layer
    if kind == "Conv2D":
        kernel, bias = weights
        windows = partial(sliding_window_view, window_shape=kernel.shape[:2])
        after = np.einsum("hwcij,ijcd->hwd", windows(x, axis=(0, 1)), kernel) + bias
        moved = np.einsum("nhwcij,ijcd->nhwd", windows(changes, axis=(1, 2)), kernel)
    elif kind == "Dense":
        kernel, bias = weights
        after, moved = x @ kernel + bias, changes @ kernel
    elif kind == "MaxPooling2D":
        height, width, depth = x.shape[0] // 2, x.shape[1] // 2, x.shape[2]

        def blocks(maps):
            cut = maps[..., : 2 * height, : 2 * width, :].reshape(*maps.shape[:-3], height, 2, width, 2, depth)
            return np.moveaxis(cut, -4, -3).reshape(*maps.shape[:-3], height, width, 4, depth)

        largest = np.argmax(blocks(x), axis=2)[:, :, None]
        after = np.take_along_axis(blocks(x), largest, axis=2)[:, :, 0]
        moved = np.take_along_axis(blocks(changes), largest[None], axis=3)[:, :, :, 0]
    elif kind == "GlobalAveragePooling2D":
        after, moved = x.mean(axis=(0, 1)), changes.mean(axis=(1, 2))
    else:
        after, moved = x.ravel(), changes.reshape(len(changes), x.size)
    if settings.get("activation") == "relu":
        after, moved = np.maximum(after, 0), moved * (after > 0)
    return after, moved


def slopes(model, image, layer_name):
    """A layer's output (h, w, d), the slopes of all logits by it (c, h, w, d), and the logits (c,)."""
    x, changes = image, np.zeros((0, *image.shape))
    weights = iter([each.astype(float) for each in model.get_weights()])
    for layer in model.layers:
        own = [next(weights), next(weights)] if layer[0] in ("Conv2D", "Dense") else []
        x, changes = passed(layer, own, x, changes)
        if layer[1]["name"] == layer_name:
            features, changes = x, np.eye(x.size).reshape(x.size, *x.shape)
    return features, changes.T.reshape(-1, *features.shape), x


def probabilities(model, logits):
    """What the model gives out is not always a logit: softmax where its last layer has one, None else."""
    if model.layers[-1][1]["activation"] != "softmax":
        return None
    e = np.exp(logits - logits.max())
    return e / e.sum()


def relu(x):
    """max(x, 0)."""
    return np.maximum(x, 0)


def heat_of(features, slope, weigh=lambda slope: slope.mean(axis=(0, 1)), last=lambda heat: scaled(relu(heat))):
    """The map, with everything in it that can be mistaken."""
    return last(features @ weigh(slope))


def right_grad_cam(model, image, class_index, layer_name):
    """ReLU(Σ_d α_d A_d), divided by its maximum where that is positive; α_d = mean_ij ∂z_c/∂A_ijd.

    Shapes: image (height, width, channels), the layer's output A (h, w, D) → (h, w).
    Source: Selvaraju et al. 2017, arXiv:1610.02391, equations 1 and 2.
    """
    features, by_class, _ = slopes(model, image, layer_name)
    return heat_of(features, by_class[class_index])


def mistaken(**changed):
    """Grad-CAM with one step done in another way."""

    def grad_cam(model, image, class_index, layer_name):
        features, by_class, _ = slopes(model, image, layer_name)
        return heat_of(features, by_class[class_index], **changed)

    return grad_cam


def probability_gradient(model, image, class_index, layer_name):
    """Misconception: the slope of what the model gives out, ∂p_c = p_c (∂z_c − Σ p_k ∂z_k)."""
    features, by_class, logits = slopes(model, image, layer_name)
    p = probabilities(model, logits)
    slope = by_class[class_index]
    if p is not None:
        slope = p[class_index] * (slope - np.tensordot(p, by_class, axes=1))
    return heat_of(features, slope)


def predicted_class(model, image, class_index, layer_name):
    """Misconception: the class with the largest logit, whatever was asked."""
    features, by_class, logits = slopes(model, image, layer_name)
    return heat_of(features, by_class[np.argmax(logits)])


def summed_classes(model, image, class_index, layer_name):
    """Misconception: the gradient of all outputs together; with a softmax these sum to one, so logits are meant."""
    features, by_class, _ = slopes(model, image, layer_name)
    return heat_of(features, by_class.sum(axis=0))


def last_convolution(model, image, class_index, layer_name):
    """Misconception: always the last convolution."""
    return right_grad_cam(model, image, class_index, "shapes")


def layer_output(model, image, class_index, layer_name):
    """Misconception: the mean of the feature maps."""
    return scaled(slopes(model, image, layer_name)[0].mean(axis=2))


def place_by_place(model, image, class_index, layer_name):
    """Misconception: each feature times its own slope, which is not averaged first."""
    features, by_class, _ = slopes(model, image, layer_name)
    return scaled(relu(np.sum(features * by_class[class_index], axis=2)))


def judges_well(model, image, class_index, layer_name, nothing):
    """Whether the map hangs by no rounding error, has something to cut off, and a probability would not do as well."""
    features, by_class, logits = slopes(model, image, layer_name)
    weights = by_class[class_index].mean(axis=(0, 1))
    heat, size = features @ weights, np.max(features @ np.abs(weights))
    p = probabilities(model, logits)
    sound = size > 0 and (np.max(heat) <= 0 if nothing else np.max(heat) > 0.2 * size and np.min(heat) < -0.05 * size)
    return sound and (p is None or 0.02 < p[class_index] < 0.9)


@lru_cache
def models(count, end=None):
    """Calls with networks of all kinds: heads, layers, with softmax or without; some maps have no positive entry.

    A Keras model is made for each, which takes time: there are a few, and always the same ones.
    """
    found, seed = [], 1000 * (end is not None)
    while len(found) < count:
        seed, i = seed + 1, len(found)
        rng = np.random.RandomState(seed)
        nothing = end is None and i % 6 == 5
        head = end or ("gap" if nothing else ("gap", "flatten", "hidden")[i % 3])
        side = [(8, 11), (11, 8), (9, 12), (10, 7)][rng.randint(4)]
        channels, first, second, classes = (int(rng.randint(low, low + 2)) for low in (1, 2, 3, 2))
        class_index, activation = int(rng.randint(classes)), "linear" if i % 4 == 3 else "softmax"
        layer_name = "edges" if end is None and i % 5 in (1, 3) and not nothing else "shapes"
        depths, negative = (first, second, classes), class_index if nothing else None
        model = network(seed, side, channels, depths, bool(rng.randint(2)), head, activation, negative)
        image = np.round(rng.uniform(0, 1, (*side, channels)), 3)
        if judges_well(model, image, class_index, layer_name, nothing):
            found.append(call(model, image, class_index, layer_name))
    return found


def is_cam(grad_cam, model, image, class_index, layer_name):
    """With global average pooling behind the layer: ReLU(CAM), divided by its maximum."""
    features = slopes(model, image, layer_name)[0]
    kernel = model.get_weights()[-2].astype(float)
    return grad_cam(model, image, class_index, layer_name), scaled(relu(right_cam(features, kernel, class_index)))


@grades("grad_cam")
def grad_cam():
    """The map at a layer of a network that the student has not seen."""
    return function(
        "grad_cam",
        right_grad_cam,
        cases=models(18),
        rtol=1e-4,
        atol=1e-4,
        laws=[
            law(
                say("with global average pooling it is CAM", "با ادغام میانگین سراسری همان CAM است"),
                models(6, "gap"),
                is_cam,
            )
        ],
        traps=[
            trap(
                "probability_gradient",
                probability_gradient,
                "This is the gradient of the probability, or of its logarithm. It subtracts what speaks for the other classes: take the logit.",
                "این گرادیان احتمال یا لگاریتم آن است که گواه رده‌های دیگر را کم می‌کند: لوجیت را بگیرید.",
            ),
            trap(
                "relu_forgotten",
                mistaken(last=scaled),
                "Negative entries are left. Grad-CAM keeps only what speaks for the class.",
                "درایه‌های منفی مانده‌اند. Grad-CAM تنها آنچه را به سود رده است نگه می‌دارد.",
            ),
            trap(
                "stretched_to_unit_range",
                mistaken(last=stretched),
                "The map was stretched from its minimum to its maximum, without a ReLU: what speaks against the class then has colours, too.",
                "نقشه بدون ReLU از کمینه تا بیشینه‌اش کشیده شده است: آن‌گاه گواهِ ضد رده هم رنگ می‌گیرد.",
            ),
            trap(
                "absolute_values",
                mistaken(last=lambda heat: scaled(np.abs(heat))),
                "Absolute values were taken: evidence against the class counts as evidence for it.",
                "قدر مطلق گرفته شده است: گواه ضد رده گواه آن به شمار آمده است.",
            ),
            trap(
                "not_scaled",
                mistaken(last=relu),
                "The map was not divided by its maximum.",
                "نقشه بر بیشینه‌اش تقسیم نشده است.",
            ),
            trap(
                "only_positive_weights",
                mistaken(weigh=lambda slope: relu(slope.mean(axis=(0, 1)))),
                "The ReLU was applied to the weights. Apply it to the weighted sum: filters that speak against the class must be able to do so.",
                "ReLU روی وزن‌ها اعمال شده است. آن را روی مجموع وزن‌دار اعمال کنید: فیلترهای مخالف رده باید بتوانند مخالفت کنند.",
            ),
            trap("heatmap_is_layer_output", layer_output, *NO_CLASS),
            trap(
                "predicted_class",
                predicted_class,
                "This is the map of the predicted class. Any class may be asked for.",
                "این نقشهٔ ردهٔ پیش‌بینی‌شده است. هر رده‌ای ممکن است خواسته شود.",
            ),
            trap(
                "all_classes_together",
                summed_classes,
                "The outputs of all classes were differentiated together. One class is asked for.",
                "از خروجی همهٔ رده‌ها با هم مشتق گرفته شده است. یک رده خواسته شده است.",
            ),
            trap(
                "last_convolution",
                last_convolution,
                "The layer that is named was not used, but always the last convolution.",
                "لایه‌ای که نامش داده شده به کار نرفته، بلکه همیشه آخرین کانولوشن.",
            ),
            trap(
                "place_by_place",
                place_by_place,
                "Each feature was multiplied by its own slope. In Grad-CAM a filter has one weight, the mean of its slopes.",
                "هر ویژگی در شیب خودش ضرب شده است. در Grad-CAM هر فیلتر یک وزن دارد، میانگین شیب‌هایش.",
            ),
        ],
    )


# The filters that count.


@st.composite
def contributions(draw):
    """Pooled features, as after a ReLU, and weights of both signs: nothing twice, whatever is sorted."""
    count = draw(st.integers(1, 7))
    features, weights = (
        np.array(draw(st.lists(halves(low, 9), min_size=count, max_size=count, unique=True))) for low in (0, -6)
    )
    assume(len(np.unique(np.abs(features * weights))) == count)
    return call(features, weights, draw(st.integers(1, count)))


def beginning_of_all(top_filters, gap_vector, class_weights, k):
    """The first k of all filters in order."""
    return top_filters(gap_vector, class_weights, k), top_filters(gap_vector, class_weights, len(gap_vector))[:k]


def order_of(scores, k):
    """Indices of the k largest, the largest first; the larger index first of equal ones."""
    return np.argsort(scores, kind="stable")[::-1][:k]


@grades("top_filters")
def top_filters():
    """Indices by contribution."""
    return function(
        "top_filters",
        solution.top_filters,
        cases=contributions(),
        examples=[
            example(
                call(np.array([2.0, 5.0, 1.0, 4.0]), np.array([3.0, -4.0, 8.0, 1.0]), 2),
                np.array([2, 0]),
            ),
            example(call(np.array([2.0, 3.0]), np.array([-1.0, -2.0]), 2), np.array([0, 1])),
        ],
        laws=[
            law(
                say("fewer filters are the beginning of more", "فیلترهای کمتر، آغاز فهرست بلندترند"),
                contributions(),
                beginning_of_all,
            )
        ],
        traps=[
            trap(
                "weights_only",
                lambda gap_vector, class_weights, k: order_of(class_weights, k),
                "Only the weights were compared. A filter that found nothing contributes nothing.",
                "تنها وزن‌ها مقایسه شده‌اند. فیلتری که چیزی نیافته سهمی ندارد.",
            ),
            trap(
                "features_only",
                lambda gap_vector, class_weights, k: order_of(gap_vector, k),
                "Only the pooled features were compared. A strong feature may speak against the class.",
                "تنها ویژگی‌های ادغام‌شده مقایسه شده‌اند. ویژگی نیرومند ممکن است بر ضد رده باشد.",
            ),
            trap(
                "smallest_taken",
                lambda gap_vector, class_weights, k: np.argsort(gap_vector * class_weights)[:k],
                "These are the filters that contribute least: sorting is ascending.",
                "این‌ها فیلترهایی با کمترین سهم‌اند: مرتب‌سازی صعودی است.",
            ),
            trap(
                "ascending_order",
                lambda gap_vector, class_weights, k: order_of(gap_vector * class_weights, k)[::-1],
                "The right filters, but the largest contribution comes last.",
                "فیلترها درست‌اند، اما بزرگ‌ترین سهم در آخر آمده است.",
            ),
            trap(
                "in_order_of_index",
                lambda gap_vector, class_weights, k: np.sort(order_of(gap_vector * class_weights, k)),
                "The right filters, but in the order of their indices.",
                "فیلترها درست‌اند، اما به ترتیب اندیس آمده‌اند.",
            ),
            trap(
                "by_magnitude",
                lambda gap_vector, class_weights, k: order_of(np.abs(gap_vector * class_weights), k),
                "The sign was dropped: a large negative contribution speaks against the class.",
                "علامت کنار گذاشته شده است: سهم منفی بزرگ بر ضد رده است.",
            ),
            trap(
                "contributions_returned",
                lambda gap_vector, class_weights, k: np.sort(gap_vector * class_weights)[::-1][:k],
                "These are the contributions. The indices of the filters are asked for.",
                "این‌ها سهم‌ها هستند. اندیس فیلترها خواسته شده است.",
            ),
            trap(
                "counted_from_one",
                lambda gap_vector, class_weights, k: order_of(gap_vector * class_weights, k) + 1,
                "The filters are counted from 1. Indices begin at 0.",
                "فیلترها از ۱ شمرده شده‌اند. اندیس از ۰ آغاز می‌شود.",
            ),
        ],
    )


# Enlarging.


@st.composite
def enlarged(draw):
    """A heat map and a size that is not smaller."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    size = height + draw(st.integers(0, 6)), width + draw(st.integers(0, 6))
    return call(draw(arrays((height, width), -4, 8)), size)


def by_places(places, clipped=True):
    """Interpolation along both axes, at the places that a rule gives for n entries at N pixels."""

    def mixing(n, size):
        s = np.asarray(places(np.arange(size), n, size), dtype=float)
        low = np.clip(np.floor(np.clip(s, 0, n - 1)), 0, max(n - 2, 0)).astype(int)
        share = (np.clip(s, 0, n - 1) if clipped else s) - low
        weights = np.zeros((size, n))
        weights[np.arange(size), low] += 1 - share
        weights[np.arange(size), np.minimum(low + 1, n - 1)] += share
        return weights

    return lambda heatmap, size: mixing(heatmap.shape[0], size[0]) @ heatmap @ mixing(heatmap.shape[1], size[1]).T


def centres(i, n, size):
    """(i + ½)·n/N − ½."""
    return (i + 0.5) * n / size - 0.5


def dark_border(heatmap, size):
    """Misconception: beyond the outermost centres the map falls towards zero."""
    bordered = by_places(lambda i, n, size: (i + 0.5) * (n - 2) / size + 0.5)
    return bordered(np.pad(heatmap, 1), size)


def repeated(heatmap, size):
    """Misconception: each pixel takes the value of the cell in which it lies."""
    i, j = (np.arange(N) * n // N for n, N in zip(heatmap.shape, size, strict=True))
    return heatmap[i][:, j]


def mirrored(upsample, heatmap, size):
    """A mirror image is enlarged to a mirror image."""
    return upsample(heatmap[::-1, ::-1], size), np.asarray(upsample(heatmap, size))[::-1, ::-1]


@grades("upsample")
def upsample():
    """Bilinear, with the centres of pixels at halves."""
    return function(
        "upsample",
        solution.upsample,
        cases=enlarged(),
        atol=1e-7,
        examples=[
            example(call(np.array([[0.0, 4.0]]), (1, 4)), np.array([[0.0, 1.0, 3.0, 4.0]])),
            example(
                call(np.array([[0.0], [6.0]]), (3, 2)),
                np.array([[0.0, 0.0], [3.0, 3.0], [6.0, 6.0]]),
            ),
        ],
        laws=[law(say("mirror images stay mirror images", "تصویر آینه‌ای آینه‌ای می‌ماند"), enlarged(), mirrored)],
        traps=[
            trap(
                "nearest_neighbour",
                repeated,
                "Values were repeated. Between two centres they are mixed.",
                "مقدارها تکرار شده‌اند. میان دو مرکز، مقدارها آمیخته می‌شوند.",
            ),
            trap(
                "corners_aligned",
                by_places(lambda i, n, size: i * (n - 1) / max(size - 1, 1)),
                "The outermost centres were laid upon each other. Align the edges of the two images, not the centres of their corner pixels.",
                "مرکز بیرونی‌ترین پیکسل‌ها بر هم نهاده شده است. لبه‌های دو تصویر را هم‌تراز کنید، نه مرکز پیکسل‌های گوشه را.",
            ),
            trap(
                "centres_at_whole_numbers",
                by_places(lambda i, n, size: i * n / size),
                "The places are those of the upper left corners, so that the map is shifted. A pixel's value belongs to its centre.",
                "مکان‌ها از آنِ گوشهٔ بالا و چپ‌اند و نقشه جابه‌جا می‌شود. مقدار هر پیکسل از آنِ مرکز آن است.",
            ),
            trap(
                "carried_on_at_the_border",
                by_places(centres, clipped=False),
                "Beyond the outermost centres the line was carried on, so that values leave the range of the map.",
                "بیرون از بیرونی‌ترین مرکزها خط ادامه یافته است و مقدارها از دامنهٔ نقشه بیرون می‌روند.",
            ),
            trap(
                "dark_border",
                dark_border,
                "The map falls towards zero at its border. Beyond the outermost centres the outermost value goes on.",
                "نقشه در لبه به سوی صفر می‌افتد. بیرون از بیرونی‌ترین مرکزها همان مقدار بیرونی ادامه دارد.",
            ),
            trap(
                "width_before_height",
                lambda heatmap, size: by_places(centres)(heatmap, size[::-1]),
                "The size was read as (width, height). The height comes first.",
                "اندازه به صورت (پهنا، ارتفاع) خوانده شده است. ارتفاع نخست می‌آید.",
            ),
        ],
    )


# Counting.

FORGOT_BIAS = ("The biases are missing.", "بایاس‌ها شمرده نشده‌اند.")
SINGLE_BIAS = ("There is one bias per output, not one per layer.", "برای هر خروجی یک بایاس هست، نه برای هر لایه.")
NO_PARAMETERS = ("Pooling has no parameters.", "ادغام پارامتری ندارد.")


@grades("resnet_tail")
def resnet_tail(image_side, base_width, expansion, classes):
    """The shape of the last feature map, and the parameters of the layer behind it."""
    right = solution.resnet_tail(image_side, base_width, expansion, classes)
    side, _, channels = right["feature_shape"]
    four, six = solution.halved(image_side, 4), solution.halved(image_side, 6)
    return [
        value(
            "feature_shape",
            right["feature_shape"],
            traps=distinct(
                right["feature_shape"],
                [
                    trap(
                        "feature_map_is_input_size",
                        (image_side, image_side, channels),
                        "A feature map is as large as the image only without strides and pooling.",
                        "نقشهٔ ویژگی تنها بدون گام و ادغام به بزرگی تصویر است.",
                    ),
                    trap(
                        "expansion_forgotten",
                        (side, side, channels // expansion),
                        "This is the width of the last stage. The last convolution of a block makes more channels than that.",
                        "این پهنای مرحلهٔ آخر است. آخرین کانولوشن هر بلوک کانال‌های بیشتری می‌سازد.",
                    ),
                    trap(
                        "one_doubling_too_many",
                        (side, side, 2 * channels),
                        "The width was doubled once too often: the first stage has the base width itself.",
                        "پهنا یک بار بیش از اندازه دو برابر شده است: مرحلهٔ نخست خود پهنای پایه را دارد.",
                    ),
                    trap(
                        "one_halving_missing",
                        (four, four, channels),
                        "One halving is missing. Not only the stages have strides.",
                        "یک نصف شدن جا افتاده است. تنها مرحله‌ها نیستند که گام دارند.",
                    ),
                    trap(
                        "first_stage_halved",
                        (six, six, channels),
                        "One halving too many: the first stage keeps the size.",
                        "یک نصف شدن زیادی است: مرحلهٔ نخست اندازه را نگه می‌دارد.",
                    ),
                    trap(
                        "rounded_down",
                        (image_side // 32, image_side // 32, channels),
                        "A stride of 2 leaves the larger half where the size is odd.",
                        "گام ۲ جایی که اندازه فرد است نیمهٔ بزرگ‌تر را می‌گذارد.",
                    ),
                    trap(
                        "channels_first",
                        (channels, side, side),
                        "The channels come last in Keras.",
                        "در Keras کانال‌ها در آخر می‌آیند.",
                    ),
                ],
            ),
        ),
        value(
            "predictions_params",
            right["predictions_params"],
            follows=lambda feature_shape: (int(feature_shape[2]) + 1) * classes,
            traps=distinct(
                right["predictions_params"],
                [
                    trap("forgot_bias", channels * classes, *FORGOT_BIAS),
                    trap("single_bias", channels * classes + 1, *SINGLE_BIAS),
                    trap(
                        "bias_per_input",
                        channels * (classes + 1),
                        "There is a bias for each class, not for each input.",
                        "برای هر رده یک بایاس هست، نه برای هر ورودی.",
                    ),
                    trap(
                        "flattened_not_pooled",
                        (side * side * channels + 1) * classes,
                        "The feature map was flattened. After global average pooling there is one number per channel.",
                        "نقشهٔ ویژگی تخت شده است. پس از ادغام میانگین سراسری برای هر کانال یک عدد می‌ماند.",
                    ),
                ],
            ),
        ),
    ]


def row_traps(i, above, row, kernel):
    """What goes wrong in a row of the table, for the input above it."""
    shape, count = row
    kind, last = solution.LAYERS[i], shape[-1]
    traps = []
    if kind == "MaxPooling2D":
        up = tuple((side + 1) // 2 for side in above[:2])
        traps = [
            trap(
                "pooling_rounds_up",
                ((*up, last), 0),
                "Pooling leaves out what does not fill a window.",
                "ادغام آنچه را که پنجره‌ای را پر نمی‌کند کنار می‌گذارد.",
            ),
            trap(
                "pooling_stride_one",
                ((above[0] - 1, above[1] - 1, last), 0),
                "The windows of a pooling layer do not overlap: its stride is its size.",
                "پنجره‌های لایهٔ ادغام همپوشانی ندارند: گام آن برابر اندازه‌اش است.",
            ),
            trap("pooling_keeps_the_size", (above, 0), "Pooling makes the map smaller.", "ادغام نقشه را کوچک‌تر می‌کند."),
            trap("pooling_has_parameters", (shape, 4 * last), *NO_PARAMETERS),
            trap("pooling_has_parameters_of_its_own", (shape, 5 * last), *NO_PARAMETERS),
        ]
    elif kind == "Flatten":
        traps = [
            trap(
                "channels_lost",
                ((above[0] * above[1],), 0),
                "The channels are flattened, too.",
                "کانال‌ها هم تخت می‌شوند.",
            ),
            trap(
                "pooled_not_flattened",
                ((above[2],), 0),
                "This is what global average pooling would leave.",
                "این چیزی است که ادغام میانگین سراسری می‌گذاشت.",
            ),
        ]
    else:
        traps = [
            trap("forgot_bias", (shape, count - last), *FORGOT_BIAS),
            trap("single_bias", (shape, count - last + 1), *SINGLE_BIAS),
        ]
    if kind == "Conv2D":
        smaller = tuple(side - kernel + 1 for side in above[:2])
        traps += [
            trap(
                "padding_exchanged",
                ((*(smaller if i else above[:2]), last), count),
                "Look at the padding of this layer again.",
                "بار دیگر به لایه‌گذاری این لایه نگاه کنید.",
            ),
            trap(
                "depth_ignored",
                (shape, (kernel**2 + 1) * last),
                "A filter has weights for every channel of its input.",
                "هر فیلتر برای هر کانال ورودی‌اش وزن دارد.",
            ),
        ]
    return distinct(row, traps)


@grades("mnist_network")
def mnist_network(digit_side, kernel, first_filters, later_filters, hidden_units, digit_classes):
    """Nine rows; a row below a wrong one is judged by what follows from it."""
    givens = kernel, first_filters, later_filters, hidden_units, digit_classes
    right = solution.mnist_network(digit_side, *givens)
    table = list(zip(right["mnist_shapes"], right["mnist_params"], strict=True))
    above = [(digit_side, digit_side, 1), *right["mnist_shapes"]]

    def step(i, row):
        if min(row[0]) < 1:
            raise ValueError("a map without pixels")
        return solution.mnist_row(i, row[0], *givens)

    return rows(
        ["mnist_shapes", "mnist_params"],
        table,
        step=step,
        traps={i: row_traps(i, above[i], table[i], kernel) for i in range(len(table))},
        labels=[f"{i} ({layer})" for i, layer in enumerate(solution.LAYERS, 1)],
    )


# Images for training.


@st.composite
def labelled(draw):
    """A few images of bytes, not always with a pixel of 255, and labels, not always with the last class."""
    count, height, width, classes = (draw(st.integers(1, most)) for most in (4, 3, 4, 5))
    pixels = st.sampled_from([0, 51, 102, 200, 1, 255])
    flat = draw(st.lists(pixels, min_size=count * height * width, max_size=count * height * width))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count))
    return call(np.array(flat, dtype=np.uint8).reshape(count, height, width), np.array(labels), classes)


def right_arrays(images, labels, classes):
    """x = images/255 with a channel axis, y[n, c] = [c = labels[n]].

    Shapes: images (n, h, w), labels (n,) → x (n, h, w, 1), y (n, classes).
    Source: the definition, in double precision.
    """
    y = np.zeros((len(labels), classes))
    y[np.arange(len(labels)), labels] = 1
    return images.astype(float)[..., None] / 255, y


def changed_images(change):
    """The right arrays with something else done to the pixels."""
    return lambda images, labels, classes: (
        change(images.astype(float))[..., None],
        right_arrays(images, labels, classes)[1],
    )


def changed_labels(change):
    """The right arrays with something else done to the labels."""
    return lambda images, labels, classes: (right_arrays(images, labels, classes)[0], change(labels, classes))


PREPARED = (
    call(np.array([[[0, 51], [255, 7]]], dtype=np.uint8), np.array([1]), 3),
    call(np.array([[[9]], [[130]]], dtype=np.uint8), np.array([0, 2]), 3),
)
BY_LARGEST = (
    "The pixels were divided by the largest one that occurs, so that every batch has a scale of its own.",
    "پیکسل‌ها بر بزرگ‌ترینِ موجود تقسیم شده‌اند، پس هر دسته مقیاس خودش را دارد.",
)


@grades("prepare_images")
def prepare_images():
    """Scale, axis, classes; and the precision that Keras computes in."""
    return [
        function(
            "prepare_images",
            right_arrays,
            cases=labelled(),
            rtol=1e-6,
            examples=[
                example(
                    call(np.array([[[0, 51, 255]]], dtype=np.uint8), np.array([1]), 3),
                    (np.array([[[[0.0], [0.2], [1.0]]]]), np.array([[0.0, 1.0, 0.0]])),
                ),
                example(
                    call(np.array([[[102]], [[0]]], dtype=np.uint8), np.array([0, 1]), 2),
                    (np.array([[[[0.4]]], [[[0.0]]]]), np.array([[1.0, 0.0], [0.0, 1.0]])),
                ),
            ],
            traps=[
                trap(
                    "not_scaled",
                    changed_images(lambda pixels: pixels),
                    "The pixels still go up to 255.",
                    "پیکسل‌ها هنوز تا ۲۵۵ می‌روند.",
                ),
                trap(
                    "divided_by_256",
                    changed_images(lambda pixels: pixels / 256),
                    "The brightest pixel does not become 1: there are 256 values, but the largest one is smaller.",
                    "روشن‌ترین پیکسل ۱ نمی‌شود: ۲۵۶ مقدار هست، اما بزرگ‌ترینشان کوچک‌تر است.",
                ),
                trap(
                    "divided_by_largest", changed_images(lambda pixels: pixels / max(pixels.max(), 1e-9)), *BY_LARGEST
                ),
                trap(
                    "each_divided_by_largest",
                    changed_images(lambda pixels: pixels / np.maximum(pixels.max((1, 2), keepdims=True), 1e-9)),
                    *BY_LARGEST,
                ),
                trap(
                    "from_minus_one",
                    changed_images(lambda pixels: pixels / 127.5 - 1),
                    "The pixels go from −1 to 1. From 0 to 1 is asked for.",
                    "پیکسل‌ها از ۱− تا ۱ هستند. از ۰ تا ۱ خواسته شده است.",
                ),
                trap(
                    "cut_to_whole_numbers",
                    changed_images(lambda pixels: np.floor(pixels / 255)),
                    "Nearly all pixels are 0: the quotient was cut to a whole number.",
                    "تقریباً همهٔ پیکسل‌ها ۰ شده‌اند: خارج‌قسمت به عدد صحیح بریده شده است.",
                ),
                trap(
                    "channels_first",
                    lambda images, labels, classes: (images[:, None] / 255, right_arrays(images, labels, classes)[1]),
                    "The axis of channels stands before height and width. Keras expects it at the end.",
                    "محور کانال پیش از ارتفاع و پهنا آمده است. Keras آن را در پایان می‌خواهد.",
                ),
                trap(
                    "channel_axis_missing",
                    lambda images, labels, classes: (images / 255, right_arrays(images, labels, classes)[1]),
                    "The axis of channels is missing.",
                    "محور کانال جا افتاده است.",
                ),
                trap(
                    "classes_from_labels",
                    changed_labels(lambda labels, classes: np.eye(labels.max() + 1)[labels]),
                    "The number of classes was taken from the labels of this batch, in which the last class may be missing.",
                    "شمار رده‌ها از برچسب‌های همین دسته گرفته شده است که شاید ردهٔ آخر در آن نباشد.",
                ),
                trap(
                    "classes_counted_from_one",
                    changed_labels(lambda labels, classes: np.eye(classes)[labels - 1]),
                    "The ones stand one place too far to the left: the classes begin at 0.",
                    "یک‌ها یک جا بیش از اندازه چپ ایستاده‌اند: رده‌ها از ۰ آغاز می‌شوند.",
                ),
                trap(
                    "labels_left",
                    changed_labels(lambda labels, classes: labels),
                    "The labels are still numbers. A vector for each is asked for.",
                    "برچسب‌ها هنوز عددند. برای هر یک برداری خواسته شده است.",
                ),
            ],
        ),
        requires(
            "prepare_images",
            right_arrays,
            calls=PREPARED,
            requirements=[
                requirement(
                    say("both arrays are float32", "هر دو آرایه float32"),
                    lambda result, *_: all(np.asarray(each).dtype == np.float32 for each in result),
                    say("An array is not of the type float32.", "آرایه‌ای از نوع float32 نیست."),
                )
            ],
        ),
    ]


# The classifier that is trained.

SIDE, GLYPHS, NOISE = 16, 4, 0.1
FEW_RIGHT, FEW_POINTING, LITTLE_ENERGY = 0.75, 0.6, 0.2


@lru_cache
def hidden_glyphs():
    """500 images with a disc beside the glyph, labels, and boxes (n, 4); of a seed that students do not know."""
    return glyphs.images(500, 918_273, size=SIDE, classes=GLYPHS, noise=NOISE, distractor=True)


def inside(boxes, margin=0):
    """Masks (n, 16, 16) of the pixels that lie in the boxes, or at most so many pixels beside them."""
    row, column = np.mgrid[:SIDE, :SIDE]
    top, bottom, left, right = boxes.T[:, :, None, None]
    return (top - margin <= row) & (row < bottom + margin) & (left - margin <= column) & (column < right + margin)


def judged(model):
    """The probabilities or logits (n, 4) of the hidden images; None where they have another shape."""
    given = model.predict(hidden_glyphs()[0])
    good = isinstance(given, np.ndarray) and given.shape == (len(hidden_glyphs()[0]), GLYPHS)
    return given if good and np.isfinite(given).all() else None


def ends_in_pooling(model):
    """Whether the model ends in the layer `features`, global average pooling and Dense, but for dropout."""
    layers = [layer for layer in model.network.layers if layer[0] not in ("Dropout", "SpatialDropout2D")]
    kinds = [kind for kind, _ in layers[-2:]]
    return kinds == ["GlobalAveragePooling2D", "Dense"] and layers[-3][1].get("name") == "features"


def explained(model):
    """Maps of all classes (n, h, w, 4), of the hidden images, from the features and the weights of the last layer."""
    maps = model.predict(hidden_glyphs()[0], layer="features").astype(float)
    weights = [each for each in model.network.get_weights() if each.ndim == 2][-1]
    return maps @ weights.astype(float)


def adds_up(model):
    """Whether the means of the maps, with the biases, are what decides."""
    if not ends_in_pooling(model) or judged(model) is None:
        return False
    last = model.network.get_weights()[-1]
    logits = explained(model).mean(axis=(1, 2)) + (last if last.ndim == 1 else 0)
    return bool(np.mean(np.argmax(logits, axis=1) == np.argmax(judged(model), axis=1)) > 0.99)


OUTPUTS = say(
    "The outputs are not four finite numbers for each image.",
    "خروجی‌ها برای هر تصویر چهار عدد متناهی نیستند.",
)
NO_MAPS = say(
    "There are no maps to look at: the model must end in the layer `features`, GlobalAveragePooling2D and Dense.",
    "نقشه‌ای برای دیدن نیست: مدل باید با لایهٔ `features` و سپس GlobalAveragePooling2D و Dense پایان یابد.",
)


def accuracy(model):
    """The share of hidden images with the right class."""
    given = judged(model)
    return OUTPUTS if given is None else float(np.mean(np.argmax(given, axis=1) == hidden_glyphs()[1]))


def maps_of_labels(model):
    """For each hidden image the map of its true class, as large as the image."""
    _, labels, _ = hidden_glyphs()
    maps = explained(model)[np.arange(len(labels)), :, :, labels]
    rows_, columns = (solution.bilinear(n, SIDE) for n in maps.shape[1:])
    return rows_ @ maps @ columns.T


def pointing(model):
    """The share of maps that are largest in the box of the glyph or one pixel beside it."""
    if not adds_up(model):
        return NO_MAPS
    maps, (_, _, boxes) = maps_of_labels(model), hidden_glyphs()
    largest = maps.reshape(len(maps), -1).argmax(axis=1)
    return float(np.mean(inside(boxes, 1).reshape(len(maps), -1)[np.arange(len(maps)), largest]))


def energy(model):
    """The mean share of the positive values of a map that lies within the box of the glyph."""
    if not adds_up(model):
        return NO_MAPS
    heat, (_, _, boxes) = np.maximum(maps_of_labels(model), 0), hidden_glyphs()
    return float(np.mean(np.sum(heat * inside(boxes), axis=(1, 2)) / np.maximum(np.sum(heat, axis=(1, 2)), 1e-9)))


def right_with(model, change):
    """Accuracy on images that were changed before."""
    x, labels, _ = hidden_glyphs()
    return float(np.mean(np.argmax(model.predict(change(x)), axis=1) == labels))


def without_disc():
    """Images of the same kind without the disc."""
    return glyphs.images(300, 918_274, size=SIDE, classes=GLYPHS, noise=NOISE)[:2]


def misled_by_discs(model):
    """Whether the model does much better where there is no disc."""
    x, labels = without_disc()
    return np.mean(np.argmax(model.predict(x), axis=1) == labels) > accuracy(model) + 0.04


@grades("glyph_classifier")
def glyph_classifier():
    """Accuracy on new images, and where the maps of the right class point."""

    def measured(en, fa, of, floor, weight):
        target = min(TARGETS("glyph_classifier", en), ENOUGH)
        return measure(say(en, fa), of, target=target, floor=floor, weight=weight)

    return trained(
        part("build_glyph_classifier", solution.build_glyph_classifier, call(), "glyphs.weights.h5"),
        most_parameters=60_000,
        measures=[
            measured("accuracy", "دقت", accuracy, FEW_RIGHT, 5),
            measured("pointing game", "بازی اشاره", pointing, FEW_POINTING, 4),
            measured("energy in the box", "انرژی در کادر", energy, LITTLE_ENERGY, 4),
        ],
        requirements=[
            requirement(
                say("maps that add up to the logits", "نقشه‌هایی که جمعشان لوجیت است"), adds_up, NO_MAPS, weight=2
            )
        ],
        traps=[
            trap(
                "pixels_of_another_scale",
                lambda model: right_with(model, lambda x: x * 255) > accuracy(model) + 0.1,
                "The network does better on pixels from 0 to 255. It was trained on images of another scale than it is used on.",
                "شبکه روی پیکسل‌های ۰ تا ۲۵۵ بهتر است. با مقیاسی جز آن که به کار می‌رود آموزش دیده است.",
            ),
            trap(
                "one_class_for_all",
                lambda model: len(np.unique(np.argmax(judged(model), axis=1))) == 1,
                "Every image gets the same class. Are these the weights after training?",
                "همهٔ تصویرها یک رده می‌گیرند. آیا این‌ها وزن‌های پس از آموزش‌اند؟",
            ),
            trap(
                "trained_without_distractor",
                misled_by_discs,
                "The network does better on images without a disc. It has to learn from images with one that the disc means nothing.",
                "شبکه روی تصویرهای بدون دایره بهتر است. باید از تصویرهای دایره‌دار بیاموزد که دایره معنایی ندارد.",
            ),
        ],
    )


# What a map means.


@grades("heatmap_meaning")
def heatmap_meaning():
    """Where, not whether."""
    return choice(
        "heatmap_meaning",
        solution.heatmap_meaning(),
        {
            "heatmap_as_accuracy": say(
                "Every map is divided by its own maximum. What would a map of a class look like that the network got wrong?",
                "هر نقشه بر بیشینهٔ خودش تقسیم می‌شود. نقشهٔ رده‌ای که شبکه در آن اشتباه کرده چگونه است؟",
            ),
            "heatmap_is_layer_output": say(
                "The output of the layer is the same for every class. Is the map?",
                "خروجی لایه برای همهٔ رده‌ها یکی است. نقشه هم چنین است؟",
            ),
            "heatmap_is_outline": say(
                "Count the cells of the map and the pixels of the image. And must a network look at the whole object?",
                "خانه‌های نقشه و پیکسل‌های تصویر را بشمارید. و آیا شبکه باید به همهٔ شیء نگاه کند؟",
            ),
            "brightness_compares_classes": say(
                "Both maps reach 1, whatever the probabilities are.",
                "هر دو نقشه به ۱ می‌رسند، احتمال‌ها هرچه باشند.",
            ),
        },
    )


@grades("invariance")
def invariance():
    """Shifts, by pooling."""
    return choice(
        "invariance",
        solution.invariance(),
        {
            "cnn_rotation_invariant": say(
                "The kernels are not turned when the image is. Try a 6 and a 9.",
                "وقتی تصویر می‌چرخد هسته‌ها نمی‌چرخند. یک 6 و یک 9 را امتحان کنید.",
            ),
            "cnn_fixed_input_only": say(
                "Which layer of this network asks for the size of the image? Look for one whose parameters depend on it.",
                "کدام لایهٔ این شبکه اندازهٔ تصویر را می‌خواهد؟ دنبال لایه‌ای بگردید که پارامترهایش به آن بستگی دارد.",
            ),
            "convolution_is_invariant": say(
                "Shift an image by one pixel and look at a feature map: does it stay where it was?",
                "تصویری را یک پیکسل جابه‌جا کنید و به نقشهٔ ویژگی نگاه کنید: سر جایش می‌ماند؟",
            ),
            "flatten_is_invariant": say(
                "After Flatten every position has weights of its own. What does a shift do then?",
                "پس از Flatten هر مکان وزن‌های خودش را دارد. جابه‌جایی آن‌گاه چه می‌کند؟",
            ),
        },
    )


# The picture.


def picture(seed, side, cells):
    """An image with something bright in it, and a heat map, high in the upper right corner, that fades from there."""
    rng = np.random.RandomState(seed)
    row, column = np.mgrid[: cells[0], : cells[1]]
    far = (row - 0.4) ** 2 + 0.7 * (column - cells[1] + 1.3) ** 2
    heat = np.round(0.9 * np.exp(-far / 3) + rng.uniform(0, 0.05, cells), 2)
    image = np.round(rng.uniform(0, 0.4, side), 2)
    image[1:4, 2:9] += 0.5
    return call(image, heat / heat.max())


PICTURES = (picture(1, (20, 24), (4, 4)), picture(2, (30, 20), (6, 5)), picture(3, (28, 28), (7, 7)))


def panel_of(drawing):
    """The one panel that shows images; a colour bar is none."""
    (panel,) = [panel for panel in drawing.panels if panel.images]
    return panel


def layers_of(drawing):
    """What lies below, and what lies above it."""
    lower, upper = panel_of(drawing).images
    return lower, upper


def two_layers(drawing, image, heatmap):
    """One panel with two images."""
    return [len(panel.images) for panel in drawing.panels if panel.images] == [2]


def gray(shown):
    """The mean of the colours."""
    return shown[..., :3].mean(axis=2) if shown.ndim == 3 else shown


def alike(one, other, least):
    """Whether two maps are of one size and correlated."""
    return one.shape == other.shape and np.corrcoef(one.ravel(), other.ravel())[0, 1] > least


def shows(shown, image):
    """Whether what is shown is the image, in whatever units."""
    return alike(gray(shown), image, 0.999)


def upright(drawing):
    """Whether the first row is at the top."""
    bottom, top = panel_of(drawing).ylim
    return bottom > top


def image_below(drawing, image, heatmap):
    """The lower layer is the image, the right way up."""
    return shows(layers_of(drawing)[0], image) and upright(drawing)


def blocks(shown, cells):
    """The means of the pixels in each cell."""
    height, width = (n // m for n, m in zip(shown.shape, cells, strict=True))
    return shown.reshape(cells[0], height, cells[1], width).mean(axis=(1, 3))


def covers(shown, image, heatmap):
    """Whether a layer has the size of the image and, cell by cell, the values of the heat map."""
    return shown.shape == image.shape and alike(blocks(shown, heatmap.shape), heatmap, 0.9)


def map_at_its_place(drawing, image, heatmap):
    """The upper layer is the heat map, as large as the image."""
    return covers(layers_of(drawing)[1], image, heatmap)


def half_transparent(drawing, image, heatmap):
    """Both layers can be seen."""
    return two_layers(drawing, image, heatmap) and 0.2 <= panel_of(drawing).alphas[1] <= 0.8


def turned(change):
    """Whether the upper layer is the map after a change."""

    def holds(drawing, image, heatmap):
        return covers(layers_of(drawing)[1], image, change(heatmap))

    return holds


@grades("overlay")
def overlay():
    """Two layers in one panel."""
    return requires(
        "overlay",
        solution.overlay,
        calls=PICTURES,
        requirements=[
            requirement(
                say("image and heat map in one panel", "تصویر و نقشه در یک قاب"),
                two_layers,
                say(
                    "One panel with two images is asked for: the image, and the heat map above it.",
                    "یک قاب با دو تصویر خواسته شده است: خود تصویر و نقشهٔ گرمایی روی آن.",
                ),
            ),
            requirement(
                say("the image below, upright", "تصویر در زیر، سرِ پا"),
                image_below,
                say(
                    "The lower layer is not the image, or its first row is not at the top.",
                    "لایهٔ زیرین خود تصویر نیست یا سطر نخستش در بالا نیست.",
                ),
            ),
            requirement(
                say("the heat map at its place", "نقشهٔ گرمایی سر جایش"),
                map_at_its_place,
                say(
                    "The upper layer is not the heat map, enlarged to the size of the image.",
                    "لایهٔ رویین نقشهٔ گرماییِ بزرگ‌شده به اندازهٔ تصویر نیست.",
                ),
                weight=2,
            ),
            requirement(
                say("both can be seen", "هر دو دیده می‌شوند"),
                half_transparent,
                say(
                    "The opacity of the heat map is not between 0.2 and 0.8.",
                    "ماتی (alpha) نقشهٔ گرمایی میان ۰٫۲ و ۰٫۸ نیست.",
                ),
            ),
        ],
        traps=[
            trap(
                "map_in_the_corner",
                lambda drawing, image, heatmap: layers_of(drawing)[1].shape == heatmap.shape,
                "The heat map was not enlarged: its few cells cover only the corner of the image.",
                "نقشهٔ گرمایی بزرگ نشده است: چند خانه‌اش تنها گوشهٔ تصویر را می‌پوشاند.",
            ),
            trap(
                "layers_exchanged",
                lambda drawing, image, heatmap: (
                    shows(layers_of(drawing)[1], image) and covers(layers_of(drawing)[0], image, heatmap)
                ),
                "The image lies above the heat map.",
                "تصویر روی نقشهٔ گرمایی افتاده است.",
            ),
            trap(
                "side_by_side",
                lambda drawing, image, heatmap: len([panel for panel in drawing.panels if panel.images]) == 2,
                "Image and heat map are side by side. One above the other shows what is where.",
                "تصویر و نقشهٔ گرمایی کنار هم‌اند. روی هم که باشند معلوم می‌شود چه چیزی کجاست.",
            ),
            trap(
                "upside_down",
                lambda drawing, image, heatmap: not upright(drawing) or turned(np.flipud)(drawing, image, heatmap),
                "Something is upside down: row 0 is at the top, of the image and of the heat map.",
                "چیزی وارونه است: سطر ۰ در بالاست، هم در تصویر و هم در نقشهٔ گرمایی.",
            ),
            trap(
                "mirrored",
                turned(np.fliplr),
                "Left and right of the heat map are exchanged.",
                "چپ و راست نقشهٔ گرمایی جابه‌جا شده‌اند.",
            ),
            trap(
                "opaque",
                lambda drawing, image, heatmap: (
                    two_layers(drawing, image, heatmap) and panel_of(drawing).alphas[1] > 0.8
                ),
                "The heat map hides the image.",
                "نقشهٔ گرمایی تصویر را می‌پوشاند.",
            ),
        ],
    )
