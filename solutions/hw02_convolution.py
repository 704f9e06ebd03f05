"""hw02: reference answers, a second derivation of each, and the steps that lead to them.

Cross-correlation and its gradients follow Dumoulin & Visin 2016, arXiv:1603.07285.
"""

from fractions import Fraction

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tamrin import Erratum, reference, second_derivation, steps
from tamrin.worked import matrix, number, products, subscript

ERRATA = [
    Erratum(
        "filter_gradient",
        "filter_gradient",
        np.array([[9.0, 13.0], [7.0, 3.0]]),
        "The printed matrix is ∂(ΣO)/∂w. The network ends in global average pooling, so each entry of the feature map "
        "enters the loss with weight ¼, and so does the gradient.",
    ),
]


@reference("conv2d")
def conv2d(x, w, stride=1, padding=0):
    """y[i, j] = Σ_uv w[u, v] · x̃[i·s + u, j·s + v], where x̃ is x with a border of `padding` zeros.

    Shapes: x (H, W), w (kh, kw) → y (⌊(H + 2p − kh)/s⌋ + 1, ⌊(W + 2p − kw)/s⌋ + 1).
    Source: Dumoulin & Visin 2016, arXiv:1603.07285, relationship 6.
    """
    windows = sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.einsum("ijuv,uv->ij", windows, w)


@reference("conv2d_backward")
def conv2d_backward(dy, x, w, stride=1, padding=0):
    """dx = Σ_uv w[u, v] · dy scattered to where w[u, v] read x; dw[u, v] = Σ_ij dy[i, j] · x̃[i·s + u, j·s + v].

    Shapes: dy (H', W'), x (H, W), w (kh, kw) → dx (H, W), dw (kh, kw).
    Source: Dumoulin & Visin 2016, arXiv:1603.07285, chapter 4 (the transposed convolution).
    """
    padded = np.pad(x, padding)
    dpadded, dw = np.zeros_like(padded, dtype=float), np.zeros_like(w, dtype=float)
    rows, columns = stride * dy.shape[0], stride * dy.shape[1]
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            read = (slice(u, u + rows, stride), slice(v, v + columns, stride))
            dpadded[read] += w[u, v] * dy
            dw[u, v] = np.sum(dy * padded[read])
    return dpadded[padding : padding + x.shape[0], padding : padding + x.shape[1]], dw


@reference("receptive_field")
def receptive_field(layers):
    """r = 1 + Σ_i (k_i − 1) · d_i · Π_{j<i} s_j, for layers of kernel k, stride s and dilation d, input first.

    Source: Araujo, Norris & Sim 2019, "Computing receptive fields of convolutional neural networks", Distill,
    doi:10.23915/distill.00021, equation 2 with k replaced by the dilated size (k − 1)d + 1.
    """
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


@reference("laplacian")
def laplacian(image, kernel):
    """The response is the cross-correlation with zero padding 1."""
    return conv2d(image, kernel, padding=1)


@second_derivation("laplacian")
def laplacian_by_scattering(image, kernel):
    """Every bright pixel stamps the kernel, turned by 180°, onto the output around it."""
    stamped = np.zeros((image.shape[0] + 2, image.shape[1] + 2))
    for i, j in np.argwhere(image):
        stamped[i : i + 3, j : j + 3] += image[i, j] * kernel[::-1, ::-1]
    return stamped[1:-1, 1:-1]


@steps("laplacian")
def laplacian_steps(image, kernel):
    """Every output cell with the terms that are not zero."""
    padded, response = np.pad(image, 1), laplacian(image, kernel)
    lines = ["Only kernel entries that meet a bright pixel contribute; the padding contributes zeros.\n"]
    for i, j in np.ndindex(response.shape):
        terms = products(kernel, padded[i : i + 3, j : j + 3], skip_zeros=True)
        lines.append(f"- response[{i}, {j}] = {terms} = **{number(response[i, j])}**")
    return "\n".join(lines)


@reference("edge_meaning")
def edge_meaning():
    """The kernel's entries sum to zero."""
    return "zero_on_flat"


@steps("edge_meaning")
def edge_meaning_steps():
    """Why the other options are wrong."""
    return (
        "On a constant region of value $c$ the response is $c\\sum_{uv} K_{uv} = 0$. A line one pixel wide meets the "
        "centre of the kernel when the kernel is on the line, and one or more outer entries of the other sign when it is beside the line: "
        "a double edge. The kernel is unchanged by a rotation of 90°, so direction plays no part, and its centre has "
        "the opposite sign of its surround, so it is no average."
    )


@reference("pointwise")
def pointwise(height, width, channels, filters):
    """A 1×1 convolution keeps height and width; each filter has one weight per input channel and one bias."""
    return {"pointwise_shape": (height, width, filters), "pointwise_params": (channels + 1) * filters}


