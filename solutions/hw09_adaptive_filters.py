"""hw09: reference answers, a second derivation of each, and the steps that lead to them.

ADALINE and its rule follow Widrow & Hoff 1960, "Adaptive switching circuits", IRE WESCON Convention Record, part 4;
tapped delay lines, echo cancellation and the convention w ← w + 2α·e·p follow Hagan, Demuth & Beale, "Neural Network
Design", chapter 10; the convention w ← w + μ·e·p follows Haykin, "Adaptive Filter Theory". Echo return loss
enhancement is defined in ITU-T Recommendation G.168, clause 3.
"""

from fractions import Fraction
from itertools import pairwise
from math import isqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tamrin import Erratum, reference, second_derivation, steps
from tamrin.worked import number, products, subscript

ERRATA = [
    Erratum(
        "tapped_delay",
        "tapped_delay",
        "m + 1 columns",
        "The printed input is [x_k, …, x_{k−m}, 1], but the printed weight matrix is N×(m+1). From x_k to x_{k−m} there "
        "are m+1 samples, and the bias needs one more entry: m+2.",
    ),
    Erratum(
        "quantise",
        "quantise",
        "2**N / h_max * h",
        "At h = h_max this is 2^N, one more than N bits can hold. With the step h_max/(2^N − 1) it must be "
        "(2^N − 1)·h/h_max, rounded.",
    ),
    Erratum(
        "separable_bits",
        "separable_bits",
        [0, 1, 2],
        "The printed network trains one neuron for every bit of the straight binary code, as if each were linearly "
        "separable. Only the most significant bit is; the perceptron rule never comes to rest on the others. A "
        "thermometer code is separable in every output.",
    ),
    Erratum(
        "lms_step",
        "lms_step",
        "a = sign(w·p)",
        "ADALINE is linear while it learns: the error is formed from w·p itself. A sign, if one is wanted, comes after.",
    ),
    Erratum(
        "parameter_ratio",
        "parameter_ratio",
        1 / 20,
        "The printed ratio is 1/m. The delays cancel, because every neuron has the same m+2 weights; what is left is the "
        "number of neurons, 1/N.",
    ),
]


@reference("tapped_delay")
def tapped_delay(x, m):
    """P[k − m] = [x[k], x[k − 1], …, x[k − m], 1] for k = m, …, len(x) − 1.

    Shapes: x (samples,) → P (samples − m, m + 2).
    Source: Hagan, Demuth & Beale, Neural Network Design, chapter 10 (the tapped delay line).
    """
    windows = sliding_window_view(x, m + 1)[:, ::-1]
    return np.column_stack([windows, np.ones(len(windows))])


@reference("quantise")
def quantise(h, bits, h_max):
    """code = round((2^bits − 1) · h / h_max): the nearest of 2^bits levels from 0 to h_max, both included.

    Shapes: h (samples,) → code (samples,), whole numbers from 0 to 2^bits − 1.
    """
    return np.rint((2**bits - 1) * h / h_max).astype(int)


@reference("thermometer")
def thermometer(code, bits):
    """t[j] = 1 if j < code, else 0, for j = 0, …, 2^bits − 2.

    Shapes: a whole number → t (2^bits − 1,).
    """
    return (np.arange(2**bits - 1) < code).astype(int)


def perceptron_step(Q, p, target):
    """Q ← Q + e·pᵀ with e = target − hardlim(Q·p), where hardlim(n) = 1 for n ≥ 0, else 0.

    Shapes: Q (neurons, m + 2), p (m + 2,), target (neurons,) → (neurons, m + 2).
    Source: Rosenblatt 1958, doi:10.1037/h0042519; Hagan, Demuth & Beale, Neural Network Design, chapter 4.
    """
    return Q + np.outer(target - (Q @ p >= 0), p)


