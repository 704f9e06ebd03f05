"""hw06: reference answers, a second derivation of each value, and the steps that lead to them.

Rotations as a pretext task follow Gidaris et al. 2018, arXiv:1803.07728; probes Alain & Bengio 2016, arXiv:1610.01644.
"""

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps, training

# Keras is imported where it is used: the judge reads this module, too, and needs no TensorFlow for it.

ERRATA = [
    Erratum(
        "two_heads",
        "build_two_heads",
        "heads on base_model.outputs[0]",
        "That output was a softmax over 10 classes: both heads saw ten probabilities instead of the 64 features.",
    ),
    Erratum(
        "masked_loss",
        "joint_loss",
        "x_rotated and y_rotated stayed np.zeros_like(...)",
        "The arrays were made and never filled: the network was trained on black images without a label.",
    ),
    Erratum(
        "joint_conclusion",
        "joint_conclusion",
        "best: equal weights",
        "All six accuracies (0.1003, 0.1015, 0.1037 and 0.2480, 0.2562, 0.2523) are those of guessing.",
    ),
]


@reference("rotation_set")
def make_rotations(images):
    """x[4i + k] is image i turned k quarter-turns counter-clockwise, and y[4i + k] = e_k.

    Shapes: images (n, s, s, c) → x (4n, s, s, c), y (4n, 4). ValueError where the images are not square.
    Source: Gidaris et al. 2018, arXiv:1803.07728, section 2.
    """
    if images.shape[1] != images.shape[2]:
        raise ValueError("turned by 90°, images that are not square have another shape")
    turned = np.stack([np.rot90(images, k, axes=(1, 2)) for k in range(4)], axis=1)
    return turned.reshape(-1, *images.shape[1:]), np.tile(np.eye(4), (len(images), 1))


@steps("rotation_set")
def rotation_set_steps():
    """The axes of an image in a batch, and the example by hand."""
    return (
        "In a batch (n, s, s, c) the plane of an image is spanned by the axes 1 and 2: `np.rot90(images, k, axes=(1, 2))`. "
        "Without `axes` it turns the axes 0 and 1, which mixes images with their rows. Images and labels are put "
        "together in the same order: here all four turns of the first image, then of the second.\n\n"
        "The example: $\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$ turned once is "
        "$\\begin{pmatrix}2&4\\\\1&3\\end{pmatrix}$ (the right column becomes the top row), turned twice "
        "$\\begin{pmatrix}4&3\\\\2&1\\end{pmatrix}$, three times $\\begin{pmatrix}3&1\\\\4&2\\end{pmatrix}$."
    )


@reference("orientation_limit")
def orientation_limit(plain, half_turn, quarter_turn):
    """Among v turns that look alike the best guess is right once in v: v = 1, 2 or 4."""
    return (plain + half_turn / 2 + quarter_turn / 4) / 100


@second_derivation("orientation_limit")
def orientation_limit_by_turning(plain, half_turn, quarter_turn):
    """Small pictures of each kind, turned: a rule can be right for one turn of each different view."""
    pictures = [(plain, [[1, 2], [3, 4]]), (half_turn, [[1, 2], [2, 1]]), (quarter_turn, [[1, 1], [1, 1]])]
    views = [(share, len({np.rot90(picture, k).tobytes() for k in range(4)})) for share, picture in pictures]
    return sum(share * seen / 4 for share, seen in views) / 100


@steps("orientation_limit")
def orientation_limit_steps(plain, half_turn, quarter_turn):
    """One kind of image after the other."""
    return (
        f"- {plain} % look different in all four turns: all of them can be told.\n"
        f"- {half_turn} % look the same after a half-turn: 0° and 180° cannot be told apart, nor 90° and 270°. One of two "
        "guesses is right.\n"
        f"- {quarter_turn} % look the same in every turn: one of four guesses is right.\n\n"
        f"({plain} + {half_turn}/2 + {quarter_turn}/4)/100 = **{orientation_limit(plain, half_turn, quarter_turn):.4f}**. "
        "The bound is one of the images, not of the network: no training gets beyond it."
    )


