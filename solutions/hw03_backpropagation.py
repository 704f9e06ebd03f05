"""hw03: reference answers, a second derivation of each, and the steps that lead to them.

Backpropagation follows Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0; the gradient through repeated factors
Bengio, Simard & Frasconi 1994, doi:10.1109/72.279181.
"""

from fractions import Fraction
from math import prod

import numpy as np

from tamrin import Erratum, reference, second_derivation, steps
from tamrin.worked import matrix, number, products, subscript

MEANING = "repeated_factor_meaning", "repeated_factor_meaning"  # the question and its answer
ERRATA = [
    Erratum(
        *MEANING,
        "an error of 1.01, multiplied by itself",
        "The numbers are right, the word is not: what repeats is the derivative of one step. The error enters once.",
    ),
    Erratum(
        *MEANING,
        "a product of transposed weights",
        "Every factor has the derivative of the activation in it, diag(φ′)·W, and the gradient of weights that all steps "
        "share is a sum over the steps.",
    ),
]


@reference("softmax_cross_entropy")
def softmax_cross_entropy(logits, labels):
    """L = −(1/N) Σ_n log p[n, labels[n]] with p = softmax(logits); ∂L/∂logits = (p − onehot(labels)) / N.

    Shapes: logits (N, C), labels (N,) → L (), dlogits (N, C).
    Source: Goodfellow, Bengio & Courville 2016, Deep Learning, sections 4.1 and 6.2.2.3.
    """
    rows = np.arange(len(labels))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[rows, labels] -= 1
    return -log_p[rows, labels].mean(), dlogits / len(labels)


@reference("dense_backward")
def dense_backward(dy, x, w):
    """For y = x·w + b: dx = dy·wᵀ, dw = xᵀ·dy, db = Σ_n dy[n].

    Shapes: dy (N, K), x (N, D), w (D, K) → dx (N, D), dw (D, K), db (K,).
    Source: Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0, equations 6 and 7, summed over examples.
    """
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


@reference("mlp_gradients")
def mlp_gradients(params, x, labels):
    """L = cross-entropy of max(x·W1 + b1, 0)·W2 + b2; every ∂L/∂θ by the chain rule, last layer first.

    Shapes: x (N, D), labels (N,), W1 (D, H), b1 (H,), W2 (H, C), b2 (C,) → L (), grads as params.
    Source: Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0.
    """
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    before = x @ W1 + b1
    hidden = np.maximum(before, 0)
    logits = hidden @ W2 + b2
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    target = np.eye(len(b2))[labels]
    dlogits = (np.exp(log_p) - target) / len(x)
    dbefore = dlogits @ W2.T * (before > 0)
    grads = {"W1": x.T @ dbefore, "b1": dbefore.sum(axis=0), "W2": hidden.T @ dlogits, "b2": dlogits.sum(axis=0)}
    return -np.sum(target * log_p) / len(x), grads


@reference("gradient_check")
def gradient_check(f, x, dy, h=1e-5):
    """dx[i] = Σ dy · (f(x + h·e_i) − f(x − h·e_i)) / 2h for every entry i of x; the error is of order h².

    Shapes: x any, dy that of f(x) → dx that of x.
    Source: Abramowitz & Stegun 1964, Handbook of Mathematical Functions, formula 25.3.21.
    """
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        dx[i] = np.sum(dy * (f(x + step) - f(x - step))) / (2 * h)
    return dx


@reference("momentum_steps")
def sgd_momentum(w, grads, lr, beta):
    """v ← β·v + g, then w ← w − lr·v, from v = 0; the weights after every step.

    Shapes: w any, each of grads that of w → a list of arrays of that shape, as long as grads.
    Source: Polyak 1964, doi:10.1016/0041-5553(64)90137-5, with the learning rate outside of the velocity.
    """
    velocity, path = np.zeros_like(w), []
    for gradient in grads:
        velocity = beta * velocity + gradient
        w = w - lr * velocity
        path.append(w)
    return path


