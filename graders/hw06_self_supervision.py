"""hw06: how answers are judged."""

import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from datasets import glyphs
from solutions import hw06_self_supervision as solution
from tamrin import (
    Targets,
    call,
    choice,
    example,
    function,
    grades,
    law,
    measure,
    measured,
    on_real_data,
    part,
    requirement,
    requires,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import arrays

TARGETS = Targets(__file__)

# The set of turned images.


def by_rows(result):
    """Images and labels joined row by row, and the rows sorted: the order in which a set is stacked is free."""
    x, y = (np.asarray(each, dtype=float) for each in result)
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        return [x, y]
    joined = np.hstack([x.reshape(len(x), -1), y.reshape(len(y), -1)])
    return joined[np.lexsort(joined.T[::-1])]


def in_any_order(received, right):
    """Two sets whose rows may be stacked in any order."""
    return by_rows(received), by_rows(right)


def turned_by(turn, labels=None, numbers=range(4)):
    """A misconception of the set: `turn(images, k)` instead of a turn, `labels(n)` instead of the labels."""

    def make(images):
        if images.shape[1] != images.shape[2]:
            raise ValueError("not square")
        x = np.stack([turn(images, k) for k in numbers], axis=1).reshape(-1, *images.shape[1:])
        return x, np.tile(np.eye(4)[list(numbers)], (len(images), 1)) if labels is None else labels(len(images))

    return make


def turn(images, k):
    """k quarter-turns counter-clockwise."""
    return np.rot90(images, k, axes=(1, 2))


def mirrored(images, k):
    """Misconception: transposed and flipped, where turns are meant."""
    changed = images if k % 2 == 0 else images.transpose(0, 2, 1, 3)
    return changed if k < 2 else changed[:, ::-1]


@st.composite
def batches(draw):
    """One to three square images of 2 to 4 pixels a side and one to three channels, one in eight batches not square."""
    side = draw(st.integers(2, 4))
    other = side + 1 if draw(st.integers(0, 7)) == 0 else side
    return call(draw(arrays((draw(st.integers(1, 3)), side, other, draw(st.integers(1, 3))), 0, 9)))


@st.composite
def square_batches(draw):
    """Batches of square images."""
    side = draw(st.integers(2, 4))
    return call(draw(arrays((draw(st.integers(1, 3)), side, side, draw(st.integers(1, 2))), 0, 9)))


def turned_back(make_rotations, images):
    """Turned back by what its label says, every image is one of those that came in, four times each."""
    x, y = make_rotations(images)
    back = np.stack([np.rot90(image, -int(np.argmax(label))) for image, label in zip(x, y, strict=True)])
    numbers = np.zeros((len(x), 1))
    return by_rows((back, numbers)), by_rows((np.repeat(images, 4, axis=0), numbers))


@grades("rotation_set")
def rotation_set():
    """Four turns of each image, and which one it is."""
    one = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
    turns = np.array([[1, 2, 3, 4], [2, 4, 1, 3], [4, 3, 2, 1], [3, 1, 4, 2]], dtype=float).reshape(4, 2, 2, 1)
    return function(
        "make_rotations",
        solution.make_rotations,
        cases=batches(),
        examples=[example(call(one), (turns, np.eye(4)))],
        alike=in_any_order,
        raises=[ValueError],
        laws=[
            law(
                say(
                    "turned back by its label every image is as it was",
                    "هر تصویر با برگرداندن به اندازهٔ برچسبش به حال نخست بازمی‌گردد",
                ),
                square_batches(),
                turned_back,
            )
        ],
        traps=[
            trap(
                "clockwise",
                turned_by(lambda images, k: turn(images, -k)),
                "The images are turned clockwise; the labels count quarter-turns counter-clockwise.",
                "تصویرها ساعت‌گرد چرخیده‌اند؛ برچسب‌ها ربع‌دورهای پادساعت‌گرد را می‌شمارند.",
            ),
            trap(
                "order_mixed",
                turned_by(turn, lambda n: np.repeat(np.eye(4), n, axis=0)),
                "Images and labels are stacked in different orders: one image by image, the other turn by turn.",
                "تصویرها و برچسب‌ها به دو ترتیب چیده شده‌اند: یکی تصویر به تصویر، دیگری چرخش به چرخش.",
            ),
            trap(
                "whole_numbers",
                turned_by(turn, lambda n: np.tile(np.arange(4.0), n)),
                "The labels are numbers. One-hot rows are asked for.",
                "برچسب‌ها عددند. سطرهای one-hot خواسته شده است.",
            ),
            trap(
                "mirrored",
                turned_by(mirrored),
                "Some images are mirrored, not turned: a transposition or a single flip is no rotation.",
                "برخی تصویرها آینه‌ای شده‌اند، نه چرخیده: ترانهاده یا یک وارونگیِ تنها چرخش نیست.",
            ),
            trap(
                "zero_turn_left_out",
                turned_by(turn, numbers=(1, 2, 3)),
                "The upright images are missing; 0° is one of the four turns.",
                "تصویرهای ایستاده نیستند؛ صفر درجه هم یکی از چهار چرخش است.",
            ),
            trap(
                "placeholder_left_zero",
                turned_by(lambda images, k: np.zeros_like(images), lambda n: np.zeros((4 * n, 4))),
                "Everything is zero: the arrays were made and never filled.",
                "همه چیز صفر است: آرایه‌ها ساخته شده‌اند و هرگز پر نشده‌اند.",
            ),
            trap(
                "labels_left_zero",
                turned_by(turn, lambda n: np.zeros((4 * n, 4))),
                "The labels were made and never filled.",
                "برچسب‌ها ساخته شده‌اند و هرگز پر نشده‌اند.",
            ),
            trap(
                "not_turned",
                turned_by(lambda images, k: images),
                "The images come four times, but all of them upright.",
                "هر تصویر چهار بار آمده، اما هر بار ایستاده.",
            ),
            trap(
                "scaled_again",
                turned_by(lambda images, k: turn(images, k) / 255),
                "The values were divided by 255. They are to stay as they come.",
                "مقدارها بر ۲۵۵ تقسیم شده‌اند. باید همان‌گونه که می‌آیند بمانند.",
            ),
            trap(
                "one_turn_too_far",
                turned_by(lambda images, k: turn(images, k + 1)),
                "Every image is turned once more than its label says.",
                "هر تصویر یک بار بیش از آنچه برچسبش می‌گوید چرخیده است.",
            ),
        ],
    )


@grades("orientation_limit")
def orientation_limit(plain, half_turn, quarter_turn):
    """What the best possible network reaches."""
    return value(
        "best_accuracy",
        solution.orientation_limit(plain, half_turn, quarter_turn),
        decimals=4,
        traps=[
            trap(
                "symmetry_ignored",
                1.0,
                "Some of the images look the same in several turns. No network can tell what cannot be seen.",
                "برخی تصویرها در چند چرخش یکسان‌اند. هیچ شبکه‌ای چیزی را که دیده نمی‌شود تشخیص نمی‌دهد.",
            ),
            trap(
                "symmetric_images_all_wrong",
                plain / 100,
                "Symmetric images were counted as always wrong. A guess among the turns that look alike is right now and then.",
                "تصویرهای متقارن همیشه نادرست شمرده شده‌اند. حدس زدن میان چرخش‌های همسان گاهی درست است.",
            ),
            trap(
                "quarter_turn_as_half_turn",
                (plain + (half_turn + quarter_turn) / 2) / 100,
                "Images that look the same in every turn were treated like those that do after a half-turn only.",
                "با تصویرهایی که در هر چرخش یکسان‌اند مانند آن‌هایی رفتار شده که تنها پس از نیم‌دور یکسان‌اند.",
            ),
            trap(
                "half_turn_as_quarter_turn",
                (plain + (half_turn + quarter_turn) / 4) / 100,
                "After a half-turn symmetry there are still two views that can be told apart.",
                "با تقارن نیم‌دور هنوز دو نما هست که از هم تشخیص داده می‌شوند.",
            ),
            trap(
                "views_multiplied",
                (plain + 2 * half_turn + 4 * quarter_turn) / 100,
                "Turns that look alike make the guess less often right, not more often.",
                "چرخش‌های همسان حدس را کمتر درست می‌کنند، نه بیشتر.",
            ),
            trap(
                "in_percent",
                100 * solution.orientation_limit(plain, half_turn, quarter_turn),
                "This is a percentage. A number between 0 and 1 is asked for.",
                "این درصد است. عددی میان ۰ و ۱ خواسته شده است.",
            ),
        ],
    )


# The counts.


def counted(
    side, channels, kernel, filters, width, outputs, *, bias=1, per_channel=4, norms=2, border=0, window=0, area=None
):
    """Parameters of the pretext network with a mistake: `border` is lost by each convolution, `window` rounds sizes up."""
    total, size, depth = 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + bias) * f + (kernel**2 * f + bias) * f + per_channel * norms * f
        size, depth = (size - 2 * border + window) // 2, f
    return total + ((size**2 if area is None else area) * depth + bias) * width + (width + bias) * outputs


