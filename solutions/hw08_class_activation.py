"""hw08: reference answers, a second derivation of each value, and the steps that lead to them.

Class activation maps follow Zhou et al. 2016, arXiv:1512.04150; Grad-CAM follows Selvaraju et al. 2017, arXiv:1610.02391.
"""

import numpy as np

from tamrin import reference, second_derivation, steps, training
from tamrin.worked import matrix

# Keras is imported where it is used: the judge reads this module, too, and needs no TensorFlow for it.


@reference("global_average_pooling")
def gap(feature_maps):
    """GAP[n, d] = 1/(H·W) · Σ_ij A[n, i, j, d].

    Shapes: feature_maps (N, H, W, D) → (N, D).
    Source: Lin, Chen & Yan 2014, arXiv:1312.4400, section 3.2.
    """
    return np.mean(feature_maps, axis=(1, 2))


@steps("global_average_pooling")
def gap_steps():
    """Which axes vanish, and the example by hand."""
    return (
        "Height and width are averaged away, images and filters stay: $\\mathrm{GAP}_{nd} = \\tfrac{1}{HW}\\sum_{ij} "
        "A_{nijd}$. The layer has no parameters, and its output has the same length for images of any size.\n\n"
        "The example has one image of 1 × 2 positions with 2 filters: filter 0 has the values 1 and 3, filter 1 the values "
        "−2 and 4. The means are **2** and **1**."
    )


@reference("cam")
def cam(feature_maps, weights, class_index):
    """CAM[i, j] = Σ_d weights[d, class_index] · A[i, j, d].

    Shapes: feature_maps (H, W, D), weights (D, C) → (H, W).
    Source: Zhou et al. 2016, arXiv:1512.04150, equation 2.
    """
    return feature_maps @ weights[:, class_index]


@steps("cam")
def cam_steps():
    """From the logit to the map, and the example by hand."""
    return (
        "The logit is linear in the pooled features, and pooling is linear in the maps, so the two sums can change places:\n\n"
        "$$z_c - b_c = \\sum_d w_{dc}\\,\\frac{1}{HW}\\sum_{ij} A_{ijd} = \\frac{1}{HW}\\sum_{ij}\\underbrace{\\sum_d "
        "w_{dc}A_{ijd}}_{\\mathrm{CAM}_{ij}}.$$\n\n"
        "A position with a negative value speaks against the class, so nothing is cut off. The map is as large as the "
        "*feature map*; with pooling or strides that is smaller than the image.\n\n"
        "The example, class 1 with the weights (−1, 2): the first position has −1·1 + 2·0 = **−1**, the second −1·2 + 2·3 = "
        "**4**."
    )


def gradient(function, x):
    """∂f/∂x of a function that turns a tensor into one number: keras.ops has no gradient, so each backend's own."""
    import keras

    backend = keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x)
        return tape.gradient(value, x)
    if backend == "jax":
        import jax

        return jax.grad(function)(x)
    import torch

    x = x.detach().requires_grad_()
    return torch.autograd.grad(function(x), x)[0]


def through(layers, x):
    """What one layer after the other makes of x."""
    for layer in layers:
        x = layer(x)
    return x


@reference("grad_cam")
def grad_cam(model, image, class_index, layer_name):
    """Grad-CAM = ReLU(Σ_d α_d A_d) scaled to a maximum of 1, α_d = 1/(h·w) · Σ_ij ∂z_c/∂A_ijd, with the logit z_c.

    Shapes: image (height, width, channels), the layer's output A (h, w, D) → (h, w).
    Source: Selvaraju et al. 2017, arXiv:1610.02391, equations 1 and 2.
    """
    import keras

    chain = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    cut, head = chain.index(model.get_layer(layer_name)) + 1, model.layers[-1]
    features = through(chain[:cut], image[None])

    def logit(maps):
        # What goes into the last layer times its weights: no softmax, and the bias has no gradient.
        return keras.ops.sum(through(chain[cut:-1], maps)[0] * head.kernel[:, class_index])

    slopes = keras.ops.convert_to_numpy(gradient(logit, features))[0]
    heat = np.maximum(keras.ops.convert_to_numpy(features)[0] @ np.mean(slopes, axis=(0, 1)), 0)
    return heat / np.max(heat) if np.any(heat) else heat


