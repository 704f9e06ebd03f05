"""hw02: how answers are judged."""

import numpy as np
from hypothesis import strategies as st

from solutions import hw02_convolution as solution
from tamrin import call, choice, example, function, grades, law, say, trap, value
from tamrin.strategies import arrays, halves


@grades("laplacian")
def laplacian(image, kernel):
    """The 5×5 response."""
    inner = solution.conv2d(image, kernel)
    replicated = solution.conv2d(np.pad(image, 1, mode="edge"), kernel)
    return value(
        "response",
        solution.laplacian(image, kernel),
        traps=[
            trap(
                "forgot_padding",
                inner,
                "This is the output without padding. With zero padding 1 the kernel is also centred on the border pixels.",
                "این خروجیِ بدون لایه‌گذاری است. با لایه‌گذاری صفر، مرکز هسته روی پیکسل‌های لبه هم قرار می‌گیرد.",
            ),
            trap(
                "border_left_zero",
                np.pad(inner, 1),
                "The border was filled with zeros after the convolution. The padding belongs to the image, before it.",
                "لبه پس از کانولوشن با صفر پر شده است. لایه‌گذاری مربوط به تصویر و پیش از کانولوشن است.",
            ),
            trap(
                "replicated_border",
                replicated,
                "The border pixels were repeated outward. Zero padding surrounds the image with zeros.",
                "پیکسل‌های لبه به بیرون تکرار شده‌اند. لایه‌گذاری صفر دور تصویر صفر می‌گذارد.",
            ),
            trap(
                "kernel_sign_lost",
                -solution.laplacian(image, kernel),
                "Every entry has the wrong sign. Look at the sign of the kernel's centre.",
                "علامت همهٔ درایه‌ها وارونه است. به علامت درایهٔ مرکزی هسته نگاه کنید.",
            ),
        ],
    )


@grades("edge_meaning")
def edge_meaning():
    """What a Laplacian kernel does."""
    return choice(
        "edge_meaning",
        solution.edge_meaning(),
        {
            "blurs": say(
                "An average has entries of one sign. What do the entries of this kernel sum to?",
                "در میانگین‌گیری همهٔ درایه‌ها هم‌علامت‌اند. مجموع درایه‌های این هسته چند است؟",
            ),
            "one_direction": say(
                "Turn the kernel by 90° and compare it with itself.",
                "هسته را ۹۰ درجه بچرخانید و با خودش مقایسه کنید.",
            ),
            "measures_brightness": say(
                "Put the kernel on a region of constant brightness and add up.",
                "هسته را روی ناحیه‌ای با روشنایی یکنواخت بگذارید و جمع بزنید.",
            ),
        },
    )


@grades("pointwise")
def pointwise(height, width, channels, filters):
    """Shape and parameter count of a 1×1 convolution."""
    right = solution.pointwise(height, width, channels, filters)
    return [
        value(
            "pointwise_shape",
            right["pointwise_shape"],
            traps=[
                trap(
                    "kept_input_channels",
                    (height, width, channels),
                    "The number of output channels is the number of filters, not that of the input's channels.",
                    "شمار کانال‌های خروجی برابر شمار فیلترهاست، نه شمار کانال‌های ورودی.",
                ),
                trap(
                    "multiplied_channels",
                    (height, width, channels * filters),
                    "A filter sums over the input channels; it makes one output channel, not one per input channel.",
                    "هر فیلتر روی کانال‌های ورودی جمع می‌زند و یک کانال خروجی می‌سازد، نه یکی برای هر کانال ورودی.",
                ),
                trap(
                    "single_channel",
                    (height, width, 1),
                    "Every filter makes an output channel of its own.",
                    "هر فیلتر کانال خروجی خودش را می‌سازد.",
                ),
            ],
        ),
        value(
            "pointwise_params",
            right["pointwise_params"],
            traps=[
                trap(
                    "weights_without_depth",
                    2 * filters,
                    "A 1×1 filter reaches through the whole depth: it has one weight per input channel.",
                    "فیلتر ۱×۱ در تمام عمق پیش می‌رود: برای هر کانال ورودی یک وزن دارد.",
                ),
                trap(
                    "forgot_bias",
                    channels * filters,
                    "The biases are missing.",
                    "بایاس‌ها شمرده نشده‌اند.",
                ),
                trap(
                    "single_bias",
                    channels * filters + 1,
                    "Every filter has a bias of its own.",
                    "هر فیلتر بایاس خودش را دارد.",
                ),
                trap(
                    "counted_per_position",
                    (channels + 1) * filters * height * width,
                    "The same weights are used at every position; they are counted once.",
                    "در همهٔ نقطه‌ها همان وزن‌ها به کار می‌روند و یک بار شمرده می‌شوند.",
                ),
            ],
        ),
    ]