@grades("pretext_counts")
def pretext_counts(side, channels, kernel, filters, width, classes):
    """Two totals that differ in the head, and what gradients do not reach."""
    right = solution.pretext_counts(side, channels, kernel, filters, width, classes)
    total, other, fixed = right["pretext_params"], right["downstream_params"], right["bn_statistics"]

    def totals(outputs):
        def all_with(**mistake):
            return counted(side, channels, kernel, filters, width, outputs, **mistake)

        found = [
            trap(
                "trainable_only",
                all_with(per_channel=2),
                "Numbers of the batch normalisations are missing: those that are not trained count, too, and each convolution has one behind it.",
                "عددهایی از نرمال‌سازی‌های دسته‌ای کم است: آن‌هایی هم که آموزش نمی‌بینند شمرده می‌شوند، و پس از هر کانولوشن یکی هست.",
            ),
            trap(
                "bn_forgotten",
                all_with(per_channel=0),
                "The batch normalisations have parameters as well.",
                "نرمال‌سازی‌های دسته‌ای هم پارامتر دارند.",
            ),
            trap(
                "forgot_bias",
                all_with(bias=0),
                "The biases are missing.",
                "بایاس‌ها شمرده نشده‌اند.",
            ),
            trap(
                "global_pooling",
                all_with(area=1),
                "The dense layer reads every position of the last map, not one number per channel.",
                "لایهٔ متراکم همهٔ جایگاه‌های نقشهٔ آخر را می‌خواند، نه یک عدد برای هر کانال.",
            ),
            trap(
                "pooling_left_out",
                all_with(area=side**2),
                "The map behind the last block has been pooled; Flatten sees it at its reduced size.",
                "نقشهٔ پس از آخرین بلوک ادغام شده است؛ Flatten آن را به اندازهٔ کوچک‌شده می‌بیند.",
            ),
        ]
        if side - 14 * (kernel - 1) >= 8:  # else nothing is left for the last pooling
            found.append(
                trap(
                    "valid_instead_of_same",
                    all_with(border=kernel - 1),
                    "The convolutions keep the size of their input here; yours lose a border.",
                    "اینجا کانولوشن‌ها اندازهٔ ورودی را نگه می‌دارند؛ در پاسخ شما کناره از دست می‌رود.",
                )
            )
        if side % 8:
            found.append(
                trap(
                    "pooling_rounded_up",
                    all_with(window=1),
                    "A pooling window that is not full gives no output: the size is rounded down.",
                    "پنجرهٔ ادغامی که پر نیست خروجی ندارد: اندازه رو به پایین گرد می‌شود.",
                )
            )
        return found

    return [
        value("pretext_params", total, traps=totals(4), weight=4),
        value(
            "downstream_params",
            other,
            follows=lambda pretext_params: pretext_params + (width + 1) * (classes - 4),
            traps=[
                trap(
                    "head_on_softmax_output",
                    total + 5 * classes,
                    "The new head sits on the four probabilities of the old one. It takes that one's place, on the features.",
                    "سر تازه روی چهار احتمال سر پیشین نشسته است. باید به جای آن، روی ویژگی‌ها بیاید.",
                ),
                trap(
                    "old_head_kept",
                    total + (width + 1) * classes,
                    "The head of the pretext task was counted as well. It is replaced.",
                    "سر کار کمکی هم شمرده شده است. جای آن عوض می‌شود.",
                ),
                trap(
                    "old_head_not_replaced",
                    total,
                    "The number of outputs changes, and the weights of the head with it.",
                    "شمار خروجی‌ها عوض می‌شود و با آن وزن‌های سر.",
                ),
                trap(
                    "new_head_only",
                    (width + 1) * classes,
                    "This is the new head alone. All parameters of the network are asked for, frozen or not.",
                    "این تنها سر تازه است. همهٔ پارامترهای شبکه خواسته شده‌اند، چه منجمد باشند چه نه.",
                ),
                *totals(classes),
            ],
            weight=3,
        ),
        value(
            "bn_statistics",
            fixed,
            traps=[
                trap(
                    "everything_a_statistic",
                    2 * fixed,
                    "Scale and shift are trained. Only the moving mean and the moving variance are not.",
                    "مقیاس و جابه‌جایی آموزش می‌بینند. تنها میانگین متحرک و واریانس متحرک نمی‌بینند.",
                ),
                trap(
                    "one_statistic_per_channel",
                    fixed // 2,
                    "One number per channel was counted, or one normalisation per block. What is kept, and how often?",
                    "برای هر کانال یک عدد، یا برای هر بلوک یک نرمال‌سازی شمرده شده است. چه چیزی نگه داشته می‌شود و چند بار؟",
                ),
                trap(
                    "nothing_fixed",
                    0,
                    "Not every number in a batch normalisation is found by gradient descent.",
                    "همهٔ عددهای نرمال‌سازی دسته‌ای با نزول گرادیان یافته نمی‌شوند.",
                ),
                trap(
                    "inputs_normalised",
                    2 * (channels + 2 * sum(filters) - filters[-1]),
                    "The channels that go into the convolutions were counted. The normalisation comes behind them.",
                    "کانال‌های ورودی کانولوشن‌ها شمرده شده‌اند. نرمال‌سازی پس از آن‌هاست.",
                ),
            ],
            weight=3,
        ),
    ]