@reference("pretext_counts")
def pretext_counts(side, channels, kernel, filters, width, classes):
    """Convolution (k²·c_in + 1)·c_out, batch normalisation 4 numbers per channel of which 2 are statistics, Dense (in + 1)·out."""
    total, statistics, size, depth = 0, 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + 1) * f + (kernel**2 * f + 1) * f + 2 * 4 * f
        statistics += 2 * 2 * f
        size, depth = size // 2, f
    body = total + (size**2 * depth + 1) * width
    return {
        "pretext_params": body + (width + 1) * 4,
        "downstream_params": body + (width + 1) * classes,
        "bn_statistics": statistics,
    }


def weight_shapes(side, channels, kernel, filters, width, outputs):
    """By layer: the shapes of the arrays that Keras would make, and whether each is trained."""
    layers, depth, size = {}, channels, side
    for block, f in enumerate(filters, 1):
        for number in (1, 2):
            layers[f"block {block}, Conv2D {number}"] = [((kernel, kernel, depth, f), True), ((f,), True)]
            layers[f"block {block}, BatchNormalization {number}"] = [((f,), True)] * 2 + [((f,), False)] * 2
            depth = f
        size = len(range(0, size - 1, 2))  # windows of 2 with stride 2
    layers[f"Dense({width})"] = [((size * size * depth, width), True), ((width,), True)]
    layers[f"Dense({outputs})"] = [((width, outputs), True), ((outputs,), True)]
    return layers


@second_derivation("pretext_counts")
def pretext_counts_by_enumeration(side, channels, kernel, filters, width, classes):
    """Every array of every layer, its entries counted."""

    def count(outputs, kinds):
        layers = weight_shapes(side, channels, kernel, filters, width, outputs)
        return sum(int(np.prod(shape)) for arrays in layers.values() for shape, trained in arrays if trained in kinds)

    both = (True, False)
    return {
        "pretext_params": count(4, both),
        "downstream_params": count(classes, both),
        "bn_statistics": count(4, (False,)),
    }


@steps("pretext_counts")
def pretext_counts_steps(side, channels, kernel, filters, width, classes):
    """Layer by layer."""
    lines, counts = [f"Pooling takes {side} to {side // 2}, {side // 4} and {side // 8}; it has no parameters.", ""], []
    for layer, arrays in weight_shapes(side, channels, kernel, filters, width, 4).items():
        counts.append(sum(int(np.prod(shape)) for shape, _ in arrays))
        lines.append(f"- {layer}: {' + '.join('·'.join(map(str, shape)) for shape, _ in arrays)} = {counts[-1]}")
    right = pretext_counts(side, channels, kernel, filters, width, classes)
    lines += [
        "",
        f"Together **{right['pretext_params']}**. Of the four numbers per channel of a batch normalisation, scale and shift "
        f"are trained and two are statistics: 2·2·({' + '.join(map(str, filters))}) = **{right['bn_statistics']}**.",
        "",
        f"With the other head: {right['pretext_params']} − {counts[-1]} + {(width + 1) * classes} = "
        f"**{right['downstream_params']}**.",
    ]
    return "\n".join(lines)


