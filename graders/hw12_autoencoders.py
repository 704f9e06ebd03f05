"""hw12: how answers are judged.

The two trained models are measured on pictures that are drawn here from seeds of the grader's own. Groups are compared by
the adjusted Rand index, because a clustering may number them as it likes.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from datasets import fruit
from solutions import hw12_autoencoders as solution
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
    part,
    requirement,
    requires,
    rows,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import arrays

TARGETS = Targets(__file__)
LUMA = np.array([[0.299], [0.587], [0.114]])
SEPARATED = 0.9
"""Full points for the index of the codes: three of the 140 hidden pictures may lie in the wrong group.

It is no calibrated target, because the reference reaches 1.0 with every seed, which would leave no picture to spare.
"""
BARELY = 0.8
"""Codes are not judged above this error: even those of networks that have learned nothing separate now and then."""
TINTED = 0.6
"""The error of a colouriser that earns nothing: the best single tint for all fruit reaches 0.62."""


@grades("clustering_networks")
def clustering_networks():
    """Which networks need no label."""
    return choice(
        "clustering_networks",
        solution.clustering_networks(),
        {
            "lvq_unsupervised": say(
                "LVQ moves a prototype towards samples of its own class and away from the others. What must it know of them?",
                "LVQ نمونهٔ اولیه را به سوی داده‌های کلاس خودش و دور از بقیه می‌برد. برای این کار چه چیزی باید از آن‌ها بداند؟",
            ),
            "reduction_required": say(
                "Does K-means fail on points in the plane because nobody has reduced their dimension?",
                "آیا K-means روی نقطه‌های صفحه از کار می‌افتد چون کسی بُعدشان را کم نکرده است؟",
            ),
            "autoencoder_alone": say(
                "The code of an autoencoder is a point in a space. Who says where one group ends and the next begins?",
                "کد خودرمزگذار نقطه‌ای در یک فضاست. چه کسی می‌گوید که یک گروه کجا تمام و گروه بعد کجا آغاز می‌شود؟",
            ),
            "softmax_classifier": say(
                "This network was told during training to which group each sample belongs.",
                "به این شبکه هنگام آموزش گفته شده که هر نمونه از کدام گروه است.",
            ),
        },
    )


# bottleneck: the shapes are computed from the settings that cross.

COLOUR, GRAY = (100, 100, 3), (100, 100, 1)
KEEP_SHAPE = ("Activation", "ReLU", "Dropout", "Identity")


def pair(setting):
    """A setting for height and width: one number or two."""
    return (setting, setting) if isinstance(setting, int) else tuple(setting)


def windows(n, size, stride, padding):
    """In how many places a window fits."""
    return -(-n // stride) if padding == "same" else (n - size) // stride + 1


def shapes_of(network, shape):
    """The output shapes (h, w, c) of the layers of a chain; activations are no rows of their own."""
    found = []
    for kind, settings in network.layers:
        if kind in KEEP_SHAPE:
            continue
        height, width, channels = shape
        if kind == "UpSampling2D":
            factors = pair(settings["size"])
            shape = (height * factors[0], width * factors[1], channels)
        elif kind in ("Conv2D", "MaxPooling2D"):
            convolves = kind == "Conv2D"
            size = pair(settings["kernel_size" if convolves else "pool_size"])
            stride = pair(settings["strides"] or size)
            shape = tuple(map(windows, (height, width), size, stride, 2 * (settings["padding"],)))
            shape += (settings["filters"] if convolves else channels,)
        else:
            raise ValueError(f"a layer {kind}, which is not in the table")
        found.append(shape)
    return found


def right_shapes(shape):
    """The table of the prompt."""
    encoder = [(100, 100, 50), (25, 25, 50), (25, 25, 50), (4, 4, 50), (2, 2, 1), (2, 1, 1)]
    return [*encoder, (10, 5, 1), (10, 5, 50), (50, 25, 50), (50, 25, 100), (100, 100, 100), tuple(shape)]


def right_weights(channels):
    """The shapes of kernels and biases."""
    kernels = [(6, 6, channels, 50), (5, 5, 50, 50), (3, 3, 50, 1), (1, 2, 1, 1)]
    kernels += [(3, 3, 1, 50), (5, 5, 50, 100), (6, 6, 100, channels)]
    return [shape for kernel in kernels for shape in (kernel, kernel[-1:])]


def activations_of(network):
    """The activation of each convolution, whether it is its own or that of a layer behind it."""
    found = []
    for kind, settings in network.layers:
        if kind == "Conv2D":
            found.append(settings["activation"])
        elif kind in ("Activation", "ReLU") and found and found[-1] == "linear":
            found[-1] = "relu" if kind == "ReLU" else settings["activation"]
    return found


def paddings_of(network):
    """The paddings of the convolutions."""
    return {settings["padding"] for kind, settings in network.layers if kind == "Conv2D"}


def poolings_of(network):
    """Window and stride of each pooling."""
    found = [settings for kind, settings in network.layers if kind == "MaxPooling2D"]
    return [(pair(settings["pool_size"]), pair(settings["strides"] or settings["pool_size"])) for settings in found]


RELU_ROWS = ["relu", "relu", "linear", "linear", "relu", "relu", "linear"]


@grades("bottleneck")
def bottleneck():
    """Shapes, weights, code and activations, for colour and gray images."""
    calls = (call(COLOUR), call(GRAY))

    def judged(requirement, *traps):
        return requires(
            "build_autoencoder", solution.build_autoencoder, calls=calls, requirements=[requirement], traps=list(traps)
        )

    return [
        judged(
            requirement(
                say("shapes of the layers", "شکل لایه‌ها"),
                lambda model, shape: shapes_of(model, shape) == right_shapes(shape),
                say(
                    "The layers do not have the shapes of the table. Compare `model.summary()` with it, row by row.",
                    "شکل لایه‌ها مانند جدول نیست. `model.summary()` را سطر به سطر با آن مقایسه کنید.",
                ),
                weight=3.0,
            ),
            trap(
                "stride_is_window",
                lambda model, shape: shapes_of(model, shape)[3] == (6, 6, 50),
                "The second pooling steps by its own window. A stride that differs from the window must be given.",
                "pooling دوم به اندازهٔ پنجرهٔ خودش گام برمی‌دارد. گامی که با پنجره برابر نیست باید نوشته شود.",
            ),
            trap(
                "same_everywhere",
                lambda model, shape: paddings_of(model) == {"same"},
                "Every convolution keeps height and width. Some of the table's do not.",
                "همهٔ کانولوشن‌ها ارتفاع و پهنا را نگه می‌دارند. برخی از کانولوشن‌های جدول چنین نیستند.",
            ),
            trap(
                "channels_fixed",
                lambda model, shape: shapes_of(model, shape)[-1][2] == 3,
                "The output always has three channels. It must have as many as the image.",
                "خروجی همیشه سه کانال دارد. باید به شمار کانال‌های تصویر باشد.",
            ),
        ),
        judged(
            requirement(
                say("shapes of the weights", "شکل وزن‌ها"),
                lambda model, shape: [weight.shape for weight in model.get_weights()] == right_weights(shape[2]),
                say(
                    "Kernels or biases of the convolutions do not have the shapes that belong to the table.",
                    "هسته یا بایاس کانولوشن‌ها شکلی را که از جدول برمی‌آید ندارد.",
                ),
                weight=2.0,
            ),
            trap(
                "biases_missing",
                lambda model, shape: [w.shape for w in model.get_weights()] == right_weights(shape[2])[::2],
                "The convolutions have no biases.",
                "کانولوشن‌ها بایاس ندارند.",
            ),
            trap(
                "code_kernel_turned",
                lambda model, shape: (2, 1, 1, 1) in [w.shape for w in model.get_weights()],
                "The kernel of the code is turned: height comes first.",
                "هستهٔ کد چرخیده است: نخست ارتفاع می‌آید.",
            ),
        ),
        judged(
            requirement(
                say("windows and strides of the poolings", "پنجره و گام poolingها"),
                lambda model, shape: poolings_of(model) == [((4, 4), (4, 4)), ((4, 4), (6, 6))],
                say(
                    "The windows or strides of the poolings are not those of the table, whatever their shapes.",
                    "پنجره یا گام poolingها آن نیست که در جدول است، شکل‌ها هر چه باشند.",
                ),
            ),
            trap(
                "window_is_stride",
                lambda model, shape: (6, 6) in [window for window, _ in poolings_of(model)],
                "A pooling has the size of its stride as its window, too. The table gives the two apart.",
                "پنجرهٔ یکی از poolingها به اندازهٔ گام آن است. جدول این دو را جدا می‌دهد.",
            ),
        ),
        judged(
            requirement(
                say("two numbers in the middle", "دو عدد در میانه"),
                lambda model, shape: min(np.prod(found) for found in shapes_of(model, shape)) == 2,
                say(
                    "The narrowest layer does not have two numbers for each image.",
                    "باریک‌ترین لایه برای هر تصویر دو عدد ندارد.",
                ),
            ),
        ),
        judged(
            requirement(
                say("activations", "تابع‌های فعال‌سازی"),
                lambda model, shape: activations_of(model) == RELU_ROWS,
                say(
                    "The activations are not those that are asked for.",
                    "تابع‌های فعال‌سازی آن‌هایی نیستند که خواسته شده‌اند.",
                ),
            ),
            trap(
                "relu_everywhere",
                lambda model, shape: set(activations_of(model)) == {"relu"},
                "Every convolution has a ReLU, the code and the output as well. There it cuts off all negative numbers.",
                "همهٔ کانولوشن‌ها ReLU دارند، حتی کد و خروجی. در آنجا همهٔ عددهای منفی را می‌بُرد.",
            ),
            trap(
                "linear_everywhere",
                lambda model, shape: set(activations_of(model)) == {"linear"},
                "No convolution has an activation, so the network is linear but for the pooling.",
                "هیچ کانولوشنی تابع فعال‌سازی ندارد، پس شبکه جز pooling خطی است.",
            ),
        ),
    ]


# autoencoder


@lru_cache(maxsize=1)
def two_kinds():
    """Pictures of bananas and blueberries that no student has, inverted, and their kinds."""
    x, y = fruit.images([70, 70], 1_270_043)
    return 1 - x, y


def shaped(made, x):
    """What a model made, if it has the shape that was asked for.

    Raises:
        ValueError: another shape, which might broadcast.
    """
    if np.shape(made) != x.shape:
        raise ValueError(f"the output has shape {np.shape(made)[1:]} and not {x.shape[1:]}")
    return made


@lru_cache(maxsize=4)
def rebuilt(model, white=False, scale=1.0):
    """The hidden pictures, on black or white, and what a model makes of them; asked once for all measures and traps."""
    x = two_kinds()[0]
    x = 1 - x if white else x
    return x, shaped(model.predict((scale * x).astype(np.float32)), x) / scale


def relative_error(model, white=False, scale=1.0):
    """The squared error of the reconstruction, over that of the mean image."""
    x, made = rebuilt(model, white, scale)
    return float(np.mean((made - x) ** 2) / np.mean((x - x.mean(axis=0)) ** 2))


def codes_of(model, x):
    """The codes (n, 2).

    Raises:
        ValueError: a code has not two numbers.
    """
    codes = np.reshape(model.predict(x, layer="code"), (len(x), -1))
    if codes.shape[1] != 2:
        raise ValueError(f"the code has {codes.shape[1]} numbers")
    return codes


LEAK = say(
    "The output depends on the image in more ways than two numbers allow: something leads past the code.",
    "خروجی بیش از آنچه دو عدد می‌توانند به تصویر وابسته است: چیزی از کنار کد می‌گذرد.",
)
POOR = say(
    "The codes are not looked at, because the reconstruction is hardly better than the mean image.",
    "به کدها نگاه نمی‌شود، چون بازسازی از تصویر میانگین چندان بهتر نیست.",
)


@lru_cache(maxsize=4)
def goes_through_code(model):
    """Whether small changes of the image move the output in no more directions than a code of two numbers has."""
    x = two_kinds()[0]
    codes_of(model, x[:2])
    for image in x[:3]:
        noise = 1e-3 * np.random.RandomState(5).standard_normal((12, *image.shape))
        made = model.predict(np.concatenate([image[None], image + noise]).astype(np.float32)).reshape(13, -1)
        moved = np.linalg.svd((made[1:] - made[0]).astype(float), compute_uv=False)
        if moved[0] > 1e-3 and moved[2] > 0.2 * moved[0]:
            return False
    return True


def reconstruction(model):
    """See `relative_error`; a sentence where the output does not come from the code alone."""
    return relative_error(model) if goes_through_code(model) else LEAK


def separation(model):
    """The adjusted Rand index between the kinds and two groups of the codes."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    if not goes_through_code(model):
        return LEAK
    if not relative_error(model) < BARELY:
        return POOR
    x, y = two_kinds()
    groups = KMeans(2, n_init=10, random_state=0).fit_predict(codes_of(model, x).astype(float))
    return float(adjusted_rand_score(y, groups))