@grades("steps_per_epoch")
def steps_per_epoch(unlabelled, labelled, pretext_batch, labelled_batch, held_back):
    """Images over batch size, rounded up."""
    right = solution.steps_per_epoch(unlabelled, labelled, pretext_batch, labelled_batch, held_back)
    kept = 4 * unlabelled * (100 - held_back) // 100
    rounded_down = (
        "The images left over at the end make one more, smaller batch.",
        "تصویرهای باقی‌مانده در پایان یک دستهٔ کوچک‌تر دیگر می‌سازند.",
    )
    exchanged = ("The two batch sizes are exchanged.", "اندازهٔ دو دسته جابه‌جا شده است.")
    pretext = [
        trap(
            "rotations_forgotten",
            -(-(unlabelled * (100 - held_back) // 100) // pretext_batch),
            "Every unlabelled image stands in the set once for each of its turns.",
            "هر تصویر بدون برچسب به ازای هر چرخشش یک بار در مجموعه هست.",
        ),
        trap(
            "validation_forgotten",
            -(-4 * unlabelled // pretext_batch),
            "What is kept for validation takes no part in the steps.",
            "آنچه برای اعتبارسنجی کنار گذاشته می‌شود در گام‌ها نیست.",
        ),
        trap("batches_exchanged", -(-kept // labelled_batch), *exchanged),
        trap(
            "upright_left_out",
            -(-(3 * unlabelled * (100 - held_back) // 100) // pretext_batch),
            "The upright image is one of the turns, too.",
            "تصویر ایستاده هم یکی از چرخش‌هاست.",
        ),
    ]
    if held_back != 20:  # else as many are held back as there are in the other part without their turns
        pretext.append(
            trap(
                "validation_part_counted",
                -(-(4 * unlabelled - kept) // pretext_batch),
                "These are the batches of the validation part.",
                "این‌ها دسته‌های بخش اعتبارسنجی‌اند.",
            )
        )
    if kept % pretext_batch:
        pretext.append(trap("rounded_down", kept // pretext_batch, *rounded_down))
    return [
        value("pretext_steps", right["pretext_steps"], traps=pretext, weight=2),
        value(
            "labelled_steps",
            right["labelled_steps"],
            traps=[
                trap("rounded_down", labelled // labelled_batch, *rounded_down),
                trap(
                    "labelled_turned",
                    -(-4 * labelled // labelled_batch),
                    "The labelled images are not turned; only the pretext task needs that.",
                    "تصویرهای برچسب‌دار چرخانده نمی‌شوند؛ تنها کار کمکی به آن نیاز دارد.",
                ),
                trap("batches_exchanged", -(-labelled // pretext_batch), *exchanged),
                trap(
                    "held_back_here_too",
                    -(-round(labelled * (100 - held_back) / 100) // labelled_batch),
                    "None of the labelled images is held back here.",
                    "اینجا هیچ‌یک از تصویرهای برچسب‌دار کنار گذاشته نمی‌شود.",
                ),
            ],
        ),
    ]


# The trained network, on glyphs (or real pictures) that students do not have.

CHANCE, NO_POINTS = 0.25, 0.4
RANDOM_FEATURES = 0.54
"""What the probe of `gain` reaches on the features of untrained networks of the reference's shape, on average."""
HIDDEN_SEED, HIDDEN = 6_180_339, 900
DRAWS, PER_CLASS = 6, 10


def every_turn(images):
    """All turns (4n, s, s, c), turn by turn, and how often each was turned (4n,)."""
    return np.concatenate([turn(images, k) for k in range(4)]), np.repeat(np.arange(4), len(images))


@lru_cache
def hidden_glyphs():
    """x (900, 16, 16, 1), y (900,): glyphs drawn with a seed of the grader's own."""
    x, y, _ = glyphs.images(HIDDEN, HIDDEN_SEED)
    return x, y


@lru_cache
def turned_glyphs():
    """The images whose turn is asked for, and the answer."""
    return every_turn(hidden_glyphs()[0][:400])


def guessed(model):
    """The turn that a model sees in each image."""
    return np.argmax(probabilities(model), axis=1)


def probabilities(model):
    """The outputs (4n, 4) for the turned images.

    Raises:
        ValueError: they have another shape.
    """
    x, _ = turned_glyphs()
    found = model.predict(x)
    if np.shape(found) != (len(x), 4):
        raise ValueError(f"the output has shape {np.shape(found)[1:]} and not (4,)")
    return found


def rotation_accuracy(model):
    """Share of turned images whose turn is found."""
    return np.mean(guessed(model) == turned_glyphs()[1])


def features_of(model, x):
    """The layer "features" (n, d) for images.

    Raises:
        ValueError: more than one axis for each image, more than 256 numbers, or numbers that are not finite.
    """
    found = np.asarray(model.predict(x, layer="features"), dtype=float)
    if found.ndim != 2 or found.shape[1] > 256 or not np.isfinite(found).all():
        raise ValueError(f"the layer features gives {found.shape[1:]}, not (d,) with at most 256 finite numbers")
    return found


def standardised_probe(features, labels, test_features):
    """Logistic regression on standardised features, by scikit-learn."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return (
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(features, labels).predict(test_features)
    )


def few(y, per_class, seed):
    """Indices of `per_class` members of each class, in random order."""
    order = np.random.RandomState(seed).permutation(len(y))
    return np.concatenate([order[y[order] == label][:per_class] for label in np.unique(y)])


def probed(features, y, test_features, test_y):
    """Mean accuracy of a probe on few labels, over several draws of them."""
    chosen = [few(y, PER_CLASS, draw) for draw in range(DRAWS)]
    return np.mean([np.mean(standardised_probe(features[i], y[i], test_features) == test_y) for i in chosen])


def gain(model):
    """How much better few labels do on the features than on untrained ones."""
    x, y = hidden_glyphs()
    found = features_of(model, x)
    return probed(found[:300], y[:300], found[300:], y[300:]) - RANDOM_FEATURES


@lru_cache
def photographs(data):
    """Photographs in [0, 1] and their classes: x_train, y_train, x_test, y_test."""
    from datasets import load

    found = load(data, "full")
    x, x_test = ((found[f"x_{split}"] / np.float32(255)).astype(np.float32) for split in ("train", "test"))
    return x, found["y_train"].astype(int), x_test, found["y_test"].astype(int)


def with_200_labels(data, weights):
    """Mean test accuracy over five draws of 20 labels of each class, for a network that begins with `weights`."""
    x, y, x_test, y_test = photographs(data)
    chosen = [few(y, 20, seed) for seed in range(5)]
    found = [solution.accuracy_of_few(weights, x[i], y[i], x_test, y_test, seed) for seed, i in enumerate(chosen)]
    return np.mean(found)


@lru_cache
def from_scratch(data):
    """The same with random weights, which is to be beaten."""
    return with_200_labels(data, None)


@on_real_data("pretext", "cifar10")
def on_photographs(data, model):
    """Rotations of the test photographs, and what the weights are worth as a start where 200 labels are known."""
    x, turns = every_turn(photographs(data)[2])
    tuned, scratch = with_200_labels(data, model.network.weights), from_scratch(data)
    return {
        "rotation accuracy": np.mean(np.argmax(model.predict(x), axis=1) == turns),
        "accuracy with 200 labels": tuned,
        "accuracy with 200 labels from scratch": scratch,
        "gain over training from scratch": tuned - scratch,
    }


def are_probabilities(model):
    """Four non-negative numbers of sum one for each image."""
    found = probabilities(model)
    return found.min() >= -1e-6 and np.allclose(found.sum(axis=1), 1, atol=1e-3)


def seen_as(model, change):
    """Accuracy if the turns were numbered otherwise."""
    return np.mean(guessed(model) == change(turned_glyphs()[1]))


def answers_alike(model):
    """The same outputs for all images."""
    return np.max(np.std(probabilities(model), axis=0)) < 1e-3


def norm_is_slow(model):
    """A batch normalisation with a momentum of 0.99 or more."""
    kinds = [(kind, settings.get("momentum", 0.99)) for kind, settings in model.network.layers]
    return any(kind == "BatchNormalization" and momentum >= 0.99 for kind, momentum in kinds)


@grades("pretext")
def pretext():
    """Turns of new images, what the features are worth to few labels, and probabilities."""
    return trained(
        part("build_pretext", solution.build_pretext, call((16, 16, 1)), "pretext.weights.h5"),
        most_parameters=100_000,
        measures=[
            measure(
                say("rotation accuracy", "دقت چرخش"),
                rotation_accuracy,
                target=TARGETS("pretext", "rotation accuracy"),
                floor=NO_POINTS,
                weight=5,
            ),
            measure(
                say("gain over random features", "سود نسبت به ویژگی‌های تصادفی"),
                gain,
                target=TARGETS("pretext", "gain over random features"),
                floor=0.0,
                weight=3,
            ),
        ],
        requirements=[
            requirement(
                say("probabilities", "احتمال‌ها"),
                are_probabilities,
                say(
                    "The outputs are not probabilities: one for each turn, non-negative, with the sum 1.",
                    "خروجی‌ها احتمال نیستند: برای هر چرخش یکی، نامنفی، با مجموع ۱.",
                ),
            )
        ],
        traps=[
            trap(
                "clockwise",
                lambda model: seen_as(model, lambda k: -k % 4) > rotation_accuracy(model) + 0.2,
                "The network takes quarter-turns one way for quarter-turns the other way. Were the labels those of turns counter-clockwise?",
                "شبکه ربع‌دورهای یک سو را به جای سوی دیگر می‌گیرد. آیا برچسب‌ها از آنِ چرخش‌های پادساعت‌گرد بوده‌اند؟",
            ),
            trap(
                "outputs_constant",
                answers_alike,
                "Whatever image goes in, the outputs are the same: units are saturated or dead, or there was nothing to learn. Is the learning rate too large, and do images and labels belong together?",
                "هر تصویری وارد شود خروجی همان است: واحدها اشباع شده یا مرده‌اند یا چیزی برای آموختن نبوده است. آیا نرخ یادگیری زیادی بزرگ است، و آیا تصویرها و برچسب‌ها به هم تعلق دارند؟",
            ),
            trap(
                "batch_norm_lags",
                lambda model: norm_is_slow(model) and rotation_accuracy(model) < 0.9,
                "A batch normalisation has a momentum of 0.99 or more: after a few hundred steps its moving statistics may lie far behind. Compare the accuracy in training with this one.",
                "یک نرمال‌سازی دسته‌ای momentum برابر ۰٫۹۹ یا بیشتر دارد: پس از چند صد گام شاید آمارهای متحرکش بسیار عقب باشند. دقت آموزش را با این دقت بسنجید.",
            ),
            trap(
                "chance_level_as_result",
                lambda model: solution.is_chance(rotation_accuracy(model), 4, len(guessed(model))),
                "This accuracy cannot be told from guessing. Are the weights trained ones, do images and labels belong together, and was any array left at zero?",
                "این دقت را نمی‌توان از حدس زدن جدا کرد. آیا وزن‌ها آموزش‌دیده‌اند، تصویرها و برچسب‌ها به هم تعلق دارند، و آرایه‌ای صفر نمانده است؟",
            ),
        ],
    )


# The probe.


TRAINED_PROBE, RANDOM_PROBE, QUIET_PROBE, PROBE_GAIN = 0.75, 0.37, 0.7, 0.2
"""Targets of the probe: what ridge, logistic regression and support vector machines all reach, with room."""


@lru_cache
def kernels(seed=None):
    """Kernels and biases of the reference network's convolutions: as trained, or (with a seed) drawn and small.

    The trained ones are those that `tamrin calibrate` has kept beside its results.
    """
    if seed is not None:
        rng = np.random.RandomState(seed)
        shapes = [(3, 3, 1, 24), (3, 3, 24, 24), (3, 3, 24, 48)]
        drawn = [rng.standard_normal(shape) * np.sqrt(2 / (9 * sum(shape[2:]))) for shape in shapes]
        return [(kernel * scale, np.zeros(kernel.shape[3])) for kernel, scale in zip(drawn, (1, 1, 0.02), strict=True)]
    import h5py

    name = "solutions/calibration/hw06_self_supervision/pretext.weights.h5"
    with h5py.File(Path(__file__).parents[1] / name) as file:
        layers = [file[f"layers/{layer}/vars"] for layer in ("conv2d", "conv2d_1", "conv2d_2")]
        return [(np.asarray(layer["0"], float), np.asarray(layer["1"], float)) for layer in layers]


def convolved(x, kernel, bias):
    """relu(x ∗ kernel + bias) with padding "same": (n, h, w, c) → (n, h, w, f)."""
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))  # (n, h, w, c, 3, 3)
    return np.maximum(np.tensordot(windows, kernel, axes=([4, 5, 3], [0, 1, 2])) + bias, 0)


def network_features(x, parameters):
    """What the reference network's layer "features" gives: (n, 16, 16, 1) → (n, 48)."""
    first, second, third = parameters
    maps = convolved(convolved(x.astype(float), *first), *second)
    pooled = maps.reshape(len(x), 8, 2, 8, 2, -1).max(axis=(2, 4))
    return convolved(pooled, *third).max(axis=(1, 2))


class Scenes:
    """Features of hidden glyphs with few labels, as calls of the probe, and the labels that it is to find."""

    def __init__(self):
        self.truth = {}
        self.is_random = {}
        x, y = hidden_glyphs()
        x, self.names = x[:360], 10 * y[:360] + 3
        trained_features = network_features(x, kernels())
        self.trained = [self._scene(trained_features, draw) for draw in (1, 2)]
        self.random = [self._scene(network_features(x, kernels(seed)), seed, True) for seed in (1, 2)]
        quiet = np.hstack([trained_features / 1024, np.random.RandomState(3).standard_normal((360, 1))])
        self.quiet = [self._scene(quiet, 3), self._scene(quiet, 4)]

    def _scene(self, features, seed, is_random=False):
        features = np.round(features, 9)
        known = few(self.names[:160], PER_CLASS, seed)
        asked = features[160:]
        self.truth[asked.tobytes()], self.is_random[asked.tobytes()] = self.names[160:], is_random
        return call(features[known], self.names[known], asked)

    def accuracy(self, result, features, labels, test_features):
        """Share of right predictions.

        Raises:
            ValueError: there are not as many as there are images.
        """
        truth = self.truth[test_features.tobytes()]
        return np.mean(predictions(result, test_features) == truth)

    def signed(self, result, features, labels, test_features):
        """Twice the accuracy, negative on random features: the mean over as many calls of both kinds is the gain."""
        sign = -1 if self.is_random[test_features.tobytes()] else 1
        return 2 * sign * self.accuracy(result, features, labels, test_features)


@lru_cache
def scenes():
    """The scenes, made once."""
    return Scenes()


def predictions(result, test_features):
    """Predictions as an array (m,).

    Raises:
        ValueError: they have another shape.
    """
    found = np.asarray(result)
    if found.shape != (len(test_features),):
        raise ValueError(f"predictions of shape {found.shape}, where ({len(test_features)},) is asked for")
    return found


def unscaled_probes(features, labels, test_features):
    """Predictions of linear classifiers on the features as they are."""
    from sklearn.linear_model import LogisticRegression, RidgeClassifier

    models = [LogisticRegression(max_iter=200), RidgeClassifier(0.2 * len(features)), RidgeClassifier(1.0)]
    with warnings.catch_warnings(action="ignore"):  # they need not converge
        return [model.fit(features, labels).predict(test_features) for model in models]


def agrees(result, features, labels, test_features, *others):
    """Whether predictions are those of another classifier, nearly all of them, more than those of a sound one."""
    found = predictions(result, test_features)
    sound = np.mean(found == standardised_probe(features, labels, test_features))
    return max(np.mean(found == other) for other in others) > max(sound, 0.8)


def like_unscaled(result, features, labels, test_features):
    """Like a probe on features as they are or, where that does not depend on how it is made, at chance."""
    if agrees(result, features, labels, test_features, *unscaled_probes(features, labels, test_features)):
        return True
    return len(np.unique(result)) > 1 and scenes().accuracy(result, features, labels, test_features) < 0.3


def crossed(seed):
    """Four groups in the plane, opposite ones of one class: no line gets more than three of them right."""
    rng = np.random.RandomState(seed)
    centres = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]])
    points, labels = np.tile(centres, (40, 1)) + 0.15 * rng.standard_normal((160, 2)), np.tile([4, 4, 7, 7], 40)
    return call(np.round(points[:80], 4), labels[:80], np.round(points[80:], 4))


def silent(seed):
    """Features that are the same for all images, and labels of which one is the most frequent by far."""
    labels = np.random.RandomState(seed).permutation(np.repeat([4, 6, 9], [3, 7, 2]))
    return call(np.full((12, 2), 0.5), labels, np.full((3, 2), 0.5))


def beyond_linear(result, features, labels, test_features):
    """Right for all four groups."""
    truth = np.where(np.prod(test_features, axis=1) > 0, 4, 7)
    return np.mean(predictions(result, test_features) == truth) > 0.85


@st.composite
def groups(draw, least=1):
    """Two or three classes, each with a feature of its own, in units of any size, and mostly one that is constant."""
    count = draw(st.integers(2, 3))
    sizes = [draw(st.integers(4, 7)) for _ in range(count)]
    names = np.array(draw(st.permutations([2, 5, 9, 14]))[:count])
    asked = [draw(st.integers(0, count - 1)) for _ in range(draw(st.integers(least, 4)))]
    units = np.array([draw(st.sampled_from([0.001, 0.01, 1.0, 100.0])) for _ in range(count)] + [1.0])
    # Alternating zero points lie along the very direction in which the classes differ.
    zero = draw(st.sampled_from([0.0, -4.0, 4.0, 30.0]))
    shift = np.append(zero * np.array([1.0, -1.0, 1.0])[:count], 0.0 if zero else 1.0)
    rng = np.random.RandomState(draw(st.integers(0, 99)))
    order = rng.permutation(sum(sizes))
    kinds = np.repeat(np.arange(count), sizes)[order]

    def features(kinds):
        noise = rng.uniform(-0.125, 0.125, (len(kinds), count))
        return np.hstack([np.eye(count)[kinds] + np.round(noise, 3), np.zeros((len(kinds), 1))]) * units + shift * units

    shown = count + draw(st.sampled_from([0, 1, 1]))
    return call(features(kinds)[:, :shown], names[kinds], features(np.array(asked))[:, :shown])


def probe_with(mistake):
    """The reference's probe with a mistake."""

    def probe(features, labels, test_features):
        mean, scale = features.mean(axis=0), features.std(axis=0)
        test_mean, test_scale = mean, np.where(scale > 1e-12, scale, 1)
        scale = test_scale
        if mistake == "unscaled":
            scale = test_scale = np.ones_like(scale)
        if mistake == "test_statistics":
            test_mean, test_scale = test_features.mean(axis=0), test_features.std(axis=0)
            test_scale = np.where(test_scale > 1e-12, test_scale, 1)
        known, asked = (features - mean) / scale, (test_features - test_mean) / test_scale
        if mistake == "test_raw":
            asked = test_features
        classes = np.unique(labels)
        targets = (labels[:, None] == classes).astype(float)
        penalty = 0.2 * len(known) * np.eye(known.shape[1])
        weights = np.linalg.solve(known.T @ known + penalty, known.T @ (targets - targets.mean(axis=0)))
        scores = asked @ weights + targets.mean(axis=0)
        best = np.argmax(scores, axis=1)
        return {"index": best, "scores": scores}.get(mistake, classes[best])

    return probe


def rescaled(linear_probe, features, labels, test_features):
    """Other units and zero points change nothing."""
    factor = np.array([1000.0, 0.25, 8.0, 0.5])[: features.shape[1]]
    moved = linear_probe(features * factor + 3, labels, test_features * factor + 3)
    return moved, linear_probe(features, labels, test_features)


def one_by_one(linear_probe, features, labels, test_features):
    """What is predicted for an image does not depend on the others that are asked for."""
    alone = [linear_probe(features, labels, test_features[i : i + 1])[0] for i in range(len(test_features))]
    return np.array(alone), linear_probe(features, labels, test_features)


@grades("linear_probe")
def linear_probe():
    """Easy groups, features of networks, and what a linear classifier cannot do."""
    right, found = solution.linear_probe, scenes()
    index = trap(
        "index_for_label",
        lambda result, features, labels, test_features: (
            np.mean(
                np.unique(labels)[predictions(result, test_features).astype(int)]
                == found.truth[test_features.tobytes()]
            )
            > 0.3
        ),
        "These are places in the list of classes. The labels themselves are asked for.",
        "این‌ها جایگاه در فهرست رده‌ها هستند. خود برچسب‌ها خواسته شده‌اند.",
    )
    unscaled = trap(
        "features_not_standardised",
        like_unscaled,
        "The predictions are those of a classifier on the features as they are. Features of small numbers then count for nothing.",
        "پیش‌بینی‌ها از آنِ دسته‌بندی روی ویژگی‌های دست‌نخورده است. ویژگی‌هایی با عددهای کوچک آنگاه به حساب نمی‌آیند.",
    )
    not_scaled = trap(
        "test_not_scaled",
        lambda result, *args: agrees(result, *args, probe_with("test_raw")(*args)),
        "The labelled images were standardised, the new ones were not.",
        "تصویرهای برچسب‌دار استاندارد شده‌اند و تصویرهای تازه نه.",
    )
    constant = trap(
        "one_label_for_all",
        lambda result, features, labels, test_features: len(np.unique(result)) == 1,
        "Every image gets the same label.",
        "همهٔ تصویرها یک برچسب می‌گیرند.",
    )

    def accurate(title, calls, target):
        return measured(
            "linear_probe",
            right,
            calls=calls,
            measure=found.accuracy,
            title=title,
            target=target,
            floor=1 / 6,
            traps=[index, not_scaled, unscaled, constant],
            weight=2,
        )

    return [
        function(
            "linear_probe",
            right,
            cases=groups(),
            count=40,
            examples=[
                example(
                    call(
                        np.array([[0.0, 5.0], [1.0, 5.0], [10.0, 5.0], [11.0, 5.0]]),
                        np.array([3, 3, 8, 8]),
                        np.array([[12.0, 5.0], [-1.0, 5.0]]),
                    ),
                    np.array([8, 3]),
                ),
            ],
            laws=[
                law(
                    say("other units of the features change nothing", "یکاهای دیگر ویژگی‌ها چیزی را عوض نمی‌کند"),
                    groups(),
                    rescaled,
                ),
                law(
                    say("each image is judged by itself", "هر تصویر جداگانه داوری می‌شود"),
                    groups(least=2),
                    one_by_one,
                ),
            ],
            traps=[
                trap("features_not_standardised", probe_with("unscaled"), *unscaled.text),
                trap("index_for_label", probe_with("index"), *index.text),
                trap(
                    "scores_returned",
                    probe_with("scores"),
                    "These are the outputs for all classes. The label of the largest is asked for.",
                    "این‌ها خروجی همهٔ رده‌ها هستند. برچسب بزرگ‌ترین خواسته شده است.",
                ),
                trap(
                    "test_statistics",
                    probe_with("test_statistics"),
                    "The new images were standardised with their own mean and deviation. They need those of the labelled ones.",
                    "تصویرهای تازه با میانگین و انحراف خودشان استاندارد شده‌اند. باید با میانگین و انحراف تصویرهای برچسب‌دار باشد.",
                ),
                trap("test_not_scaled", probe_with("test_raw"), *not_scaled.text),
            ],
        ),
        accurate(say("accuracy on trained features", "دقت روی ویژگی‌های آموزش‌دیده"), found.trained, TRAINED_PROBE),
        accurate(say("accuracy on untrained features", "دقت روی ویژگی‌های آموزش‌ندیده"), found.random, RANDOM_PROBE),
        accurate(
            say("accuracy on features in small units", "دقت روی ویژگی‌هایی با یکای کوچک"), found.quiet, QUIET_PROBE
        ),
        measured(
            "linear_probe",
            right,
            calls=[*found.trained, *found.random],
            measure=found.signed,
            title=say("gain over random features", "سود نسبت به ویژگی‌های تصادفی"),
            target=PROBE_GAIN,
            floor=0.0,
            traps=[index, not_scaled, unscaled, constant],
            weight=1,
        ),
        requires(
            "linear_probe",
            right,
            calls=[crossed(1), crossed(2)],
            requirements=[
                requirement(
                    say("linear", "خطی"),
                    lambda *args: not beyond_linear(*args),
                    say("The classifier is not linear.", "دسته‌بند خطی نیست."),
                )
            ],
            traps=[
                trap(
                    "not_linear",
                    beyond_linear,
                    "The classifier separates what no plane separates. A probe is to show what the features make simple, so it must be linear.",
                    "دسته‌بند چیزی را جدا می‌کند که هیچ صفحه‌ای جدا نمی‌کند. کاوشگر باید نشان دهد ویژگی‌ها چه چیزی را ساده کرده‌اند، پس باید خطی باشد.",
                )
            ],
        ),
        requires(
            "linear_probe",
            right,
            calls=[silent(1), silent(2)],
            requirements=[
                requirement(
                    say("no information", "بدون اطلاع"),
                    lambda result, features, labels, test_features: np.all(predictions(result, test_features) == 6),
                    say(
                        "Where the features say nothing, the label is not the most frequent one.",
                        "جایی که ویژگی‌ها چیزی نمی‌گویند برچسب آن نیست که از همه فراوان‌تر است.",
                    ),
                )
            ],
        ),
    ]


# Two heads: what the outputs hang on is read from the graph that crosses.

PASSES_ON = ("Dropout", "Identity", "GaussianNoise")


class Head:
    """One output: its number of units, its activation, and the tensor that its dense layer reads."""

    def __init__(self, graph, tensor):
        self.activations = []
        while True:
            kind, settings, source = graph.node(tensor)
            if kind in ("Activation", "Softmax"):
                self.activations.append(settings.get("activation", "softmax"))
            elif kind == "Dense":
                break
            elif kind not in PASSES_ON:
                raise ValueError(f"an output comes from a layer {kind}, not from a dense layer")
            tensor = source
        self.units = settings["units"]
        self.activations += [settings["activation"]]
        self.source, self.shape = graph.origin(source), graph.shapes.get(tuple(source))

    @property
    def activation(self):
        """The activation, whether it is the dense layer's own or that of a layer behind it."""
        return next((each for each in self.activations if each != "linear"), "linear")


class Graph:
    """Layers and tensors of a functional model, as Keras writes them down."""

    def __init__(self, network):
        config = network.config["config"]
        if "output_layers" not in config:
            raise ValueError("a Sequential model has one output only")
        self.layers = {layer["config"]["name"]: layer for layer in config["layers"]}
        self.shapes = dict(tensors(config["layers"]))
        ends = config["output_layers"]
        self.ends = [ends] if ends and isinstance(ends[0], str) else list(ends)

    def node(self, tensor):
        """Class and settings of the layer that makes a tensor, and the first tensor that it reads (None for an input)."""
        name, call_number, _ = tensor
        layer = self.layers[name]
        calls = layer["inbound_nodes"]
        read = history(calls[call_number]["args"]) if calls else None
        return layer["class_name"], layer["config"], read

    def origin(self, tensor):
        """A tensor, traced back through layers that pass it on."""
        while (found := self.node(tensor))[0] in PASSES_ON:
            tensor = found[2]
        return tuple(tensor)

    def heads(self):
        """The outputs, in order."""
        return [Head(self, end) for end in self.ends]

    def is_softmax(self, tensor):
        """Whether a tensor is made by a softmax, also at the end of a model within the model."""
        kind, settings, _ = self.node(tensor)
        while "layers" in settings:
            ends = settings.get("output_layers")
            name = (
                (ends if isinstance(ends[0], str) else ends[tensor[2]])[0]
                if ends
                else settings["layers"][-1]["config"]["name"]
            )
            inner = next(layer for layer in settings["layers"] if layer["config"]["name"] == name)
            kind, settings = inner["class_name"], inner["config"]
        return kind == "Softmax" or settings.get("activation") == "softmax"


def history(arguments):
    """The first Keras tensor in the arguments of a layer's call."""
    for argument in arguments:
        if isinstance(argument, dict) and argument.get("class_name") == "__keras_tensor__":
            return argument["config"]["keras_history"]
        if isinstance(argument, list) and (found := history(argument)):
            return found
    return None


def tensors(node):
    """Every Keras tensor that is an argument somewhere in a config: its history and its shape."""
    if isinstance(node, list):
        for each in node:
            yield from tensors(each)
    elif isinstance(node, dict) and node.get("class_name") == "__keras_tensor__":
        yield tuple(node["config"]["keras_history"]), tuple(node["config"]["shape"])
    elif isinstance(node, dict):
        yield from tensors(list(node.values()))


def heads(model):
    """The outputs of a model."""
    return Graph(model).heads()


def units(model):
    """The widths of the outputs."""
    return [head.units for head in heads(model)]


def share_features(model, input_shape, feature_width):
    """Both heads read one tensor, and it is no softmax."""
    sources = {head.source for head in heads(model)}
    return len(sources) == 1 and not Graph(model).is_softmax(sources.pop())


def head_shapes(model):
    """The shapes of the tensors that the heads read."""
    return [head.shape for head in heads(model)]


def reads_softmax(model, place):
    """Whether an output's dense layer reads a softmax."""
    return Graph(model).is_softmax(heads(model)[place].source)


@grades("two_heads")
def two_heads():
    """Outputs, activations, what they read, and how wide it is."""
    calls = (call((32, 32, 3), 64), call((16, 16, 1), 24))
    traps = [
        trap(
            "one_output",
            lambda model, shape, width: len(Graph(model).ends) == 1,
            "The model has one output. Two are asked for.",
            "مدل یک خروجی دارد. دو خروجی خواسته شده است.",
        ),
        trap(
            "outputs_exchanged",
            lambda model, shape, width: units(model) == [4, 10],
            "The outputs are exchanged: the classes come first.",
            "خروجی‌ها جابه‌جا شده‌اند: نخست رده‌ها می‌آیند.",
        ),
        trap(
            "rotation_head_on_class_head",
            lambda model, shape, width: reads_softmax(model, 1) and not reads_softmax(model, 0),
            "The head of the turns reads the probabilities of the classes. It belongs on the features.",
            "سر چرخش‌ها احتمال رده‌ها را می‌خواند. جای آن روی ویژگی‌هاست.",
        ),
        trap(
            "head_on_softmax_output",
            lambda model, shape, width: reads_softmax(model, 0) and reads_softmax(model, 1),
            "Both heads read a softmax. What does not fit through its few probabilities is lost to them.",
            "هر دو سر یک softmax را می‌خوانند. آنچه از آن چند احتمال رد نشود برایشان از دست رفته است.",
        ),
        trap(
            "bodies_not_shared",
            lambda model, shape, width: len({head.source for head in heads(model)}) == 2,
            "The two heads read different tensors, so one task learns nothing for the other there.",
            "دو سر تنسورهای متفاوتی می‌خوانند، پس آنجا هیچ کاری برای دیگری چیزی نمی‌آموزد.",
        ),
        trap(
            "heads_give_logits",
            lambda model, shape, width: {head.activation for head in heads(model)} == {"linear"},
            "The outputs are logits. Probabilities are asked for.",
            "خروجی‌ها لوجیت‌اند. احتمال خواسته شده است.",
        ),
        trap(
            "sigmoid_heads",
            lambda model, shape, width: "sigmoid" in {head.activation for head in heads(model)},
            "A sigmoid judges each class by itself. The options exclude each other here.",
            "سیگموئید هر رده را جداگانه داوری می‌کند. اینجا گزینه‌ها یکدیگر را کنار می‌زنند.",
        ),
        trap(
            "width_ignored",
            lambda model, shape, width: len({*head_shapes(model)}) == 1 and head_shapes(model)[0] != (None, width),
            "The tensor that the heads read does not have the width that is asked for.",
            "تنسوری که سرها می‌خوانند پهنای خواسته‌شده را ندارد.",
        ),
    ]

    def required(title, holds, message, weight=1.0):
        rule = requirement(title, holds, message, weight)
        return requires("build_two_heads", solution.build_two_heads, calls=calls, requirements=[rule], traps=traps)

    return [
        required(
            say("images in, 10 and 4 numbers out", "تصویر ورودی، ۱۰ و ۴ عدد خروجی"),
            lambda model, shape, width: units(model) == [10, 4] and takes(model, shape),
            say(
                "The model does not lead from the images to 10 and to 4 outputs, in this order.",
                "مدل از تصویرها به ۱۰ و سپس ۴ خروجی نمی‌رسد.",
            ),
        ),
        required(
            say("probabilities", "احتمال‌ها"),
            lambda model, shape, width: [head.activation for head in heads(model)] == ["softmax"] * 2,
            say("The outputs are not both made by a softmax.", "هر دو خروجی حاصل softmax نیستند."),
        ),
        required(
            say("both heads on the same features", "هر دو سر روی همان ویژگی‌ها"),
            share_features,
            say(
                "The heads do not read one and the same tensor of features.",
                "سرها یک تنسور ویژگی را نمی‌خوانند.",
            ),
            weight=3.0,
        ),
        required(
            say("width of the features", "پهنای ویژگی‌ها"),
            lambda model, shape, width: head_shapes(model) == [(None, width)] * 2,
            say(
                "The heads do not read as many numbers as `feature_width` says.",
                "سرها به شمار `feature_width` عدد نمی‌خوانند.",
            ),
        ),
    ]


def takes(model, shape):
    """Whether images of a shape are the one input of a model."""
    inputs = [
        layer["config"]["batch_shape"]
        for layer in model.config["config"]["layers"]
        if layer["class_name"] == "InputLayer"
    ]
    return [tuple(each) for each in inputs] == [(None, *shape)]


# The joint loss.


def row_losses(probs, targets):
    """−Σ_k t_k log p_k for each row, 0·log 0 = 0."""
    safe = np.where(targets > 0, probs, 1.0)
    return -np.sum(targets * np.log(safe), axis=1)


def joint(average=np.mean, mix=lambda weights, one, other: weights[0] * one + weights[1] * other, rows=row_losses):
    """A misconception of the joint loss: another average over rows, other weights, other losses of the rows."""

    def loss(class_probs, class_targets, rot_probs, rot_targets, weights):
        one = average(rows(class_probs, class_targets), class_targets)
        return float(mix(weights, one, average(rows(rot_probs, rot_targets), rot_targets)))

    return loss


def mean_of_rows(losses, targets):
    """The mean over all rows."""
    return np.mean(losses)


def mean_of_labelled(losses, targets):
    """Misconception here: the mean over labelled rows only."""
    labelled = targets.any(axis=1)
    return np.mean(losses[labelled]) if labelled.any() else 0.0


def as_class_zero(probs, targets):
    """Misconception: a row of zeros is a label, namely class 0."""
    return row_losses(probs, np.eye(targets.shape[1])[np.argmax(targets, axis=1)])


@st.composite
def labelled_rows(draw, count, classes, zeros=True):
    """Probabilities (n, k), some of them zero, and one-hot targets of which some rows are zero."""
    probs, targets = np.zeros((count, classes)), np.zeros((count, classes))
    for i in range(count):
        label = draw(st.integers(-1, classes - 1))
        parts = np.array([draw(st.integers(0 if zeros else 1, 6)) for _ in range(classes)], dtype=float)
        parts[max(label, 0)] += 1
        probs[i] = parts / parts.sum()
        if label >= 0:
            targets[i, label] = 1
    return probs, targets


@st.composite
def joint_batches(draw):
    """One to four images, two to five classes, four turns, two weights."""
    count = draw(st.integers(1, 4))
    one, other = draw(labelled_rows(count, draw(st.integers(2, 5)))), draw(labelled_rows(count, 4))
    weight = st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.0, 3.0])
    return call(*one, *other, (draw(weight), draw(weight)))


def linear_in_weights(joint_loss, class_probs, class_targets, rot_probs, rot_targets, weights):
    """L(λ + (1, 2)) = L(λ) + L((1, 2))."""
    batch = class_probs, class_targets, rot_probs, rot_targets
    moved = (weights[0] + 1.0, weights[1] + 2.0)
    return joint_loss(*batch, moved), joint_loss(*batch, weights) + joint_loss(*batch, (1.0, 2.0))


def unlabelled_adds_nothing(joint_loss, class_probs, class_targets, rot_probs, rot_targets, weights):
    """With a copy of the batch without labels behind it, the loss is half of what it was."""
    doubled = [np.concatenate([probs, probs]) for probs in (class_probs, rot_probs)]
    masked = [np.concatenate([targets, 0 * targets]) for targets in (class_targets, rot_targets)]
    twice = joint_loss(doubled[0], masked[0], doubled[1], masked[1], weights)
    return 2 * twice, joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights)


@grades("masked_loss")
def masked_loss():
    """Two cross-entropies of which each has a mask."""
    halves_at = np.zeros((2, 10))
    halves_at[:, [0, 3]] = 0.5
    class_targets, rot_targets = np.zeros((2, 10)), np.zeros((2, 4))
    class_targets[0, 3], rot_targets[1, 2] = 1, 1
    return function(
        "joint_loss",
        solution.joint_loss,
        cases=joint_batches(),
        examples=[
            example(call(halves_at, class_targets, np.full((2, 4), 0.25), rot_targets, (1.0, 3.0)), 3.5 * np.log(2)),
            example(call(halves_at, np.zeros((2, 10)), np.full((2, 4), 0.25), rot_targets, (5.0, 1.0)), np.log(2)),
        ],
        laws=[
            law(say("linearity in the weights", "خطی بودن نسبت به وزن‌ها"), joint_batches(), linear_in_weights),
            law(
                say("rows without a label add nothing", "سطرهای بی‌برچسب چیزی نمی‌افزایند"),
                joint_batches(),
                unlabelled_adds_nothing,
            ),
        ],
        traps=[
            trap(
                "zero_label_counts_as_class0",
                joint(mean_of_rows, rows=as_class_zero),
                "Rows of zeros were taken for the first class. They have no label, and add nothing.",
                "سطرهای صفر ردهٔ نخست به شمار آمده‌اند. آن‌ها برچسب ندارند و چیزی نمی‌افزایند.",
            ),
            trap(
                "averaged_over_labelled",
                joint(mean_of_labelled),
                "The mean was taken over the labelled rows only. Here the others count in the number of rows, as they do in Keras.",
                "میانگین تنها روی سطرهای برچسب‌دار گرفته شده است. اینجا سطرهای دیگر هم، مانند Keras، در شمار سطرها می‌آیند.",
            ),
            trap(
                "summed_over_rows",
                joint(lambda losses, targets: np.sum(losses)),
                "The losses of the rows were added. Their mean is asked for.",
                "زیان سطرها جمع شده است. میانگین آن‌ها خواسته شده است.",
            ),
            trap(
                "averaged_over_classes",
                joint(lambda losses, targets: np.mean(losses) / targets.shape[1]),
                "The mean was taken over all entries. The classes of one row are summed.",
                "میانگین روی همهٔ درایه‌ها گرفته شده است. رده‌های یک سطر با هم جمع می‌شوند.",
            ),
            trap(
                "weights_ignored",
                joint(mean_of_rows, lambda weights, one, other: one + other),
                "The weights of the two tasks have no effect.",
                "وزن دو کار اثری ندارد.",
            ),
            trap(
                "weights_exchanged",
                joint(mean_of_rows, lambda weights, one, other: weights[1] * one + weights[0] * other),
                "The two weights are exchanged: the first one belongs to the classes.",
                "دو وزن جابه‌جا شده‌اند: نخستین از آنِ رده‌هاست.",
            ),
            trap(
                "weights_normalised",
                joint(
                    mean_of_rows,
                    lambda weights, one, other: (weights[0] * one + weights[1] * other) / (sum(weights) or 1.0),
                ),
                "The weights were divided by their sum. They are to be used as they come.",
                "وزن‌ها بر مجموعشان تقسیم شده‌اند. باید همان‌گونه که می‌آیند به کار روند.",
            ),
            trap(
                "sign_lost",
                joint(lambda losses, targets: -np.mean(losses)),
                "The sign is wrong: a cross-entropy is never negative.",
                "علامت نادرست است: آنتروپی متقاطع هرگز منفی نیست.",
            ),
            trap(
                "second_task_left_out",
                joint(mean_of_rows, lambda weights, one, other: weights[0] * one),
                "The loss of the turns is missing.",
                "زیان چرخش‌ها نیست.",
            ),
            trap(
                "logarithm_left_out",
                joint(mean_of_rows, rows=lambda probs, targets: np.sum(targets * (1 - probs), axis=1)),
                "This is one minus the probability of the label. The cross-entropy takes its logarithm.",
                "این یک منهای احتمال برچسب است. آنتروپی متقاطع لگاریتم آن را می‌گیرد.",
            ),
        ],
    )


@st.composite
def answered_rows(draw):
    """One to six rows of two to four classes, without ties, some without a label."""
    count, classes = draw(st.integers(1, 6)), draw(st.integers(2, 4))
    probs, targets = np.zeros((count, classes)), np.zeros((count, classes))
    for i in range(count):
        probs[i] = np.array(draw(st.permutations([3.0, 4.0, 5.0, 6.0][:classes])))
        probs[i] /= probs[i].sum()
        label = draw(st.integers(-1, classes - 1))
        if label >= 0:
            targets[i, label] = 1
    return call(probs, targets)


def accuracy_with(count_rows, as_right):
    """A misconception of the masked accuracy: over which rows, and which of them are right."""

    def accuracy(probs, targets):
        labelled = targets.any(axis=1)
        if not labelled.any():
            raise ValueError("no row is labelled")
        hits = np.argmax(probs, axis=1) == np.argmax(targets, axis=1)
        return float(np.sum(as_right(hits, labelled)) / count_rows(labelled))

    return accuracy


def relabelled(masked_accuracy, probs, targets):
    """Rows without a label, put behind, change nothing."""
    more = np.concatenate([probs, probs]), np.concatenate([targets, 0 * targets])
    return masked_accuracy(*more), masked_accuracy(probs, targets)


@grades("masked_accuracy")
def masked_accuracy():
    """Only labelled rows count."""
    probs = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.5, 0.4, 0.1], [0.2, 0.5, 0.3]])
    targets = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    return function(
        "masked_accuracy",
        solution.masked_accuracy,
        cases=answered_rows(),
        raises=[ValueError],
        examples=[example(call(probs, targets), 0.5)],
        laws=[
            law(
                say("rows without a label change nothing", "سطرهای بی‌برچسب چیزی را عوض نمی‌کنند"),
                answered_rows().filter(lambda case: case.args[1].any()),
                relabelled,
            )
        ],
        traps=[
            trap(
                "zero_label_counts_as_class0",
                accuracy_with(len, lambda hits, labelled: hits),
                "Rows of zeros were judged as if their label were the first class.",
                "سطرهای صفر چنان داوری شده‌اند که گویا برچسبشان ردهٔ نخست است.",
            ),
            trap(
                "unlabelled_count_as_wrong",
                accuracy_with(len, lambda hits, labelled: hits & labelled),
                "Rows without a label were counted among those that could be right. Divide by the labelled rows.",
                "سطرهای بی‌برچسب جزو آن‌هایی شمرده شده‌اند که می‌توانستند درست باشند. بر شمار سطرهای برچسب‌دار تقسیم کنید.",
            ),
            trap(
                "unlabelled_count_as_right",
                accuracy_with(len, lambda hits, labelled: hits | ~labelled),
                "Rows without a label were counted as right.",
                "سطرهای بی‌برچسب درست شمرده شده‌اند.",
            ),
            trap(
                "error_rate",
                accuracy_with(np.sum, lambda hits, labelled: ~hits & labelled),
                "This is the share of wrong answers.",
                "این سهم پاسخ‌های نادرست است.",
            ),
            trap(
                "counted_not_divided",
                accuracy_with(lambda labelled: 1, lambda hits, labelled: hits & labelled),
                "This is the number of right answers. Their share is asked for.",
                "این شمار پاسخ‌های درست است. سهم آن‌ها خواسته شده است.",
            ),
        ],
    )


# Chance.


@st.composite
def accuracies(draw):
    """An accuracy so many standard deviations away from chance, clearly within or without three."""
    classes, n = draw(st.sampled_from([2, 3, 4, 5, 10, 20])), draw(st.sampled_from([20, 50, 100, 400, 2000, 10_000]))
    p = 1 / classes
    away = draw(st.sampled_from([-8.0, -4.0, -3.4, -2.6, -1.5, -0.5, 0.0, 0.5, 1.5, 2.6, 3.4, 4.0, 8.0]))
    accuracy = p + away * np.sqrt(p * (1 - p) / n)
    assume(0 <= accuracy <= 1)
    return call(round(float(accuracy), 6), classes, n)


def chance_with(spread, times=3.0, distance=abs):
    """A misconception of the rule: another spread, another multiple of it, another distance."""
    return lambda accuracy, classes, n: bool(
        distance(accuracy - 1 / classes) < times * spread(accuracy, 1 / classes, n)
    )


def deviation(accuracy, p, n):
    """√(p(1 − p)/n)."""
    return np.sqrt(p * (1 - p) / n)


@grades("chance_level")
def chance_level():
    """Within three standard deviations of guessing."""
    return function(
        "is_chance",
        solution.is_chance,
        cases=accuracies(),
        count=60,
        examples=[example(call(0.28, 4, 1200), True), example(call(0.2, 4, 1200), False)],
        traps=[
            trap(
                "one_sided",
                chance_with(deviation, distance=lambda difference: difference),
                "An accuracy far below chance is no guessing either.",
                "دقتی که بسیار کمتر از حدس زدن باشد هم حدس زدن نیست.",
            ),
            trap(
                "one_deviation",
                chance_with(deviation, 1.0),
                "Only one standard deviation was allowed for.",
                "تنها یک انحراف معیار در نظر گرفته شده است.",
            ),
            trap(
                "two_deviations",
                chance_with(deviation, 2.0),
                "Fewer standard deviations were allowed for than asked.",
                "انحراف معیارهای کمتری از آنچه خواسته شده در نظر گرفته شده است.",
            ),
            trap(
                "variance_for_deviation",
                chance_with(lambda accuracy, p, n: p * (1 - p) / n),
                "This is the variance. The standard deviation is its root.",
                "این واریانس است. انحراف معیار ریشهٔ آن است.",
            ),
            trap(
                "n_forgotten",
                chance_with(lambda accuracy, p, n: np.sqrt(p * (1 - p))),
                "The number of examples has no effect: this is the spread of a single answer, not of a share.",
                "شمار نمونه‌ها اثری ندارد: این پراکندگی یک پاسخ است، نه یک سهم.",
            ),
            trap(
                "spread_of_the_accuracy",
                chance_with(lambda accuracy, p, n: np.sqrt(accuracy * (1 - accuracy) / n)),
                "The spread is that of the accuracy received. What is in question is guessing, so take the spread of guessing.",
                "پراکندگی از آنِ دقتِ به‌دست‌آمده است. پرسش دربارهٔ حدس زدن است، پس پراکندگی حدس زدن را بگیرید.",
            ),
            trap(
                "poisson_spread",
                chance_with(lambda accuracy, p, n: np.sqrt(p / n)),
                "The factor for the other outcome is missing in the variance of a share.",
                "در واریانس سهم، ضریب پیشامد دیگر جا افتاده است.",
            ),
            trap(
                "answer_negated",
                lambda accuracy, classes, n: not solution.is_chance(accuracy, classes, n),
                "True and False are exchanged.",
                "True و False جابه‌جا شده‌اند.",
            ),
            trap(
                "fixed_margin",
                lambda accuracy, classes, n: abs(accuracy - 1 / classes) < 0.05,
                "A fixed margin was used. How far guessing strays depends on the number of examples.",
                "حاشیه‌ای ثابت به کار رفته است. این که حدس زدن چه‌قدر دور می‌شود به شمار نمونه‌ها بستگی دارد.",
            ),
        ],
    )


@grades("joint_conclusion")
def joint_conclusion():
    """What six accuracies say."""
    return choice(
        "joint_conclusion",
        solution.joint_conclusion(),
        {
            "equal_weights_best": say(
                "How far would these numbers stray if the networks only guessed?",
                "اگر شبکه‌ها تنها حدس می‌زدند این عددها چه‌قدر پراکنده می‌شدند؟",
            ),
            "tasks_compete": say(
                "A trade needs two sides that have gained something. What do networks get that have learned nothing?",
                "برای دادوستد باید هر دو سو چیزی به دست آورده باشند. شبکه‌ای که چیزی نیاموخته چه می‌گیرد؟",
            ),
            "more_seeds_will_tell": say(
                "The mean of many results at chance is chance. What must be found out first?",
                "میانگین نتیجه‌های بسیار در حد شانس، همان شانس است. نخست چه چیزی را باید یافت؟",
            ),
            "pretext_harms": say(
                "To say that something harms, one needs a result without it, and one that lies apart from guessing.",
                "برای گفتن این که چیزی زیان دارد، نتیجه‌ای بدون آن لازم است، و نتیجه‌ای که از حدس زدن جدا باشد.",
            ),
            "single_run_conclusion": say(
                "Between two runs with different seeds, how much do accuracies on few labels differ by themselves?",
                "میان دو اجرا با دانه‌های متفاوت، دقت با برچسب‌های اندک خودبه‌خود چه‌قدر فرق می‌کند؟",
            ),
        },
    )
