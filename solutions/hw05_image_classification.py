"""hw05: references, second derivations, worked steps, errata."""

from collections import Counter
from itertools import product

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps, training

ERRATA = [
    Erratum(
        "weakest_classes",
        "weakest_by_recall",
        [3, 4, 6],
        "These are the three lowest precisions, read along columns; the classes that are found least often are 5, 2 and 3.",
    ),
    Erratum(
        "search_space",
        "feasible_by_depth",
        [4, 8, 16, 32],
        "With a pooling layer in every block an image of 28×28 is used up: no network of four or five blocks can be built.",
    ),
    Erratum(
        "callbacks",
        "make_callbacks",
        "monitor='loss', patience 3 before patience 5, no save_best_only",
        "Stopping watched the training loss, the checkpoint kept the last epoch, and training stopped before the "
        "learning rate could fall.",
    ),
    Erratum(
        "hyperband_table",
        "hyperband",
        8,
        "`tuner/epochs: 8` cannot come from max_epochs=7 and factor=3, where trials end at epoch 3 or 7.",
    ),
]


@reference("stratified_split")
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    """Of the n members of each class, in random order, those up to rint(n·Σ_{j≤i} ratios[j]) go to the first i parts.

    Shapes: labels (N,) → three index arrays, together a permutation of 0 … N − 1.
    Source: Neyman 1934, doi:10.2307/2342192 (stratified sampling).
    """
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        ends = np.rint(np.cumsum(ratios)[:2] * len(members)).astype(int)
        for part, indices in zip(parts, np.split(members, ends), strict=True):
            part.append(indices)
    return tuple(np.concatenate(part) for part in parts)


@steps("stratified_split")
def stratified_split_steps():
    """One class at a time."""
    return (
        "Divide one class at a time: shuffle its indices, cut the list at 80 % and at 90 %, and add the three pieces to the "
        "three parts. Every index is used once, so the parts are disjoint and complete; every class is in every part. "
        "A generator made from `seed` makes the split repeatable. With labels that are sorted, a cut of the whole "
        "list puts the last classes alone into the validation part: `validation_split` of `fit` does just that, because "
        "Keras cuts before it shuffles."
    )


@reference("leaky_validation")
def leaky_validation():
    """What was used to choose does not measure."""
    return "test_was_used"


@steps("leaky_validation")
def leaky_validation_steps():
    """The maximum of noisy numbers is too high."""
    return (
        "The best epoch and the best trial were chosen because they did well on these very images. A maximum of several noisy "
        "numbers lies above the number that belongs to new images, the more so the more candidates there were. Choose on "
        "a validation part; look at the test part once."
    )


@reference("augmentation")
def augment(images, seed):
    """x'[i, j] = clip(g·x[i + dy, j + dx], 0, 1) with its own dy, dx ∈ {−1, 0, 1} and g ∈ [0.8, 1.2] for each image.

    Shapes: images (n, height, width, channels) → the same. Source: Simard et al. 2003, doi:10.1109/ICDAR.2003.1227801.
    """
    rng = np.random.default_rng(seed)
    count, height, width, _ = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    shifts = rng.integers(0, 3, (count, 2))
    moved = [image[i : i + height, j : j + width] for image, (i, j) in zip(padded, shifts, strict=True)]
    return np.clip(np.stack(moved) * rng.uniform(0.8, 1.2, (count, 1, 1, 1)), 0.0, 1.0)


@steps("augmentation")
def augmentation_steps():
    """Which changes keep the label."""
    return (
        "A change is allowed if it turns an image into another one of the same class: a shift by a pixel and a little more or less "
        "light do, a reflection of a digit does not. Pad with zeros, cut out at a random place, multiply, clip. Every "
        "image draws its own numbers; `np.roll` would bring what leaves on one side back on the other. The validation "
        "images stay as they are: they are to measure, not to teach."
    )


@reference("callbacks")
def callbacks():
    """Three callbacks that watch the validation loss, and the function that writes them down."""
    return {"make_callbacks": make_callbacks, "callback_settings": callback_settings}


def make_callbacks(path):
    """Stop after 8 epochs without a lower validation loss, halve the rate after 3, keep the best weights."""
    from keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau

    return [
        EarlyStopping(monitor="val_loss", patience=8),
        ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3),
        ModelCheckpoint(path, monitor="val_loss", save_best_only=True, save_weights_only=True),
    ]