@reference("steps_per_epoch")
def steps_per_epoch(unlabelled, labelled, pretext_batch, labelled_batch, held_back):
    """⌈number of images / batch size⌉; each unlabelled image stands in the set four times."""
    images = 4 * unlabelled * (100 - held_back) // 100
    return {
        "pretext_steps": -(-images // pretext_batch),
        "labelled_steps": -(-labelled // labelled_batch),
    }


@second_derivation("steps_per_epoch")
def steps_by_cutting(unlabelled, labelled, pretext_batch, labelled_batch, held_back):
    """Indices cut into batches, and the batches counted."""
    rotated = np.arange(4 * unlabelled)
    kept = rotated[: len(rotated) - round(len(rotated) * held_back / 100)]
    return {
        "pretext_steps": len(kept[::pretext_batch]),
        "labelled_steps": len(range(0, labelled, labelled_batch)),
    }


@steps("steps_per_epoch")
def steps_per_epoch_steps(unlabelled, labelled, pretext_batch, labelled_batch, held_back):
    """How many images there are, then how many batches."""
    images = 4 * unlabelled * (100 - held_back) // 100
    right = steps_per_epoch(unlabelled, labelled, pretext_batch, labelled_batch, held_back)
    return (
        f"Pretext: 4·{unlabelled} = {4 * unlabelled} images, of which {100 - held_back} % are learned from: {images}. "
        f"{images}/{pretext_batch} = {images / pretext_batch:.2f}, so **{right['pretext_steps']}** steps.\n\n"
        f"Labels: {labelled}/{labelled_batch} = {labelled / labelled_batch:.2f}, so **{right['labelled_steps']}** steps. The "
        "last batch is smaller, and is a step all the same."
    )


@reference("pretext")
def build_pretext(input_shape):
    """Two convolutions, a pooling, a convolution, the largest value of each map: "features"; then a softmax of four.

    Shapes: (n, s, s, c) → (n, 4). Source: Gidaris et al. 2018, arXiv:1803.07728.
    """
    import keras

    layers = keras.layers

    def convolution(filters):
        return layers.Conv2D(filters, 3, padding="same", activation="relu")

    return keras.Sequential(
        [
            keras.Input(input_shape),
            convolution(24),
            convolution(24),
            layers.MaxPooling2D(),
            convolution(48),
            layers.GlobalMaxPooling2D(name="features"),
            layers.Dense(4, activation="softmax"),
        ]
    )


def build_for_photographs():
    """Photographs (n, 32, 32, 3) → (n, 4): four convolutions, each with batch normalisation, and the mean of each map."""
    import keras

    layers = keras.layers

    def convolution(filters):
        # A few hundred steps an epoch: with the default momentum the moving statistics lag behind.
        return [
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
        ]

    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            *convolution(32),
            layers.MaxPooling2D(),
            *convolution(64),
            layers.MaxPooling2D(),
            *convolution(96),
            *convolution(96),
            layers.GlobalAveragePooling2D(name="features"),
            layers.Dense(4, activation="softmax"),
        ]
    )


@training("pretext")
def train_pretext(seed=0, data="mini"):
    """Adam on the cross-entropy of the four turns; the learning rate falls along a cosine to zero."""
    import keras

    from datasets import load

    keras.utils.set_random_seed(seed)
    if data == "mini":
        images, epochs, batch, rate = load("cifar10")["x_train"], 6, 64, 4e-3
        model = build_pretext(images.shape[1:])
    else:
        images, epochs, batch, rate = load(data, "full")["x_train"].astype("float32") / 255, 4, 128, 2e-3
        model = build_for_photographs()
    x, y = make_rotations(images)
    rate = keras.optimizers.schedules.CosineDecay(rate, epochs * -(-len(x) // batch))
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=epochs, batch_size=batch, verbose=0)
    return (model,)


def accuracy_of_few(weights, images, labels, test_images, test_labels, seed):
    """What the network for photographs reaches that begins with `weights` (with random ones: None) and learns few labels."""
    import keras

    keras.utils.set_random_seed(seed)
    body = build_for_photographs()
    if weights is not None:
        body.set_weights(weights)
    outputs = keras.layers.Dense(int(labels.max()) + 1, activation="softmax")(body.get_layer("features").output)
    model = keras.Model(body.inputs, outputs)
    model.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=30, batch_size=32, verbose=0)
    return float(np.mean(np.argmax(model.predict(test_images, verbose=0), axis=1) == test_labels))