@grades("pointwise_uses")
def pointwise_uses():
    """What a 1×1 convolution is for."""
    return choice(
        "pointwise_uses",
        solution.pointwise_uses(),
        {
            "conv1x1_is_nonlinear": say(
                "Add two inputs and compare with the sum of their outputs: the convolution itself is linear.",
                "دو ورودی را جمع کنید و با مجموع خروجی‌ها مقایسه کنید: خود کانولوشن خطی است.",
            ),
            "enlarges_receptive_field": say(
                "How many positions does one output of a 1×1 convolution read?",
                "هر خروجیِ کانولوشن ۱×۱ چند نقطه را می‌خواند؟",
            ),
            "dense_on_any_map": say(
                "Count the weights of a fully connected layer on a map larger than 1×1.",
                "وزن‌های یک لایهٔ تمام‌متصل روی نقشه‌ای بزرگ‌تر از ۱×۱ را بشمارید.",
            ),
        },
    )


KERNEL_FLIP = (
    "The kernel was flipped. Deep-learning libraries compute cross-correlation: the kernel is used as it stands.",
    "هسته وارونه شده است. کتابخانه‌های یادگیری ژرف همبستگی متقابل حساب می‌کنند و هسته را همان‌گونه که هست به کار می‌برند.",
)


@grades("forward")
def forward(x, w):
    """Feature map and its mean; a wrong map is paid for once."""
    conv_map = solution.forward(x, w)["conv_map"]
    return [
        value(
            "conv_map",
            conv_map,
            traps=[
                trap("kernel_flip", solution.conv2d(x, w[::-1, ::-1]), *KERNEL_FLIP),
                trap(
                    "kernel_transposed",
                    solution.conv2d(x, w.T),
                    "Rows and columns of the filter were exchanged.",
                    "سطرها و ستون‌های فیلتر جابه‌جا شده‌اند.",
                ),
                trap(
                    "output_transposed",
                    conv_map.T,
                    "Rows and columns of the output were exchanged: the first index counts downward.",
                    "سطرها و ستون‌های خروجی جابه‌جا شده‌اند: نمایهٔ نخست به سوی پایین می‌شمارد.",
                ),
            ],
        ),
        value(
            "gap",
            conv_map.mean(),
            follows=lambda conv_map: conv_map.mean(),
            traps=[
                trap(
                    "sum_instead_of_mean",
                    conv_map.sum(),
                    "This is the sum of the feature map; average pooling divides by the number of its entries.",
                    "این مجموع نقشهٔ ویژگی است؛ میانگین‌گیری بر شمار درایه‌ها تقسیم می‌کند.",
                ),
                trap(
                    "max_instead_of_mean",
                    conv_map.max(),
                    "This is the largest entry of the feature map, not its mean.",
                    "این بزرگ‌ترین درایهٔ نقشهٔ ویژگی است، نه میانگین آن.",
                ),
            ],
        ),
    ]


def gradient_traps(gradient_of, gap, loss, target):
    """The misconceptions about ∂L/∂O that both gradients share; `gradient_of` maps ∂L/∂O to the gradient."""
    right = solution.output_gradient(gap, loss, target)
    traps = []
    if loss != "sum":
        traps.append(
            trap(
                "gap_gradient_not_divided",
                gradient_of(4 * right),
                "The factor of the average pooling is missing: each entry of the feature map enters the mean with weight 1/4.",
                "ضریب میانگین‌گیری جا افتاده است: هر درایهٔ نقشهٔ ویژگی با وزن ۱/۴ وارد میانگین می‌شود.",
            )
        )
    if loss == "half_square":
        traps += [
            trap(
                "error_not_multiplied",
                gradient_of(np.full((2, 2), 0.25)),
                "The factor (g − t) is missing: differentiate the square, too.",
                "ضریب (g − t) جا افتاده است: از مربع هم باید مشتق گرفت.",
            ),
            trap(
                "error_sign",
                gradient_of(-right),
                "The sign is wrong: the derivative of ½(g − t)² is g − t.",
                "علامت نادرست است: مشتق ½(g − t)² برابر g − t است.",
            ),
        ]
    return traps


def carried(gradient_of, loss, target):
    """What follows from a student's own mean; at the target itself, no gradient would be left to compute."""

    def follows(gap):
        if target is not None and abs(gap - target) < 1e-3:
            raise ValueError("no error")
        return gradient_of(solution.output_gradient(gap, loss, target))

    return follows