def always_the_same(model):
    """Whether all pictures come out alike."""
    return float(np.max(np.std(rebuilt(model)[1], axis=0))) < 0.02


@grades("autoencoder")
def autoencoder():
    """Reconstruction and separation on new pictures, and the code."""
    return trained(
        part(
            "build_fruit_autoencoder",
            solution.build_fruit_autoencoder,
            call((32, 32, 3)),
            "autoencoder.weights.h5",
        ),
        most_parameters=1_000_000,
        measures=[
            measure(
                say("error relative to the mean image", "خطا نسبت به تصویر میانگین"),
                reconstruction,
                target=TARGETS("autoencoder", "error relative to the mean image"),
                floor=1.0,
            ),
            measure(
                say("adjusted Rand index of the codes", "شاخص رند تعدیل‌شدهٔ کدها"),
                separation,
                target=SEPARATED,
                floor=0.0,
            ),
        ],
        traps=[
            trap(
                "white_background_kept",
                lambda model: relative_error(model, white=True) < 0.7,
                "The network was trained on pictures on white. Input and target are 1 − image.",
                "شبکه با تصویرهای زمینهٔ سفید آموزش دیده است. ورودی و هدف 1 − image هستند.",
            ),
            trap(
                "not_scaled",
                lambda model: relative_error(model, scale=255.0) < 0.7,
                "The network was trained on numbers up to 255. The pictures have values in [0, 1].",
                "شبکه با عددهای تا ۲۵۵ آموزش دیده است. تصویرها مقدارهایی در [0, 1] دارند.",
            ),
            trap(
                "always_the_same",
                always_the_same,
                "Whatever picture goes in, nearly the same one comes out: the network has learned nothing, or is stuck.",
                "هر تصویری که وارد شود تقریباً همان یکی بیرون می‌آید: شبکه چیزی نیاموخته یا گیر کرده است.",
            ),
        ],
    )