@reference("lms_step")
def lms_step(w, p, target, alpha):
    """w ← w + 2α·e·p with e = target − w·p.

    Shapes: w (m + 2,), p (m + 2,), numbers target and alpha → (m + 2,).
    Source: Hagan, Demuth & Beale, Neural Network Design, chapter 10.
    """
    return w + 2 * alpha * (target - w @ p) * p


@reference("stability_bound")
def max_learning_rate(x, m):
    """α_max = 1 / λ_max(R) with R = Σ_k p_k·p_kᵀ / K over the K rows p_k of the tapped delay line.

    Shapes: x (samples,) → a number.
    Source: Hagan, Demuth & Beale, Neural Network Design, chapter 10 (I − 2αR must have a spectral radius below 1).
    """
    windows = sliding_window_view(x, m + 1)  # oldest first, for the order of the inputs changes no eigenvalue
    P = np.column_stack([windows, np.ones(len(windows))])
    return 1 / np.linalg.eigvalsh(P.T @ P / len(P))[-1]


@reference("echo_canceller")
def cancel_echo(x, h, m, alpha):
    """e_k = h[k] − w·p_k, then w ← w + 2α·e_k·p_k, from w = 0 and for k = m, …, len(x) − 1.

    Shapes: x (samples,), h (samples,) → e (samples − m,), w (m + 2,).
    Source: Hagan, Demuth & Beale, Neural Network Design, chapter 10 (echo cancellation).
    """
    w, errors = np.zeros(m + 2), []
    for k in range(m, len(x)):
        p = np.append(x[k - m : k + 1][::-1], 1.0)
        errors.append(h[k] - w @ p)
        w = w + 2 * alpha * errors[-1] * p
    return np.array(errors), w


@steps("tapped_delay")
def tapped_delay_steps():
    """Windows, turned round, and a column of ones; the example by hand."""
    return (
        "Cut every window of $m + 1$ samples out with `sliding_window_view`, turn each round so that the newest sample "
        "comes first, and append a column of ones for the bias. From $x_k$ to $x_{k-m}$ there are $m + 1$ samples, not "
        "$m$, and the bias makes it $m + 2$.\n\nThe example by hand: with `x = [1, 2, 4, 7]` and $m = 2$ the first full "
        "line is filled at $k = 2$: [4, 2, 1, 1]; one sample later it is [7, 4, 2, 1]."
    )


@steps("quantise")
def quantise_steps():
    """Levels, steps and full scale."""
    return (
        "$2^N$ levels from 0 to $h_{\\max}$, both included, leave $2^N - 1$ steps between them, so one step is "
        "$h_{\\max}/(2^N - 1)$ and the code is the nearest whole number of steps. At full scale this is $2^N - 1$: $N$ "
        "ones. With the factor $2^N$ full scale would be coded as $2^N$, which needs $N + 1$ bits.\n\n"
        "The example by hand: $N = 2$ and $h_{\\max} = 3$ make steps of 1, and [0, 0.75, 1.25, 3] is nearest to "
        "[**0**, **1**, **1**, **3**]."
    )


@steps("thermometer")
def thermometer_steps():
    """One neuron for each step."""
    return (
        "Neuron $j$ answers the question whether the level is above step $j$, so the first `code` entries are 1 and the "
        "others 0: `np.arange(2**bits - 1) < code`. Each neuron switches once on the way from 0 to full scale: a single "
        "threshold, which is why a perceptron can learn it.\n\n"
        "The example by hand: code 2 of 2 bits is [**1**, **1**, **0**]."
    )


@reference("separable_bits")
def separable_bits(code_bits, lowest_code, highest_code):
    """A bit is separable where it switches at most once between the lowest code and the highest."""
    codes = np.arange(lowest_code, highest_code + 1)
    switches = [np.count_nonzero(np.diff(codes >> bit & 1)) for bit in range(code_bits)]
    return [bit for bit, count in enumerate(switches) if count <= 1]