@steps("grad_cam")
def grad_cam_steps():
    """The three steps, why the logit, and what becomes of it on a network with global average pooling."""
    return (
        "1. Cut the chain of layers in two: image → A (the layer's output), and A → input of the last Dense layer. That, times "
        "the column of its kernel, is the logit up to the bias.\n"
        "2. α = mean over the positions of ∂logit/∂A. `keras.ops` has no gradients: with TensorFlow it is `GradientTape`, "
        "with JAX `jax.grad`, with PyTorch `torch.autograd.grad`.\n"
        "3. ReLU(Σ α_d A_d), divided by its maximum; where there is no positive entry, zeros (and no 0/0).\n\n"
        "*Why the logit?* $\\partial p_c/\\partial A = p_c\\,(\\partial z_c/\\partial A - \\sum_k p_k\\,\\partial z_k/\\partial "
        "A)$: the gradient of the probability subtracts what speaks for the other classes, and vanishes where the network "
        "is sure.\n\n"
        "*With global average pooling* $z_c = b_c + \\sum_d w_{dc}\\tfrac{1}{hw}\\sum_{ij}A_{ijd}$, so $\\partial z_c/"
        "\\partial A_{ijd} = w_{dc}/hw = \\alpha_d$ and $hw\\cdot$Grad-CAM = ReLU(CAM) before the division by the maximum: the "
        "two maps agree."
    )


@reference("top_filters")
def top_filters(gap_vector, class_weights, k):
    """The k largest of w_d·GAP_d, d = 0 … D − 1: their indices, the largest contribution first.

    Shapes: gap_vector (D,), class_weights (D,) → (k,).
    Source: Zhou et al. 2016, arXiv:1512.04150, section 2: the logit is the sum of these contributions.
    """
    return np.argsort(-(gap_vector * class_weights))[:k]


@steps("top_filters")
def top_filters_steps():
    """What is sorted, and the example by hand."""
    return (
        "The logit is $b_c + \\sum_d w_{dc}\\,\\mathrm{GAP}_d$; filter $d$ contributes the product. A strong filter with a "
        "small weight contributes little, one with a negative weight speaks against the class. `np.argsort` is ascending, "
        "so sort the negated products (or turn the result around). `np.argpartition` finds the k largest in no "
        "particular order; sort them afterwards.\n\n"
        "The example: the products are 2·3 = 6, 5·(−4) = −20, 1·8 = 8, 4·1 = 4. The two largest are those of filters "
        "**2** and **0**, in this order."
    )


def bilinear(count, size):
    """Row i has the weights of the `count` entries at s = (i + ½)·count/size − ½, kept within 0 … count − 1."""
    places = np.clip((np.arange(size) + 0.5) * count / size - 0.5, 0, count - 1)
    return np.maximum(1 - np.abs(places[:, None] - np.arange(count)), 0)


@reference("upsample")
def upsample(heatmap, size):
    """R·heatmap·Cᵀ, where the rows of R and C hold the weights 1 − |s − k| of the neighbours k of each place s.

    Shapes: heatmap (h, w), size = (H, W) → (H, W).
    Source: the half-pixel convention of `keras.ops.image.resize(…, "bilinear")`, written out.
    """
    height, width = size
    return bilinear(heatmap.shape[0], height) @ heatmap @ bilinear(heatmap.shape[1], width).T


@steps("upsample")
def upsample_steps():
    """Where a pixel lies, and the example by hand."""
    return (
        "A pixel is a square; its value belongs to its centre. Pixel $i$ of $H$ has its centre at $(i + \\tfrac12)/H$ of the "
        "height, which is $s = (i + \\tfrac12)\\tfrac hH - \\tfrac12$ counted in pixels of the heat map. Between two "
        "neighbours the values are mixed linearly; beyond the outermost centres the outermost value goes on.\n\n"
        f"The example, {matrix([[0, 4]])} to a width of 4: s = −¼, ¼, ¾, 1¼, kept within 0 … 1 these are 0, ¼, ¾, 1, and "
        "the values are **0, 1, 3, 4**. A heat map of 7 × 7 for an image of 224 × 224 pixels is enlarged 224/7 = 32 times."
    )


def halved(side, times):
    """⌈side/2⌉, again and again."""
    for _ in range(times):
        side = (side + 1) // 2
    return side


@reference("resnet_tail")
def resnet_tail(image_side, base_width, expansion, classes):
    """Five halvings, the width of the fourth stage times the expansion; (channels + 1)·classes parameters."""
    side, channels = halved(image_side, 5), base_width * 2**3 * expansion
    return {"feature_shape": (side, side, channels), "predictions_params": (channels + 1) * classes}


@second_derivation("resnet_tail")
def resnet_tail_by_enumeration(image_side, base_width, expansion, classes):
    """The positions that a stride of 2 visits, stage by stage, and the entries of the arrays of the last layer."""
    positions, width = range(image_side), base_width
    for stage in ("first convolution", "max pooling", 1, 2, 3, 4):
        if stage != 1:
            positions = positions[::2]
        if stage in (2, 3, 4):
            width += width
    channels = sum(width for _ in range(expansion))
    count = np.empty((channels, classes)).size + np.empty(classes).size
    return {"feature_shape": (len(positions), len(positions), channels), "predictions_params": count}


