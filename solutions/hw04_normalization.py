"""hw04: reference answers, a second derivation of each, and the steps that lead to them.

Batch normalization after Ioffe & Szegedy 2015, arXiv:1502.03167, layer normalization after Ba, Kiros & Hinton 2016,
arXiv:1607.06450. Everywhere the variance is the biased one and ε stands inside of the root.
"""

from fractions import Fraction
from math import sqrt

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps
from tamrin.worked import matrix, number, subscript

ERRATA = [
    Erratum(
        "layer_norm_by_hand",
        "ln_matrix",
        np.array(
            [
                [-0.87558997, -1.07958857, -1.87064616, 0.11541284, 0.77748801],
                [-1.27882219, 0.50998969, 2.9568278, 0.69247702, -1.02301053],
                [0.56452511, 0.44375726, 1.29738363, -0.09442868, 0.73656758],
                [-0.70277616, 0.87426804, -1.26721191, -0.30427021, -0.81840843],
                [-1.22121759, 0.54310591, 1.59910075, 0.4826355, -0.94116969],
            ]
        ),
        "The rows of the printed matrix have neither mean 0 nor variance 1. The statistics of the rows were taken "
        "without `keepdims`, and a vector of 5 broadcasts along the columns of a 5×5 matrix: only the diagonal is right.",
    ),
    Erratum(
        "bn_counts",
        "bn_params",
        40,
        "The printed count is that of γ and β alone. Keras also counts the moving mean and the moving variance, which "
        "are stored with the weights though no gradient reaches them.",
    ),
]


def standardize(x, axis, eps):
    """x̂ = (x − μ) / √(σ² + ε), with the mean μ and the biased variance σ² of x along `axis`."""
    return (x - x.mean(axis, keepdims=True)) / np.sqrt(x.var(axis, keepdims=True) + eps)


def standardize_backward(g, x, axis, eps):
    """dx = (g − ⟨g⟩ − x̂·⟨g·x̂⟩) / √(σ² + ε), with means ⟨·⟩ along `axis`; g is the cotangent of x̂.

    The two means are what reaches x through μ and through σ².
    """
    normal = standardize(x, axis, eps)
    through_mean = g.mean(axis, keepdims=True)
    through_var = normal * (g * normal).mean(axis, keepdims=True)
    return (g - through_mean - through_var) / np.sqrt(x.var(axis, keepdims=True) + eps)


@reference("batch_norm")
def batch_norm(x, gamma, beta, eps=1e-5):
    """y[n, d] = γ[d] · (x[n, d] − μ[d]) / √(σ²[d] + ε) + β[d], with μ and σ² over the batch axis n.

    Shapes: x (N, D), gamma (D,), beta (D,) → y (N, D).
    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, algorithm 1.
    """
    return gamma * standardize(x, 0, eps) + beta


@reference("layer_norm")
def layer_norm(x, gamma, beta, eps=1e-5):
    """y[n, d] = γ[d] · (x[n, d] − μ[n]) / √(σ²[n] + ε) + β[d], with μ and σ² over the feature axis d.

    Shapes: x (N, D), gamma (D,), beta (D,) → y (N, D).
    Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450, equations 3 and 4.
    """
    return gamma * standardize(x, 1, eps) + beta


@reference("batch_norm_backward")
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    """dγ = Σ_n dy·x̂, dβ = Σ_n dy, dx = (g − ⟨g⟩ − x̂·⟨g·x̂⟩) / √(σ² + ε) with g = γ·dy and means ⟨·⟩ over n.

    Shapes: dy (N, D), x (N, D), gamma (D,) → dx (N, D), dgamma (D,), dbeta (D,).
    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, section 3, put together.
    """
    normal = standardize(x, 0, eps)
    return standardize_backward(gamma * dy, x, 0, eps), (dy * normal).sum(0), dy.sum(0)


@reference("layer_norm_backward")
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    """dγ = Σ_n dy·x̂, dβ = Σ_n dy, dx = (g − ⟨g⟩ − x̂·⟨g·x̂⟩) / √(σ² + ε) with g = γ·dy and means ⟨·⟩ over d.

    Shapes: dy (N, D), x (N, D), gamma (D,) → dx (N, D), dgamma (D,), dbeta (D,).
    Source: the chain rule on Ba, Kiros & Hinton 2016, arXiv:1607.06450, equations 3 and 4.
    """
    normal = standardize(x, 1, eps)
    return standardize_backward(gamma * dy, x, 1, eps), (dy * normal).sum(0), dy.sum(0)