# elbow


def blobs(groups, size, k_max, seed, spread=1.0):
    """Codes in groups of unequal size, far apart unless they spread: centres lie on a circle with gaps."""
    rng = np.random.RandomState(seed)
    angle = 2 * np.pi * (np.arange(groups) + 0.3 * rng.uniform(-1, 1, groups)) / groups
    centres = 10 * np.stack([np.cos(angle), np.sin(angle)], axis=1) + rng.uniform(-5, 5, 2)
    counts = size + 5 * np.arange(groups)
    codes = np.repeat(centres, counts, axis=0) + spread * rng.standard_normal((counts.sum(), 2))
    return call(np.round(codes, 3), k_max, seed)


@lru_cache(maxsize=16)
def best_inertias(raw, k_max):
    """The smallest inertias that are known, from thirty starts."""
    from sklearn.cluster import KMeans

    codes = np.frombuffer(raw).reshape(-1, 2)
    return np.array([KMeans(k, n_init=30, random_state=0).fit(codes).inertia_ for k in range(1, k_max + 1)])


def best(codes, k_max):
    """See `best_inertias`."""
    return best_inertias(np.ascontiguousarray(codes, dtype=float).tobytes(), k_max)


def whole(number):
    """Whether something is one whole number."""
    return np.ndim(number) == 0 and not isinstance(number, str | bool) and float(number) == int(number)


def has_form(result, codes, k_max, seed):
    """Whether a result is k_max numbers and a whole one."""
    inertias, k = result
    return np.shape(inertias) == (k_max,) and whole(k)


def farthest_below(inertias):
    """The elbow of a curve, by the rule of the prompt."""
    drop = np.asarray(inertias, dtype=float)
    if drop[0] == drop[-1]:
        return 1
    below = (drop[0] - drop) / (drop[0] - drop[-1]) - np.linspace(0, 1, len(drop))
    return 1 + int(np.argmax(below))


def farthest_below_zero(inertias):
    """Misconception: the elbow below a line that ends at zero, from inertias that were divided by the first one."""
    share = np.asarray(inertias, dtype=float) / inertias[0]
    return 1 + int(np.argmax(1 - share - np.linspace(0, 1, len(share))))


def close(received, right, rtol=1e-4):
    """Equal up to rounding, or up to what two runs of K-means differ by."""
    return np.shape(received) == np.shape(right) and np.allclose(received, right, rtol=rtol)


def distances(codes):
    """The distances to the mean."""
    return np.linalg.norm(codes - codes.mean(axis=0), axis=1)


def near_best(inertias, codes, k_max):
    """Whether no inertia is more than a tenth above the smallest known one, nor below it."""
    known = best(codes, k_max)
    found = np.asarray(inertias, dtype=float)
    return bool(np.all(found <= 1.1 * known) and np.all(found >= 0.9 * known))


BLOBS = ((3, 8, 5, 4), (2, 12, 4, 5), (4, 7, 6, 4), (3, 8, 3, 12, 3.5))
"""Codes for which five starts of K-means are enough to come within the ten per cent, and one random start is not."""