@grades("filter_gradient")
def filter_gradient(x, w, loss, target):
    """∂L/∂w; for the squared loss a wrong `gap` is carried forward."""
    conv_map = solution.conv2d(x, w)
    right = solution.filter_gradient(x, w, loss, target)

    def gradient_of(do):
        return solution.conv2d(x, do)

    return value(
        "filter_gradient",
        right,
        follows=carried(gradient_of, loss, target),
        traps=[
            *gradient_traps(gradient_of, conv_map.mean(), loss, target),
            trap(
                "gradient_flipped",
                right[::-1, ::-1],
                "The gradient is turned by 180°. The filter gradient slides ∂L/∂O over x without turning anything.",
                "گرادیان ۱۸۰ درجه چرخیده است. برای گرادیان فیلتر، ∂L/∂O بی هیچ چرخشی روی x می‌لغزد.",
            ),
            trap(
                "forward_repeated",
                conv_map,
                "This is the feature map again. Slide ∂L/∂O over x, not the filter.",
                "این همان نقشهٔ ویژگی است. به جای فیلتر، ∂L/∂O را روی x بلغزانید.",
            ),
        ],
    )


@grades("input_gradient")
def input_gradient(x, w, loss, target):
    """∂L/∂x; for the squared loss a wrong `gap` is carried forward."""
    gap = solution.conv2d(x, w).mean()
    do = solution.output_gradient(gap, loss, target)

    def gradient_of(do):
        return solution.conv2d(do, w[::-1, ::-1], padding=1)

    return value(
        "input_gradient",
        solution.input_gradient(x, w, loss, target),
        follows=carried(gradient_of, loss, target),
        traps=[
            *gradient_traps(gradient_of, gap, loss, target),
            trap(
                "no_kernel_rotation",
                solution.conv2d(do, w, padding=1),
                "The filter must be turned by 180° before it slides over the padded ∂L/∂O.",
                "فیلتر پیش از لغزیدن روی ∂L/∂O لایه‌گذاری‌شده باید ۱۸۰ درجه بچرخد.",
            ),
            trap(
                "valid_instead_of_full",
                solution.conv2d(do, w[::-1, ::-1]),
                "The gradient has the shape of the input: pad ∂L/∂O with zeros first.",
                "گرادیان هم‌شکل ورودی است: نخست ∂L/∂O را با صفر لایه‌گذاری کنید.",
            ),
        ],
    )


@st.composite
def images(draw, largest=6):
    """An image, a kernel that fits, a stride and a padding; nothing square by default."""
    kh, kw = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding, stride = draw(st.integers(0, 2)), draw(st.integers(1, 3))
    height = draw(st.integers(max(1, kh - 2 * padding), largest))
    width = draw(st.integers(max(1, kw - 2 * padding), largest))
    return draw(arrays((height, width))), draw(arrays((kh, kw))), stride, padding


@st.composite
def forward_cases(draw):
    """Calls of `conv2d`, options left out or given by name."""
    x, w, stride, padding = draw(images())
    options = {key: value for key, value in {"stride": stride, "padding": padding}.items() if draw(st.booleans())}
    if "padding" not in options and (x.shape[0] < w.shape[0] or x.shape[1] < w.shape[1]):
        options["padding"] = padding
    return call(x, w, **options)


@st.composite
def backward_cases(draw):
    """Calls of `conv2d_backward` with a random cotangent."""
    x, w, stride, padding = draw(images())
    dy = draw(arrays(solution.conv2d(x, w, stride, padding).shape))
    return call(dy, x, w, stride=stride, padding=padding)


def true_convolution(x, w, stride=1, padding=0):
    """Misconception: flips the kernel."""
    return solution.conv2d(x, w[::-1, ::-1], stride, padding)


def stride_ignored(x, w, stride=1, padding=0):
    """Misconception: always stride 1."""
    return solution.conv2d(x, w, 1, padding)


def padding_ignored(x, w, stride=1, padding=0):
    """Misconception: never pads."""
    return solution.conv2d(x, w, stride, 0)


def padded_at_the_end(x, w, stride=1, padding=0):
    """Misconception: all padding below and to the right."""
    return solution.conv2d(np.pad(x, ((0, 2 * padding), (0, 2 * padding))), w, stride)