@reference("moving_statistics")
def update_moving(mean, var, x, momentum=0.99):
    """m ← p·m + (1 − p)·μ and v ← p·v + (1 − p)·σ², with momentum p and the batch's mean μ and biased variance σ².

    Shapes: mean (D,), var (D,), x (N, D) → mean (D,), var (D,).
    Source: Keras 3, `keras.layers.BatchNormalization`.
    """
    return momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * x.var(0)


@reference("conv_batch_norm")
def batch_norm_nhwc(x, gamma, beta, eps=1e-5):
    """y[n, h, w, c] = γ[c] · (x[n, h, w, c] − μ[c]) / √(σ²[c] + ε) + β[c], with μ and σ² over n, h and w.

    Shapes: x (N, H, W, C), gamma (C,), beta (C,) → y (N, H, W, C).
    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, section 3.2.
    """
    return gamma * standardize(x, (0, 1, 2), eps) + beta


@reference("batch_norm_by_hand")
def batch_norm_by_hand(table, eps):
    """Every column gets its own mean and variance."""
    return standardize(table, 0, eps)


@reference("layer_norm_by_hand")
def layer_norm_by_hand(table, eps):
    """Every row gets its own mean and variance."""
    return standardize(table, 1, eps)


def exact_standardized(values, eps):
    """One list of numbers standardized: mean and variance in rational numbers, then a root."""
    exact = [Fraction(v) for v in values]
    mean = sum(exact) / len(exact)
    var = sum((v - mean) ** 2 for v in exact) / len(exact)
    return [float(v - mean) / sqrt(var + Fraction(eps)) for v in exact]


@second_derivation("batch_norm_by_hand")
def batch_norm_by_fractions(table, eps):
    """Column by column, in rational numbers."""
    return np.array([exact_standardized(column, eps) for column in table.T]).T


@second_derivation("layer_norm_by_hand")
def layer_norm_by_fractions(table, eps):
    """Row by row, in rational numbers."""
    return np.array([exact_standardized(row, eps) for row in table])


def positional(value):
    """A small number without an exponent, as in 0.00001."""
    return np.format_float_positional(value, trim="-")


def statistics_steps(lines, of, eps):
    """Mean, variance and divisor of every line; the first line is then worked out entry by entry."""
    formula = "$\\sqrt{\\sigma^2 + \\varepsilon}$"
    text = [f"The {of}s one by one: $\\mu$, the biased $\\sigma^2$ and the divisor {formula}.\n"]
    for i, line in enumerate(lines):
        mean, var = line.mean(), line.var()
        squares = " + ".join(f"({number(v)} - {subscript(mean)})²" for v in line)
        divisor = number(np.sqrt(var + eps))
        text += [
            f"- μ_{i} = ({' + '.join(map(subscript, line))}) / 5 = **{number(mean)}**",
            f"- σ²_{i} = ({squares}) / 5 = **{number(var)}**",
            f"- divisor_{i} = √({number(var)} + {positional(eps)}) = **{divisor}**",
        ]
    mean, divisor = lines[0].mean(), np.sqrt(lines[0].var() + eps)
    text.append(f"\nThe first {of}:\n")
    for v in lines[0]:
        result = number(round((v - mean) / divisor, 8))
        text.append(f"- ({number(v)} - {subscript(mean)}) / {number(divisor)} = **{result}**")
    return "\n".join(text)


@steps("batch_norm_by_hand")
def batch_norm_by_hand_steps(table, eps):
    """Statistics of the columns, the first column, and the check."""
    answer = np.round(batch_norm_by_hand(table, eps), 8)
    return (
        statistics_steps(table.T, "column", eps)
        + f"\n\nAll columns together: ${matrix(answer)}$\n\n"
        + "Check: every column of the answer has mean 0 and variance $\\sigma^2 / (\\sigma^2 + \\varepsilon)$, which is a little "
        "less than 1. In code: `(table - table.mean(0)) / np.sqrt(table.var(0) + eps)`."
    )