@grades("elbow")
def elbow():
    """Three sets of well-separated groups, and one whose last inertia is far from zero."""
    calls = tuple(blobs(*drawn) for drawn in BLOBS)

    def judged(requirement, *traps):
        return requires("elbow", solution.elbow, calls=calls, requirements=[requirement], traps=list(traps))

    return [
        judged(
            requirement(
                say("form", "شکل نتیجه"),
                has_form,
                say(
                    "The result is not (inertias, k) with k_max numbers and one whole number.",
                    "نتیجه به صورت (inertias, k) با k_max عدد و یک عدد صحیح نیست.",
                ),
            ),
            trap(
                "starts_at_two",
                lambda result, codes, k_max, seed: np.shape(result[0]) == (k_max - 1,),
                "There is one inertia too few: a single cluster counts, and so does the last.",
                "یک اینرسی کم است: تک‌خوشه هم به حساب می‌آید و واپسین شمار هم.",
            ),
            trap(
                "order_of_results",
                lambda result, codes, k_max, seed: np.shape(result[1]) == (k_max,),
                "The inertias come first, then k.",
                "نخست اینرسی‌ها می‌آیند و سپس k.",
            ),
        ),
        judged(
            requirement(
                say("one cluster", "یک خوشه"),
                lambda result, codes, k_max, seed: close(result[0][0], np.sum(distances(codes) ** 2)),
                say(
                    "With one cluster the inertia is the sum of the squared distances to the mean.",
                    "با یک خوشه، اینرسی مجموع مربع فاصله‌ها تا میانگین است.",
                ),
            ),
            trap(
                "distance_not_squared",
                lambda result, codes, k_max, seed: close(result[0][0], np.sum(distances(codes))),
                "The distances were not squared.",
                "فاصله‌ها به توان دو نرسیده‌اند.",
            ),
            trap(
                "mean_not_sum",
                lambda result, codes, k_max, seed: close(result[0][0], np.mean(distances(codes) ** 2)),
                "This is the mean of the squared distances and not their sum.",
                "این میانگین مربع فاصله‌هاست و نه مجموعشان.",
            ),
            trap(
                "root_of_inertia",
                lambda result, codes, k_max, seed: close(result[0][0], np.sqrt(np.sum(distances(codes) ** 2))),
                "A square root was taken of the sum.",
                "از مجموع جذر گرفته شده است.",
            ),
        ),
        judged(
            requirement(
                say("inertias near the smallest", "اینرسی‌ها نزدیک به کوچک‌ترین"),
                lambda result, codes, k_max, seed: near_best(result[0], codes, k_max),
                say(
                    "Some inertia is not near the smallest that is known. A single start may end in a poor local minimum.",
                    "برخی اینرسی‌ها نزدیک به کوچک‌ترین مقدار شناخته‌شده نیستند. یک آغاز تنها گاه به کمینهٔ محلی بدی می‌رسد.",
                ),
                weight=2.0,
            ),
            trap(
                "one_cluster_ahead",
                lambda result, codes, k_max, seed: (
                    np.shape(result[0]) == (k_max,) and close(result[0][0], best(codes, k_max)[1], rtol=0.02)
                ),
                "The curve begins with two clusters: entry 0 belongs to one.",
                "منحنی با دو خوشه آغاز می‌شود: درایهٔ 0 از آنِ یک خوشه است.",
            ),
            trap(
                "mean_not_sum",
                lambda result, codes, k_max, seed: near_best(np.multiply(result[0], len(codes)), codes, k_max),
                "This is the mean of the squared distances and not their sum.",
                "این میانگین مربع فاصله‌هاست و نه مجموعشان.",
            ),
        ),
        judged(
            requirement(
                say("elbow of your inertias", "آرنج اینرسی‌های خودتان"),
                lambda result, codes, k_max, seed: result[1] == farthest_below(result[0]),
                say(
                    "k is not the elbow of your inertias by the rule of the question.",
                    "k آرنج اینرسی‌های شما با قاعدهٔ پرسش نیست.",
                ),
                weight=2.0,
            ),
            trap(
                "index_not_count",
                lambda result, codes, k_max, seed: result[1] == farthest_below(result[0]) - 1,
                "This is the position in the array, which begins at 0, and not the number of clusters.",
                "این جایگاه در آرایه است که از 0 آغاز می‌شود، نه شمار خوشه‌ها.",
            ),
            trap(
                "range_forgotten",
                lambda result, codes, k_max, seed: result[1] == farthest_below_zero(result[0]),
                "The inertias were divided by the first one. The line of the question ends at the last point of the curve and not at zero.",
                "اینرسی‌ها بر نخستین تقسیم شده‌اند. خط پرسش به واپسین نقطهٔ منحنی می‌رسد و نه به صفر.",
            ),
            trap(
                "smallest_inertia",
                lambda result, codes, k_max, seed: result[1] == k_max,
                "The inertia only falls when clusters are added: its smallest value says nothing about their number.",
                "با افزودن خوشه اینرسی تنها کم می‌شود: کوچک‌ترین مقدارش چیزی دربارهٔ شمار خوشه‌ها نمی‌گوید.",
            ),
            trap(
                "always_two",
                lambda result, codes, k_max, seed: result[1] == 2,
                "The answer is always the same, whatever the data.",
                "داده هر چه باشد پاسخ همیشه یکی است.",
            ),
        ),
    ]


# assign_cluster


def encoder(weights, bias):
    """Flatten and a linear layer, as Keras writes it down."""
    layers = [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, *IMAGE]}},
        {"module": "keras.layers", "class_name": "Flatten", "config": {}},
        {"module": "keras.layers", "class_name": "Dense", "config": {"units": 2, "activation": "linear"}},
    ]
    config = {"name": "encoder", "trainable": True, "layers": layers}
    arrays = [np.asarray(array, dtype=np.float32) for array in (weights, bias)]
    return Network({"module": "keras", "class_name": "Sequential", "config": config}, arrays)


IMAGE = (4, 3, 3)


def distance_to_centres(model, kmeans, x):
    """The distances from the code of x to all centres."""
    weights, bias = (array.astype(float) for array in model.get_weights())
    return np.linalg.norm(kmeans - (np.ravel(x) @ weights + bias), axis=1)


def nearest(model, kmeans, image):
    """The right row."""
    return int(np.argmin(distance_to_centres(model, kmeans, 1 - image / 255)))


@lru_cache(maxsize=1)
def assignments():
    """Encoders, centres and pictures for which no centre is nearly as near as the nearest one.

    The last ones have steep encoders, and centres where the codes of 1 − image/256 and 1 − image/254 lie.
    """
    found = []
    for seed in range(14):
        rng = np.random.RandomState(seed)
        steep = seed >= 10
        model = encoder((60 if steep else 1) * rng.normal(size=(36, 2)), rng.normal(size=2))
        while True:
            image = rng.randint(0, 256, IMAGE).astype(np.uint8)
            roads = [1 - image / 255, image / 255, 1 + image / 255] + steep * [1 - image / 256, 1 - image / 254]
            codes = [np.ravel(x) @ model.weights[0] + steep * model.weights[1] for x in roads]
            kmeans = np.round(rng.permutation([*codes, *rng.normal(scale=4, size=(seed % 3, 2))]), 3)
            far = np.sort(distance_to_centres(model, kmeans, 1 - image / 255))
            if far[1] - far[0] > 0.3:
                break
        found.append(call(model, kmeans, image))
    return tuple(found)