@steps("resnet_tail")
def resnet_tail_steps(image_side, base_width, expansion, classes):
    """Stage by stage."""
    sides = [halved(image_side, times) for times in range(6)]
    channels = 8 * base_width * expansion
    return (
        f"- Five strides of 2 (first convolution, max pooling, stages 2 to 4): {' → '.join(map(str, sides))}.\n"
        f"- The width of stage 4 is {base_width}·2·2·2 = {8 * base_width}; its last convolution gives {expansion} times as "
        f"many channels: {channels}. So the feature map has the shape **({sides[-1]}, {sides[-1]}, {channels})**, far from the "
        "size of the image.\n"
        f"- Global average pooling leaves {channels} numbers; the Dense layer has {channels}·{classes} weights and {classes} "
        f"biases: **{(channels + 1) * classes}**."
    )


LAYERS = ("Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense")


def by_column(table):
    """The rows of the table as two lists."""
    shapes, params = zip(*table, strict=True)
    return {"mnist_shapes": list(shapes), "mnist_params": list(params)}


def mnist_row(i, shape, kernel, first_filters, later_filters, hidden_units, digit_classes):
    """Output shape and parameters of layer i, 0 … 8, for an input of this shape."""
    if LAYERS[i] == "Conv2D":
        filters = later_filters if i else first_filters
        after = shape[:2] if i else (shape[0] - kernel + 1, shape[1] - kernel + 1)
        return (*after, filters), (kernel**2 * shape[2] + 1) * filters
    if LAYERS[i] == "MaxPooling2D":
        return (shape[0] // 2, shape[1] // 2, shape[2]), 0
    if LAYERS[i] == "Flatten":
        return (shape[0] * shape[1] * shape[2],), 0
    units = hidden_units if i == 7 else digit_classes
    return (units,), (shape[0] + 1) * units


@reference("mnist_network")
def mnist_network(digit_side, kernel, first_filters, later_filters, hidden_units, digit_classes):
    """Nine rows; each follows from the shape above it."""
    table, shape = [], (digit_side, digit_side, 1)
    for i in range(len(LAYERS)):
        table.append(mnist_row(i, shape, kernel, first_filters, later_filters, hidden_units, digit_classes))
        shape = table[-1][0]
    return by_column(table)


@second_derivation("mnist_network")
def mnist_network_by_enumeration(digit_side, kernel, first_filters, later_filters, hidden_units, digit_classes):
    """Places of the windows and entries of the arrays, counted."""
    sides = [len([top for top in range(digit_side) if top + kernel <= digit_side])]
    for _ in range(3):
        sides.append(len([top for top in range(0, sides[-1], 2) if top + 2 <= sides[-1]]))
    flat = np.empty((sides[3], sides[3], later_filters)).size
    maps = [(sides[0], first_filters), (sides[1], first_filters), (sides[1], later_filters)]
    maps += [(sides[2], later_filters), (sides[2], later_filters), (sides[3], later_filters)]
    depths = {0: (1, first_filters), 2: (first_filters, later_filters), 4: (later_filters, later_filters)}
    arrays = {i: [(kernel, kernel, *depth), depth[1:]] for i, depth in depths.items()}
    arrays |= {7: [(flat, hidden_units), (hidden_units,)], 8: [(hidden_units, digit_classes), (digit_classes,)]}
    counts = [sum(np.empty(shape).size for shape in arrays.get(i, [])) for i in range(9)]
    shapes = [(side, side, depth) for side, depth in maps] + [(flat,), (hidden_units,), (digit_classes,)]
    return {"mnist_shapes": shapes, "mnist_params": counts}


@steps("mnist_network")
def mnist_network_steps(digit_side, kernel, first_filters, later_filters, hidden_units, digit_classes):
    """Row by row."""
    lines, shape = ["| layer | output | parameters |", "|---|---|---|"], (digit_side, digit_side, 1)
    total = 0
    for i, layer in enumerate(LAYERS):
        before = shape
        shape, count = mnist_row(i, shape, kernel, first_filters, later_filters, hidden_units, digit_classes)
        sums = {
            "Conv2D": f"({kernel}·{kernel}·{before[-1]} + 1)·{shape[-1]} = **{count}**",
            "Dense": f"({before[-1]} + 1)·{shape[-1]} = **{count}**",
        }
        lines.append(f"| {layer} | {shape} | {sums.get(layer, '**0**')} |")
        total += count
    return "\n".join(
        [
            *lines,
            "",
            f"Without padding, the first convolution loses {kernel - 1} rows; pooling rounds down. Together {total}.",
        ]
    )


@reference("prepare_images")
def prepare_images(images, labels, classes):
    """x = images/255 with a channel axis, y[n, c] = 1 where c = labels[n], else 0; both float32.

    Shapes: images (n, h, w) uint8, labels (n,) → x (n, h, w, 1), y (n, classes).
    Source: the usual form for Keras' Conv2D and categorical cross entropy.
    """
    x = (images / 255).astype(np.float32)[..., None]
    return x, np.eye(classes, dtype=np.float32)[labels]


@steps("prepare_images")
def prepare_images_steps():
    """What each array needs, and the example by hand."""
    return (
        "255 is the largest value that a pixel *can* have: dividing by the largest one that occurs would scale every batch "
        "differently. `Conv2D` wants an axis of channels, at the end. The rows of the identity matrix are the one-hot "
        "vectors; their length is the number of classes, even if the last class does not occur in the batch.\n\n"
        f"The example: 0, 51, 255 become 0, 51/255 = **0.2**, **1**; the label 1 of 3 classes becomes {matrix([[0, 1, 0]])}."
    )


@reference("glyph_classifier")
def build_glyph_classifier():
    """Images (16, 16, 1) → 4 probabilities: three convolutions, one pooling, then GAP and Dense, so that CAM explains it."""
    import keras

    return keras.Sequential(
        [
            keras.Input((16, 16, 1)),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="features"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(4, activation="softmax"),
        ]
    )


@training("glyph_classifier")
def train_glyph_classifier(seed=0):
    """Adam on the cross entropy; the learning rate falls along a cosine to zero."""
    import keras

    from datasets.glyphs import images

    keras.utils.set_random_seed(seed)
    x, labels, _ = images(2000, seed, size=16, classes=4, noise=0.1, distractor=True)
    classifier = build_glyph_classifier()
    epochs, batch = 15, 32
    rate = keras.optimizers.schedules.CosineDecay(3e-3, epochs * -(-len(x) // batch))
    classifier.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    classifier.history = classifier.fit(x, labels, epochs=epochs, batch_size=batch, verbose=0)
    return (classifier,)


@steps("glyph_classifier")
def glyph_classifier_steps():
    """What decides whether the maps point at the glyph."""
    return (
        "Three convolutions see far enough for a glyph of five pixels; one pooling halves the map to 8 × 8, fine enough to "
        "point. No Flatten and no hidden Dense layer: the logits must be sums over positions. What commonly goes wrong:\n\n"
        "- Training on glyphs without the disc: the network never learns that the disc means nothing.\n"
        "- Three or more poolings: the map has one or two cells along a side, and a box of five pixels lies between them.\n"
        "- Judging the maps without a distractor: everything that is bright then lies in the box, and the plain mean of the "
        "feature maps, which knows nothing of classes, points just as well."
    )


@reference("heatmap_meaning")
def heatmap_meaning():
    """A map says where, relative to its own largest value."""
    return "where_not_whether"


@steps("heatmap_meaning")
def heatmap_meaning_steps():
    """What the map is made of."""
    return (
        "A map is computed for *one* class that somebody has chosen, right or wrong, and divided by its own maximum. So every "
        "map with a positive entry reaches 1, also that of a class with a tiny probability: red says *where* in this "
        "image, relative to the other places. Whether the prediction is right, and how often it is, only predictions and "
        "labels tell. The output of a layer knows nothing of classes; the map is its weighted sum. And a cell covers "
        "many pixels, of which a few may be enough for the decision: the red region is no outline."
    )


@reference("invariance")
def invariance():
    """Shifts, and shifts only."""
    return "shift_by_pooling"


@steps("invariance")
def invariance_steps():
    """Equivariance, invariance, and what is neither."""
    return (
        "The same kernel is applied everywhere, so a shifted image gives a shifted feature map (equivariance). The mean over all "
        "positions does not see the shift (invariance), up to the borders and to strides that the shift does not fit. A kernel "
        "is not turned when the image is: a turned 6 looks like a 9, and a network that could not tell would be "
        "useless. And neither convolutions nor the mean ask for a size: only Flatten fixes it."
    )


@reference("overlay")
def overlay(image, heatmap):
    """A figure with the image in gray and, above it, the enlarged heat map with an opacity of 0.5.

    Shapes: image (H, W), heatmap (h, w).
    Source: Selvaraju et al. 2017, arXiv:1610.02391, figure 1.
    """
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.subplots()
    axes.imshow(image, cmap="gray")
    cell = np.ones((image.shape[0] // heatmap.shape[0], image.shape[1] // heatmap.shape[1]))
    axes.imshow(np.kron(heatmap, cell), cmap="jet", vmin=0, vmax=1, alpha=0.5)
    return figure


@steps("overlay")
def overlay_steps():
    """Two layers of the same size."""
    return (
        "`imshow` draws an array of h × w cells on an area of h × w units: a heat map that is not enlarged covers only the "
        "upper left corner of the image. `np.kron` repeats each cell; interpolation is smoother. The map lies above the image, and both must be seen, so it is half transparent. "
        "`vmin=0, vmax=1` keeps a map of zeros from being stretched to the full range of colours."
    )