@steps("layer_norm_by_hand")
def layer_norm_by_hand_steps(table, eps):
    """Statistics of the rows, the first row, and the check."""
    answer = np.round(layer_norm_by_hand(table, eps), 8)
    return (
        statistics_steps(table, "row", eps)
        + f"\n\nAll rows together: ${matrix(answer)}$\n\n"
        + "Check: every row of the answer has mean 0 and variance $\\sigma^2 / (\\sigma^2 + \\varepsilon)$. In code the row statistics "
        "need `keepdims=True`, which makes them a column of shape (5, 1): `table.mean(1)` has shape (5,) and would be "
        "subtracted along the rows, one number for each *column*. On a square matrix nothing complains; test on a matrix that is not square."
    )


@steps("batch_norm")
def batch_norm_steps():
    """How the reference works, and the example by hand."""
    return (
        "Mean and variance along axis 0 have shape (D,) and broadcast over the batch.\n\nThe example by hand, with "
        "$\\varepsilon = 2.25$: the columns have the means 3, 3, −2 and the variances 4, 0, 4, so the divisors are 2.5, 1.5, 2.5. "
        "Column 0 becomes ∓0.8 and then 10·(∓0.8) + 1 = **−7** and **9**; column 1 does not vary, is 0 after the "
        "subtraction and ends at its β, **−1**; column 2 becomes ±0.8 and 5·(±0.8) + 0.5 = **4.5** and **−3.5**."
    )


@steps("layer_norm")
def layer_norm_steps():
    """How the reference works, and the example by hand."""
    return (
        "Mean and variance along axis 1 with `keepdims=True` have shape (N, 1); γ and β still belong to the features.\n\n"
        "The example by hand, with $\\varepsilon = 2.25$: the rows have the means 3, 3, 0 and the variances 4, 0, 4, so the "
        "divisors are 2.5, 1.5, 2.5. Row 0 becomes (−0.8, 0.8), then (10·(−0.8) + 1, 5·0.8 + 0) = **(−7, 4)**; row 1 "
        "does not vary and ends at β = **(1, 0)**; row 2 becomes (0.8, −0.8), then **(9, −4)**."
    )


BACKWARD = (
    "Write $g = \\gamma \\cdot dy$ for the gradient at $\\hat x = (x - \\mu)\\,s$ with $s = (\\sigma^2 + \\varepsilon)^{-1/2}$, and "
    "$\\langle\\cdot\\rangle$ for the mean over the $m$ entries that share $\\mu$ and $\\sigma^2$. An entry $x_k$ moves every $\\hat x_i$ of its "
    "group in three ways: directly by $s\\,\\delta_{ik}$, through $\\mu$ by $-s/m$, and through $\\sigma^2$, since "
    "$\\partial \\sigma^2/\\partial x_k = 2 (x_k - \\mu)/m$, by $(x_i - \\mu)\\cdot(-\\tfrac12 s^3)\\cdot 2 (x_k - \\mu)/m = "
    "-s\\,\\hat x_i \\hat x_k/m$. Summed against $g$: $dx_k = s\\,(g_k - \\langle g\\rangle - \\hat x_k \\langle g\\hat x\\rangle)$. "
)


@steps("batch_norm_backward")
def batch_norm_backward_steps():
    """Where the three terms come from, and the example by hand."""
    return (
        BACKWARD + "Here a group is a column.\n\nThe example by hand, column 0, with $\\varepsilon = 2.25$: "
        "$\\hat x = (-0.8, 0.8)$, $s = 0.4$, $g = 5\\,(3, 1) = (15, 5)$, $\\langle g\\rangle = 10$, "
        "$\\langle g\\hat x\\rangle = (-12 + 4)/2 = -4$, so dx = 0.4·(15 − 10 − (−0.8)·(−4)) = **0.72** and "
        "0.4·(5 − 10 − 0.8·(−4)) = **−0.72**; dγ = 3·(−0.8) + 1·0.8 = **−1.6**; dβ = 3 + 1 = **4**."
    )