def callback_settings(path):
    """Class and settings of each callback in a list of dicts: what of them can be handed to the grader.

    Source: Keras 3 documentation, `keras.callbacks`.
    """
    asked = ("monitor", "mode", "patience", "factor", "save_best_only", "save_weights_only", "filepath")
    made = [(type(callback).__name__, vars(callback)) for callback in make_callbacks(path)]
    return [{"class": kind, **{name: found[name] for name in asked if name in found}} for kind, found in made]


@steps("callbacks")
def callbacks_steps():
    """What each of them watches."""
    return (
        "All three ask whether the model still gets better *on images it does not learn from*, so all three monitor `val_loss`; the "
        "training loss goes on falling while the model overfits. `ModelCheckpoint` overwrites the file after every epoch "
        "unless `save_best_only=True`. The learning rate must have time to fall before training stops: 3 < 8."
    )


@reference("classifier")
def build_classifier(input_shape, classes):
    """p = softmax(W₂·relu(W₁·flatten(pool(conv(conv(x)))))), with dropout in front of both dense layers.

    Shapes: (n, height, width, channels) → (n, classes). Source: LeCun et al. 1998, doi:10.1109/5.726791.
    """
    import keras

    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(32, activation="relu"),
            layers.Dropout(0.1),
            layers.Dense(classes, activation="softmax"),
        ]
    )


