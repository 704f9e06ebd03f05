"""hw12: reference answers, a second derivation of each, and the steps that lead to them.

Autoencoders follow Hinton & Salakhutdinov 2006, doi:10.1126/science.1127647; the elbow follows Satopää et al. 2011,
doi:10.1109/ICDCSW.2011.20; the comparison of groupings follows Hubert & Arabie 1985, doi:10.1007/BF01908075.
"""

from itertools import pairwise

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps, training

ERRATA = [
    Erratum(
        "colorizer_counts",
        "listing_total",
        452_803,
        "The printed summary belongs to a 5×5 kernel in the first convolution; the listing beside it has 3×3.",
    ),
]


@reference("clustering_networks")
def clustering_networks():
    """Competition between units, or a grouping of codes, needs no label."""
    return "som_and_autoencoder"


@second_derivation("clustering_networks")
def clustering_networks_by_what_their_rules_read():
    """A network clusters without labels if its learning rule, grouping included, reads samples and nothing else."""
    reads = {
        "lvq_unsupervised": {"samples", "labels"},
        "softmax_classifier": {"samples", "labels"},
        "som_and_autoencoder": {"samples"},
    }
    (found,) = [option for option, what in reads.items() if what == {"samples"}]
    return found


@steps("clustering_networks")
def clustering_networks_steps():
    """What each learning rule needs."""
    return (
        "A self-organising map moves the winning unit and its neighbours towards the sample: no label occurs. An autoencoder's target is its "
        "input; it yields codes, and something else, such as K-means, must group them. LVQ moves the nearest prototype **towards** a sample of its own class "
        "and **away** from one of another: it reads labels, and so does a softmax classifier. K-means works on raw data, too, so reducing the dimension is "
        "a help and not a part of clustering."
    )


@reference("bottleneck")
def build_autoencoder(input_shape):
    """x (100, 100, c) → code (2, 1, 1) → x̂ (100, 100, c): pooling leaves ⌊(n − 4)/s⌋ + 1 of n, a valid k×l kernel n − k + 1."""
    import keras

    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(50, 6, padding="same", activation="relu"),
            layers.MaxPooling2D(4),
            layers.Conv2D(50, 5, padding="same", activation="relu"),
            layers.MaxPooling2D(4, strides=6),
            layers.Conv2D(1, 3),
            layers.Conv2D(1, (1, 2)),
            layers.UpSampling2D(5),
            layers.Conv2D(50, 3, padding="same", activation="relu"),
            layers.UpSampling2D(5),
            layers.Conv2D(100, 5, padding="same", activation="relu"),
            layers.UpSampling2D((2, 4)),
            layers.Conv2D(input_shape[2], 6, padding="same"),
        ]
    )


@steps("bottleneck")
def bottleneck_steps():
    """From the shapes to strides, paddings and factors."""
    return (
        "A convolution that keeps height and width has `same` padding (rows 1, 3, 8, 10, 12). Rows 5 and 6 lose k − 1: `valid`. Pooling with window 4 makes "
        "⌊(n − 4)/s⌋ + 1 of n: row 2, ⌊96/4⌋ + 1 = **25** with stride 4; row 4, ⌊21/6⌋ + 1 = **4**: the stride "
        "is not the window, so it must be written down. Upsampling: 2 → 10 and 1 → 5 is **5**, 10 → 50 and 5 → 25 is **5**, "
        "50 → 100 and 25 → 100 is **(2, 4)**. Weights: 5,450 + 62,550 + 451 + 3 + 500 + 125,100 + 10,803 = **204,857** for colour; for gray images the first and the last "
        "convolution shrink and **194,055** remain."
    )