def linear(conv2d, x, w, stride, padding, factor):
    """conv2d(a·x + x′) = a·conv2d(x) + conv2d(x′), with x′ = x read backwards."""
    other = x[::-1, ::-1].copy()
    left = conv2d(factor * x + other, w, stride=stride, padding=padding)
    right = factor * conv2d(x, w, stride=stride, padding=padding) + conv2d(other, w, stride=stride, padding=padding)
    return left, right


@grades("conv2d")
def conv2d():
    """Cross-correlation with stride and zero padding."""
    nine = np.arange(1.0, 10.0).reshape(3, 3)
    two = np.array([[1.0, 2.0], [3.0, 4.0]])
    law_cases = st.builds(lambda case, factor: call(*case, factor), images(4), halves(-3, 3))
    return function(
        "conv2d",
        solution.conv2d,
        cases=forward_cases(),
        examples=[
            example(call(nine, np.array([[1.0, 0.0], [2.0, -1.0]])), np.array([[4.0, 6.0], [10.0, 12.0]])),
            example(
                call(two, np.array([[1.0, 2.0], [3.0, 5.0]]), stride=2, padding=1), np.array([[5.0, 6.0], [6.0, 4.0]])
            ),
            example(call(np.array([[1.0, 2.0, 3.0]]), np.array([[2.0, 1.0]])), np.array([[4.0, 7.0]])),
        ],
        laws=[law(say("linearity in the image", "خطی بودن نسبت به تصویر"), law_cases, linear)],
        traps=[
            trap("kernel_flip", true_convolution, *KERNEL_FLIP),
            trap(
                "stride_ignored",
                stride_ignored,
                "The stride has no effect on the result.",
                "گام در نتیجه اثری ندارد.",
            ),
            trap(
                "padding_ignored",
                padding_ignored,
                "The padding has no effect on the result.",
                "لایه‌گذاری در نتیجه اثری ندارد.",
            ),
            trap(
                "padded_at_the_end",
                padded_at_the_end,
                "All padding went below and to the right. Half of it belongs above and to the left.",
                "همهٔ لایه‌گذاری در پایین و راست افزوده شده است. نیمی از آن باید در بالا و چپ باشد.",
            ),
        ],
    )


def cotangent_of_ones(dy, x, w, stride=1, padding=0):
    """Misconception: differentiates the sum of the output whatever `dy` is."""
    return solution.conv2d_backward(np.ones_like(dy), x, w, stride, padding)


def kernel_turned_in_dx(dy, x, w, stride=1, padding=0):
    """Misconception: scatters the kernel turned by 180°."""
    return solution.conv2d_backward(dy, x, w[::-1, ::-1], stride, padding)[0], solution.conv2d_backward(
        dy, x, w, stride, padding
    )[1]


def padding_not_cut_off(dy, x, w, stride=1, padding=0):
    """Misconception: returns the gradient of the padded image."""
    padded = np.pad(x, padding)
    return solution.conv2d_backward(dy, padded, w, stride, 0)


def gradients_swapped(dy, x, w, stride=1, padding=0):
    """Misconception: (dw, dx)."""
    return solution.conv2d_backward(dy, x, w, stride, padding)[::-1]


def averaged(dy, x, w, stride=1, padding=0):
    """Misconception: dw is the mean over positions."""
    dx, dw = solution.conv2d_backward(dy, x, w, stride, padding)
    return dx, dw / dy.size


def adjoint(conv2d_backward, dy, x, w, stride, padding):
    """⟨dy, conv2d(v, w)⟩ = ⟨dx, v⟩ for every image v: the backward pass is the adjoint of the forward one."""
    v = np.cos(np.arange(x.size)).reshape(x.shape)
    dx, _ = conv2d_backward(dy, x, w, stride=stride, padding=padding)
    return float(np.sum(dy * solution.conv2d(v, w, stride, padding))), float(np.sum(np.asarray(dx) * v))