@grades("assign_cluster")
def assign_cluster():
    """The row of the nearest centre; the judge computes the code from the weights."""

    def judged(requirement, *traps):
        return requires("assign", solution.assign, calls=assignments(), requirements=[requirement], traps=list(traps))

    def is_row(result, model, kmeans, image):
        return whole(result) and 0 <= result < len(kmeans)

    as_class = trap(
        "cluster_id_as_class",
        lambda result, model, kmeans, image: result == nearest(model, kmeans, image) - 1,
        "The number of the cluster was lowered by one. Numbers of clusters are no classes: give the row, which begins at 0.",
        "از شمارهٔ خوشه یکی کم شده است. شمارهٔ خوشه کلاس نیست: شمارهٔ سطر را بدهید که از 0 آغاز می‌شود.",
    )
    from_one = trap(
        "counted_from_one",
        lambda result, model, kmeans, image: result == nearest(model, kmeans, image) + 1,
        "The rows were counted from 1.",
        "سطرها از 1 شمرده شده‌اند.",
    )
    return [
        judged(
            requirement(
                say("a row of kmeans", "سطری از kmeans"),
                is_row,
                say(
                    "The result is not a whole number from 0 to k − 1.",
                    "نتیجه عددی صحیح از 0 تا k − 1 نیست.",
                ),
            ),
            as_class,
            from_one,
            trap(
                "centre_returned",
                lambda result, model, kmeans, image: np.shape(result) == (2,),
                "A centre or a code was returned. The number of its row is asked for.",
                "یک مرکز یا کد برگردانده شده است. شمارهٔ سطر آن خواسته شده است.",
            ),
        ),
        judged(
            requirement(
                say("the nearest centre", "نزدیک‌ترین مرکز"),
                lambda result, model, kmeans, image: whole(result) and result == nearest(model, kmeans, image),
                say(
                    "Some pictures are assigned to a centre that is not the nearest to their code.",
                    "برخی تصویرها به مرکزی نسبت داده شده‌اند که نزدیک‌ترین به کدشان نیست.",
                ),
                weight=4.0,
            ),
            as_class,
            from_one,
            trap(
                "test_preprocessing_mismatch",
                lambda result, model, kmeans, image: result == np.argmin(distance_to_centres(model, kmeans, image)),
                "The picture went into the encoder as it was read. It must take the same road as those of the training.",
                "تصویر همان‌گونه که خوانده شده وارد رمزگذار شده است. باید از همان راه تصویرهای آموزش بگذرد.",
            ),
            trap(
                "not_inverted",
                lambda result, model, kmeans, image: (
                    result == np.argmin(distance_to_centres(model, kmeans, image / 255))
                ),
                "The picture was scaled, but not inverted as in training.",
                "تصویر مقیاس شده ولی مانند آموزش وارون نشده است.",
            ),
            trap(
                "not_scaled",
                lambda result, model, kmeans, image: (
                    result == np.argmin(distance_to_centres(model, kmeans, 255.0 - image))
                ),
                "The picture was inverted, but has values up to 255, which the encoder has never seen.",
                "تصویر وارون شده ولی مقدارهایش تا ۲۵۵ است که رمزگذار هرگز ندیده است.",
            ),
            trap(
                "divided_by_256",
                lambda result, model, kmeans, image: (
                    result == np.argmin(distance_to_centres(model, kmeans, 1 - image / 256))
                ),
                "The picture was divided by 256. Its largest value is 255, and that is what training divided by.",
                "تصویر بر ۲۵۶ تقسیم شده است. بزرگ‌ترین مقدارش ۲۵۵ است و هنگام آموزش بر همان تقسیم شده است.",
            ),
            trap(
                "farthest_centre",
                lambda result, model, kmeans, image: (
                    result == np.argmax(distance_to_centres(model, kmeans, 1 - image / 255))
                ),
                "This is the centre that is farthest away.",
                "این دورترین مرکز است.",
            ),
        ),
    ]


# adjusted_rand


def groupings(least=2, most=12):
    """Two groupings of the same samples; their numbers are not consecutive."""
    numbers = st.sampled_from([0, 1, 2, 5])
    return st.integers(least, most).flatmap(
        lambda n: st.tuples(*(st.lists(numbers, min_size=n, max_size=n).map(np.array) for _ in range(2)))
    )


def table_of(a, b):
    """How many samples are in each group of a and each of b."""
    return np.array([[np.sum((a == i) & (b == j)) for j in np.unique(b)] for i in np.unique(a)])


def chosen(counts):
    """Σ C(n, 2)."""
    return float(np.sum(counts * (counts - 1)) / 2)


def plain_rand(a, b):
    """Misconception: the share of pairs that are treated alike, without a correction for chance."""
    table, n = table_of(a, b), len(a)
    in_a, in_b, both = chosen(table.sum(axis=1)), chosen(table.sum(axis=0)), chosen(table)
    return (n * (n - 1) / 2 - in_a - in_b + 2 * both) / (n * (n - 1) / 2)


def purity(a, b):
    """Misconception: every group of a gets the most frequent number of b, and hits are counted."""
    return float(table_of(a, b).max(axis=1).sum() / len(a))


def hits(a, b):
    """Misconception: the numbers of clusters are classes."""
    return float(np.mean(a == b))


def index(both, in_a, in_b, total):
    """The index from its four sums."""
    expected, most = in_a * in_b / total, (in_a + in_b) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def squares_for_pairs(a, b):
    """Misconception: n² in the place of C(n, 2)."""
    table = table_of(a, b)
    sums = [float(np.sum(counts**2)) for counts in (table, table.sum(axis=1), table.sum(axis=0))]
    return index(*sums, len(a) ** 2)


def chance_ignored(a, b):
    """Misconception: the common pairs over the mean of both, without E."""
    table = table_of(a, b)
    most = (chosen(table.sum(axis=1)) + chosen(table.sum(axis=0))) / 2
    return chosen(table) / most if most else 1.0


def largest_for_mean(a, b):
    """Misconception: the larger of the two sums as the largest possible value."""
    table = table_of(a, b)
    in_a, in_b = chosen(table.sum(axis=1)), chosen(table.sum(axis=0))
    expected = in_a * in_b / (len(a) * (len(a) - 1) / 2)
    most = max(in_a, in_b)
    return 1.0 if most == expected else (chosen(table) - expected) / (most - expected)