@reference("autoencoder")
def build_fruit_autoencoder(input_shape):
    """x̂ = g(f(x)), f: pixels at half the resolution → 64 → 2 and g: 2 → 64 → the same pixels, linear at the code and at the output."""
    import keras

    layers = keras.layers
    height, width, channels = input_shape
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(2, name="code"),
            layers.Dense(64, activation="relu"),
            layers.Dense(height * width * channels // 4),
            layers.Reshape((height // 2, width // 2, channels)),
            layers.UpSampling2D(2, interpolation="bilinear"),
        ]
    )


@training("autoencoder")
def train_autoencoder(seed=0):
    """Adam on the mean squared error of 1 − image, for bananas and blueberries; no label is read but to choose them."""
    import keras

    from datasets import load

    keras.utils.set_random_seed(seed)
    fruit = load("fruit")
    x = 1 - fruit["x_train"][fruit["y_train"] < 2]
    model = build_fruit_autoencoder(x.shape[1:])
    epochs, batch = 40, 25
    rate = keras.optimizers.schedules.CosineDecay(4e-3, epochs * -(-len(x) // batch))
    model.compile(keras.optimizers.Adam(rate), "mse")
    model.fit(x, x, batch_size=batch, epochs=epochs, verbose=0)
    return (model,)


@steps("autoencoder")
def autoencoder_steps():
    """What matters in training it."""
    return (
        "The output is linear and the images are inverted, so that a network that knows nothing shows a black picture and has gradients everywhere; with a sigmoid on white "
        "pictures and a large learning rate it saturates at white, and K-means may still separate such codes by luck: that is why the reconstruction is measured, too. Two numbers "
        "hold the kind and, roughly, the direction in which a banana points; fine detail does not fit in anyway, so half the resolution does, with a quarter of the weights. No activation at the "
        "code: ReLU would cut off three quarters of the plane. The learning rate falls to zero, so that the codes settle."
    )


@reference("elbow")
def elbow(codes, k_max, seed):
    """k = argmax_K [(J₁ − J_K)/(J₁ − J_max) − (K − 1)/(k_max − 1)], J_K = min over K centres c of Σᵢ minⱼ ‖zᵢ − cⱼ‖².

    Shapes: codes (N, 2) → inertias (k_max,), k. Source: Satopää et al. 2011, doi:10.1109/ICDCSW.2011.20.
    """
    from sklearn.cluster import KMeans

    counts = np.arange(1, k_max + 1)
    inertias = np.array([KMeans(k, n_init=10, random_state=seed).fit(codes).inertia_ for k in counts])
    fallen = (inertias[0] - inertias) / (inertias[0] - inertias[-1])
    return inertias, int(counts[np.argmax(fallen - (counts - 1) / (k_max - 1))])


@steps("elbow")
def elbow_steps():
    """The curve, scaled, against the straight line."""
    return (
        "`inertia_` is the sum of squared distances. It never rises with K, so its smallest value says nothing: it falls quickly while real groups are "
        "separated, slowly afterwards. Scaled to [0, 1] in both directions the curve is compared with its chord; at the elbow the distance is largest. `n_init=10` keeps the best of ten "
        "starts, because a single one ends in a poor local minimum now and then. Entry 0 of `inertias` belongs to one cluster: mind the offset."
    )


@reference("assign_cluster")
def assign(model, kmeans, image):
    """argminⱼ ‖f(1 − image/255) − cⱼ‖².

    Shapes: kmeans (k, 2), image (h, w, 3) → a whole number. Source: MacQueen 1967 (the nearest centre).
    """
    import keras

    x = 1 - image[None].astype("float32") / 255
    code = keras.ops.convert_to_numpy(model(x))
    return int(np.argmin(np.sum((kmeans - code) ** 2, axis=1)))


@steps("assign_cluster")
def assign_cluster_steps():
    """The same road as in training."""
    return (
        "A new picture must take the same road as those of the training: divide by 255, invert, put a batch axis in front, encode. Then the nearest centre; its row is the answer. "
        "Without the division the codes are some 255 times too long and the assignment is a matter of luck. Which number a cluster has depends on the start of K-means: "
        "nothing must be added to or subtracted from it."
    )


@reference("adjusted_rand")
def adjusted_rand(a, b):
    """ARI = (Σᵢⱼ C(nᵢⱼ, 2) − E) / ((A + B)/2 − E), A = Σᵢ C(aᵢ, 2), B = Σⱼ C(bⱼ, 2), E = A·B / C(n, 2).

    Shapes: a (n,), b (n,) → a number. Source: Hubert & Arabie 1985, doi:10.1007/BF01908075, equation 5.
    """
    table = np.array([[np.sum((a == i) & (b == j)) for j in np.unique(b)] for i in np.unique(a)])
    in_a, in_b = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = in_a * in_b / pairs(len(a))
    most = (in_a + in_b) / 2
    return 1.0 if most == expected else float((pairs(table) - expected) / (most - expected))


def pairs(counts):
    """Σ C(n, 2) = Σ n(n − 1)/2 over all counts."""
    return np.sum(counts * (counts - 1)) / 2


@steps("adjusted_rand")
def adjusted_rand_steps():
    """The example by hand."""
    return (
        "The example, a = 000111 and b = 001122: the table of common counts is (2, 1, 0), (0, 1, 2), so the pairs that are together in both are 1 + 1 = 2. Together in a: "
        "3 + 3 = 6, in b: 1 + 1 + 1 = 3, of 15 pairs in all. Chance would give E = 6·3/15 = 1.2, the most possible is (6 + 3)/2 = 4.5, and the index is "
        "(2 − 1.2)/(4.5 − 1.2) = 0.8/3.3 = **8/33**. The numbers of the groups do not occur, so renaming them changes nothing. The denominator is zero only "
        "if both have all samples in one group, or each by itself; then they agree."
    )


@reference("to_grayscale")
def to_grayscale(images):
    """Y = 0.299·R + 0.587·G + 0.114·B.

    Shapes: images (n, h, w, 3) → (n, h, w, 1). Source: ITU-R BT.601, section 2.5.1.
    """
    return images @ np.array([[0.299], [0.587], [0.114]])


@steps("to_grayscale")
def to_grayscale_steps():
    """A matrix product over the last axis."""
    return (
        "The luma is a weighted sum over the last axis: the product with a 3×1 matrix, which leaves an axis of length 1 in its place. A weighted sum with a vector of three would lose it, and "
        "(n, h, w) is no batch for a convolution: then add it by `[..., None]`."
    )


@reference("colorizer_counts")
def colorizer_counts(filters, first_kernel, other_kernel):
    """A k×k convolution from a to b channels has (k²·a + 1)·b parameters."""
    kernels = [first_kernel] + [other_kernel] * (len(filters) - 1)
    summary = [(k**2 * a + 1) * b for k, (a, b) in zip(kernels, pairwise([1, *filters]), strict=True)]
    listing = [(other_kernel**2 * a + 1) * b for a, b in pairwise([1, *filters])]
    return {"colorizer_params": summary, "listing_total": sum(listing)}


@second_derivation("colorizer_counts")
def colorizer_counts_by_arrays(filters, first_kernel, other_kernel):
    """Make the arrays and count their entries."""

    def sizes(kernels):
        channels, found = 1, []
        for kernel, count in zip(kernels, filters, strict=True):
            found.append(np.zeros((kernel, kernel, channels, count)).size + np.zeros(count).size)
            channels = count
        return found

    summary = sizes([first_kernel, *[other_kernel for _ in filters[1:]]])
    return {"colorizer_params": summary, "listing_total": sum(sizes([other_kernel for _ in filters]))}


@steps("colorizer_counts")
def colorizer_counts_steps(filters, first_kernel, other_kernel):
    """Row by row, then the difference of the first row."""
    answer = colorizer_counts(filters, first_kernel, other_kernel)
    lines = ["A k×k convolution has k·k·channels weights and one bias for each filter:\n"]
    for i, (a, b) in enumerate(pairwise([1, *filters])):
        k = other_kernel if i else first_kernel
        lines.append(f"- ({k}·{k}·{a} + 1)·{b} = **{answer['colorizer_params'][i]}**")
    total = sum(answer["colorizer_params"])
    lines += [
        f"\nThe network of the summary has {total} parameters. In the listing only the first row differs: "
        f"({other_kernel}·{other_kernel}·1 + 1)·{filters[0]} = {(other_kernel**2 + 1) * filters[0]}, so it has **{answer['listing_total']}**. "
        "A summary that does not belong to the listing beside it was made from another version of the code.",
    ]
    return "\n".join(lines)


@reference("colorizer_metric")
def colorizer_metric():
    """For outputs with three channels Keras takes `acc` to be the categorical accuracy."""
    return "largest_channel"


@second_derivation("colorizer_metric")
def colorizer_metric_by_example():
    """Colours far off whose largest channel is right count fully; nearly right ones whose largest is not count nothing."""
    target = np.array([[0.9, 0.8, 0.2], [0.5, 0.49, 0.1]])
    output = np.array([[0.4, 0.1, 0.1], [0.49, 0.5, 0.1]])
    hits = np.argmax(target, axis=-1) == np.argmax(output, axis=-1)
    near = np.abs(target - output).max(axis=-1) < 0.02
    return (
        "largest_channel"
        if hits.tolist() == [True, False] and near.tolist() == [False, True]
        else "accuracy_for_regression"
    )


@steps("colorizer_metric")
def colorizer_metric_steps():
    """What Keras makes of the name."""
    return (
        "Keras chooses the kind of accuracy by the shape of the output: the last axis has length 3, so `acc` is the *categorical* accuracy, which compares where the largest of the three entries "
        "is. (0.9, 0.8, 0.2) and (0.4, 0.1, 0.1) count as equal, (0.50, 0.49, 0.10) and (0.49, 0.50, 0.10) as different. A regression is judged by its error: the mean squared error, or the mean absolute error, which has the "
        "unit of the colours."
    )


@reference("colorizer")
def build_colorizer(input_shape):
    """ŷ = [x, x, x] + r(1 − x): the gray picture in all three channels and a residual that an hourglass with skips predicts."""
    import keras

    layers = keras.layers

    def convolution(filters, strides=1):
        return layers.Conv2D(filters, 3, strides=strides, padding="same", activation="leaky_relu")

    gray = keras.Input(input_shape)
    dark = layers.Rescaling(-1.0, 1.0)(gray)
    half = convolution(16, strides=2)(dark)
    quarter = convolution(32, strides=2)(half)
    h = convolution(48)(convolution(48, strides=2)(quarter))
    h = convolution(32)(layers.Concatenate()([layers.UpSampling2D(2)(h), quarter]))
    h = convolution(16)(layers.Concatenate()([layers.UpSampling2D(2)(h), half]))
    h = layers.Concatenate()([layers.UpSampling2D(2)(h), dark])
    residual = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(h)
    return keras.Model(gray, layers.Add()([layers.Concatenate()([gray, gray, gray]), residual]))


@training("colorizer")
def train_colorizer(seed=0):
    """Adam on the mean squared error of all four kinds, each picture also mirrored at the diagonal, along which the light falls."""
    import keras

    from datasets import load

    keras.utils.set_random_seed(seed)
    y = load("fruit")["x_train"]
    y = np.concatenate([y, y.transpose(0, 2, 1, 3)])
    x = y @ np.array([[0.299], [0.587], [0.114]], "float32")
    model = build_colorizer(x.shape[1:])
    epochs, batch = 16, 50
    rate = keras.optimizers.schedules.CosineDecay(4e-3, epochs * -(-len(x) // batch))
    model.compile(keras.optimizers.Adam(rate), "mse")
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return (model,)


@steps("colorizer")
def colorizer_steps():
    """A residual that starts at zero, dark pictures, and a wide view."""
    return (
        "White stays white without learning anything if the network adds a residual to the gray picture; it cannot saturate, because the output is linear, and it begins at the gray picture, "
        "because the last kernel begins at zero. A network that begins with wild colours takes large steps first and may lose its ReLUs for good: then every fruit gets one tint, whatever comes afterwards. "
        "The features are made from 1 − x, which is zero where nothing is; on white the first layers learn mostly about the background. Three strides of 2 let a unit in the middle see the whole fruit, "
        "enough to tell a round blueberry from a strawberry of the same gray; the skips bring the edges back. Mirrored at the diagonal every picture is another one that might have been drawn, for the light falls along it: twice as many pictures for nothing. The mean squared error asks for the **mean** colour of everything that looks alike: where kinds "
        "cannot be told apart the colour is a mixture, weighted by how often each occurs."
    )


@reference("to_uint8")
def to_uint8(image):
    """round(255·(t − m)/(M − m)) with m = min t, M = max t; zeros where M = m.

    Shapes: image (h, w, 3) → (h, w, 3) of type uint8. Source: Gonzalez & Woods 2018, "Digital Image Processing", equation 2-32.
    """
    low, high = image.min(), image.max()
    if low == high:
        return np.zeros(image.shape, dtype=np.uint8)
    return np.rint(255 * (image - low) / (high - low)).astype(np.uint8)


@steps("to_uint8")
def to_uint8_steps():
    """The example by hand, and what may go wrong."""
    return (
        "The row (−1, 0, 3): m = −1, M = 3, so the entries become 255·(0, 1, 4)/4 = (0, 63.75, 255), rounded **(0, 64, 255)**. The range is M − m; divided by M the result would run beyond 255 "
        "and wrap around in a byte. `astype` cuts decimals off, so round first. One minimum and maximum for all channels: each channel by itself would change the colours. Where M = m "
        "the quotient is 0/0. And note that stretching changes brightness: for a comparison of pictures multiply values in [0, 1] by 255 instead."
    )


@reference("rare_class")
def rare_class():
    """A text that would earn all points; a person marks it."""
    return (
        "The loss is a mean over all pictures. Ten of about a thousand make up one per cent of it, so even a completely wrong colour there raises it hardly at all. In gray a blueberry "
        "is about as dark as a strawberry, and a network that minimises the squared error answers with the mean colour of everything that looks alike. In that mean strawberries "
        "count some thirty times as much, so it is red. A single number hides this; the error and the hue of each kind by itself, on pictures kept aside, would have shown it, and so would a look at a few "
        "blueberries. The cure is more pictures of blueberries. Without them I would draw the rare kind more often, or give its pictures a larger weight in the loss, and compare the errors by kind again. "
        "More epochs on the same pictures would not help."
    )


@steps("rare_class")
def rare_class_steps():
    """What an answer should contain."""
    return (
        "Three things belong together: the loss is a mean, in which a rare kind hardly counts; the squared error asks for the mean colour of what looks alike, and of "
        "all that is as dark as a blueberry nearly everything is a strawberry; and one number for all kinds cannot show that. It is seen by kind, on pictures kept aside, and cured by more pictures of the "
        "rare kind, by drawing it more often or by a weight in the loss, not by more epochs."
    )