@training("classifier")
def train_classifier(seed=0, data="mini"):
    """Adam on the cross-entropy; the learning rate falls along a cosine to zero."""
    import keras

    from datasets import load

    keras.utils.set_random_seed(seed)
    found = load("digits") if data == "mini" else load(data, "full")
    images, labels = (found["x_train"][..., None] / 255).astype("float32"), found["y_train"]
    epochs, batch, rate = (20, 32, 4e-3) if data == "mini" else (12, 128, 4e-3)
    if data == "mnist":  # people write digits a little further left or right; clothes fill their pictures
        images = np.concatenate([images, shifted(images), shifted(images)])
        labels, epochs, rate = np.tile(labels, 3), 8, 2e-3
    model = build_classifier(images.shape[1:], 10)
    rate = keras.optimizers.schedules.CosineDecay(rate, epochs * -(-len(images) // batch))
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    # Nothing is chosen by a validation set, so none is held back; the test images are not looked at.
    model.fit(images, labels, epochs=epochs, batch_size=batch, verbose=0)
    return (model,)


def shifted(images):
    """Each image (n, h, w, c) moved by one or two pixels along both axes, as NumPy's random numbers say."""
    steps = np.random.choice([-2, -1, 1, 2], (len(images), 2))
    moved = np.empty_like(images)
    for i, (down, right) in enumerate(steps):
        moved[i] = np.roll(images[i], (down, right), axis=(0, 1))
    return moved


@steps("classifier")
def classifier_steps():
    """Why a small network is enough."""
    return (
        "An 8×8 digit is small: two convolutions with padding keep its size, one pooling halves it, and most of the 21,546 weights "
        "lie in the dense layer behind. Dropout in front of it keeps 1,200 images from being learned by heart. Adam with a "
        "learning rate that falls to zero needs 20 epochs, a few seconds. Outputs are probabilities: softmax and sparse "
        "categorical cross-entropy."
    )


@reference("transfer")
def build_transfer(backbone, classes):
    """p = softmax(W·mean_{ij} f(x/127.5 − 1)[i, j] + b), where the backbone f is frozen and only W, b are trained.

    Shapes: (n, height, width, channels) in 0 … 255 → (n, classes).
    Source: Yosinski et al. 2014, arXiv:1411.1792; Lin et al. 2013, arXiv:1312.4400 (global average pooling).
    """
    import keras

    backbone.trainable = False
    images = keras.Input(backbone.input_shape[1:])
    maps = backbone(keras.layers.Rescaling(1 / 127.5, offset=-1)(images), training=False)
    pooled = keras.layers.GlobalAveragePooling2D()(maps)
    return keras.Model(images, keras.layers.Dense(classes, activation="softmax")(pooled))


@steps("transfer")
def transfer_steps():
    """The three decisions, and what each is for."""
    return (
        "1. *Preprocessing.* The backbone learned from values between −1 and 1; x/127.5 − 1 takes 0 to −1 and 255 to 1. With "
        "x/255 it would see half of that range only.\n2. *Freezing.* `backbone.trainable = False` keeps its weights, which the large "
        "gradients of an untrained head would spoil.\n3. *Head.* Global average pooling leaves one number for each channel, so "
        "the dense layer has (channels + 1)·classes weights; behind `Flatten` it has height·width times as many. On MobileNetV2 "
        "the published head, Flatten and Dense(256), holds 16 of 18.3 million weights."
    )


@reference("search_space")
def search_space(blocks, filters, pools, dropouts, units, rates, side, kernels, depths):
    """|space| = |dropouts|·|units|·|rates|·Σ_d (|filters|·|pools|)^d, and per depth the kernels that leave something.

    A block needs side ≥ kernel, and its pooling leaves ⌊(side − kernel + 1)/2⌋ ≥ 1.
    """
    filter_choices, unit_choices = (len(range(low, high + 1, by)) for low, high, by in (filters, units))
    shared = len(dropouts) * unit_choices * len(rates)
    per_block = filter_choices * len(pools)

    def remains(sizes):
        left = side
        for kernel in sizes:
            left = (left - kernel + 1) // 2
            if left < 1:
                return False
        return True

    return {
        "space_size": shared * sum(per_block**depth for depth in range(blocks[0], blocks[1] + 1)),
        "feasible_by_depth": [
            sum(map(remains, product(kernels, repeat=depth))) for depth in range(depths[0], depths[1] + 1)
        ],
    }


@second_derivation("search_space")
def search_space_by_counting(blocks, filters, pools, dropouts, units, rates, side, kernels, depths):
    """The geometric series in closed form, and a table of how many kernel sequences lead to each size."""
    q = ((filters[1] - filters[0]) // filters[2] + 1) * len(pools)
    series = (q ** (blocks[1] + 1) - q ** blocks[0]) // (q - 1)
    dense = (units[1] - units[0]) // units[2] + 1
    sizes, feasible = Counter({side: 1}), []
    for depth in range(1, depths[1] + 1):
        following = Counter()
        for size, count in sizes.items():
            for kernel in kernels:
                pooled = (size - kernel + 1) // 2
                if pooled >= 1:
                    following[pooled] += count
        sizes = following
        if depth >= depths[0]:
            feasible.append(sum(sizes.values()))
    return {"space_size": dense * len(dropouts) * len(rates) * series, "feasible_by_depth": feasible}


@steps("search_space")
def search_space_steps(blocks, filters, pools, dropouts, units, rates, side, kernels, depths):
    """Count the choices of one block, then the depths; then follow the sizes."""
    answer = search_space(blocks, filters, pools, dropouts, units, rates, side, kernels, depths)
    filter_choices, unit_choices = (len(range(low, high + 1, by)) for low, high, by in (filters, units))
    q = filter_choices * len(pools)
    powers = " + ".join(f"{q}^{{{depth}}}" for depth in range(blocks[0], blocks[1] + 1))
    lines = [
        f"One block: {filter_choices} numbers of filters times {len(pools)} kinds of pooling = {q} choices. Both ends of a "
        "range count. A network of $d$ blocks makes them $d$ times over, independently.\n",
        f"Shared by all depths: {len(dropouts)} · {unit_choices} · {len(rates)} = "
        f"{len(dropouts) * unit_choices * len(rates)} choices of dropout, dense units and learning rate.\n",
        f"Together ${len(dropouts) * unit_choices * len(rates)} \\cdot ({powers})$ = **{answer['space_size']:,}**.\n",
        f"Sizes that are possible after each block, from {side}, with size → (size − kernel + 1) // 2:\n",
    ]
    sizes = {side}
    for depth in range(1, depths[1] + 1):
        sizes = {left for size in sizes for kernel in kernels if (left := (size - kernel + 1) // 2) >= 1}
        shown = ", ".join(map(str, sorted(sizes))) or "none"
        count = (
            f" (**{answer['feasible_by_depth'][depth - depths[0]]}** sequences of kernels)"
            if depth >= depths[0]
            else ""
        )
        lines.append(f"- block {depth}: {shown}{count}")
    lines.append("\nA tuner that draws a depth at which nothing fits only produces failed trials.")
    return "\n".join(lines)


@reference("hyperband_table")
def hyperband(max_epochs, factor):
    """Bracket b, round r ≤ b: ⌈⌈1 + log_f M⌉/(b + 1)·f^(b−r)⌉ trials, trained up to epoch ⌈M/f^(b−r)⌉.

    Source: Li et al. 2018, arXiv:1603.06560, as KerasTuner's `Hyperband` implements it.
    """
    deepest = 0
    while factor ** (deepest + 1) <= max_epochs:
        deepest += 1
    base = 1 + deepest + (factor**deepest < max_epochs)  # ⌈1 + log_f M⌉ in whole numbers
    table = []
    for bracket in range(deepest, -1, -1):
        for turn in range(bracket + 1):
            scale = factor ** (bracket - turn)
            trials, epochs = -(-base * scale // (bracket + 1)), -(-max_epochs // scale)
            table.append({"bracket": bracket, "round": turn, "trials": trials, "epochs": epochs})
    return table


@steps("hyperband_table")
def hyperband_table_steps():
    """The published call, by hand."""
    return (
        "For M = 7 and f = 3: $\\lceil 1 + \\log_3 7 \\rceil = \\lceil 2.77 \\rceil = 3$, and $3^1 \\le 7 < 3^2$, so there are the brackets 1 "
        "and 0.\n\n- bracket 1, round 0: $\\lceil 3/2 \\cdot 3 \\rceil$ = **5** trials up to epoch $\\lceil 7/3 \\rceil$ = **3**\n"
        "- bracket 1, round 1: $\\lceil 3/2 \\rceil$ = **2** trials go on up to epoch **7**\n"
        "- bracket 0, round 0: **3** new trials up to epoch **7**\n\n"
        "That is 5·3 + 2·(7 − 3) + 3·7 = 44 epochs. No trial ends at epoch 8, so values printed with `tuner/epochs: 8` come from a "
        "search with another `max_epochs`. Ceilings of quotients of whole numbers are `-(-a // b)`, which no rounding can spoil."
    )


@reference("active_hyperparameters")
def active_hyperparameters(best_values):
    """The keys that `build_model` reads: the two counts, the rate, and index i of a layer where i < its count."""
    layers = {"filters": "conv_layers", "kernel": "conv_layers", "units": "dense_layers", "dropout": "dense_layers"}
    indexed = [f"{name}_{i}" for name, count in layers.items() for i in range(best_values[count])]
    return ["conv_layers", "dense_layers", "learning_rate", *indexed]


@second_derivation("active_hyperparameters")
def active_hyperparameters_by_elimination(best_values):
    """All keys without the tuner's own and without those whose layer is not built, in the reference's order."""
    left = []
    for key in best_values:
        name, _, index = key.partition("_")
        count = best_values["conv_layers" if name in ("filters", "kernel") else "dense_layers"]
        if not key.startswith("tuner/") and not (index.isdigit() and int(index) >= count):
            left.append(key)
    return left


@steps("active_hyperparameters")
def active_hyperparameters_steps(best_values):
    """Walk through build_model with these values."""
    conv, dense = best_values["conv_layers"], best_values["dense_layers"]
    active = active_hyperparameters(best_values)
    return (
        f"`conv_layers` is {conv}, so the first loop reads the indices 0 … {conv - 1}; `dense_layers` is {dense}, so the second one reads "
        f"0 … {dense - 1}. What has a higher index was left over from trials with more layers. The keys `tuner/…` are the "
        "tuner's notes on the trial and no argument of the model.\n\n"
        f"Active: {', '.join(f'`{key}`' for key in active)}, **{len(active)}** of {len(best_values)} keys."
    )


@reference("tuner_choice")
def tuner_choice():
    """Successive halving stops the hopeless early."""
    return "hyperband"


@steps("tuner_choice")
def tuner_choice_steps():
    """What each tuner spends the budget on."""
    return (
        "The cost is in the epochs, and early epochs already tell poor settings from good ones: then many trials can be begun and most "
        "of them stopped early, which is what Hyperband does. Random search trains every trial to the end. Bayesian "
        "optimisation learns from finished trials, one after the other, and pays off where trials are few and dear. A full grid is "
        "out of the question."
    )


@reference("regularisation_facts")
def regularisation_facts():
    """Dropout makes units independent of each other."""
    return "less_dependent"


@steps("regularisation_facts")
def regularisation_facts_steps():
    """Dropout and pooling."""
    return (
        "A unit that may be missing cannot be relied upon: the network spreads what it knows over many units and becomes *less* "
        "dependent on each. Keras divides the units that stay by 1 − p during training, so that nothing is scaled at "
        "test time. Pooling takes maxima or means and has no weights at all; it makes later dense layers smaller, because their input is."
    )


@reference("metrics_report")
def classification_report(confusion):
    """P = diag/Σ_rows, R = diag/Σ_columns, F₁ = 2·diag/(Σ_rows + Σ_columns), 0/0 = 0; accuracy = Σ diag/Σ; macro means.

    Shapes: confusion (K, K), rows true, columns predicted → four arrays (K,), a number, and a dict of numbers.
    Source: van Rijsbergen 1979, Information Retrieval, chapter 7; scikit-learn, `precision_recall_fscore_support`.
    """
    hits, support, predicted = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    scores = {
        "precision": hits / np.maximum(predicted, 1),
        "recall": hits / np.maximum(support, 1),
        "f1": 2 * hits / np.maximum(support + predicted, 1),
    }
    macro = {name: float(np.mean(score)) for name, score in scores.items()}
    return {**scores, "support": support, "accuracy": float(hits.sum() / confusion.sum()), "macro": macro}


@steps("metrics_report")
def metrics_report_steps():
    """The example by hand."""
    return (
        "Rows say what an image is, columns what it was taken for. So the diagonal over the sums of the *columns* is the precision (of all "
        "that was called k, how much is k), over the sums of the *rows* the recall.\n\nThe example [[3, 1], [2, 4]]: P = (3/5, 4/5), "
        "R = (3/4, 4/6), F₁ = 2·(3, 4)/((4, 6) + (5, 5)) = (**2/3**, **8/11**), accuracy 7/10. The macro F₁ is the mean of the F₁s; "
        "it is not the F₁ of the macro precision and recall. A class that is never predicted has 0/0, which counts as 0: counts are "
        "whole numbers, so `np.maximum(count, 1)` changes nothing else."
    )


@reference("weakest_classes")
def weakest_classes(test_confusion):
    """The three least of diag/Σ_columns (recall) and of diag/Σ_rows (precision)."""
    hits = np.diag(test_confusion)
    recall, precision = hits / test_confusion.sum(axis=1), hits / test_confusion.sum(axis=0)
    return {
        "weakest_by_recall": np.argsort(recall)[:3].tolist(),
        "weakest_by_precision": np.argsort(precision)[:3].tolist(),
    }


@second_derivation("weakest_classes")
def weakest_classes_image_by_image(test_confusion):
    """Every test image written out as (true, predicted), then misses and false alarms counted by class."""
    pairs = [(true, predicted) for (true, predicted), count in np.ndenumerate(test_confusion) for _ in range(count)]
    classes = range(len(test_confusion))

    def share(k, side):
        concerned = [pair for pair in pairs if pair[side] == k]
        return sum(true == predicted for true, predicted in concerned) / len(concerned)

    return {
        "weakest_by_recall": sorted(classes, key=lambda k: share(k, 0))[:3],
        "weakest_by_precision": sorted(classes, key=lambda k: share(k, 1))[:3],
    }


@steps("weakest_classes")
def weakest_classes_steps(test_confusion):
    """The diagonal over the sums of rows and of columns."""
    hits, rows, columns = np.diag(test_confusion), test_confusion.sum(axis=1), test_confusion.sum(axis=0)
    answer = weakest_classes(test_confusion)
    lines = ["| class | right | row sum | recall | column sum | precision |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {k} | {hits[k]} | {rows[k]} | {hits[k] / rows[k]:.3f} | {columns[k]} | {hits[k] / columns[k]:.3f} |"
        for k in range(len(hits))
    ]
    lines.append(
        f"\nLeast recall: **{', '.join(map(str, answer['weakest_by_recall']))}**: these are missed most often. Least precision: "
        f"**{', '.join(map(str, answer['weakest_by_precision']))}**: when the network says one of these, it is wrong most often."
    )
    return "\n".join(lines)


@reference("metric_choice")
def metric_choice():
    """Unequal costs need a weight between P and R."""
    return "weighted_by_cost"


@steps("metric_choice")
def metric_choice_steps():
    """What F₁ weighs."""
    return (
        "F₁ is the harmonic mean of precision and recall and weighs them equally. Where a miss costs ten times a false alarm, "
        "say so: $F_\\beta = (1 + \\beta^2) PR/(\\beta^2 P + R)$ with $\\beta > 1$ leans to recall, and a cost matrix turns counts into costs. With "
        "1 % defects, accuracy is 99 % for a model that never finds one."
    )


@reference("diagnosis")
def diagnosis():
    """A model answer."""
    return (
        "The network overfits: it does far better on the images it was trained on than on new ones. Three things are wrong in the set-up. "
        "The backbone is not frozen, so a few images rewrite its weights. Its inputs lie in [0, 1] and not in [-1, 1] as it "
        "expects. The head behind Flatten has 16 million weights for a few hundred images. I would freeze the backbone, use its own "
        "preprocess_input and a global average pooling head, then augment the training images and stop early on the validation "
        "loss. As chance is 20 %, a validation accuracy near it must be compared with its standard error before anything is concluded. The "
        "validation part must not be the test part."
    )


@steps("diagnosis")
def diagnosis_steps():
    """What earns points."""
    return (
        "Overfitting is read from the gap between the two accuracies. The causes stand in the description: the backbone is not frozen, "
        "inputs are in [0, 1], the Flatten head is huge, and the test folder was used to validate. Remedies should each answer one of them."
    )
