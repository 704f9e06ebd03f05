"""hw05: how answers are judged."""

from functools import lru_cache
from itertools import product
from math import ceil, log

import numpy as np
from hypothesis import strategies as st

from solutions import hw05_image_classification as solution
from tamrin import (
    Network,
    Targets,
    call,
    choice,
    essay,
    example,
    function,
    grades,
    law,
    measure,
    on_real_data,
    part,
    requirement,
    requires,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import whole

TARGETS = Targets(__file__)
THIRDS = (0.6, 0.25, 0.15)


# The split.


def labels_of(sizes, seed=None):
    """Labels 3, 5, 7, … with so many members each: sorted, or in an order drawn by a seed."""
    labels = np.repeat(2 * np.arange(len(sizes)) + 3, sizes)
    return labels if seed is None else np.random.RandomState(seed).permutation(labels)


SPLITS = (
    call(labels_of([60, 30, 20, 50, 40])),
    call(labels_of([23, 57, 41, 35, 64, 12], seed=1), ratios=THIRDS, seed=3),
    call(labels_of([44, 71, 15, 38, 29]), ratios=THIRDS, seed=1),
    call(labels_of([90, 25, 33, 47, 18], seed=2), seed=7),
)


def indices(result):
    """The three parts as arrays of indices."""
    train, val, test = (np.asarray(each).astype(int) for each in result)
    return train, val, test


def disjoint(result, labels, **options):
    """No index twice."""
    together = np.concatenate(indices(result))
    return len(np.unique(together)) == len(together)


def complete(result, labels, **options):
    """Every index somewhere, and nothing else."""
    return np.array_equal(np.unique(np.concatenate(indices(result))), np.arange(len(labels)))


def by_ratio(result, labels, ratios=(0.8, 0.1, 0.1), seed=0):
    """Of every class, each part has its ratio to within one."""
    for label in np.unique(labels):
        size = np.sum(labels == label)
        for each, ratio in zip(indices(result), ratios, strict=True):
            if abs(np.sum(labels[each] == label) - ratio * size) > 1 + 1e-9:
                return False
    return True


def in_the_order_given(result, labels, **options):
    """The first labels are to train, the last ones are for the test."""
    return all(np.array_equal(np.sort(each), np.arange(len(each)) + np.min(each)) for each in indices(result))


def not_by_class(result, labels, ratios=(0.8, 0.1, 0.1), seed=0):
    """A partition of the right sizes that does not look at the classes."""
    sizes = [abs(len(each) - ratio * len(labels)) <= 3 for each, ratio in zip(indices(result), ratios, strict=True)]
    sound = disjoint(result, labels) and complete(result, labels) and all(sizes)
    return sound and not by_ratio(result, labels, ratios) and not in_the_order_given(result, labels)


def everything_sorted(received, right):
    """A split by its sizes and by all of its indices in order."""
    sizes = [[len(each) for each in split] for split in (received, right)]
    one, other = (np.sort(np.concatenate([np.asarray(each) for each in split])) for split in (received, right))
    return (sizes[0], one), (sizes[1], other)


@st.composite
def tens(draw):
    """Labels of two or three classes, each of 10, 20 or 30, and a seed: their tenths are whole."""
    sizes = draw(st.lists(st.sampled_from([10, 20, 30]), min_size=2, max_size=3))
    return call(labels_of(sizes, draw(st.integers(0, 5))), seed=draw(st.integers(0, 50)))


def same_seed(split, labels, seed):
    """Twice the same call; a seed that is left out is 0."""
    calls = [{"seed": seed}, {}, {"seed": seed}, {"seed": 0}]
    one, left_out, again, zero = ([np.sort(each) for each in split(labels, **options)] for options in calls)
    return [*one, *left_out], [*again, *zero]


def other_seed(split, labels, seed):
    """Whether some index changes its part."""
    one, other = split(labels, seed=seed), split(labels, seed=seed + 1)
    return any(not np.array_equal(np.sort(a), np.sort(b)) for a, b in zip(one, other, strict=True)), True


@grades("stratified_split")
def stratified_split():
    """What a split must be, and that the seed decides."""
    overlap = trap(
        "parts_overlap",
        lambda result, labels, **options: complete(result, labels) and not disjoint(result, labels),
        "Some images are in two parts at once: what is validated on has been learned from.",
        "برخی تصویرها هم‌زمان در دو بخش‌اند: روی آنچه آموخته شده اعتبارسنجی می‌شود.",
    )
    missing = trap(
        "images_lost",
        lambda result, labels, **options: disjoint(result, labels) and not complete(result, labels),
        "Some images are in no part. After rounding, the rest must go somewhere.",
        "برخی تصویرها در هیچ بخشی نیستند. پس از گرد کردن، باقی‌مانده باید جایی برود.",
    )
    of_labels = trap(
        "labels_returned",
        lambda result, labels, **options: np.array_equal(np.sort(np.concatenate(indices(result))), np.sort(labels)),
        "These are labels. Indices into them are asked for.",
        "این‌ها برچسب‌اند. اندیس‌های آن‌ها خواسته شده است.",
    )
    ratio_traps = [
        trap(
            "validation_split_unshuffled",
            in_the_order_given,
            "The list is cut as it comes. Sorted labels then leave the validation part with the last classes only.",
            "فهرست همان‌گونه که هست بریده شده. با برچسب‌های مرتب، تنها رده‌های آخر به بخش اعتبارسنجی می‌رسند.",
        ),
        trap(
            "split_not_stratified",
            not_by_class,
            "The images were divided as a whole. Small classes then get their ratio only by luck: divide class by class.",
            "تصویرها یک‌جا تقسیم شده‌اند. رده‌های کوچک آن‌گاه تنها به بخت سهم خود را می‌گیرند: رده به رده تقسیم کنید.",
        ),
        trap(
            "ratios_ignored",
            lambda result, labels, **options: by_ratio(result, labels),
            "The parts are always the default ones; `ratios` has no effect.",
            "بخش‌ها همیشه همان پیش‌فرض‌اند؛ `ratios` اثری ندارد.",
        ),
        trap(
            "validation_is_test",
            lambda result, labels, **options: by_ratio((result[0], result[2], result[1]), labels, **options),
            "The last two parts are exchanged: validation comes before test.",
            "دو بخش آخر جابه‌جا شده‌اند: اعتبارسنجی پیش از آزمون می‌آید.",
        ),
    ]

    def required(title, holds, message, *traps, weight=2.0):
        rule = requirement(title, holds, message, weight)
        return requires(
            "stratified_split", solution.stratified_split, calls=SPLITS, requirements=[rule], traps=[of_labels, *traps]
        )

    return [
        required(
            say("no index twice", "هیچ اندیسی دوبار"),
            disjoint,
            say("An index occurs more than once.", "اندیسی بیش از یک بار آمده است."),
            overlap,
        ),
        required(
            say("every index once", "هر اندیس یک بار"),
            complete,
            say("The parts together are not all of the indices.", "بخش‌ها روی هم همهٔ اندیس‌ها نیستند."),
            missing,
        ),
        required(
            say("ratios in every class", "نسبت‌ها در هر رده"),
            by_ratio,
            say(
                "A part does not have its ratio of a class, give or take one.",
                "سهم بخشی از یک رده، با خطای یک عضو، برابر نسبتش نیست.",
            ),
            *ratio_traps,
            weight=5.0,
        ),
        function(
            "stratified_split",
            solution.stratified_split,
            cases=tens(),
            count=20,
            alike=everything_sorted,
            laws=[
                law(say("the same seed gives the same split", "همان دانه همان تقسیم را می‌دهد"), tens(), same_seed),
                law(say("another seed gives another split", "دانهٔ دیگر تقسیم دیگری می‌دهد"), tens(), other_seed),
            ],
        ),
    ]


@grades("leaky_validation")
def leaky_validation():
    """Selection on the test set."""
    return choice(
        "leaky_validation",
        solution.leaky_validation(),
        {
            "no_gradient_no_leak": say(
                "Weights are not the only thing that is chosen. What decided which epoch or which trial to keep?",
                "تنها وزن‌ها برگزیده نمی‌شوند. چه چیزی تعیین کرد کدام دوره یا کدام آزمایش بماند؟",
            ),
            "only_tuner_leaks": say(
                "The weights after different epochs are different candidates, too.",
                "وزن‌های پس از دوره‌های گوناگون هم گزینه‌هایی گوناگون‌اند.",
            ),
            "shuffle_cures": say(
                "Shuffling the training images does not change what the choice was made on.",
                "بُر زدن تصویرهای آموزش چیزی را که گزینش روی آن انجام شده عوض نمی‌کند.",
            ),
            "few_trials_too_low": say(
                "On which side of the truth is the largest of several noisy numbers?",
                "بزرگ‌ترین عدد از چند عدد نویزی در کدام سوی مقدار راستین است؟",
            ),
        },
    )


# Augmentation.

LETTERS = """
##### ####. #.... ####. .###. #####
#.... #...# #.... #...# #.... #....
#.... #...# #.... #...# #.... ####.
####. ####. #.... ####. #..## ....#
#.... #.... #.... #.#.. #...# ....#
#.... #.... #.... #..#. #...# #...#
#.... #.... ##### #...# .###. .###.
"""


def characters(count):
    """F, P, L, R, G and 5 in turn, (count, 18, 14, 1): no mirror image of one of them looks like it."""
    rows = [line.split() for line in LETTERS.strip().splitlines()]
    drawn = [np.array([[c == "#" for c in row[i]] for row in rows], dtype=float) for i in range(len(rows[0]))]
    large = [np.pad(np.kron(letter, np.ones((2, 2))), 2) * (0.9 - 0.05 * i) for i, letter in enumerate(drawn)]
    return np.stack([large[i % len(large)] for i in range(count)])[..., None]


PICTURES = (call(characters(24), 5), call(characters(18), 11))
COPIES = (call(np.repeat(characters(1), 12, axis=0), 2), call(np.repeat(characters(3)[2:], 14, axis=0), 8))


def likeness(one, other):
    """The largest correlation of two images over shifts by up to three pixels."""
    best, padded = -1.0, np.pad(other, 3)
    height, width = one.shape
    for i, j in product(range(7), repeat=2):
        moved = padded[i : i + height, j : j + width]
        if np.std(one) > 1e-6 and np.std(moved) > 1e-6:
            best = max(best, float(np.corrcoef(one.ravel(), moved.ravel())[0, 1]))
    return best


def kept_share(result, images):
    """(share of images that are like themselves, share that are more like a mirror image of themselves)."""
    kept = mirrored = 0
    for new, old in zip(np.asarray(result, dtype=float)[..., 0], images[..., 0], strict=True):
        own = likeness(new, old)
        turned = max(likeness(new, other) for other in (old[::-1], old[:, ::-1], old[::-1, ::-1]))
        kept += own > max(turned, 0.5)
        mirrored += turned > max(own, 0.5)
    return kept / len(images), mirrored / len(images)


def distinct(result):
    """How many different images a batch has."""
    return len({np.round(np.asarray(image, dtype=float), 4).tobytes() for image in result})


def in_range(images):
    """All values in [0, 1], with room for rounding."""
    return bool(np.min(images) >= -1e-6 and np.max(images) <= 1 + 1e-6)


@st.composite
def batches(draw):
    """One to four images of 8 to 10 pixels a side and one to three channels, and a seed."""
    shape = tuple(draw(st.integers(low, high)) for low, high in ((1, 4), (8, 10), (8, 10), (1, 3)))
    return call(np.random.RandomState(draw(st.integers(0, 99))).randint(0, 9, shape) / 8, draw(st.integers(0, 1000)))


@st.composite
def pictured(draw):
    """Six characters and a seed."""
    return call(characters(6), draw(st.integers(0, 1000)))


@grades("augmentation")
def augmentation():
    """Shape and range, the class, one change for each image, and the seed."""
    kept = requirement(
        say("every image keeps its class", "هر تصویر ردهٔ خود را نگه می‌دارد"),
        lambda result, images, seed: kept_share(result, images)[0] >= 0.9,
        say(
            "Some characters can hardly be recognised any more, or have become others.",
            "برخی نویسه‌ها دیگر به‌سختی بازشناخته می‌شوند یا نویسهٔ دیگری شده‌اند.",
        ),
        weight=3.0,
    )
    bounded = requirement(
        say("values in [0, 1]", "مقدارها در [0, 1]"),
        lambda result, images, seed: in_range(result),
        say("Some values leave the interval [0, 1].", "برخی مقدارها از بازهٔ [0, 1] بیرون می‌روند."),
    )
    changed = requirement(
        say("a change of its own for every image", "هر تصویر تغییر خودش را دارد"),
        lambda result, images, seed: distinct(result) >= 4,
        say(
            "Equal images come out equal, or nearly all of them do.", "تصویرهای برابر، یا بیشترشان، برابر بیرون می‌آیند."
        ),
        weight=2.0,
    )

    def required(rule, calls, *traps):
        return requires("augment", solution.augment, calls=calls, requirements=[rule], traps=list(traps))

    return [
        required(
            kept,
            PICTURES,
            trap(
                "order_changed",
                lambda result, images, seed: (
                    np.mean([max(likeness(new[..., 0], old[..., 0]) for old in images) for new in np.asarray(result)])
                    > 0.9
                ),
                "The images have changed their order, so they no longer belong to their labels.",
                "ترتیب تصویرها عوض شده است، پس دیگر به برچسب‌های خود تعلق ندارند.",
            ),
            trap(
                "labels_flipped",
                lambda result, images, seed: kept_share(result, images)[1] >= 0.2,
                "Characters are mirrored. A mirrored character belongs to another class, or to none.",
                "نویسه‌ها آینه‌ای شده‌اند. نویسهٔ آینه‌ای از ردهٔ دیگری است یا از هیچ رده‌ای.",
            ),
        ),
        required(
            bounded,
            PICTURES,
            trap(
                "scaled_to_255",
                lambda result, images, seed: np.max(result) > 10,
                "The values run up to 255. Images in [0, 1] came in, and such are to come out.",
                "مقدارها تا ۲۵۵ می‌روند. تصویرهایی در [0, 1] آمده‌اند و همان‌گونه باید بروند.",
            ),
            trap(
                "not_clipped",
                lambda result, images, seed: not in_range(result),
                "Brightness or noise takes values beyond the interval; cut them off.",
                "روشنایی یا نویز مقدارها را از بازه بیرون می‌برد؛ آن‌ها را ببُرید.",
            ),
        ),
        required(
            changed,
            COPIES,
            trap(
                "nothing_changed",
                lambda result, images, seed: np.allclose(result, images, atol=1e-3),
                "The images come back as they were.",
                "تصویرها همان‌گونه که بودند برمی‌گردند.",
            ),
            trap(
                "one_change_for_all",
                lambda result, images, seed: distinct(result) == 1,
                "One change is drawn for the whole batch. Draw one for each image.",
                "یک تغییر برای همهٔ دسته قرعه کشیده می‌شود. برای هر تصویر یکی قرعه بکشید.",
            ),
        ),
        function(
            "augment",
            solution.augment,
            cases=batches(),
            count=15,
            alike=lambda received, right: (in_range(received), in_range(right)),
            laws=[
                law(
                    say("the same seed gives the same images", "همان دانه همان تصویرها را می‌دهد"),
                    pictured(),
                    lambda augment, images, seed: (augment(images, seed), augment(images, seed)),
                ),
                law(
                    say("another seed gives other images", "دانهٔ دیگر تصویرهای دیگری می‌دهد"),
                    pictured(),
                    lambda augment, images, seed: (
                        not np.allclose(augment(images, seed), augment(images, seed + 1)),
                        True,
                    ),
                ),
            ],
        ),
    ]


# Callbacks.

KINDS = ["EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"]
PATHS = (call("best.weights.h5"), call("third_run.weights.h5"))


def set_to(settings, kind):
    """The settings of the callback of a class."""
    return next(each for each in settings if each["class"] == kind)


def watches(settings, *kinds):
    """Whether callbacks monitor the validation loss, less being better."""
    found = [set_to(settings, kind) for kind in kinds]
    return all(each["monitor"] == "val_loss" and each["mode"] in ("auto", "min") for each in found)


def stops(settings, path):
    """Early stopping by the validation loss, after eight epochs."""
    return watches(settings, "EarlyStopping") and set_to(settings, "EarlyStopping")["patience"] == 8


def slows_down(settings, path):
    """The rate is halved by the validation loss, after three epochs."""
    found = set_to(settings, "ReduceLROnPlateau")
    return watches(settings, "ReduceLROnPlateau") and (found["patience"], found["factor"]) == (3, 0.5)


def keeps_best(settings, path):
    """The best weights, alone, under the path."""
    found = set_to(settings, "ModelCheckpoint")
    flags = bool(found["save_best_only"]) and bool(found["save_weights_only"])
    return watches(settings, "ModelCheckpoint") and flags and found["filepath"] == path


def only_differs(kind, **wrong):
    """A predicate: the callback of a class has these settings."""
    return lambda settings, path: all(set_to(settings, kind)[name] == each for name, each in wrong.items())


@grades("callbacks")
def callbacks():
    """The settings of the three, one by one."""
    watched = (
        "A quantity of the training is monitored. It goes on improving while the model overfits.",
        "کمیتی از خود آموزش پاییده می‌شود. آن کمیت بهتر می‌شود حتی وقتی مدل بیش‌برازش می‌کند.",
    )
    exchanged = trap(
        "lr_patience_longer_than_stop_patience",
        lambda settings, path: (
            set_to(settings, "ReduceLROnPlateau")["patience"] >= set_to(settings, "EarlyStopping")["patience"]
        ),
        "Training stops before the learning rate can fall: compare the two patiences.",
        "آموزش پیش از آن که نرخ یادگیری بتواند کم شود می‌ایستد: دو شکیبایی را مقایسه کنید.",
    )

    def required(title, holds, message, *traps, weight=2.0):
        rule = requirement(title, holds, message, weight)
        return requires(
            "callback_settings", solution.callback_settings, calls=PATHS, requirements=[rule], traps=list(traps)
        )

    return [
        required(
            say("three callbacks", "سه callback"),
            lambda settings, path: sorted(each["class"] for each in settings) == KINDS,
            say(
                "The list does not have exactly one callback for each of the three tasks.",
                "فهرست برای هر یک از سه کار درست یک callback ندارد.",
            ),
            weight=1.0,
        ),
        required(
            say("stopping", "ایستادن"),
            stops,
            say(
                "Training does not stop by the validation loss after as many epochs as asked.",
                "آموزش با زیان اعتبارسنجی و پس از شمار دوره‌های خواسته‌شده نمی‌ایستد.",
            ),
            trap("early_stop_on_train_loss", only_differs("EarlyStopping", monitor="loss"), *watched),
            exchanged,
        ),
        required(
            say("learning rate", "نرخ یادگیری"),
            slows_down,
            say(
                "The learning rate does not fall as asked: by what factor, after how many epochs, by which quantity?",
                "نرخ یادگیری آن‌گونه که خواسته شده کم نمی‌شود: با چه ضریبی، پس از چند دوره، با کدام کمیت؟",
            ),
            trap("rate_by_train_loss", only_differs("ReduceLROnPlateau", monitor="loss"), *watched),
            exchanged,
            trap(
                "rate_cut_to_a_tenth",
                only_differs("ReduceLROnPlateau", factor=0.1),
                "The learning rate falls to a tenth, which is the default factor.",
                "نرخ یادگیری به یک‌دهم می‌رسد که ضریب پیش‌فرض است.",
            ),
        ),
        required(
            say("checkpoint", "نگه داشتن وزن‌ها"),
            keeps_best,
            say(
                "The file does not hold the weights, and the weights alone, of the best epoch under the given path.",
                "پرونده، وزن‌ها و تنها وزن‌های بهترین دوره را در مسیر داده‌شده ندارد.",
            ),
            trap(
                "checkpoint_not_best",
                only_differs("ModelCheckpoint", save_best_only=False),
                "The file is overwritten after every epoch and ends with the last one, not the best.",
                "پرونده پس از هر دوره بازنویسی می‌شود و به آخرین دوره می‌رسد، نه بهترین.",
            ),
            trap("checkpoint_by_train_loss", only_differs("ModelCheckpoint", monitor="loss"), *watched),
        ),
    ]


# The trained classifier, on digits of the same archive that students do not have.

CHANCE, NO_POINTS = 0.1, 0.5


@lru_cache
def hidden_digits():
    """x (397, 8, 8, 1) in [0, 1] and y (397,): the digits of the archive that datasets/digits.npz leaves out."""
    from sklearn.datasets import load_digits

    archive = load_digits()
    left_out = np.random.RandomState(1797).permutation(1797)[1400:]
    x = np.rint(archive.images[left_out] * 255 / 16) / 255
    return x[..., None].astype(np.float32), archive.target[left_out]


def predicted(model, scale=1):
    """The classes that a model gives the hidden images."""
    return np.argmax(model.predict(hidden_digits()[0] * scale), axis=1)


def accuracy(model):
    """Share of right answers."""
    return np.mean(predicted(model) == hidden_digits()[1])


def near_chance(model):
    """Within three standard errors of guessing, without being constant."""
    error = np.sqrt(CHANCE * (1 - CHANCE) / len(hidden_digits()[1]))
    return abs(accuracy(model) - CHANCE) < 3 * error


def are_probabilities(model):
    """Ten non-negative numbers of sum one for each image."""
    found = model.predict(hidden_digits()[0])
    one = np.allclose(found.sum(axis=1), 1, atol=1e-3)
    return found.shape == (len(hidden_digits()[1]), 10) and found.min() >= -1e-6 and one


@on_real_data("classifier", "fashion_mnist", "mnist")
def on_test_images(data, model):
    """Accuracy on all 10,000 test images."""
    from datasets import load

    test = load(data, "full")
    classes = np.argmax(model.predict((test["x_test"][..., None] / 255).astype(np.float32)), axis=1)
    return {"accuracy": np.mean(classes == test["y_test"])}


@grades("classifier")
def classifier():
    """Accuracy on new digits; probabilities."""
    return trained(
        part("build_classifier", solution.build_classifier, call((8, 8, 1), 10), "classifier.weights.h5"),
        most_parameters=60_000,
        measures=[
            measure(
                say("accuracy", "دقت"), accuracy, target=TARGETS("classifier", "accuracy"), floor=NO_POINTS, weight=4
            )
        ],
        requirements=[
            requirement(
                say("probabilities", "احتمال‌ها"),
                are_probabilities,
                say(
                    "The outputs are not probabilities: one for each class, non-negative, with the sum 1.",
                    "خروجی‌ها احتمال نیستند: برای هر رده یکی، نامنفی، با مجموع ۱.",
                ),
            )
        ],
        traps=[
            trap(
                "pixels_not_scaled",
                lambda model: np.mean(predicted(model, 255) == hidden_digits()[1]) > accuracy(model) + 0.2,
                "The network does far better on pixels from 0 to 255. It was trained on images of another scale than it is used on.",
                "شبکه روی پیکسل‌های ۰ تا ۲۵۵ بسیار بهتر است. با مقیاسی جز آن که به کار می‌رود آموزش دیده است.",
            ),
            trap(
                "one_class_for_all",
                lambda model: len(np.unique(predicted(model))) == 1,
                "Every image gets the same class.",
                "همهٔ تصویرها یک رده می‌گیرند.",
            ),
            trap(
                "chance_level_as_result",
                near_chance,
                "This accuracy cannot be told from guessing. Are the weights trained ones, and do images and labels belong together?",
                "این دقت را نمی‌توان از حدس زدن جدا کرد. آیا وزن‌ها آموزش‌دیده‌اند و تصویرها و برچسب‌ها به هم تعلق دارند؟",
            ),
        ],
    )


# Transfer.


def leaves(config, can_train=True):
    """Class, settings, and whether it is trained, of every layer that holds no others, in the order of a config."""
    settings = config["config"]
    can_train = can_train and settings.get("trainable", True)
    if "layers" not in settings:
        yield config["class_name"], settings, can_train
        return
    for layer in settings["layers"]:
        yield from leaves(layer, can_train)


def keras_layer(kind, **settings):
    """A layer as Keras writes it down."""
    return {"module": "keras.layers", "class_name": kind, "config": settings}


def backbone(seed, height, width, channels):
    """A trained network without its top: two convolutions with batch normalisation between them."""
    rng = np.random.RandomState(seed)
    layers = [
        keras_layer("InputLayer", batch_shape=[None, height, width, 3], name=f"pixels_{seed}"),
        keras_layer("Conv2D", filters=4, kernel_size=[3, 3], strides=[2, 2], activation="relu", name=f"stem_{seed}"),
        keras_layer("BatchNormalization", name=f"normalised_{seed}"),
        keras_layer("Conv2D", filters=channels, kernel_size=[2, 2], activation="relu", name=f"features_{seed}"),
    ]
    config = {"name": f"backbone_{seed}", "trainable": True, "layers": layers}
    shapes = [(3, 3, 3, 4), (4,), (4,), (4,), (4,), (4,), (2, 2, 4, channels), (channels,)]
    weights = [np.round(rng.uniform(0.1, 0.6, shape), 3).astype(np.float32) for shape in shapes]
    return Network({"module": "keras", "class_name": "Sequential", "config": config}, weights)


BACKBONES = (call(backbone(1, 17, 12, 6), 5), call(backbone(2, 11, 14, 9), 4))
IGNORED = ("InputLayer", "Rescaling", "Dropout")


def names_of(base):
    """Names of the backbone's layers."""
    return {settings["name"] for kind, settings, _ in leaves(base.config) if kind != "InputLayer"}


def of_backbone(model, base):
    """The backbone's layers as they are in a model."""
    return [leaf for leaf in leaves(model.config) if leaf[1]["name"] in names_of(base)]


def head(model, base):
    """Classes and settings of the layers that are added behind the backbone."""
    added = [leaf for leaf in leaves(model.config) if leaf[1]["name"] not in names_of(base)]
    return [(kind, settings) for kind, settings, _ in added if kind not in IGNORED]


def rescalings(model, base):
    """(scale, offset) of the rescaling layers in front of the backbone."""
    found, names = [], names_of(base)
    for kind, settings, _ in leaves(model.config):
        if settings["name"] in names:
            break
        if kind == "Rescaling":
            found.append((settings["scale"], settings["offset"]))
    return found


def has_backbone(model, base, classes):
    """All layers of the backbone with all of its weights, and its input."""
    has_weights = all(any(np.array_equal(mine, theirs) for mine in model.weights) for theirs in base.weights)
    inputs = [settings["batch_shape"] for kind, settings, _ in leaves(model.config) if kind == "InputLayer"]
    same_input = tuple(inputs[0]) == tuple(next(leaves(base.config))[1]["batch_shape"])
    return len(of_backbone(model, base)) == len(names_of(base)) and has_weights and same_input


def has_head(model, base, classes):
    """Global average pooling, then a dense layer with biases and softmax."""
    layers = head(model, base)
    kinds = [kind for kind, _ in layers]
    if kinds[:2] != ["GlobalAveragePooling2D", "Dense"]:
        return False
    dense = layers[1][1]
    soft = [dense["activation"]] + [settings.get("activation", kind.lower()) for kind, settings in layers[2:]]
    in_dense, behind = soft == ["softmax"], soft == ["linear", "softmax"]
    return (in_dense or behind) and dense["units"] == classes and dense["use_bias"]


def is_frozen(model, base, classes):
    """No layer of the backbone is trained, and the dense layer is."""
    free = [can_train for kind, settings, can_train in leaves(model.config) if kind == "Dense"]
    return not any(can_train for _, _, can_train in of_backbone(model, base)) and all(free) and bool(free)


def is_scaled(scale, offset):
    """A predicate: the backbone gets x·scale + offset."""

    def holds(model, base, classes):
        found = rescalings(model, base)
        return len(found) == 1 and np.allclose(found[0][0], scale) and np.allclose(found[0][1], offset)

    return holds


@grades("transfer")
def transfer():
    """Preprocessing, backbone, freezing, head."""

    def required(title, holds, message, *traps, weight=2.0):
        rule = requirement(title, holds, message, weight)
        return requires(
            "build_transfer", solution.build_transfer, calls=BACKBONES, requirements=[rule], traps=list(traps)
        )

    return [
        required(
            say("the backbone and its weights", "پایه و وزن‌هایش"),
            has_backbone,
            say(
                "The model does not have the backbone in it with all of its weights as they were, or another input.",
                "مدل، پایه را با همهٔ وزن‌های دست‌نخورده‌اش در خود ندارد، یا ورودی دیگری دارد.",
            ),
            weight=1.0,
        ),
        required(
            say("what the backbone gets", "آنچه پایه می‌گیرد"),
            is_scaled(1 / 127.5, -1),
            say(
                "The layer in front of the backbone does not take 0 … 255 to the interval it was trained on.",
                "لایهٔ پیش از پایه، 0 … 255 را به بازه‌ای که پایه با آن آموزش دیده نمی‌برد.",
            ),
            trap(
                "wrong_preprocess_for_backbone",
                is_scaled(1 / 255, 0),
                "The backbone gets values from 0 to 1. It was trained on another interval.",
                "پایه مقدارهای ۰ تا ۱ می‌گیرد. با بازهٔ دیگری آموزش دیده است.",
            ),
            trap(
                "no_preprocessing",
                lambda model, base, classes: not rescalings(model, base),
                "The backbone gets the pixels as they are.",
                "پایه پیکسل‌ها را همان‌گونه که هستند می‌گیرد.",
            ),
        ),
        required(
            say("frozen", "منجمد"),
            is_frozen,
            say(
                "Training would not change the head alone.",
                "آموزش تنها سر شبکه را تغییر نمی‌داد.",
            ),
            trap(
                "backbone_not_frozen",
                lambda model, base, classes: any(can_train for _, _, can_train in of_backbone(model, base)),
                "The backbone would be trained as well: its weights are not frozen.",
                "پایه هم آموزش می‌دید: وزن‌هایش منجمد نیستند.",
            ),
            trap(
                "everything_frozen",
                lambda model, base, classes: not any(can_train for _, _, can_train in leaves(model.config)),
                "Nothing could be trained: the head is frozen, too.",
                "هیچ چیز آموزش نمی‌دید: سر شبکه هم منجمد است.",
            ),
        ),
        required(
            say("head", "سر شبکه"),
            has_head,
            say(
                "The head is not a global average pooling and one dense layer with biases and softmax.",
                "سر شبکه یک میانگین‌گیری سراسری و یک لایهٔ متراکم با بایاس و softmax نیست.",
            ),
            trap(
                "flatten_head_on_backbone",
                lambda model, base, classes: any(kind == "Flatten" for kind, _ in head(model, base)),
                "Behind Flatten the dense layer has weights for every position of the feature map, far too many for a few images.",
                "پس از Flatten لایهٔ متراکم برای هر جایگاه نقشهٔ ویژگی وزن دارد، که برای چند تصویر بسیار زیاد است.",
            ),
            trap(
                "head_without_softmax",
                lambda model, base, classes: (
                    [settings["activation"] for kind, settings in head(model, base) if kind == "Dense"] == ["linear"]
                ),
                "The head gives logits. Probabilities are asked for.",
                "سر شبکه لوجیت می‌دهد. احتمال خواسته شده است.",
            ),
        ),
    ]


# The search.


def feasible(side, kernels, depth, leaves_something):
    """How many sequences of kernels pass a rule `leaves_something(sizes of the convolutions' outputs)`."""
    count = 0
    for sequence in product(kernels, repeat=depth):
        left, outputs = side, []
        for kernel in sequence:
            outputs.append(left - kernel + 1)
            left = max(outputs[-1], 0) // 2
        count += leaves_something(outputs)
    return count


def rounded_up(side, kernels, depth):
    """As `feasible`, where pooling keeps a border that is not a whole window."""
    count = 0
    for sequence in product(kernels, repeat=depth):
        left = side
        for kernel in sequence:
            left = max(-(-(left - kernel + 1) // 2), 0)
        count += left >= 1
    return count


@grades("search_space")
def search_space(blocks, filters, pools, dropouts, units, rates, side, kernels, depths):
    """Two counts."""
    right = solution.search_space(blocks, filters, pools, dropouts, units, rates, side, kernels, depths)
    filter_choices, unit_choices = (len(range(low, high + 1, by)) for low, high, by in (filters, units))
    once = len(dropouts) * unit_choices * len(rates)
    per_block, layers = filter_choices * len(pools), range(blocks[0], blocks[1] + 1)
    fence = (filter_choices - 1) * len(pools)
    every = range(depths[0], depths[1] + 1)
    return [
        value(
            "space_size",
            right["space_size"],
            traps=[
                trap(
                    "same_choice_in_every_block",
                    once * per_block * len(layers),
                    "Every block chooses for itself, independently of the others.",
                    "هر بلوک برای خود و مستقل از دیگران برمی‌گزیند.",
                ),
                trap(
                    "inactive_hyperparameters_counted",
                    once * len(layers) * per_block ** blocks[1],
                    "Networks of fewer blocks were counted with the choices of blocks that they do not have.",
                    "شبکه‌های با بلوک کمتر، با گزینه‌های بلوک‌هایی که ندارند شمرده شده‌اند.",
                ),
                trap(
                    "deepest_only",
                    once * per_block ** blocks[1],
                    "Only the networks of the largest depth were counted.",
                    "تنها شبکه‌های با بیشترین ژرفا شمرده شده‌اند.",
                ),
                trap(
                    "end_of_range_lost",
                    len(dropouts) * (unit_choices - 1) * len(rates) * sum(fence**depth for depth in layers),
                    "Ranges include both of their ends; one is missing.",
                    "بازه‌ها هر دو سر خود را دارند؛ یکی کم است.",
                ),
                trap(
                    "shared_choices_forgotten",
                    sum(per_block**depth for depth in layers),
                    "What is chosen once for the whole network is missing.",
                    "آنچه یک بار برای کل شبکه برگزیده می‌شود کم است.",
                ),
            ],
        ),
        value(
            "feasible_by_depth",
            right["feasible_by_depth"],
            traps=[
                trap(
                    "infeasible_search_space",
                    [len(kernels) ** depth for depth in every],
                    "All sequences were counted. Follow the size of the feature map from block to block: it runs out.",
                    "همهٔ دنباله‌ها شمرده شده‌اند. اندازهٔ نقشهٔ ویژگی را بلوک به بلوک دنبال کنید: تمام می‌شود.",
                ),
                trap(
                    "last_pooling_forgotten",
                    [feasible(side, kernels, depth, lambda outputs: min(outputs) >= 1) for depth in every],
                    "The pooling of the last block must have an output as well.",
                    "ادغام آخرین بلوک هم باید خروجی داشته باشد.",
                ),
                trap(
                    "pooling_rounds_up",
                    [rounded_up(side, kernels, depth) for depth in every],
                    "A pooling window at the border that is not full gives no output here.",
                    "پنجرهٔ ادغامی که در کناره پر نیست این‌جا خروجی نمی‌دهد.",
                ),
                trap(
                    "one_kernel_for_all_blocks",
                    [
                        sum(feasible(side, (k,), depth, lambda outputs: min(outputs) >= 2) for k in kernels)
                        for depth in every
                    ],
                    "The kernel size is chosen for each block anew, not once for all.",
                    "اندازهٔ هسته برای هر بلوک از نو برگزیده می‌شود، نه یک بار برای همه.",
                ),
            ],
        ),
    ]


def by_floats(max_epochs, factor):
    """The rule in floating-point numbers, as most people write it."""
    base, deepest = ceil(1 + log(max_epochs, factor)), int(log(max_epochs, factor))
    return [
        {
            "bracket": b,
            "round": r,
            "trials": ceil(base / (b + 1) * factor ** (b - r)),
            "epochs": ceil(max_epochs / factor ** (b - r)),
        }
        for b in range(deepest, -1, -1)
        for r in range(b + 1)
    ]


PLANS = [
    (epochs, factor)
    for factor in (2, 3, 4)
    for epochs in range(2, 82)
    if by_floats(epochs, factor) == solution.hyperband(epochs, factor)
]
"""Calls on which rounding does not matter."""


def planned(rule):
    """A misconception of Hyperband: `rule(M, f, ⌈1 + log_f M⌉, b, r)` gives trials and epochs."""

    def plan(max_epochs, factor):
        table = solution.hyperband(max_epochs, factor)
        base = next(each["trials"] for each in table if each["bracket"] == 0)
        made = [(each, rule(max_epochs, factor, base, each["bracket"], each["round"])) for each in table]
        return [{**each, "trials": trials, "epochs": epochs} for each, (trials, epochs) in made]

    return plan


def additional(max_epochs, factor):
    """Misconception: counts only the epochs that a round adds."""
    table = solution.hyperband(max_epochs, factor)
    before = [0, *(each["epochs"] for each in table[:-1])]
    return [
        {**each, "epochs": each["epochs"] - (last if each["round"] else 0)}
        for each, last in zip(table, before, strict=True)
    ]


def upwards(table, first):
    """One dict for each (trials, epochs) of a bracket, for an example."""
    return [{"bracket": first, "round": r, "trials": n, "epochs": e} for r, (n, e) in enumerate(table)]


@grades("hyperband_table")
def hyperband_table():
    """KerasTuner's rule."""
    right = solution.hyperband
    return function(
        "hyperband",
        right,
        cases=(st.sampled_from(PLANS) | st.sampled_from([plan for plan in PLANS if plan[0] <= 2 * plan[1]])).map(
            lambda plan: call(*plan)
        ),
        examples=[
            example(call(7, 3), [*upwards([(5, 3), (2, 7)], 1), *upwards([(3, 7)], 0)]),
            example(
                call(4, 2),
                [*upwards([(4, 1), (2, 2), (1, 4)], 2), *upwards([(3, 2), (2, 4)], 1), *upwards([(3, 4)], 0)],
            ),
        ],
        traps=[
            trap(
                "rounded_down",
                planned(lambda m, f, base, b, r: (base * f ** (b - r) // (b + 1), m // f ** (b - r))),
                "Quotients are rounded up, both of trials and of epochs.",
                "خارج‌قسمت‌ها رو به بالا گرد می‌شوند، هم برای آزمایش‌ها و هم برای دوره‌ها.",
            ),
            trap(
                "halving_of_the_paper",
                planned(lambda m, f, base, b, r: (-(-base * f**b // (b + 1)) // f**r, -(-m // f ** (b - r)))),
                "Later rounds get the last round's trials divided and rounded down, as in the paper. Here each round is computed by itself.",
                "دورهای بعدی از تقسیم و گرد کردن رو به پایین دور پیشین به دست آمده‌اند، چنان‌که در مقاله است. این‌جا هر دور جدا حساب می‌شود.",
            ),
            trap(
                "additional_epochs",
                additional,
                "These are the epochs that a round adds. The epoch up to which it trains is asked for.",
                "این‌ها دوره‌هایی‌اند که هر دور می‌افزاید. دوره‌ای که آموزش تا آن می‌رسد خواسته شده است.",
            ),
            trap(
                "brackets_upwards",
                lambda m, f: sorted(right(m, f), key=lambda each: each["bracket"]),
                "The order is wrong: brackets are run from the largest number down.",
                "ترتیب نادرست است: گروه‌ها از بزرگ‌ترین شماره به پایین اجرا می‌شوند.",
            ),
            trap(
                "one_bracket_only",
                lambda m, f: [each for each in right(m, f) if each["bracket"] == right(m, f)[0]["bracket"]],
                "Only the first bracket is there. Hyperband runs them all.",
                "تنها نخستین گروه هست. Hyperband همه را اجرا می‌کند.",
            ),
            trap(
                "counted_from_one",
                lambda m, f: [
                    {**each, "bracket": each["bracket"] + 1, "round": each["round"] + 1} for each in right(m, f)
                ],
                "Brackets and rounds are counted from one; count from zero.",
                "گروه‌ها و دورها از یک شمرده شده‌اند؛ از صفر بشمارید.",
            ),
            trap(
                "exponents_reversed",
                planned(lambda m, f, base, b, r: (-(-base * f**r // (b + 1)), -(-m // f**r))),
                "The rounds run backwards: many trials with few epochs come first.",
                "دورها وارونه‌اند: نخست آزمایش‌های بسیار با دوره‌های کم می‌آیند.",
            ),
        ],
    )


def in_any_order(received, right):
    """Lists whose order is free."""
    return sorted(received), sorted(right)


def read_with(best_values, **changed):
    """The keys that are read where these counts are others."""
    return solution.active_hyperparameters(best_values | changed)


@grades("active_hyperparameters")
def active_hyperparameters(best_values):
    """The keys that the network depends on."""
    right = solution.active_hyperparameters(best_values)
    conv, dense = best_values["conv_layers"], best_values["dense_layers"]
    own = [key for key in best_values if not key.startswith("tuner/")]
    return value(
        "active",
        right,
        alike=in_any_order,
        reveal_shape=False,
        traps=[
            trap(
                "inactive_hyperparameters_read",
                own,
                "Among these are values of layers that are not built: left over from other trials.",
                "در میان این‌ها مقدارهای لایه‌هایی است که ساخته نمی‌شوند: از آزمایش‌های دیگر مانده‌اند.",
            ),
            trap(
                "everything_printed",
                list(best_values),
                "Not everything that is printed is an argument of the network, and not every argument is used.",
                "هر چه چاپ می‌شود آرگومان شبکه نیست و هر آرگومانی هم به کار نمی‌رود.",
            ),
            trap(
                "tuner_keys_counted",
                [*right, *(key for key in best_values if key.startswith("tuner/"))],
                "The keys that begin with `tuner/` are notes on the trial; the network does not read them.",
                "کلیدهایی که با `tuner/` آغاز می‌شوند یادداشت آزمایش‌اند؛ شبکه آن‌ها را نمی‌خواند.",
            ),
            trap(
                "one_index_too_many",
                read_with(best_values, conv_layers=conv + 1, dense_layers=dense + 1),
                "Indices begin with zero: there is one too many of each kind.",
                "اندیس‌ها از صفر آغاز می‌شوند: از هر نوع یکی زیادی است.",
            ),
            trap(
                "counts_exchanged",
                read_with(best_values, conv_layers=dense, dense_layers=conv),
                "The numbers of convolutional and of dense layers are exchanged.",
                "شمار لایه‌های کانولوشن و متراکم جابه‌جا شده‌اند.",
            ),
            trap(
                "counts_forgotten",
                right[3:],
                "The values that are read only once, for the network as a whole, make a difference, too.",
                "مقدارهایی که یک بار برای کل شبکه خوانده می‌شوند هم اثر دارند.",
            ),
        ],
    )


@grades("tuner_choice")
def tuner_choice():
    """What the early epochs are worth."""
    return choice(
        "tuner_choice",
        solution.tuner_choice(),
        {
            "random_to_the_end": say(
                "The budget then goes to settings that were recognisably poor after a few epochs.",
                "بودجه آن‌گاه خرج تنظیم‌هایی می‌شود که پس از چند دوره هم بد بودنشان پیدا بود.",
            ),
            "bayesian_parallel": say(
                "What would its model of the score be fitted to without any finished trial?",
                "مدل آن از امتیاز، بدون هیچ آزمایش پایان‌یافته، به چه برازش می‌شد؟",
            ),
            "grid": say(
                "How does the number of points of a grid grow when another hyperparameter is added?",
                "با افزودن یک ابرپارامتر دیگر، شمار نقطه‌های شبکه چگونه رشد می‌کند؟",
            ),
        },
    )


@grades("regularisation_facts")
def regularisation_facts():
    """Dropout and pooling."""
    return choice(
        "regularisation_facts",
        solution.regularisation_facts(),
        {
            "dropout_more_sensitive": say(
                "It is the other way round: what may be missing cannot be relied upon.",
                "وارونه است: به آنچه ممکن است نباشد نمی‌توان تکیه کرد.",
            ),
            "pooling_has_parameters": say(
                "Look at the number of parameters that a pooling layer has in the summary of a model.",
                "به شمار پارامترهای یک لایهٔ ادغام در خلاصهٔ مدل نگاه کنید.",
            ),
            "dropout_removes_weights": say(
                "Which units are dropped is drawn anew in every step. What happens after training?",
                "این که کدام واحدها کنار می‌روند در هر گام از نو قرعه کشیده می‌شود. پس از آموزش چه می‌شود؟",
            ),
            "dropout_in_validation": say(
                "Keras divides by 1 − p during training. What is left to correct afterwards?",
                "Keras هنگام آموزش بر 1 − p تقسیم می‌کند. پس از آن چه چیزی برای اصلاح می‌ماند؟",
            ),
        },
    )


# Reports.


@st.composite
def confusions(draw):
    """Counts of two to five classes, with empty rows and columns now and then."""
    k = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(whole(0, 9), min_size=k, max_size=k), min_size=k, max_size=k))
    matrix = np.array(rows).astype(np.int64)
    for axis in range(2):
        if draw(st.integers(0, 3)) == 3:
            matrix[(slice(None),) * axis + (draw(st.integers(0, k - 1)),)] = 0
    matrix[0, 0] += 1
    return matrix


def with_changes(change):
    """A misconception: the report, changed by `change(report, confusion)`."""

    def report(confusion):
        right = solution.classification_report(confusion)
        return right | change(right, confusion)

    return report


def weighted(right, confusion):
    """Macro means weighted by the support."""
    share = right["support"] / right["support"].sum()
    return {"macro": {name: float(np.sum(right[name] * share)) for name in ("precision", "recall", "f1")}}


def macro_of_macro(right, confusion):
    """F₁ of the macro precision and recall."""
    p, r = right["macro"]["precision"], right["macro"]["recall"]
    return {"macro": right["macro"] | {"f1": 2 * p * r / (p + r) if p + r else 0.0}}


def arithmetic(right, confusion):
    """F₁ as (P + R)/2."""
    f1 = (right["precision"] + right["recall"]) / 2
    return {"f1": f1, "macro": right["macro"] | {"f1": float(np.mean(f1))}}


def scores_exchanged(right, confusion):
    """Precision and recall under each other's name."""
    turned = solution.classification_report(confusion.T)
    return {name: turned[name] for name in ("precision", "recall", "macro")}


@grades("metrics_report")
def metrics_report():
    """The same numbers as scikit-learn's."""
    by_hand = {
        "precision": np.array([0.6, 0.8]),
        "recall": np.array([3 / 4, 4 / 6]),
        "f1": np.array([2 / 3, 8 / 11]),
        "support": np.array([4, 6]),
        "accuracy": 0.7,
        "macro": {"precision": 0.7, "recall": 17 / 24, "f1": 23 / 33},
    }
    never = {
        "precision": np.array([0.5, 0.0]),
        "recall": np.array([1.0, 0.0]),
        "f1": np.array([2 / 3, 0.0]),
        "support": np.array([2, 2]),
        "accuracy": 0.5,
        "macro": {"precision": 0.25, "recall": 0.5, "f1": 1 / 3},
    }
    cases = confusions().map(call)
    return function(
        "classification_report",
        solution.classification_report,
        cases=cases,
        examples=[
            example(call(np.array([[3, 1], [2, 4]])), by_hand),
            example(call(np.array([[2, 0], [2, 0]])), never),
        ],
        laws=[
            law(
                say("transposing exchanges precision and recall", "ترانهاده کردن precision و recall را جابه‌جا می‌کند"),
                cases,
                lambda report, confusion: (report(confusion.T)["precision"], report(confusion)["recall"]),
            ),
            law(
                say("classes may be numbered in any order", "رده‌ها را به هر ترتیبی می‌توان شماره زد"),
                cases,
                lambda report, confusion: (report(confusion[::-1, ::-1])["f1"][::-1], report(confusion)["f1"]),
            ),
        ],
        traps=[
            trap(
                "confusion_axis_swapped",
                lambda confusion: solution.classification_report(confusion.T),
                "Rows and columns are exchanged: rows are the true classes.",
                "سطر و ستون جابه‌جا شده‌اند: سطرها رده‌های راستین‌اند.",
            ),
            trap(
                "precision_and_recall_swapped",
                with_changes(scores_exchanged),
                "Precision and recall are exchanged. Precision asks how much of what was called k is k.",
                "precision و recall جابه‌جا شده‌اند. precision می‌پرسد چه سهمی از آنچه k نامیده شد واقعاً k است.",
            ),
            trap(
                "f1_of_macro_means",
                with_changes(macro_of_macro),
                "The macro F₁ is the mean of the classes' F₁, not the F₁ of the two means.",
                "امتیاز F₁ کلان میانگین F₁ رده‌هاست، نه F₁ دو میانگین.",
            ),
            trap(
                "weighted_for_macro",
                with_changes(weighted),
                "The means are weighted by the support. In a macro mean every class counts the same.",
                "میانگین‌ها با support وزن‌دار شده‌اند. در میانگین کلان همهٔ رده‌ها یکسان به حساب می‌آیند.",
            ),
            trap(
                "f1_arithmetic",
                with_changes(arithmetic),
                "This is the arithmetic mean of precision and recall. F₁ is the harmonic one.",
                "این میانگین حسابی precision و recall است. F₁ میانگین همساز است.",
            ),
        ],
    )


@grades("weakest_classes")
def weakest_classes(test_confusion):
    """Two sets of three classes."""
    right = solution.weakest_classes(test_confusion)
    hits, rows, columns = np.diag(test_confusion), test_confusion.sum(axis=1), test_confusion.sum(axis=0)
    k = len(hits)

    def three(scores):
        return [int(i) for i in np.argsort(scores, kind="stable")[:3]]

    swapped = (
        "Rows and columns are exchanged: rows are the true classes, and recall is about them.",
        "سطر و ستون جابه‌جا شده‌اند: سطرها رده‌های راستین‌اند و recall دربارهٔ آن‌هاست.",
    )
    strongest = (
        "These are the three highest ones.",
        "این‌ها سه بیشترین‌اند.",
    )
    counts = (
        "The diagonal alone is not a rate: divide by how many images are concerned.",
        "قطر به تنهایی نرخ نیست: بر شمار تصویرهای مربوط تقسیم کنید.",
    )
    from_one = ("Classes are counted from zero here.", "رده‌ها این‌جا از صفر شمرده می‌شوند.")
    by_f1 = ("This is the order by F₁, which mixes both.", "این ترتیب بر پایهٔ F₁ است که هر دو را در هم می‌آمیزد.")

    def told_apart(name, other, scores):
        found = [
            ("confusion_axis_swapped", other, swapped),
            ("strongest_classes", three(-scores), strongest),
            ("smallest_counts", three(hits), counts),
            ("counted_from_one", [i + 1 for i in right[name]], from_one),
            ("by_f1", three(2 * hits / (rows + columns)), by_f1),
        ]
        seen, traps = [set(right[name])], []
        for label, outcome, text in found:
            if set(outcome) not in seen:
                seen.append(set(outcome))
                traps.append(trap(label, outcome, *text))
        return value(name, right[name], alike=in_any_order, traps=traps)

    assert k >= 6
    return [
        told_apart("weakest_by_recall", right["weakest_by_precision"], hits / rows),
        told_apart("weakest_by_precision", right["weakest_by_recall"], hits / columns),
    ]


@grades("metric_choice")
def metric_choice():
    """Rare classes and unequal costs."""
    return choice(
        "metric_choice",
        solution.metric_choice(),
        {
            "f1_for_unequal_costs": say(
                "F₁ weighs precision and recall equally. Do the two errors cost the same here?",
                "امتیاز F₁ به precision و recall وزن برابر می‌دهد. آیا دو خطا این‌جا هزینهٔ برابر دارند؟",
            ),
            "accuracy_when_rare": say(
                "What accuracy has a classifier that calls every part good?",
                "دسته‌بندی که همهٔ قطعه‌ها را سالم بخواند چه دقتی دارد؟",
            ),
            "precision_against_misses": say(
                "Precision looks at the parts that were sorted out. Where are the missed defects?",
                "precision به قطعه‌های کنار گذاشته‌شده نگاه می‌کند. عیب‌های ندیده کجا هستند؟",
            ),
            "macro_recall_of_good": say(
                "That counts the false alarms only, which are the cheap errors.",
                "این تنها هشدارهای نابجا را می‌شمارد که خطاهای ارزان‌اند.",
            ),
        },
    )


@grades("diagnosis")
def diagnosis():
    """Marked by a person."""
    return essay(
        "diagnosis",
        [
            (1, say("names overfitting, from the gap between the accuracies", "بیش‌برازش را از فاصلهٔ دو دقت نام می‌برد")),
            (
                1,
                say(
                    "sees that validation accuracy is near chance (20 %)",
                    "می‌بیند که دقت اعتبارسنجی نزدیک حدس (۲۰٪) است",
                ),
            ),
            (
                2,
                say(
                    "names at least three causes: not frozen, scaled to [0, 1], Flatten head, test folder used to validate",
                    "دست‌کم سه علت را نام می‌برد: منجمد نبودن، مقیاس [0, 1]، سر Flatten، اعتبارسنجی با پوشهٔ آزمون",
                ),
            ),
            (
                1,
                say(
                    "proposes remedies that answer the causes, in a sensible order",
                    "درمان‌هایی متناسب با علت‌ها و به ترتیبی معقول پیشنهاد می‌کند",
                ),
            ),
        ],
    )