@steps("layer_norm_backward")
def layer_norm_backward_steps():
    """Where the three terms come from, and the example by hand."""
    return (
        BACKWARD
        + "Here a group is a row, and since γ differs within a row it must be multiplied in *before* the means are "
        "taken. dγ and dβ belong to features, so they are sums over the batch, as in batch normalization.\n\n"
        "The example by hand, row 0, with $\\varepsilon = 2.25$: $\\hat x = (-0.8, 0.8)$, $s = 0.4$, $g = (1 \\cdot 2, 3 \\cdot 1) = (2, 3)$, "
        "$\\langle g\\rangle = 2.5$, $\\langle g\\hat x\\rangle = (-1.6 + 2.4)/2 = 0.4$, so dx = 0.4·(2 − 2.5 + 0.8·0.4) = **−0.072** "
        "and 0.4·(3 − 2.5 − 0.8·0.4) = **0.072**."
    )


@steps("moving_statistics")
def moving_statistics_steps():
    """The convention, and the example by hand."""
    return (
        "Keras keeps the share `momentum` of what it knew and takes 1 − momentum of what the batch says (PyTorch uses the "
        "word for the other share, and the unbiased variance).\n\nThe example by hand: the batch has the means (3, 5, 0) and the "
        "variances (4, 9, 0). With momentum 0.75 the mean becomes 0.75·(0, 2, 4) + 0.25·(3, 5, 0) = **(0.75, 2.75, 3)** "
        "and the variance 0.75·(1, 3, 2) + 0.25·(4, 9, 0) = **(1.75, 4.5, 1.5)**."
    )


@reference("folded_layer")
def folded_layer(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps):
    """With s = γ/√(v + ε), γ·(xW + b − m)/√(v + ε) + β = x(W·s) + ((b − m)·s + β)."""
    factor = scale / np.sqrt(moving_var + moving_eps)
    return {"folded_kernel": kernel * factor, "folded_bias": (bias - moving_mean) * factor + shift}


@second_derivation("folded_layer")
def folded_layer_by_probing(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps):
    """Send zero and the unit vectors through the two layers: an affine map is known by what it does to them."""

    def two_layers(x):
        dense = [sum(x[i] * kernel[i, j] for i in range(2)) + bias[j] for j in range(2)]
        return np.array(
            [scale[j] * (dense[j] - moving_mean[j]) / sqrt(moving_var[j] + moving_eps) + shift[j] for j in range(2)]
        )

    at_zero = two_layers([0.0, 0.0])
    rows = [two_layers([1.0, 0.0]) - at_zero, two_layers([0.0, 1.0]) - at_zero]
    return {"folded_kernel": np.array(rows), "folded_bias": at_zero}


@steps("folded_layer")
def folded_layer_steps(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps):
    """The factor of every unit, then every entry."""
    answer = folded_layer(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps)
    factor = scale / np.sqrt(moving_var + moving_eps)
    lines = [
        "At inference nothing depends on the batch: the layer is affine, and so is what stands before it. Unit $j$ is "
        "multiplied by $s_j = \\gamma_j / \\sqrt{v_j + \\varepsilon}$:\n"
    ]
    for j in range(2):
        lines.append(
            f"- s_{j} = {subscript(scale[j])} / √({number(moving_var[j])} + {number(moving_eps)}) = **{number(factor[j])}**"
        )
    lines.append("\nA unit owns a *column* of the kernel:\n")
    for i, j in np.ndindex(2, 2):
        entry = answer["folded_kernel"][i, j]
        lines.append(
            f"- folded_kernel[{i}, {j}] = {subscript(kernel[i, j])}·{subscript(factor[j])} = **{number(entry)}**"
        )
    for j in range(2):
        lines.append(
            f"- folded_bias[{j}] = ({number(bias[j])} - {subscript(moving_mean[j])})·{subscript(factor[j])} + {subscript(shift[j])} "
            f"= **{number(answer['folded_bias'][j])}**"
        )
    return "\n".join(lines)


@reference("batch_of_one")
def batch_of_one(activations, gamma, beta):
    """Every row goes through batch normalization as a batch of its own."""
    return np.concatenate([batch_norm(row[None], gamma, beta, 1e-3) for row in activations])


@second_derivation("batch_of_one")
def batch_of_one_by_argument(activations, gamma, beta):
    """A single number is its own mean, so that γ·0/√(0 + ε) + β = β, whatever the example."""
    return np.array([[0.0 * g + b for g, b in zip(gamma, beta, strict=True)] for _ in activations])