@second_derivation("separable_bits")
def separable_bits_by_thresholds(code_bits, lowest_code, highest_code):
    """Try every threshold between two neighbouring codes, in both directions."""
    codes = range(lowest_code, highest_code + 1)
    thresholds = range(lowest_code, highest_code + 2)

    def found(bit):
        wanted = [format(code, f"0{code_bits}b")[-1 - bit] == "1" for code in codes]
        return any(
            [code >= threshold for code in codes] == wanted or [code < threshold for code in codes] == wanted
            for threshold in thresholds
        )

    return [bit for bit in range(code_bits) if found(bit)]


@steps("separable_bits")
def separable_bits_steps(code_bits, lowest_code, highest_code):
    """Every bit as a string over the range, and how often it switches."""
    codes = range(lowest_code, highest_code + 1)
    lines = [
        "A neuron with one input and a bias switches once, at its threshold. So write every bit down as the level rises "
        f"from {lowest_code} to {highest_code} and count how often it changes:\n"
    ]
    for bit in reversed(range(code_bits)):
        row = "".join(str(code >> bit & 1) for code in codes)
        count = sum(a != b for a, b in pairwise(row))
        verdict = "one threshold does it" if count == 1 else "the bias alone does it" if count == 0 else "no"
        lines.append(f"- bit {bit}: {row}, {count} changes: {verdict}")
    answer = separable_bits(code_bits, lowest_code, highest_code)
    lines += [
        "",
        f"separable_bits = **{answer}**. For the others the perceptron rule would go on changing its weights for ever.",
    ]
    return "\n".join(lines)


@reference("perceptron_step")
def updated_perceptron(Q, p, target):
    """The update in code, and what it makes of the given weights."""
    return {"Q_new": perceptron_step(Q, p, target), "perceptron_step": perceptron_step}


@second_derivation("perceptron_step")
def updated_perceptron_by_neurons(Q, p, target):
    """Neuron by neuron: add p to one that should be on and is off, subtract it from one that should be off and is on."""
    rows = []
    for weights, wanted in zip(Q.tolist(), target.tolist(), strict=True):
        on = sum(Fraction(weight) * Fraction(entry) for weight, entry in zip(weights, p.tolist(), strict=True)) >= 0
        change = 0 if on == (wanted == 1) else -1 if on else 1
        rows.append([weight + change * entry for weight, entry in zip(weights, p.tolist(), strict=True)])
    return {"Q_new": np.array(rows)}


@steps("perceptron_step")
def perceptron_step_steps(Q, p, target):
    """Each neuron's net input, output, error and new weights."""
    lines = ["Each row of $Q$ is a neuron. Its output is 1 where its net input is at least 0:\n"]
    after = perceptron_step(Q, p, target)
    for row, wanted, new in zip(Q, target, after, strict=True):
        net = row @ p
        on = int(net >= 0)
        lines.append(
            f"- n = {products(row, p)} = {number(net)}, so a = {on} and e = {number(wanted)} − {on} = "
            f"{number(wanted - on)}; the new row is **[{', '.join(number(v) for v in new)}]**"
        )
    lines += [
        "",
        "For $e = 1$ the input is added to the row, for $e = -1$ it is subtracted, for $e = 0$ nothing changes. In one "
        "step: $Q + e\\,p^{\\mathsf T}$, `Q + np.outer(target - (Q @ p >= 0), p)`. A net input of exactly 0 counts as on.",
    ]
    return "\n".join(lines)