@reference("train_xor")
def train_xor(seed):
    """W ← W − ∂L/∂W with L the mean cross-entropy of sigmoid(tanh(x·W1 + b1)·W2 + b2) on the table of XOR."""
    rng = np.random.default_rng(seed)
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    labels = x[:, :1] ^ x[:, 1:]
    W1, b1, W2, b2 = rng.normal(size=(2, 8)), np.zeros(8), rng.normal(size=(8, 1)), np.zeros(1)
    for _ in range(1000):
        hidden = np.tanh(x @ W1 + b1)
        p = 1 / (1 + np.exp(-(hidden @ W2 + b2)))
        dlogits = (p - labels) / 4
        dbefore = dlogits @ W2.T * (1 - hidden**2)
        W1, b1 = W1 - x.T @ dbefore, b1 - dbefore.sum(axis=0)
        W2, b2 = W2 - hidden.T @ dlogits, b2 - dlogits.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@reference("hand_network")
def hand_network(X, W1, b1, W2, b2, targets):
    """H = max(X·W₁ + b₁, 0), Y = H·W₂ + b₂, L = (1/N) Σ ½(Y − T)²; backward by the chain rule, last layer first."""
    before = X @ W1 + b1
    hidden = np.maximum(before, 0)
    output = hidden @ W2 + b2
    dhidden, dW2, db2 = dense_backward((output - targets) / len(X), hidden, W2)
    _, dW1, db1 = dense_backward(dhidden * (before > 0), X, W1)
    loss = float(np.mean((output - targets) ** 2)) / 2
    return {"hidden": hidden, "output": output, "loss": loss, "dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def exact_network(X, W1, b1, W2, b2, targets):
    """Hidden values, outputs and loss in rational numbers, one sum at a time."""
    hidden = [
        [max(sum(x * W1[i][j] for i, x in enumerate(row)) + bias, Fraction(0)) for j, bias in enumerate(b1)]
        for row in X
    ]
    output = [sum(h * w[0] for h, w in zip(row, W2, strict=True)) + b2[0] for row in hidden]
    errors = [y - t[0] for y, t in zip(output, targets, strict=True)]
    return hidden, output, sum(e * e for e in errors) / (2 * len(errors))


@second_derivation("hand_network")
def hand_network_by_differences(X, W1, b1, W2, b2, targets):
    """Exact central differences: near these numbers the loss is quadratic in each weight, so no error is made."""
    arrays = {"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "targets": targets}
    exact = {name: np.vectorize(Fraction, otypes=[object])(array) for name, array in arrays.items()}
    hidden, output, loss = exact_network(**exact)
    answer = {"hidden": np.array(hidden, float), "output": np.array(output, float)[:, np.newaxis], "loss": float(loss)}
    step = Fraction(1, 1000)  # too short to reach a kink of the ReLU: all numbers are whole
    for name in ("W1", "b1", "W2", "b2"):
        gradient = np.zeros(arrays[name].shape)
        for place in np.ndindex(gradient.shape):
            losses = []
            for shift in (step, -step):
                exact[name][place] += shift
                losses.append(exact_network(**exact)[2])
                exact[name][place] -= shift
            gradient[place] = (losses[0] - losses[1]) / (2 * step)
        answer[f"d{name}"] = gradient
    return answer


@steps("hand_network")
def hand_network_steps(X, W1, b1, W2, b2, targets):
    """Every number of the forward and the backward pass with its terms."""
    answer, before = hand_network(X, W1, b1, W2, b2, targets), X @ W1 + b1
    hidden, output = answer["hidden"], answer["output"]
    dy = (output - targets) / 2
    dhidden = dy @ W2.T
    dbefore = dhidden * (before > 0)

    def lines(name, values, terms):
        return [f"- {name}[{i}, {j}] = {terms(i, j)} = **{number(values[i, j])}**" for i, j in np.ndindex(values.shape)]

    errors = " + ".join(f"{subscript(float(e))}²" for e in (output - targets)[:, 0])
    sums = {name: [" + ".join(map(subscript, column)) for column in d.T] for name, d in (("1", dbefore), ("2", dy))}
    return "\n".join(
        [
            "**Forward.** Before the ReLU, $Z = XW_1 + b_1$:\n",
            *lines("Z", before, lambda n, j: f"{products(X[n], W1[:, j])} + {subscript(b1[j])}"),
            f"\nThe ReLU sets what is negative to zero: hidden = ${matrix(hidden)}$. Then $Y = HW_2 + b_2$:\n",
            *lines("output", output, lambda n, j: f"{products(hidden[n], W2[:, j])} + {subscript(b2[j])}"),
            f"\nloss = ({errors}) / 4 = **{number(answer['loss'])}**: one factor ½ from the square, one from the mean.\n",
            "**Backward.** $\\partial L/\\partial Y = (Y - T)/2$, where 2 is the number of examples:\n",
            *lines("dY", dy, lambda n, j: f"({number(output[n, j])} - {subscript(targets[n, j])}) / 2"),
            "\n$\\partial L/\\partial W_2 = H^\\top \\partial L/\\partial Y$ and $\\partial L/\\partial b_2$ is its sum over "
            "the examples:\n",
            *lines("dW2", answer["dW2"], lambda j, k: products(hidden[:, j], dy[:, k])),
            f"- db2[0] = {sums['2'][0]} = **{number(answer['db2'][0])}**",
            "\n$\\partial L/\\partial H = \\partial L/\\partial Y \\cdot W_2^\\top$:\n",
            *lines("dH", dhidden, lambda n, j: products(dy[n], W2[j])),
            f"\nThe ReLU lets through only where $Z > 0$: $\\partial L/\\partial Z = {matrix(dbefore)}$. "
            "Finally $\\partial L/\\partial W_1 = X^\\top \\partial L/\\partial Z$ and its sum for the bias:\n",
            *lines("dW1", answer["dW1"], lambda i, j: products(X[:, i], dbefore[:, j])),
            *(f"- db1[{j}] = {sums['1'][j]} = **{number(answer['db1'][j])}**" for j in range(2)),
        ]
    )


@reference("repeated_factor")
def repeated_factor(larger, smaller, times):
    """The factor to the power of the number of steps."""
    return {"growth": larger**times, "decay": smaller**times}


@second_derivation("repeated_factor")
def repeated_factor_by_multiplying(larger, smaller, times):
    """One exact multiplication after the other, in rational numbers with as many decimals as needed."""
    return {
        "growth": float(prod([Fraction(str(larger))] * times)),
        "decay": float(prod([Fraction(str(smaller))] * times)),
    }


@steps("repeated_factor")
def repeated_factor_steps(larger, smaller, times):
    """By logarithms, and how far the two are from being reciprocals."""
    right = repeated_factor(larger, smaller, times)
    lines = [
        f"- {name} = exp({times} · ln {factor}) = exp({times * np.log(factor):.6f}) = **{right[name]:.6g}**"
        for name, factor in (("growth", larger), ("decay", smaller))
    ]
    return "\n".join(
        [
            *lines,
            "",
            f"The product of the two is {larger * smaller:.6f} to the power of {times}, about "
            f"{(larger * smaller) ** times:.4f}: less than 1, because $(1 + \\varepsilon)(1 - \\varepsilon) = "
            "1 - \\varepsilon^2$.",
        ]
    )


@reference("repeated_factor_meaning")
def repeated_factor_meaning():
    """What repeats is the Jacobian of one step."""
    return "jacobian_of_a_step"


@steps("repeated_factor_meaning")
def repeated_factor_meaning_steps():
    """Why the other options are wrong."""
    return (
        "With $h_t = \\varphi(W h_{t-1} + U x_t + b)$ one step has the Jacobian $J_t = \\operatorname{diag}(\\varphi'_t)\\,W$ "
        "and the shared weights have the gradient $\\partial L/\\partial W = \\sum_t (\\operatorname{diag}(\\varphi'_t)\\, "
        "g_t)\\, h_{t-1}^\\top$ with $g_{t-1} = J_t^\\top g_t$ plus what step $t - 1$ adds to the loss itself. So a gradient that "
        "travels back through $k$ steps meets $k$ Jacobians; numbers above and below 1 are their scalar picture. The error "
        "enters once, at the start; $\\varphi'$ belongs to every factor and, where it is small, makes the gradient vanish "
        "whatever $W$ is; every step contributes a term to the sum; and the learning rate scales the finished "
        "gradient, once."
    )


@steps("softmax_cross_entropy")
def softmax_cross_entropy_steps():
    """Where the gradient comes from, why nothing overflows, and an example by hand."""
    return (
        "With $\\ell_n = -z_{n y_n} + \\ln \\sum_c e^{z_{nc}}$ the derivative is $\\partial \\ell_n/\\partial z_{nc} = "
        "p_{nc} - [c = y_n]$; the mean divides it by $N$. Subtracting the largest logit of the row changes "
        "neither, and leaves only exponentials of numbers that are at most 0, of which one is 1.\n\nThe example: "
        "$p = (3/4, 1/4)$ in the first row and $(1/2, 1/2)$ in the second, so the loss is "
        "(ln(4/3) + ln 2)/2 = **0.490415** and the gradient ((3/4 − 1)/2, (1/4)/2) = **(−0.125, 0.125)** and "
        "((1/2)/2, (1/2 − 1)/2) = **(0.25, −0.25)**."
    )


@steps("dense_backward")
def dense_backward_steps():
    """Index by index, and the example by hand."""
    return (
        "From $y_{nk} = \\sum_d x_{nd} w_{dk} + b_k$ follow $\\partial L/\\partial x_{nd} = \\sum_k dy_{nk} w_{dk}$, "
        "$\\partial L/\\partial w_{dk} = \\sum_n x_{nd}\\,dy_{nk}$ and $\\partial L/\\partial b_k = \\sum_n dy_{nk}$: each "
        "parameter collects from every place where it was used, and the bias was used in every example. The shapes "
        "leave no other choice of transposes.\n\nThe example: dx[0, 0] = 1·1 + 2·2 = **5**, "
        "dw[0, 0] = 2·1 + 1·3 = **5**, dw[0, 1] = 2·2 + 1·(−1) = **3**, db = (1 + 3, 2 − 1) = **(4, 1)**."
    )


@steps("mlp_gradients")
def mlp_gradients_steps():
    """The order of the steps, and the example by hand."""
    return (
        "Keep $Z = XW_1 + b_1$ from the forward pass. Softmax and cross-entropy give $dS = (p - \\text{onehot})/N$; a "
        "dense layer gives $dH = dS\\,W_2^\\top$, $dW_2 = H^\\top dS$, $db_2 = \\sum_n dS_n$; the ReLU gives $dZ = dH "
        "\\odot [Z > 0]$; a dense layer again gives $dW_1 = X^\\top dZ$, $db_1 = \\sum_n dZ_n$.\n\nThe example: in both rows Z = "
        "(1·2 − 1, 1·(−1) + 0) = (1, −1), H = (1, 0) and both logits are 0, so p = (½, ½), the loss is ln 2 = **0.693147** "
        "and dS = (−½, ½)/2 = (−¼, ¼). Then dH = (−¼·1 + ¼·(−1), −¼·2 + ¼·(−1)) = (−½, −¾), of which the ReLU stops the "
        "second. Two rows add up to dW1 = db1 = **(−1, 0)**, dW2 = **((−½, ½), (0, 0))** and db2 = **(−½, ½)**."
    )


@steps("gradient_check")
def gradient_check_steps():
    """Why central, and the example by hand."""
    return (
        "One entry at a time goes up and down by $h$; everything else stays. The terms of even order cancel: "
        "$\\frac{f(x + h) - f(x - h)}{2h} = f'(x) + \\frac{h^2}{6} f'''(x) + \\dots$, against an error of order $h$ on one "
        "side only. The weights $dy$ turn an output with many entries into one number, and random ones leave nothing "
        "unseen: the sum of a softmax is 1 whatever its input, so with a cotangent of ones its gradient is zero.\n\n"
        "The example, with h = ½: (1.5³ − 0.5³)/1 = **3.25**, and −(2.5³ − 1.5³)/1 = **−12.25**."
    )


@steps("momentum_steps")
def momentum_steps_steps():
    """The recursion on the example."""
    return (
        "The velocity remembers: $v_t = g_t + \\beta g_{t-1} + \\beta^2 g_{t-2} + \\dots$\n\nThe example: v = **4**, "
        "**4**, **2** (4; ½·4 + 2; ½·4 + 0), so w = 10 − 0.25·4 = **9**, then **8**, then 8 − 0.25·2 = **7.5**: it goes "
        "on moving although the last gradient is zero."
    )


@steps("train_xor")
def train_xor_steps():
    """What makes it work, and what makes it fail."""
    return (
        "Sigmoid and cross-entropy together have the gradient $(p - t)/N$ in the logit, as softmax has; tanh multiplies by "
        "$1 - h^2$. Random weights start the hidden units apart from each other: equal ones stay equal for ever and count as one. "
        "No bias is needed to be random. A few hidden units more than the two that suffice make sure that "
        "some start where they are needed, and 1000 steps of size 1 on all four examples at once bring every output to "
        "within 0.03 of its label."
    )
