"""hw10: reference answers, a second derivation of each, and the steps that lead to them.

Transfer functions and their regions of convergence follow Oppenheim & Schafer 2010, "Discrete-Time Signal Processing",
chapters 3 and 6; regressors and identifiability Ljung 1999, "System Identification", chapters 4 and 7.
"""

from fractions import Fraction
from math import isqrt

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps
from tamrin.worked import number, subscript

ERRATA = [
    Erratum(
        "poles_and_regions",
        "poles",
        np.array([-4.0, -2.0]),
        "The numerator has the factor z + 2, too: it cancels, and with it the pole at −2.",
    ),
    Erratum(
        "poles_and_regions",
        "regions",
        3,
        "After the cancellation one pole is left. One circle cuts the plane into two regions.",
    ),
    Erratum(
        "impulse_response",
        "g",
        np.array([2.0, -4.0, 8.0, -16.0, 32.0, -64.0]),
        "The printed formula (−1)ⁿ2ⁿ⁺¹ has lost a factor 2 in the exponent: 2(−4)ⁿ = (−1)ⁿ2²ⁿ⁺¹.",
    ),
]


@reference("poles_and_regions")
def poles_and_regions(num, den):
    """Poles and zeros are the roots of denominator and numerator in z that the other does not have."""
    zeros, poles = integer_roots([*num, 0.0]), integer_roots(den)
    left = np.array(sorted(poles - zeros), dtype=float)
    return {
        "poles": left,
        "zeros": np.array(sorted(zeros - poles), dtype=float),
        "regions": count_regions(left),
        "stable_region": region_of_stability(left),
    }