@steps("pretext")
def pretext_steps():
    """What decides whether it works."""
    return (
        "A turn shows in the arrangement of small parts, wherever the shape lies: convolutions, and a pooling over all positions "
        "at the end. `Flatten` would learn each position by itself. What commonly goes wrong:\n\n"
        "- Images and labels are stacked in different orders, or the labels are those of the other sense of rotation.\n"
        "- Batch normalisation keeps its default momentum of 0.99: after a few hundred steps the moving statistics are "
        "still near where they began, and new images get nearly chance, though the training accuracy is high. Take 0.9, or none.\n"
        "- Sigmoids or a large learning rate drive units into saturation, where no gradient passes.\n\n"
        "A high rotation accuracy is not the goal. Ask what the features are worth to another task, and compare them with those "
        "of the same network *without* training, standardised both: random features do surprisingly well. And repeat it: one "
        "run with one seed proves nothing. On this data a network trained on the labels from the start does as well as one that is "
        "fine-tuned from the pretext; what the pretext saves is labels, when the features stay as they are."
    )


@reference("linear_probe")
def linear_probe(features, labels, test_features):
    """argmax_k (z·W + b)_k with z = (x − μ)/σ and the ridge solution W = (ZᵀZ + 0.2n·I)⁻¹ Zᵀ(Y − Ȳ), b = Ȳ.

    Shapes: features (n, d), labels (n,), test_features (m, d) → (m,).
    Source: Alain & Bengio 2016, arXiv:1610.01644; Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634.
    """
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    known, asked = (features - mean) / scale, (test_features - mean) / scale
    classes = np.unique(labels)
    targets = (labels[:, None] == classes).astype(float)
    share = targets.mean(axis=0)
    penalty = 0.2 * len(known) * np.eye(known.shape[1])
    weights = np.linalg.solve(known.T @ known + penalty, known.T @ (targets - share))
    return classes[np.argmax(asked @ weights + share, axis=1)]


@steps("linear_probe")
def linear_probe_steps():
    """What is learned from which images."""
    return (
        "1. Mean and standard deviation of every feature, from the *labelled* images; the others are scaled with the same "
        "numbers. A feature that is constant has the deviation 0: divide it by 1.\n"
        "2. Any linear classifier with a little regularisation: ridge regression on one-hot targets as here, logistic regression, a linear "
        "support vector machine.\n"
        "3. The column with the largest output is an index into the sorted classes, not a label.\n\n"
        "Why scale: a penalty on the weights is a penalty on features of small numbers. The features of an untrained network "
        "are often that small, and look worthless only for this reason; standardised, they are a bar that is worth the name."
    )


@reference("two_heads")
def build_two_heads(input_shape, feature_width):
    """p = softmax(V·h + b) of ten classes, q = softmax(U·h + c) of four turns, of one tensor h = relu(W·pooled maps + a).

    Shapes: (n, s, s, c) → (n, 10) and (n, 4). Source: Zhai et al. 2019, arXiv:1905.03670 (S4L).
    """
    import keras

    layers = keras.layers
    images = keras.Input(input_shape)
    maps = layers.Conv2D(16, 3, padding="same", activation="relu")(images)
    maps = layers.Conv2D(32, 3, padding="same", activation="relu")(layers.MaxPooling2D()(maps))
    features = layers.Dense(feature_width, activation="relu")(layers.GlobalAveragePooling2D()(maps))
    classes = layers.Dense(10, activation="softmax")(features)
    turns = layers.Dense(4, activation="softmax")(features)
    return keras.Model(images, [classes, turns])


@steps("two_heads")
def two_heads_steps():
    """Where the heads belong."""
    return (
        "The two tasks share everything up to the features, and nothing behind. `model.outputs[0]` of a trained classifier is its "
        "*softmax*: ten numbers of sum 1. A head on it sees the image through ten probabilities, and its gradient passes a softmax that "
        "may be saturated. `model.layers[-2].output` is the tensor that is wanted."
    )