@grades("adjusted_rand")
def adjusted_rand():
    """Against the formula, and two laws."""
    cases = groupings().map(lambda drawn: call(*drawn))
    return function(
        "adjusted_rand",
        solution.adjusted_rand,
        cases=cases,
        count=60,
        examples=[
            example(call(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])), 8 / 33),
            example(call(np.array([0, 0, 1, 1]), np.array([7, 7, 3, 3])), 1.0),
            example(call(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])), -0.5),
        ],
        laws=[
            law(
                say("renaming the groups changes nothing", "نام‌گذاری دوبارهٔ گروه‌ها چیزی را عوض نمی‌کند"),
                cases,
                lambda f, a, b: (f((7 - a) * 3, b), f(a, b)),
            ),
            law(
                say("the two groupings may be exchanged", "دو گروه‌بندی را می‌توان جابه‌جا کرد"),
                cases,
                lambda f, a, b: (f(b, a), f(a, b)),
            ),
        ],
        traps=[
            trap(
                "cluster_id_as_class",
                hits,
                "Equal numbers were counted. The numbers of the groups mean nothing; count pairs of samples.",
                "شماره‌های برابر شمرده شده‌اند. شمارهٔ گروه‌ها معنایی ندارد؛ جفت نمونه‌ها را بشمارید.",
            ),
            trap(
                "not_adjusted",
                plain_rand,
                "This is the Rand index without the correction for chance.",
                "این شاخص رند بدون تعدیل برای تصادف است.",
            ),
            trap(
                "purity",
                purity,
                "This is the purity, which rewards many small groups.",
                "این خلوص (purity) است که به گروه‌های کوچک بسیار پاداش می‌دهد.",
            ),
            trap(
                "squares_for_pairs",
                squares_for_pairs,
                "Squares of the counts were added up. Pairs of different samples are to be counted.",
                "مربع شمارش‌ها جمع شده است. جفت نمونه‌های متفاوت را باید شمرد.",
            ),
            trap(
                "chance_ignored",
                chance_ignored,
                "What chance would give has not been subtracted.",
                "آنچه تصادف به بار می‌آورد کم نشده است.",
            ),
            trap(
                "largest_for_mean",
                largest_for_mean,
                "The denominator takes the larger of the two sums. Their mean is asked for.",
                "مخرج بزرگ‌ترِ دو مجموع را برداشته است. میانگین آن‌ها خواسته شده است.",
            ),
        ],
    )


# to_grayscale


def weighted(weights):
    """Gray pictures by other weights."""
    return lambda images: images @ np.array(weights)[:, None]


@grades("to_grayscale")
def to_grayscale():
    """Batches that are not square, with an axis for the one channel."""
    shapes = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4))
    images = shapes.flatmap(lambda shape: arrays((*shape, 3), -4, 8))
    return function(
        "to_grayscale",
        solution.to_grayscale,
        cases=images.map(call),
        examples=[
            example(
                call(np.array([[[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]], [[[0.0, 0.0, 1.0], [1.0, 1.0, 1.0]]]])),
                np.array([[[[0.299], [0.587]]], [[[0.114], [1.0]]]]),
            )
        ],
        laws=[
            law(
                say("twice as bright in, twice as bright out", "دو برابر روشن‌تر، دو برابر روشن‌تر"),
                images.map(call),
                lambda f, images: (f(2 * images), 2 * f(images)),
            )
        ],
        traps=[
            trap(
                "channel_axis_missing",
                lambda images: solution.to_grayscale(images)[..., 0],
                "The axis of the one channel is missing.",
                "محور تک‌کانال جا افتاده است.",
            ),
            trap(
                "plain_mean",
                weighted([1 / 3, 1 / 3, 1 / 3]),
                "The three channels were averaged with equal weights.",
                "از سه کانال با وزن‌های برابر میانگین گرفته شده است.",
            ),
            trap(
                "blue_green_red",
                weighted([0.114, 0.587, 0.299]),
                "The channels were taken in the order blue, green, red.",
                "کانال‌ها به ترتیب آبی، سبز، سرخ خوانده شده‌اند.",
            ),
            trap(
                "other_standard",
                weighted([0.2126, 0.7152, 0.0722]),
                "These are the weights of another standard, BT.709.",
                "این‌ها وزن‌های استاندارد دیگری، BT.709، هستند.",
            ),
            trap(
                "three_equal_channels",
                lambda images: np.repeat(solution.to_grayscale(images), 3, axis=-1),
                "The pictures are gray, but still have three channels.",
                "تصویرها خاکستری‌اند ولی هنوز سه کانال دارند.",
            ),
            trap(
                "one_channel_taken",
                lambda images: images[..., :1],
                "One channel was cut out. All three contribute.",
                "یک کانال جدا شده است. هر سه سهم دارند.",
            ),
        ],
    )


@grades("colorizer_counts")
def colorizer_counts(filters, first_kernel, other_kernel):
    """Row by row; the total of the listing also follows from the student's rows."""
    right = solution.colorizer_counts(filters, first_kernel, other_kernel)
    counts = right["colorizer_params"]
    first_listed = (other_kernel**2 + 1) * filters[0]

    def listed(colorizer_params):
        mine = [int(count) for count in colorizer_params]
        if sum(a == b for a, b in zip(mine, counts, strict=True)) < len(counts) / 2:
            raise ValueError("too few right rows to earn the sum of them")
        return first_listed + sum(mine[1:])

    traps = {
        i: [
            trap("forgot_bias", counts[i] - count, "The biases are missing.", "بایاس‌ها شمرده نشده‌اند."),
            trap(
                "single_bias",
                counts[i] - count + 1,
                "There is a bias for each filter and not one for the layer.",
                "برای هر فیلتر یک بایاس هست، نه یکی برای کل لایه.",
            ),
        ]
        for i, count in enumerate(filters)
    }
    mismatch = (
        "Summary and listing are mixed up: the first convolution has another kernel in the one than in the other.",
        "خلاصه و کد با هم اشتباه شده‌اند: نخستین کانولوشن در این یکی هستهٔ دیگری دارد تا در آن یکی.",
    )
    traps[0].append(trap("listing_summary_mismatch", first_listed, *mismatch))
    traps[0].append(
        trap(
            "three_channels_in",
            (first_kernel**2 * 3 + 1) * filters[0],
            "The input is counted as a colour image.",
            "ورودی تصویر رنگی شمرده شده است.",
        )
    )
    for i, (a, b) in enumerate(pairwise(filters), start=1):
        traps[i].append(
            trap(
                "input_depth_forgotten",
                (other_kernel**2 + 1) * b,
                "A filter has weights for every channel of its input.",
                "هر فیلتر برای همهٔ کانال‌های ورودی‌اش وزن دارد.",
            )
        )
        traps[i].append(
            trap(
                "first_kernel_everywhere",
                (first_kernel**2 * a + 1) * b,
                "The kernel of the first convolution was used for this one, too.",
                "هستهٔ نخستین کانولوشن برای این یکی هم به کار رفته است.",
            )
        )
    return [
        *rows("colorizer_params", counts, traps=traps, labels=["1", "2", "3", "4", "5"]),
        *value(
            "listing_total",
            right["listing_total"],
            weight=2.0,
            follows=listed,
            traps=[
                trap("listing_summary_mismatch", sum(counts), *mismatch),
                trap(
                    "forgot_bias",
                    right["listing_total"] - sum(filters),
                    "The biases are missing.",
                    "بایاس‌ها شمرده نشده‌اند.",
                ),
                trap(
                    "first_row_left_out",
                    sum(counts[1:]),
                    "The first convolution is missing from the sum.",
                    "نخستین کانولوشن در مجموع نیامده است.",
                ),
            ],
        ),
    ]