@second_derivation("pointwise")
def pointwise_by_enumeration(height, width, channels, filters):
    """Run it as a matrix product over the channels and count the entries of what was used."""
    kernel, bias = np.zeros((channels, filters)), np.zeros(filters)
    output = np.einsum("hwc,cf->hwf", np.zeros((height, width, channels)), kernel) + bias
    return {"pointwise_shape": tuple(output.shape), "pointwise_params": kernel.size + bias.size}


@steps("pointwise")
def pointwise_steps(height, width, channels, filters):
    """Shape and count."""
    total = (channels + 1) * filters
    return (
        f"A 1×1 kernel with stride 1 visits every position, so height and width stay {height} and {width}; each of the "
        f"{filters} filters makes one channel: **({height}, {width}, {filters})**.\n\n"
        f"Each filter has {channels} weights and 1 bias: ({channels} + 1) · {filters} = **{total}**."
    )


@reference("pointwise_uses")
def pointwise_uses():
    """A 1×1 convolution is linear and acts on channels alone."""
    return "mixes_channels"


@steps("pointwise_uses")
def pointwise_uses_steps():
    """Why the other options are wrong."""
    return (
        "The map $y_{hwf} = \\sum_c x_{hwc} K_{cf} + b_f$ is affine; two of them without an activation between are one. "
        "Its receptive field is a single position. It equals a fully connected layer only on a 1×1 map; on a larger map "
        "a fully connected layer is a convolution whose kernel is as large as the map."
    )


@reference("forward")
def forward(x, w):
    """Cross-correlation without padding, then the mean over positions."""
    conv_map = conv2d(x, w)
    return {"conv_map": conv_map, "gap": conv_map.mean()}


@second_derivation("forward")
def forward_by_loops(x, w):
    """The definition in rational numbers."""
    conv_map = [
        [sum(Fraction(w[u, v]) * Fraction(x[i + u, j + v]) for u in range(2) for v in range(2)) for j in range(2)]
        for i in range(2)
    ]
    return {"conv_map": np.array(conv_map, dtype=float), "gap": float(sum(map(sum, conv_map)) / 4)}


@steps("forward")
def forward_steps(x, w):
    """Every term of every output cell."""
    answer = forward(x, w)
    conv_map = answer["conv_map"]
    lines = [
        f"- conv_map[{i}, {j}] = {products(w, x[i : i + 2, j : j + 2])} = **{number(conv_map[i, j])}**"
        for i, j in np.ndindex(2, 2)
    ]
    total = " + ".join(f"({number(v)})" if v < 0 else number(v) for v in conv_map.ravel())
    return "\n".join([*lines, "", f"gap = ({total}) / 4 = **{number(answer['gap'])}**"])


def output_gradient(gap, loss, target):
    """∂L/∂O (2, 2): 1 for L = ΣO, ¼ for L = g, (g − t)/4 for L = ½(g − t)²."""
    each = {"sum": 1.0, "gap": 0.25}.get(loss)
    return np.full((2, 2), (gap - target) / 4 if each is None else each)


@reference("filter_gradient")
def filter_gradient(x, w, loss, target):
    """∂L/∂w is the cross-correlation of x with ∂L/∂O."""
    return conv2d(x, output_gradient(conv2d(x, w).mean(), loss, target))


@reference("input_gradient")
def input_gradient(x, w, loss, target):
    """∂L/∂x is the full cross-correlation of ∂L/∂O with w turned by 180°."""
    return conv2d(output_gradient(conv2d(x, w).mean(), loss, target), w[::-1, ::-1], padding=1)


def exact_loss(x, w, loss, target):
    """The loss in rational numbers, from lists of lists."""
    conv_map = [sum(w[u][v] * x[i + u][j + v] for u in range(2) for v in range(2)) for i in range(2) for j in range(2)]
    if loss == "sum":
        return sum(conv_map)
    gap = sum(conv_map) / 4
    return gap if loss == "gap" else (gap - Fraction(target)) ** 2 / 2


def exact_gradient(x, w, loss, target, of):
    """Central differences with step 1: exact, because the loss is at most quadratic in each entry."""
    values = {"x": [[Fraction(v) for v in row] for row in x], "w": [[Fraction(v) for v in row] for row in w]}
    gradient = np.zeros(np.shape(values[of]))
    for i, j in np.ndindex(gradient.shape):
        sides = []
        for step in (1, -1):
            values[of][i][j] += step
            sides.append(exact_loss(values["x"], values["w"], loss, target))
            values[of][i][j] -= step
        gradient[i, j] = (sides[0] - sides[1]) / 2
    return gradient