@steps("lms_step")
def lms_step_steps():
    """Where the 2 comes from, and the example by hand."""
    return (
        "The squared error of one sample is $(t - w^{\\mathsf T}p)^2$, and its gradient in $w$ is $-2e\\,p$: Hagan keeps "
        "the 2, so $w + 2\\alpha e\\,p$ is plain gradient descent with the rate $\\alpha$ (Keras' `SGD(alpha)` with the "
        "loss `mse` does the same). Nothing is thresholded before the error is formed.\n\n"
        "The example by hand: $w = [1, 0, -1]$ and $p = [2, 3, 1]$ give $a = 2 + 0 - 1 = 1$; with the target 2 the error "
        "is 1, and $2 \\cdot 0.25 \\cdot 1 = 0.5$ times $p$ is added: [1 + 1, 0 + 1.5, −1 + 0.5] = "
        "[**2**, **1.5**, **−0.5**].\n\n"
        "After the step the error on the same sample is $(1 - 2\\alpha\\,p^{\\mathsf T}p)\\,e$."
    )


@reference("two_conventions")
def two_conventions(R):
    """α_max = 1/λ_max for w + 2α·e·p, and μ_max = 2/λ_max for w + μ·e·p."""
    largest = np.linalg.eigvalsh(R)[-1]
    return {"alpha_max": float(1 / largest), "mu_max": float(2 / largest)}


@second_derivation("two_conventions")
def two_conventions_by_formula(R):
    """The larger root of λ² − (a + c)λ + (ac − b²) = 0 in whole numbers."""
    (a, b), (_, c) = R.astype(int).tolist()
    largest = Fraction(a + c + isqrt((a - c) ** 2 + 4 * b * b), 2)
    return {"alpha_max": float(1 / largest), "mu_max": float(2 / largest)}


@steps("two_conventions")
def two_conventions_steps(R):
    """The quadratic equation, its roots, and the two bounds."""
    (a, b), (_, c) = R.astype(int).tolist()
    root = isqrt((a - c) ** 2 + 4 * b * b)
    large, small = (a + c + root) // 2, (a + c - root) // 2
    return (
        f"The eigenvalues solve $\\lambda^2 - ({a} + {c})\\lambda + ({a} \\cdot {c} - {subscript(b)}^2) = 0$, that is "
        f"$\\lambda = ({a + c} \\pm {root})/2$: {large} and {small}. The largest counts, $\\lambda_{{\\max}} = {large}$.\n\n"
        f"On average the weight error is multiplied by $I - 2\\alpha R$ in every step, so by $1 - 2\\alpha\\lambda$ along "
        f"each eigenvector. All factors lie between −1 and 1 while $\\alpha < 1/\\lambda_{{\\max}}$: "
        f"alpha_max = 1/{large} = **{number(1 / large)}**.\n\n"
        f"In the other convention $\\mu$ stands where $2\\alpha$ stood, so $\\mu < 2/\\lambda_{{\\max}}$: "
        f"mu_max = 2/{large} = **{number(2 / large)}**. It is the same step."
    )


@steps("stability_bound")
def stability_bound_steps():
    """The correlation matrix, its largest eigenvalue, and what the bound says and does not say."""
    return (
        "With the rows $p_k$ of `tapped_delay(x, m)` as a matrix $P$ of $K$ rows, $R = P^{\\mathsf T}P/K$; it is "
        "symmetric, so `np.linalg.eigvalsh` gives its eigenvalues in ascending order.\n\n"
        "The example by hand: on the constant line [0.5, 0.5, 0.5, 0.5] with $m = 2$ every input is "
        "$p = [0.5, 0.5, 0.5, 1]$, so $R = p\\,p^{\\mathsf T}$ has the eigenvalues $p^{\\mathsf T}p = 1.75, 0, 0, 0$ and the "
        "bound is 1/1.75 = **4/7**. There the bound is sharp: the error is multiplied by $1 - 3.5\\alpha$ at every sample, "
        "so it dies out below 4/7 and grows without end above.\n\n"
        "In general the bound is about the mean: $E[w]$ settles if and only if $\\alpha < 1/\\lambda_{\\max}$. For the "
        "squared error to stay finite $\\alpha$ must be smaller still, about $1/(3\\,\\mathrm{tr}\\,R)$; a canceller runs "
        "at a few per cent of the bound."
    )