@grades("colorizer_metric")
def colorizer_metric():
    """What Keras calls accuracy where three numbers come out."""
    return choice(
        "colorizer_metric",
        solution.colorizer_metric(),
        {
            "accuracy_for_regression": say(
                "Real numbers are hardly ever equal. Which accuracy does Keras choose when the last axis of the output has length 3?",
                "عددهای حقیقی تقریباً هرگز برابر نیستند. وقتی طول واپسین محور خروجی ۳ است Keras کدام دقت را برمی‌گزیند؟",
            ),
            "images_recognised": say(
                "The number is an average over pixels, and the network has never been told which kinds of fruit there are.",
                "این عدد میانگین روی پیکسل‌هاست و هرگز به شبکه گفته نشده چه میوه‌هایی هست.",
            ),
            "one_minus_error": say(
                "An accuracy counts hits. What counts as a hit here does not depend on how small an error is.",
                "دقت، برخوردهای درست را می‌شمارد. آنچه اینجا درست شمرده می‌شود به کوچکی خطا بستگی ندارد.",
            ),
        },
    )


# colorizer


@lru_cache(maxsize=1)
def four_kinds():
    """New pictures of all kinds, their gray versions, where the fruit is, and the kinds."""
    x, y = fruit.images([40] * 4, 1_270_081)
    return x, (x @ LUMA).astype(np.float32), x.min(axis=-1) < 0.85, y


@lru_cache(maxsize=4)
def coloured(model, scale=1.0):
    """What a model makes of the gray pictures; asked once for all measures and traps."""
    x, gray, _, _ = four_kinds()
    return shaped(model.predict((scale * gray).astype(np.float32)), x) / scale


def error_inside(made):
    """The squared error inside of the fruit, over that of the gray picture."""
    x, gray, inside, _ = four_kinds()
    return float(np.mean((made - x)[inside] ** 2) / np.mean((gray - x)[inside] ** 2))


def relative_colour_error(model):
    """See `error_inside`."""
    return error_inside(coloured(model))


def mean_colours(made):
    """The mean colour (n, 3) of each picture inside of the fruit."""
    inside = four_kinds()[2][..., None]
    return (made * inside).sum(axis=(1, 2)) / inside.sum(axis=(1, 2))


def hues(made):
    """For each picture the kind whose hue is nearest to that of its mean colour."""
    chroma = [colours - colours.mean(axis=1, keepdims=True) for colours in (mean_colours(made), fruit.COLOURS)]
    units = [each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-9) for each in chroma]
    return np.argmax(units[0] @ units[1].T, axis=1)


GRAYISH = say(
    "The hues are not looked at, because the error is no smaller than with one tint for all fruit.",
    "به فام‌ها نگاه نمی‌شود، چون خطا از آنچه با یک ته‌رنگ برای همهٔ میوه‌ها به دست می‌آید کمتر نیست.",
)


def right_hues(model):
    """The share of pictures with the hue of their kind."""
    if not relative_colour_error(model) < TINTED:
        return GRAYISH
    return float(np.mean(hues(coloured(model)) == four_kinds()[3]))


def one_kind_missed(model):
    """Whether one kind hardly ever gets its hue, and each of the others does so mostly."""
    right = hues(coloured(model)) == four_kinds()[3]
    shares = np.sort([np.mean(right[four_kinds()[3] == kind]) for kind in range(4)])
    return shares[0] < 0.25 and shares[1] > 0.6


def nothing_drawn(model):
    """Whether all pictures come out alike."""
    return float(np.max(np.std(coloured(model), axis=0))) < 0.02


def gray_returned(model):
    """Whether the three channels are nearly equal."""
    return float(np.mean(np.ptp(coloured(model), axis=-1)[four_kinds()[2]])) < 0.05


def one_colour(model):
    """Whether every picture gets nearly the same colour, up to its brightness."""
    colours = mean_colours(coloured(model))
    return float(np.max(np.std(colours - colours.mean(axis=1, keepdims=True), axis=0))) < 0.03


@grades("colorizer")
def colorizer():
    """Error and hue inside of the fruit, on new pictures."""
    return trained(
        part("build_colorizer", solution.build_colorizer, call((32, 32, 1)), "colorizer.weights.h5"),
        most_parameters=1_000_000,
        measures=[
            measure(
                say("error relative to the gray picture", "خطا نسبت به تصویر خاکستری"),
                relative_colour_error,
                target=TARGETS("colorizer", "error relative to the gray picture"),
                floor=TINTED,
            ),
            measure(
                say("share of right hues", "سهم فام‌های درست"),
                right_hues,
                target=TARGETS("colorizer", "share of right hues"),
                floor=0.25,
            ),
        ],
        traps=[
            trap(
                "nothing_drawn",
                nothing_drawn,
                "Whatever picture goes in, nearly the same one comes out: the network is untrained, or stuck at white.",
                "هر تصویری که وارد شود تقریباً همان یکی بیرون می‌آید: شبکه آموزش ندیده یا در سفید گیر کرده است.",
            ),
            trap(
                "gray_returned",
                gray_returned,
                "The three channels are nearly equal: the pictures are still gray.",
                "سه کانال تقریباً برابرند: تصویرها هنوز خاکستری‌اند.",
            ),
            trap(
                "not_scaled",
                lambda model: error_inside(coloured(model, 255.0)) < 0.7,
                "The network was trained on numbers up to 255. The pictures have values in [0, 1].",
                "شبکه با عددهای تا ۲۵۵ آموزش دیده است. تصویرها مقدارهایی در [0, 1] دارند.",
            ),
            trap(
                "one_colour_for_all",
                one_colour,
                "Every fruit gets the same colour: the network does not tell the kinds apart.",
                "همهٔ میوه‌ها یک رنگ می‌گیرند: شبکه نوع‌ها را از هم بازنمی‌شناسد.",
            ),
            trap(
                "one_kind_missed",
                one_kind_missed,
                "Three kinds get their colours and one does not: look at the results, and at the training pictures, kind by kind.",
                "سه نوع رنگ خود را می‌گیرند و یکی نه: نتیجه‌ها و تصویرهای آموزش را به تفکیک نوع ببینید.",
            ),
        ],
    )