@second_derivation("filter_gradient")
def filter_gradient_by_differences(x, w, loss, target):
    """Exact central differences of the loss in w."""
    return exact_gradient(x, w, loss, target, of="w")


@second_derivation("input_gradient")
def input_gradient_by_differences(x, w, loss, target):
    """Exact central differences of the loss in x."""
    return exact_gradient(x, w, loss, target, of="x")


def output_gradient_steps(x, w, loss, target):
    """The first step of both gradients."""
    gap = conv2d(x, w).mean()
    each = output_gradient(gap, loss, target)[0, 0]
    why = {
        "sum": "$L = \\sum O_{ij}$, so every $\\partial L/\\partial O_{ij} = 1$.",
        "gap": "$L = g$ is the mean of four entries, so every $\\partial L/\\partial O_{ij} = 1/4$.",
    }.get(loss)
    if why is None:
        why = (
            f"$\\partial L/\\partial g = g - t = {number(gap)} - ({number(target)}) = {number(gap - target)}$ and "
            f"$\\partial g/\\partial O_{{ij}} = 1/4$, so every $\\partial L/\\partial O_{{ij}} = {number(each)}$."
        )
    return why, each


@steps("filter_gradient")
def filter_gradient_steps(x, w, loss, target):
    """Each weight meets four inputs."""
    why, each = output_gradient_steps(x, w, loss, target)
    gradient = filter_gradient(x, w, loss, target)
    lines = [why, "", "The weight $w_{uv}$ meets the inputs $x_{i+u,\\,j+v}$, one for each output:", ""]
    for u, v in np.ndindex(2, 2):
        met = " + ".join(subscript(value) for value in x[u : u + 2, v : v + 2].ravel())
        lines.append(f"- ∂L/∂w[{u}, {v}] = {number(each)} · ({met}) = **{number(gradient[u, v])}**")
    return "\n".join(lines)


@steps("input_gradient")
def input_gradient_steps(x, w, loss, target):
    """Each input meets the weights of every window that covers it."""
    why, each = output_gradient_steps(x, w, loss, target)
    gradient = input_gradient(x, w, loss, target)
    lines = [why, "", "The input $x_{ab}$ meets $w_{a-i,\\,b-j}$ in every window $(i, j)$ that covers it:", ""]
    for a, b in np.ndindex(3, 3):
        met = [subscript(w[a - i, b - j]) for i, j in np.ndindex(2, 2) if 0 <= a - i < 2 and 0 <= b - j < 2]
        lines.append(f"- ∂L/∂x[{a}, {b}] = {number(each)} · ({' + '.join(met)}) = **{number(gradient[a, b])}**")
    turned = matrix(w[::-1, ::-1])
    lines += [
        "",
        f"The same in one step: pad ∂L/∂O with a border of zeros and slide $w$ turned by 180°, ${turned}$, over it.",
    ]
    return "\n".join(lines)


@steps("conv2d")
def conv2d_steps():
    """How the reference works, and the example by hand."""
    return (
        "Pad, cut out every window with `sliding_window_view`, keep every `stride`-th, and sum each window against the "
        "kernel.\n\nThe example by hand: the top left window is [[1, 2], [4, 5]], and 1·1 + 0·2 + 2·4 + (−1)·5 = **4**; "
        "one step to the right 1·2 + 0·3 + 2·5 + (−1)·6 = **6**; below 1·4 + 0·5 + 2·7 + (−1)·8 = **10** and "
        "1·5 + 0·6 + 2·8 + (−1)·9 = **12**."
    )


@steps("conv2d_backward")
def conv2d_backward_steps():
    """Where the two gradients come from."""
    return (
        "From $y_{ij} = \\sum_{uv} w_{uv}\\,\\tilde x_{is+u,\\,js+v}$ follow "
        "$\\partial L/\\partial w_{uv} = \\sum_{ij} dy_{ij}\\,\\tilde x_{is+u,\\,js+v}$ and "
        "$\\partial L/\\partial \\tilde x_{ab} = \\sum_{ij,uv:\\ is+u=a,\\ js+v=b} dy_{ij}\\,w_{uv}$. "
        "So read with the slices of the forward pass for `dw`, and write with the same slices for `dx`; then cut the "
        "padding off. With stride 1 and no padding, `dx` is the full convolution of `dy` with `w`."
    )


@steps("receptive_field")
def receptive_field_steps():
    """The recursion, and the example by hand."""
    return (
        "A step of one unit after layer $i$ is a step of $\\prod_{j \\le i} s_j$ input pixels. Layer $i$ widens the field by "
        "$(k_i - 1) d_i$ steps of its own input.\n\nThe example: 1 + (3 − 1)·1·1 + (3 − 1)·2·2 = **11**."
    )