def integer_roots(c):
    """z = (−p ± √(p² − 4q))/2 for z² + p·z + q = (c₀z² + c₁z + c₂)/c₀, in whole numbers."""
    p, q = int(c[1] / c[0]), int(c[2] / c[0])
    root = isqrt(p * p - 4 * q)
    return {(root - p) // 2, (-root - p) // 2}


def count_regions(poles):
    """k circles of different radius through the poles cut the plane into k + 1 regions."""
    return len(set(np.abs(poles))) + 1


def region_of_stability(poles):
    """{z : max |p| < |z| < min |q|} over the poles p inside and q outside of the unit circle; None: without bound."""
    radii = np.abs(poles).tolist()
    return max((r for r in radii if r < 1), default=0.0), min((r for r in radii if r > 1), default=None)


@second_derivation("poles_and_regions")
def poles_and_regions_by_search(num, den):
    """Try every whole number as a root, in rational numbers; walk outward from the origin and count the poles' circles."""

    def value(coefficients, z):
        return sum(Fraction(c) * Fraction(z) ** -i for i, c in enumerate(coefficients))

    tried = [z for z in range(-40, 41) if z != 0]
    poles = [z for z in tried if value(den, z) == 0 and value(num, z) != 0]
    # At the origin G is (num₀z + num₁)z / (den₀z² + den₁z + den₂), and den₂ is not zero.
    zeros = [0] + [z for z in tried if value(num, z) == 0 and value(den, z) != 0]
    circles = [radius for radius in range(1, 41) if radius in poles or -radius in poles]
    return {
        "poles": np.array(poles, dtype=float),
        "zeros": np.array(sorted(zeros), dtype=float),
        "regions": 1 + len(circles),
        "stable_region": (0.0, float(circles[0])),
    }


@steps("poles_and_regions")
def poles_and_regions_steps(num, den):
    """Factors, cancellation, circles."""
    answer = poles_and_regions(num, den)
    zeros, poles = integer_roots([*num, 0.0]), integer_roots(den)
    shared = zeros & poles
    lines = [
        f"Divide both polynomials by {number(den[0])} and multiply them by $z^2$:\n",
        f"- the denominator $z^2 + ({number(den[1] / den[0])})z + ({number(den[2] / den[0])})$ "
        f"has the roots {listed(poles)}: their sum is {sum(poles)}, their product {np.prod([*poles])};",
        f"- the numerator {number(num[0] / den[0])}$z(z - ({number(-num[1] / num[0])}))$ has the roots {listed(zeros)}.",
        "",
        f"Both have the root {listed(shared)}: it cancels.\n"
        if shared
        else "They have no root in common: nothing cancels.\n",
        f"Poles: **{listed(answer['poles'])}**; zeros: **{listed(answer['zeros'])}**.\n",
        "A region of convergence is bounded by circles through poles. The circles have the radii "
        f"{listed(np.abs(answer['poles']))}, so there are **{answer['regions']}** regions. The system is stable in the one "
        f"that contains the unit circle, $0 \\le |z| <$ **{number(answer['stable_region'][1])}**; the impulse response that "
        "belongs to it runs backwards in time. The causal response belongs to the outermost region; it grows without bound.",
    ]
    return "\n".join(lines)


def listed(numbers):
    """Numbers in ascending order, separated by commas."""
    return ", ".join(number(float(each)) for each in sorted(numbers))


@reference("impulse_response")
def impulse_response_answers(num, den):
    """Six steps of the long division num : den, and the function that does any number of them."""
    return {"g": impulse_response(num, den, 6), "impulse_response": impulse_response}


def impulse_response(b, a, n):
    """g[k] = (b[k] − Σ_{i≥1} a[i]·g[k−i]) / a[0]: the quotient of B(z)/A(z) as a series in z⁻¹, by long division.

    Shapes: b (nb,), a (na,) → g (n,). Source: Oppenheim & Schafer 2010, section 3.3.3.
    """
    g, rest = np.zeros(n), np.zeros(n + len(a) + len(b))
    rest[: len(b)] = b
    for k in range(n):
        g[k] = rest[k] / a[0]
        rest[k : k + len(a)] -= g[k] * a
    return g


@second_derivation("impulse_response")
def impulse_response_by_poles(num, den):
    """Partial fractions in rational numbers: g[k] = Σ_p c_p·p^k over the poles that are left."""
    answer = poles_and_regions_by_search(num, den)
    poles = [Fraction(pole) for pole in answer["poles"]]
    gain, zero = Fraction(num[0]) / Fraction(den[0]), -Fraction(num[1]) / Fraction(num[0])
    if len(poles) == 1:
        return np.array([float(gain * poles[0] ** k) for k in range(6)])
    p, q = poles
    at_p, at_q = gain * (p - zero) / (p - q), gain * (q - zero) / (q - p)
    return np.array([float(at_p * p**k + at_q * q**k) for k in range(6)])


@steps("impulse_response")
def impulse_response_steps(num, den):
    """The recursion, line by line, and the closed form where one pole is left."""
    g, poles = impulse_response(num, den, 6), poles_and_regions(num, den)["poles"]
    lines = [f"Start from rest with $x = \\delta$ and divide by {number(den[0])} in every step:\n"]
    for k in range(6):
        terms = [number(num[k]) if k < 2 else "0"]
        terms += [f"{subscript(den[i])}·{subscript(g[k - i])}" for i in (1, 2) if i <= k]
        lines.append(f"- g[{k}] = ({' - '.join(terms)}) / {number(den[0])} = **{number(g[k])}**")
    if len(poles) == 1:
        lines.append(f"\nOne pole is left, so $g[n] = {number(g[0])} \\cdot ({number(poles[0])})^n$ for $n \\ge 0$.")
    lines.append(
        "\nThe function does the same for any polynomials: `rest` holds what is left of the numerator, each sample "
        "of the quotient is its first entry over `a[0]`, and the multiple of `a` that it stands for is taken off."
    )
    return "\n".join(lines)


@reference("response_plot")
def plot_response(x, g):
    """x[n] and g[n] = (g ∗ δ)[n] as stems over n = 0, 1, …; g on the scale sign(g)·log|g|, linear around zero.

    Shapes: x (N,), g (M,) → a Figure with two Axes. Source: matplotlib, `Axes.stem`, scale `symlog`.
    """
    from matplotlib.figure import Figure

    figure = Figure()
    above, below = figure.subplots(2)
    above.stem(range(len(x)), x)
    above.set_ylabel("x[n]")
    below.stem(range(len(g)), g)
    below.set(ylabel="g[n]", yscale="symlog", xlabel="n")
    return figure


@steps("response_plot")
def response_plot_steps():
    """Which scale, and from where to count."""
    return (
        "`subplots(2)` makes the two Axes, `stem` draws the samples over `range(len(...))`, which begins at 0. The response "
        "of a system with a negative pole changes its sign in every step and grows like a power: a linear axis shows only "
        "the last samples, a logarithmic one loses the negative half. `symlog` is logarithmic on both sides of zero and "
        "linear in a small strip around it."
    )


@reference("difference_equation")
def difference_equation(num, den):
    """y[k] = Σ_i num[i]/den[0] · x[k−i] − Σ_{j≥1} den[j]/den[0] · y[k−j]."""
    return {"x": np.append(num, 0.0) / den[0], "y": -den[1:] / den[0]}


@second_derivation("difference_equation")
def difference_equation_by_roots(num, den):
    """From the roots: ∏(1 − p·z⁻¹)·Y = K(1 − ζ·z⁻¹)·X, multiplied out; a root that cancels is kept."""
    p, q = [z for z in range(-40, 41) if z and sum(Fraction(c) * Fraction(z) ** -i for i, c in enumerate(den)) == 0]
    gain = float(Fraction(num[0]) / Fraction(den[0]))
    (zeta,) = [z for z in range(-40, 41) if Fraction(num[0]) * z + Fraction(num[1]) == 0]
    return {"x": np.array([gain, -gain * zeta, 0.0]), "y": np.array([float(p + q), float(-p * q)])}


@steps("difference_equation")
def difference_equation_steps(num, den):
    """Multiply out, go back to time, solve for y[k]."""
    right = difference_equation(num, den)
    d0, d1, d2 = (subscript(c) for c in den)
    lines = [
        "$G = Y/X$ gives $Y \\cdot \\text{denominator} = X \\cdot \\text{numerator}$, and $z^{-i}$ delays by $i$ steps:\n",
        f"- {d0}·y[k] + {d1}·y[k−1] + {d2}·y[k−2] = {subscript(num[0])}·x[k] + {subscript(num[1])}·x[k−1]",
        f"- divided by {number(den[0])} and solved for y[k]: **y[k] = {subscript(right['x'][0])}·x[k] + "
        f"{subscript(right['x'][1])}·x[k−1] + {subscript(right['y'][0])}·y[k−1] + {subscript(right['y'][1])}·y[k−2]**",
        "",
        "x[k−2] does not occur, so its coefficient is 0. A common factor of both sides stays where it is: the question "
        "is about the equation as printed.",
    ]
    return "\n".join(lines)


@reference("simulate")
def simulate(coefficients, x):
    """y[k] = Σ_i c[i]·x[k−i] + Σ_j d[j]·y[k−1−j], where x and y are zero before the start.

    Shapes: x (N,) → y (N,). Source: Oppenheim & Schafer 2010, equation 2.5.
    """
    c, d = coefficients["x"], coefficients["y"]
    y = np.convolve(x, c)[: len(x)]
    for k in range(len(x)):
        for j in range(min(k, len(d))):
            y[k] += d[j] * y[k - 1 - j]
    return y


@steps("simulate")
def simulate_steps():
    """The recursion, and the example by hand."""
    return (
        "The part that comes from the input is a convolution, cut off at the length of the input. The feedback must be "
        "added in the order of time, because each sample needs the finished ones before it; before the start there is "
        "nothing to add.\n\nThe example: y[0] = 1·1 = **1**; y[1] = 1·2 + 2·1 − 1·1 = **3**; y[2] = 1·0 + 2·2 − 1·3 = **1**; "
        "y[3] = 1·3 + 2·0 − 1·1 = **2**."
    )


@reference("regressors")
def regressors(x, y, nx, ny):
    """D[k] = [x[k], …, x[k−nx], y[k−1], …, y[k−ny]] and t[k] = y[k] for k = m, …, N − 1 with m = max(nx, ny).

    Shapes: x (N,), y (N,) → D (N − m, nx + 1 + ny), t (N − m,). Source: Ljung 1999, equation 4.11.
    """
    m, n = max(nx, ny), len(y)
    inputs = [x[m - i : n - i] for i in range(nx + 1)]
    outputs = [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.stack(inputs + outputs, axis=1), y[m:]


@steps("regressors")
def regressors_steps():
    """One column per delay."""
    return (
        "A delay by i is the same series read i places earlier: `x[m - i : n - i]`. All columns begin with the first k "
        "that has its whole past, m = max(nx, ny), so m rows fewer than samples remain. Columns go side by side "
        "(`axis=1`); reshaping a stack of rows would keep the order in memory and mix the columns up. The newest output in a "
        "row is y[k−1]: with y[k] among the inputs the model would only copy its target."
    )


@reference("unstable_training")
def unstable_training():
    """The outputs grow like the power of a pole outside of the unit circle."""
    return "unstable_system"


@steps("unstable_training")
def unstable_training_steps():
    """How large the targets become."""
    return (
        "With a pole at $-4$ the output is multiplied by about $-4$ in every step: after 256 steps it has some 150 decimal "
        "digits. In single precision that overflows, so the very first loss is not a number. On a few steps only, the "
        "loss is finite but consists of the last samples alone, and outputs near zero cannot come close to them in ten epochs. "
        "The cure is in the data, not in the training: the map from regressors to $y_k$ is linear and bounded on bounded "
        "regressors, so draw these independently and compute $y_k$ from them (the next question does)."
    )


@reference("narx_network")
def train_narx(x, y, seed):
    """ŷ = w₂ᵀ·σ(W₁ᵀx + b₁) + b₂, fitted by Adam to the mean squared error with a learning rate that falls to zero.

    Shapes: x (N, F), y (N,) → a model from (N, F) to (N, 1).
    Source: Narendra & Parthasarathy 1990, doi:10.1109/72.80202 (the series-parallel model).
    """
    import keras

    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((x.shape[1],)), keras.layers.Dense(20, activation="sigmoid"), keras.layers.Dense(1)]
    )
    epochs, batch = 20, 50
    rate = keras.optimizers.schedules.CosineDecay(0.2, epochs * len(x) // batch)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return model


@steps("narx_network")
def narx_network_steps():
    """Why this architecture, loss and learning rate."""
    return (
        "Targets are unbounded, so the output is linear; twenty sigmoid units are bounded and, between them, nearly linear on "
        "[−1, 1]. The loss is the mean squared error. A learning rate that begins at 0.2 and falls to zero reaches in 20 "
        "epochs what a constant 0.01 needs 300 epochs for. The network has 5·20 + 20 + 20 + 1 = **141** weights."
    )


@reference("jacobian_coefficients")
def mean_jacobian(model, inputs):
    """∂ŷ/∂x = W₁·(σ′(W₁ᵀx + b₁) ⊙ w₂) with σ′ = σ(1 − σ), averaged over the rows of `inputs`.

    Shapes: inputs (N, F) → (F,), for a model Dense(H, sigmoid), Dense(1): W₁ (F, H), w₂ (H, 1).
    Source: Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0 (the chain rule, down to the input).
    """
    w1, b1, w2, _ = model.get_weights()
    hidden = 1 / (1 + np.exp(-(inputs @ w1 + b1)))
    return w1 @ (np.mean(hidden * (1 - hidden), axis=0) * w2[:, 0])


@steps("jacobian_coefficients")
def jacobian_coefficients_steps():
    """Chain rule, then the mean."""
    return (
        "The chain rule goes from the output back to the inputs: the output has slope $w_2$ in the hidden units, these have "
        "slope $\\sigma' = \\sigma(1 - \\sigma)$ in their sums, and the sums have slope $W_1$ in the inputs. $W_1$ and $w_2$ "
        "do not depend on the row, so only $\\sigma'$ is averaged. `tf.GradientTape` gives the same numbers. For a "
        "network that has learned a linear map these are its coefficients: single weights of $W_1$ say nothing, because "
        "units may be exchanged, turned or replaced by others."
    )


@reference("adaline_coefficients")
def adaline_fit(D, t):
    """w = argmin_w Σ_k (t[k] − D[k]·w)², which LMS, w ← w + 2α(t[k] − D[k]·w)·D[k], reaches on data without noise.

    Shapes: D (N, F), t (N,) → w (F,). Source: Widrow & Hoff 1960, "Adaptive switching circuits".
    """
    return np.linalg.lstsq(D, t)[0]


@steps("adaline_coefficients")
def adaline_coefficients_steps():
    """Where LMS comes to rest."""
    return (
        "LMS moves along $e_k\\,p_k$ with the error of the linear output, so it rests where every error is zero; "
        "without noise that is the least-squares solution, which `np.linalg.lstsq` finds at once. Training does as well: "
        "`Dense(1, use_bias=False)` with `SGD(0.01)` and the mean squared error needs a few epochs. With inputs "
        "uniform in [−10, 10] the largest eigenvalue of $2R$ is about 67, so the learning rate must stay below 0.03.\n\n"
        "The example: the rows (10, 0) ask for 10·w₀ = 30 and the rows (0, 10) for 10·w₁ = −20, so w = **(3, −2)**."
    )


@reference("transfer_function")
def to_transfer_function(w):
    """num = [c₀, c₁, c₂]/(−d₂) and den = [1, −d₁, −d₂]/(−d₂), so that den[2] = 1.

    Shapes: w (5,) → num (3,), den (3,). Source: Oppenheim & Schafer 2010, section 6.1.
    """
    num, den = w[:3], np.append(1.0, -w[3:])
    return num / den[2], den / den[2]


@steps("transfer_function")
def transfer_function_steps():
    """Collect, then choose the scale."""
    return (
        "Bring the outputs to one side: $y_k - d_1 y_{k-1} - d_2 y_{k-2} = c_0 x_k + c_1 x_{k-1} + c_2 x_{k-2}$. The feedback "
        "changes its sign on the way. Numerator and denominator may be multiplied by the same number, so a "
        "normalisation must be chosen: here the last coefficient of the denominator is 1, and all are divided by $-d_2$.\n\n"
        "The example, w = (1, 2, 0, 3, −4): num = (1, 2, 0)/4 = **(0.25, 0.5, 0)**, den = (1, −3, 4)/4 = **(0.25, −0.75, 1)**."
    )


@reference("identifiability")
def identifiability():
    """A common factor may be replaced by any other."""
    return "family_of_solutions"


@steps("identifiability")
def identifiability_steps():
    """One family of equations, one rank less."""
    return (
        "After the cancellation $y_k = 2x_k - 4y_{k-1}$ holds along the whole trajectory. Multiplying it by any factor "
        "$1 + \\alpha z^{-1}$ gives $y_k = 2x_k + 2\\alpha x_{k-1} - (4 + \\alpha)y_{k-1} - 4\\alpha y_{k-2}$, which holds as well; "
        "$\\alpha = 2$ is the equation that made the data. So the columns of $D$ are linearly dependent, its rank is 4 of 5, "
        "and least squares returns one member of the family. All of them predict the trajectory. Independent random "
        "regressors are not bound to the trajectory: there $D$ has full rank and the five coefficients are unique."
    )


@reference("regression_loss")
def regression_loss():
    """The error that is minimised, on samples that were not trained on."""
    return "held_out_error"


@steps("regression_loss")
def regression_loss_steps():
    """Why the other options are wrong."""
    return (
        "The targets are real numbers. Their squared or absolute distance to a linear output has a useful derivative "
        "everywhere that matters. Accuracy counts exact hits, of which there are none; cross-entropy compares probabilities. The error "
        "on the training set can only fall when units are added, so the size is chosen on samples kept aside."
    )