@steps("batch_of_one")
def batch_of_one_steps(activations, gamma, beta):
    """The statistics of one example."""
    value, scale, shift = activations[0, 0], gamma[0], beta[0]
    return (
        "The mean over a batch of one is the example itself, and its variance is 0:\n\n"
        f"- output[0, 0] = {subscript(scale)}·({number(value)} - {subscript(value)}) / √(0 + 0.001) + {subscript(shift)} = **{number(shift)}**\n\n"
        f"The same happens to every feature of every example, so each row of the output is $\\beta = {matrix(beta)}$. Nothing of "
        "the input is left, and for the same reason the gradient with respect to the input is zero: the layers "
        "before this one learn nothing from batches of one. (In a convolutional network the mean also runs over the positions of "
        "the image, so that a batch of one still carries something.)"
    )


@reference("bn_statement")
def bn_statement():
    """Each feature is brought to the same scale; what this buys is fewer steps, not cheaper ones."""
    return "one_scale"


@steps("bn_statement")
def bn_statement_steps():
    """Why the other options are wrong."""
    return (
        "The layer makes the distribution of every feature alike: mean 0 and variance about 1 over the batch, before γ and "
        "β. A step costs *more*, since statistics, their gradients and the moving averages are extra work; what shrinks is "
        "the number of steps. The weights stay where the initializer put them: only the outputs are rescaled, which is why "
        "their scale matters less. And ε guards the division against a feature that does not vary, nothing else: it is a "
        "constant, neither random nor trained."
    )


@reference("bn_weakness")
def bn_weakness():
    """The statistics of few examples are noisy, and of one they leave nothing."""
    return "noisy_statistics"


@steps("bn_weakness")
def bn_weakness_steps():
    """Why the other options are wrong."""
    return (
        "With $m$ examples the batch's mean has the variance $\\sigma^2/m$: the fewer, the noisier, down to a batch of one, "
        "where $x - \\mu = 0$. That a layer limits what a network can fit and that it makes the network overfit cannot both be "
        "true; γ and β can undo the normalization, so it limits nothing, and its noise rather regularizes. At inference the moving statistics are "
        "used, so that predictions do not depend on the other examples of the batch. Layer normalization takes its statistics from "
        "one example's features, so that the batch does not enter at all."
    )


@reference("bn_counts")
def bn_counts(inputs, units):
    """One weight per input and one bias for each unit; γ, β, moving mean and moving variance for each unit."""
    return {"fc_params": (inputs + 1) * units, "bn_params": 4 * units, "bn_trainable": 2 * units}


@second_derivation("bn_counts")
def bn_counts_by_enumeration(inputs, units):
    """Lay out the arrays that the layers keep and count their entries."""
    dense = [np.zeros((inputs, units)), np.zeros(units)]
    trained = {"gamma": np.ones(units), "beta": np.zeros(units)}
    kept = {"moving_mean": np.zeros(units), "moving_variance": np.ones(units)}
    return {
        "fc_params": sum(array.size for array in dense),
        "bn_params": sum(array.size for array in (trained | kept).values()),
        "bn_trainable": sum(array.size for array in trained.values()),
    }


@steps("bn_counts")
def bn_counts_steps(inputs, units):
    """Every count with its reason."""
    return (
        f"- fc_params = ({inputs} + 1)·{units} = **{(inputs + 1) * units}** (a weight for each input and a bias, for each unit)\n"
        f"- bn_params = 4·{units} = **{4 * units}** (γ, β, moving mean and moving variance of each unit)\n"
        f"- bn_trainable = 2·{units} = **{2 * units}** (γ and β; the moving statistics follow the batches, not a gradient)"
    )


@steps("conv_batch_norm")
def conv_batch_norm_steps():
    """Why these axes, and the example by hand."""
    return (
        "A convolution treats all positions alike, and so does its normalization: every channel has one mean and one "
        "variance, over the batch *and* over all positions, hence `axis=(0, 1, 2)`.\n\nThe example by hand, with "
        "$\\varepsilon = 2.25$: channel 0 holds 1, 1, 5, 5, with mean 3, variance 4 and divisor 2.5, so it becomes −0.8, −0.8, 0.8, 0.8 "
        "and 10·x̂ + 1 = **−7, −7, 9, 9**; channel 1 holds 0, −4, −4, 0, becomes 0.8, −0.8, −0.8, 0.8 and ends at **4.5, −3.5, −3.5, 4.5**."
    )