@reference("masked_loss")
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    """L = λ₀·(1/n)Σ_i −Σ_k t_ik log p_ik + λ₁·(1/n)Σ_i −Σ_k s_ik log q_ik, where 0·log p = 0 for every p, zero too.

    Shapes: class_probs, class_targets (n, k), rot_probs, rot_targets (n, 4), weights two numbers → a number.
    Source: Zhai et al. 2019, arXiv:1905.03670, equation 1; Keras 3 documentation, `CategoricalCrossentropy`.
    """
    loss = 0.0
    for weight, probs, targets in ((weights[0], class_probs, class_targets), (weights[1], rot_probs, rot_targets)):
        safe = np.where(targets > 0, probs, 1.0)
        loss += weight * np.mean(-np.sum(targets * np.log(safe), axis=1))
    return loss


@steps("masked_loss")
def masked_loss_steps():
    """Why a row of zeros is a mask, and the example by hand."""
    return (
        "In $-\\sum_k t_k \\log p_k$ a row of zeros gives 0 whatever $p$ is: the image adds nothing to this task's loss and no "
        "gradient. It still counts in $n$, as it does in Keras. Where $t_k = 0$ a probability may be 0 as well, and in NumPy "
        "`0 * np.log(0)` is NaN: put 1 in its place before the logarithm.\n\n"
        "The example: classes (log 2 + 0)/2, turns (0 + log 4)/2, weighted 1·½ log 2 + 3·½ log 4 = **3.5 log 2**."
    )


@reference("masked_accuracy")
def masked_accuracy(probs, targets):
    """mean over {i : Σ_k t_ik > 0} of [argmax_k p_ik = argmax_k t_ik].

    Shapes: probs (n, k), targets (n, k) → a number. ValueError where no row is labelled.
    Source: Zhai et al. 2019, arXiv:1905.03670, the labelled part of a batch.
    """
    labelled = targets.any(axis=1)
    if not labelled.any():
        raise ValueError("no row is labelled")
    return np.mean(np.argmax(probs[labelled], axis=1) == np.argmax(targets[labelled], axis=1))


@steps("masked_accuracy")
def masked_accuracy_steps():
    """Zero rows have an argmax."""
    return (
        "`np.argmax` of a row of zeros is 0. An accuracy over all rows therefore takes unlabelled images for images of class 0: a "
        "network that always says 0 gets nearly 1 where few images are labelled. Keras' own `categorical_accuracy` does so, too. Leave "
        "these rows out first.\n\nThe example: two rows are labelled, one of them is right: **0.5**."
    )


@reference("chance_level")
def is_chance(accuracy, classes, n):
    """|accuracy − p| < 3·√(p(1 − p)/n) with p = 1/classes.

    Source: the normal approximation of the binomial distribution, de Moivre 1738.
    """
    p = 1 / classes
    return bool(abs(accuracy - p) < 3 * np.sqrt(p * (1 - p) / n))


@steps("chance_level")
def chance_level_steps():
    """The example by hand."""
    return (
        "A guess is right with probability $p = 1/K$. The number of right ones among $n$ is binomial, so their share has the "
        "standard deviation $\\sqrt{p(1-p)/n}$.\n\n"
        "The example: $p = 0.25$, $\\sqrt{0.25\\cdot0.75/1200} = 0.0125$, three times that 0.0375. 0.28 lies 0.03 away: "
        "**True**. 0.2 lies 0.05 away, and **False**: below chance is not chance either; look for exchanged labels."
    )


@reference("joint_conclusion")
def joint_conclusion():
    """Six numbers within three standard deviations of guessing."""
    return "all_chance"


@steps("joint_conclusion")
def joint_conclusion_steps():
    """The six distances, and what was behind them."""
    return (
        "For 10 classes: $3\\sqrt{0.1\\cdot0.9/10000} = 0.009$, the largest distance is 0.0037. For 4 turns: "
        "$3\\sqrt{0.25\\cdot0.75/10000} = 0.013$, the largest is 0.0062. Nothing can be ranked that has learned nothing. In "
        "the source the arrays of rotated images and labels had been made with `zeros_like` and never filled. Only after a look at what the "
        "network was fed is it time for several seeds, and then for the spread over them."
    )