@grades("conv2d_backward")
def conv2d_backward():
    """Both gradients, with a random cotangent."""
    x, w = np.array([[1.0, 2.0, 0.0], [0.0, 3.0, 4.0]]), np.array([[1.0, -1.0]])
    dy = np.array([[1.0, 2.0], [0.0, 3.0]])
    return function(
        "conv2d_backward",
        solution.conv2d_backward,
        cases=backward_cases(),
        # dw[0] = 1·1 + 2·2 + 0·0 + 3·3 = 14 and dw[1] = 1·2 + 2·0 + 0·3 + 3·4 = 14 would hide an exchange: dy breaks the tie.
        examples=[
            example(
                call(dy, x + np.array([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]), w),
                (np.array([[1.0, 1.0, -2.0], [0.0, 3.0, -3.0]]), np.array([[14.0, 16.0]])),
            ),
        ],
        laws=[
            law(
                say("adjointness to conv2d", "الحاقی بودن نسبت به conv2d"),
                backward_cases().map(lambda c: call(*c.args, *c.kwargs.values())),
                adjoint,
            )
        ],
        traps=[
            trap(
                "cotangent_ignored",
                cotangent_of_ones,
                "dy has no effect: these are the gradients of the plain sum of the output.",
                "dy اثری ندارد: این‌ها گرادیان‌های مجموع سادهٔ خروجی‌اند.",
            ),
            trap(
                "kernel_turned_in_dx",
                kernel_turned_in_dx,
                "dw is right. For dx the kernel was turned once too often: each dy goes back along the weights it came through.",
                "dw درست است. در dx هسته یک بار زیادی چرخیده است: هر dy از همان وزن‌هایی بازمی‌گردد که از آن‌ها گذشته است.",
            ),
            trap(
                "padding_not_cut_off",
                padding_not_cut_off,
                "dx is the gradient of the padded image. Cut the padding off again.",
                "dx گرادیان تصویر لایه‌گذاری‌شده است. لایه‌گذاری را دوباره ببرید.",
            ),
            trap(
                "gradients_swapped",
                gradients_swapped,
                "The two gradients are in the wrong order: (dx, dw) is asked for.",
                "ترتیب دو گرادیان جابه‌جاست: (dx, dw) خواسته شده است.",
            ),
            trap(
                "mean_instead_of_sum",
                averaged,
                "dw is divided by the number of positions. The loss is a sum, so its gradient is one.",
                "dw بر شمار نقطه‌ها تقسیم شده است. تابع هزینه مجموع است و گرادیانش هم مجموع است.",
            ),
        ],
    )


def dilation_ignored(layers):
    """Misconception: every kernel is dense."""
    return solution.receptive_field([(kernel, stride, 1) for kernel, stride, _ in layers])


def strides_ignored(layers):
    """Misconception: every layer steps by one input pixel."""
    return solution.receptive_field([(kernel, 1, dilation) for kernel, _, dilation in layers])


def own_stride_counted(layers):
    """Misconception: a layer's own stride already widens its own steps."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        field += (kernel - 1) * dilation * jump
    return field


def kernels_multiplied(layers):
    """Misconception: receptive fields multiply."""
    field = 1
    for kernel, _, dilation in layers:
        field *= (kernel - 1) * dilation + 1
    return field


def first_pixel_forgotten(layers):
    """Misconception: the 1 that everything starts from is missing."""
    return solution.receptive_field(layers) - 1


@grades("receptive_field")
def receptive_field():
    """Receptive field of a stack of layers."""
    layer = st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3))
    stacks = st.lists(layer, max_size=5).map(lambda layers: call(layers))
    return function(
        "receptive_field",
        solution.receptive_field,
        cases=stacks,
        examples=[
            example(call([]), 1),
            example(call([(3, 1, 1), (3, 1, 1)]), 5),
            example(call([(3, 2, 1), (3, 1, 2)]), 11),
        ],
        traps=[
            trap(
                "dilation_ignored",
                dilation_ignored,
                "The dilation has no effect. A dilated kernel of size k covers (k − 1)·d + 1 positions.",
                "اتساع اثری ندارد. هستهٔ متسع به اندازهٔ k، شمار (k − 1)·d + 1 نقطه را می‌پوشاند.",
            ),
            trap(
                "strides_ignored",
                strides_ignored,
                "The strides have no effect. After a stride of 2, a step of one unit is a step of two pixels.",
                "گام‌ها اثری ندارند. پس از گام ۲، یک واحد جابه‌جایی برابر دو پیکسل است.",
            ),
            trap(
                "own_stride_counted",
                own_stride_counted,
                "A layer's own stride was counted for its own kernel. It widens only the steps of the layers after it.",
                "گام هر لایه برای هستهٔ خودش هم به حساب آمده است. گام تنها جابه‌جایی لایه‌های پس از خود را بزرگ‌تر می‌کند.",
            ),
            trap(
                "kernels_multiplied",
                kernels_multiplied,
                "Receptive fields were multiplied. Each layer adds to the field.",
                "میدان‌های دید در هم ضرب شده‌اند. هر لایه به میدان دید می‌افزاید.",
            ),
            trap(
                "first_pixel_forgotten",
                first_pixel_forgotten,
                "It is one too few: without any layer a unit sees one pixel.",
                "یکی کم است: بدون هیچ لایه‌ای هر واحد یک پیکسل می‌بیند.",
            ),
        ],
    )