@steps("echo_canceller")
def echo_canceller_steps():
    """The loop, and the example by hand."""
    return (
        "Go through the moments at which the line is full. First form the error with the weights as they "
        "are, then change them: the error of a sample must not know that sample's update. The input that "
        "begins with $x_k$ belongs to $h_k$, so the first echo is `h[m]`.\n\n"
        "The example by hand, $m = 1$ and $\\alpha = 1/8$: at $k = 1$ the input is [2, 1, 1], the weights are 0, so the "
        "error is 3 and the weights become $\\tfrac14 \\cdot 3 \\cdot [2, 1, 1] = [1.5, 0.75, 0.75]$. At $k = 2$ the input "
        "is [−1, 2, 1], the output −1.5 + 1.5 + 0.75 = 0.75 and the error 1 − 0.75 = 0.25; "
        "$\\tfrac14 \\cdot 0.25 \\cdot [-1, 2, 1]$ is added. So e = [**3**, **0.25**] and "
        "w = [**1.4375**, **0.875**, **0.8125**].\n\n"
        "The weights become the impulse response of the line, newest sample first, and the bias goes to 0. What is left "
        "in the error is what the weights cannot know: the line's noise and, in a call, the near-end speaker."
    )


@reference("adaline_or_slpr")
def adaline_or_slpr():
    """ADALINE's error is that of its linear output."""
    return "linear_while_learning"


@steps("adaline_or_slpr")
def adaline_or_slpr_steps():
    """Why the other options are wrong."""
    return (
        "ADALINE compares $w^{\\mathsf T}p$ itself with the target, so one neuron yields a real number and LMS descends "
        "the mean square error, a bowl with one lowest point. With a sign before the comparison a "
        "weak echo and a strong one would get the same answer. The sign function gives −1 and 1; bits 0 and 1 need the step function. "
        "Of the straight binary code only the most significant bit is separable over the full range; the neurons of a "
        "thermometer code switch once each, and so all of them are separable."
    )


@reference("parameter_ratio")
def parameter_ratio(neurons, delays):
    """One neuron's delays + 2 weights over those of all neurons."""
    return float((delays + 2) / (neurons * (delays + 2)))


@second_derivation("parameter_ratio")
def parameter_ratio_by_counting(neurons, delays):
    """Count the entries of both networks' weights for one input."""
    inputs = tapped_delay(np.zeros(delays + 1), delays)
    perceptrons, adaline = np.zeros((inputs.shape[1], neurons)), np.zeros((inputs.shape[1], 1))
    assert (inputs @ perceptrons).shape == (1, neurons) and (inputs @ adaline).shape == (1, 1)
    return float(Fraction(adaline.size, perceptrons.size))


@steps("parameter_ratio")
def parameter_ratio_steps(neurons, delays):
    """Both counts, and what cancels."""
    return (
        f"With {delays} delays the input has {delays} + 2 = {delays + 2} entries, and so has every neuron. ADALINE has "
        f"one neuron and {delays + 2} weights, the perceptron network {neurons} · {delays + 2} = "
        f"{neurons * (delays + 2)}. The delays cancel: 1/{neurons} = **{number(1 / neurons)}**."
    )


@reference("delay_count")
def delay_count():
    """The delay line must reach back as far as the echo comes from."""
    return "echo_duration"


@steps("delay_count")
def delay_count_steps():
    """Why the other options are wrong."""
    return (
        "The echo at time $k$ is made of samples that were sent up to $\\tau$ seconds ago, where $\\tau$ is the delay of "
        "the last part of the echo. A line that is sampled $f_s$ times a second must therefore hold "
        "$m \\ge \\tau f_s$ delays: 20 ms at 8 kHz are 160. Bits and loudness change the size of numbers, not how far "
        "back they come from. Delays beyond the echo cost: each one raises the trace of $R$, which lowers the rate that "
        "is allowed, and its weight wanders around 0 and adds its noise to the output."
    )