# to_uint8


def stretched(image):
    """255·(t − m)/(M − m), not yet rounded."""
    return 255 * (image - image.min()) / (image.max() - image.min())


def no_tie(image):
    """Whether no entry lies halfway between two pixels; only images of one value may be flat."""
    return image.min() == image.max() or not np.any(np.isclose(stretched(image) % 1, 0.5, atol=1e-3))


def in_bytes(scaled):
    """What a cast to bytes makes of numbers, wrapping around as most machines do."""
    return (np.rint(scaled).astype(np.int64) % 256).astype(np.uint8)


def or_zeros(formula):
    """The formula, and zeros for an image of one value."""
    return lambda image: in_bytes(formula(image)) if np.ptp(image) else np.zeros(image.shape, dtype=np.uint8)


def by_channel(image):
    """Misconception: every channel has its own minimum and maximum."""
    low, range_ = image.min(axis=(0, 1)), np.ptp(image, axis=(0, 1))
    return 255 * (image - low) / np.where(range_ == 0, 1, range_)


@grades("to_uint8")
def to_uint8():
    """Images of a few pixels, flat ones among them."""
    shapes = st.tuples(st.integers(1, 4), st.integers(1, 4))
    varied = shapes.flatmap(lambda shape: arrays((*shape, 3), -3, 9)).filter(no_tie)
    flat = st.builds(lambda shape, t: np.full((*shape, 3), t), shapes, st.sampled_from([0.0, 1.0, -2.5, 7.0]))
    images = st.one_of(varied, varied, varied, flat)
    scales = st.sampled_from([0.5, 2.0, 4.0])
    row = np.array([[[-1.0, 0.0, 3.0]]])
    return [
        function(
            "to_uint8",
            solution.to_uint8,
            cases=images.map(call),
            atol=0.0,
            rtol=0.0,
            count=50,
            examples=[
                example(call(row), np.array([[[0, 64, 255]]], dtype=np.uint8)),
                example(call(np.full((2, 1, 3), 0.5)), np.zeros((2, 1, 3), dtype=np.uint8)),
            ],
            laws=[
                law(
                    say("contrast and brightness do not matter", "کنتراست و روشنایی اهمیتی ندارد"),
                    st.tuples(varied, scales).map(lambda drawn: call(*drawn)),
                    lambda f, image, scale: (f(scale * image - 8), f(image)),
                )
            ],
            traps=[
                trap(
                    "minmax_divides_by_max",
                    or_zeros(lambda image: 255 * (image - image.min()) / (image.max() or 1)),
                    "The numerator begins at zero, but the denominator is the maximum and not the range.",
                    "صورت از صفر آغاز می‌شود ولی مخرج بیشینه است، نه بازهٔ میان کمینه و بیشینه.",
                ),
                trap(
                    "cut_off",
                    or_zeros(lambda image: np.floor(stretched(image) + 1e-9)),
                    "The decimals were cut off and not rounded.",
                    "رقم‌های اعشاری بریده شده‌اند و گرد نشده‌اند.",
                ),
                trap(
                    "by_channel",
                    or_zeros(by_channel),
                    "Every channel was stretched by itself, which changes the colours.",
                    "هر کانال جداگانه کشیده شده و این رنگ‌ها را عوض می‌کند.",
                ),
                trap(
                    "not_stretched",
                    lambda image: np.rint(255 * np.clip(image, 0, 1)).astype(np.uint8),
                    "The image was clipped to [0, 1] and not stretched.",
                    "تصویر به [0, 1] بریده شده و کشیده نشده است.",
                ),
                trap(
                    "up_to_256",
                    or_zeros(lambda image: 256 * stretched(image) / 255),
                    "The largest entry becomes 256, which no byte holds.",
                    "بزرگ‌ترین درایه 256 می‌شود که در بایت نمی‌گنجد.",
                ),
                trap(
                    "inverted",
                    or_zeros(lambda image: 255 - np.rint(stretched(image))),
                    "Dark and bright are exchanged.",
                    "تیره و روشن جابه‌جا شده‌اند.",
                ),
            ],
        ),
        requires(
            "to_uint8",
            solution.to_uint8,
            calls=(call(row), call(np.full((1, 2, 3), 3.0))),
            requirements=[
                requirement(
                    say("type uint8", "نوع uint8"),
                    lambda result, image: getattr(result, "dtype", None) == np.uint8,
                    say("The result is not an array of type uint8.", "نتیجه آرایه‌ای از نوع uint8 نیست."),
                    weight=0.5,
                )
            ],
        ),
    ]


@grades("rare_class")
def rare_class():
    """Marked by a person."""
    return essay(
        "rare_class",
        [
            (
                2,
                say(
                    "the loss is a mean over all pictures: ten of about a thousand hardly move it",
                    "هزینه میانگینی روی همهٔ تصویرهاست: ده تصویر از حدود هزار تا آن را تقریباً تکان نمی‌دهد",
                ),
            ),
            (
                2,
                say(
                    "in gray, blueberries look like strawberries, and the squared error asks for the mean colour of what looks alike: that of the frequent kind",
                    "بلوبری در خاکستری مانند توت‌فرنگی است و مربع خطا رنگ میانگینِ چیزهای همانند را می‌خواهد: رنگ نوع پرشمار",
                ),
            ),
            (
                1,
                say(
                    "the error or the hue by kind, on held-out pictures",
                    "خطا یا فام به تفکیک نوع، روی تصویرهای کنارگذاشته",
                ),
            ),
            (
                1,
                say(
                    "a remedy that fits: more blueberries, oversampling, weights by kind",
                    "چارهٔ مناسب: بلوبری بیشتر، نمونه‌برداری بیش از اندازه، وزن به تفکیک نوع",
                ),
            ),
        ],
    )
