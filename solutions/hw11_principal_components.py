"""hw11: reference answers, a second derivation of each, and the steps that lead to them.

Oja's rule follows Oja 1982, doi:10.1007/BF00275687, its subspace form Oja 1989, doi:10.1142/S0129065789000475, and the
ordered form Sanger 1989, doi:10.1016/0893-6080(89)90044-0.
"""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from tamrin import Erratum, reference, second_derivation, training
from tamrin import steps as worked  # two functions have a parameter called steps
from tamrin.worked import matrix, number, subscript

ERRATA = [
    Erratum(
        "covariance_by_hand",
        "covariance",
        np.array([[17.8, 8.4], [8.4, 9.2]]),
        "The printed formula is Σxy/N without subtracting the means; on these points it gives the printed matrix. "
        "That is the covariance only of data whose mean is zero.",
    ),
    Erratum(
        "ellipse",
        "directions",
        "Qv_i = λ_i",
        "A vector cannot equal a number. The vector is missing on the right: Qv_i = λ_i v_i.",
    ),
    Erratum(
        "symmetric_start",
        "symmetric_rank",
        3,
        "It is claimed that the columns of W become three eigenvectors. Columns that start equal stay equal: all three "
        "become the same multiple of the first eigenvector.",
    ),
    Erratum(
        "component_limit",
        "max_components",
        400,
        "Centred data of N samples lie in N − 1 dimensions. The other components carry no variance at all.",
    ),
    Erratum(
        "pca_objectives",
        "pca_objectives",
        "missing_square",
        "The printed objective is the mean of the error e itself. It is the mean of its square that is minimised.",
    ),
]


@reference("pca")
def pca(X, m):
    """The eigenvectors of C = (1/N) Σ_n (x_n − x̄)(x_n − x̄)ᵀ with the m largest eigenvalues, T = (X − x̄)P, and these values.

    Shapes: X (N samples, F features) → components P (F, m), scores T (N, m), explained (m,).
    Raises ValueError for m > min(N − 1, F): centred data have no more directions of variance.
    Source: Bishop 2006, Pattern Recognition and Machine Learning, section 12.1.1.
    """
    if m > min(len(X) - 1, X.shape[1]):
        raise ValueError("more components than the data have dimensions")
    centred = X - X.mean(axis=0)
    variances, vectors = np.linalg.eigh(centred.T @ centred / len(X))
    largest = np.argsort(-variances)[:m]
    return vectors[:, largest], centred @ vectors[:, largest], variances[largest]


@reference("reconstruction_error")
def reconstruction_error(X, m):
    """J(m) = (1/N) Σ_n ‖x_n − x̂_n‖² = Σ_{k>m} λ_k, the sum of the eigenvalues that are dropped.

    Shapes: X (N, F) → a number. Source: Bishop 2006, section 12.1.2, equation 12.18.
    """
    centred = X - X.mean(axis=0)
    return np.linalg.eigvalsh(centred.T @ centred / len(X))[: X.shape[1] - m].sum()


@reference("oja_subspace")
def oja_subspace(X, m, alpha, steps, seed):
    """W ← W + (α/N) EᵀY with Y = XW and E = X − YWᵀ, for centred X, from small random numbers.

    Shapes: X (N, F) → W (F, m); column i holds the weights of neuron i. At the fixed points WᵀW = I and the columns span
    the principal subspace; which basis of it they are depends on the start.
    Source: Oja 1989, Int. J. Neural Systems 1:61–68.
    """
    X = X - X.mean(axis=0)
    W = 0.1 * np.random.default_rng(seed).standard_normal((X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W += alpha / len(X) * (X - Y @ W.T).T @ Y
    return W


@reference("sanger")
def sanger(X, m, alpha, steps, seed):
    """W ← W + (α/N) (XᵀY − W triu(YᵀY)) with Y = XW: neuron i corrects only what neurons 1…i have not explained.

    Shapes: X (N, F) → W (F, m), whose column i tends to ± the eigenvector of the i-th largest eigenvalue.
    Source: Sanger 1989, Neural Networks 2:459–473.
    """
    X = X - X.mean(axis=0)
    W = 0.1 * np.random.default_rng(seed).standard_normal((X.shape[1], m))
    for _ in range(steps):
        Y = X @ W
        W += alpha / len(X) * (X.T @ Y - W @ np.triu(Y.T @ Y))
    return W


@reference("deflation_autoencoder")
def deflation(X, m, seed):
    """min_w Σ_n ‖r_n − w wᵀr_n‖² by gradient descent, for r = x − x̄; then r ← r − w wᵀr, and again, m times.

    Shapes: X (N, F) → (F, m), column i close to ± the i-th eigenvector.
    Source: Bourlard & Kamp 1988, doi:10.1007/BF00332918 (a linear autoencoder finds the principal subspace).
    """
    rng = np.random.default_rng(seed)
    rest = X - X.mean(axis=0)
    W = np.zeros((X.shape[1], m))
    for i in range(m):
        w = 0.1 * rng.standard_normal(X.shape[1])
        rate = 0.3 / np.sum(rest**2)
        for _ in range(400):
            y = rest @ w
            error = rest - np.outer(y, w)
            w += rate * (error.T @ y + rest.T @ (error @ w))
        W[:, i] = w / np.linalg.norm(w)
        rest = rest - np.outer(rest @ W[:, i], W[:, i])
    return W


def pair_logits(model, X):
    """relu(relu(T W₁ + b₁) W₂ + b₂) w₃ + b₃ with the scores T = (X − x̄)P of new samples; class 1 where it is positive.

    Shapes: X (N, F) → (N,).
    """
    W1, b1, W2, b2, W3, b3 = model["weights"]
    scores = (X - model["mean"]) @ model["components"]
    hidden = np.maximum(np.maximum(scores @ W1 + b1, 0) @ W2 + b2, 0)
    return (hidden @ W3 + b3)[:, 0]


@reference("pair_classifier")
def train_pair(X, y, seed):
    """Hold a random fifth out, fit PCA and a 10 → 200 → 50 → 1 network to the rest (Adam on the cross-entropy).

    Shapes: X (N, F), y (N,) of 0 and 1. Returns a dict of plain arrays: rows `train` and `holdout`, `mean` (F,),
    `components` (F, 10), `weights` [W₁, b₁, W₂, b₂, W₃, b₃], and the `accuracy` on the rows held out.
    Source: Kingma & Ba 2015, arXiv:1412.6980; initial weights He et al. 2015, arXiv:1502.01852.
    """
    rng = np.random.default_rng(seed)
    shuffled = rng.permutation(len(X))
    holdout, train = shuffled[: len(X) // 5], shuffled[len(X) // 5 :]
    mean = X[train].mean(axis=0)
    _, spreads, axes = np.linalg.svd(X[train] - mean, full_matrices=False)
    components, explained = axes[:10].T, spreads[:10] ** 2 / len(train)
    scores = (X[train] - mean) @ components
    sizes = [10, 200, 50, 1]
    scales = [np.sqrt(2 / (n * explained))[:, None] if i == 0 else np.sqrt(2 / n) for i, n in enumerate(sizes[:-1])]
    weights = []
    for scale, n, k in zip(scales, sizes, sizes[1:], strict=False):
        weights += [scale * rng.standard_normal((n, k)), np.zeros(k)]
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    for step in range(1, 101):
        gradients = cross_entropy_gradients(scores, y[train], weights)
        for w, g, (first, second) in zip(weights, gradients, moments, strict=True):
            first += 0.1 * (g - first)
            second += 0.001 * (g**2 - second)
            w -= 0.003 * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    model = {
        "train": train,
        "holdout": holdout,
        "mean": mean,
        "components": components,
        "weights": weights,
    }
    return model | {"accuracy": float(np.mean((pair_logits(model, X[holdout]) > 0) == y[holdout]))}


@training("pair_classifier")
def train_on_faces(seed=0, data="orl_faces"):
    """One classifier for each of 20 pairs of people, from the first eight pictures of each (16, 10304) in [0, 1]."""
    from datasets import load

    faces = load(data, "full")
    x, person = faces["x_train"].reshape(len(faces["x_train"]), -1) / 255, faces["y_train"]
    pairs = [person // 2 == pair for pair in range(20)]
    return tuple(train_pair(x[pair], person[pair] % 2, seed) for pair in pairs)


def cross_entropy_gradients(T, y, weights):
    """∂L/∂W for L = mean cross-entropy of the network on scores T (N, m) and labels y (N,): with δ₃ = (σ(z) − y)/N backward."""
    W1, b1, W2, b2, W3, b3 = weights
    h1 = np.maximum(T @ W1 + b1, 0)
    h2 = np.maximum(h1 @ W2 + b2, 0)
    d3 = (1 / (1 + np.exp(-(h2 @ W3 + b3))) - y[:, None]) / len(y)
    d2 = (d3 @ W3.T) * (h2 > 0)
    d1 = (d2 @ W2.T) * (h1 > 0)
    return [T.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ d3, d3.sum(0)]


def eigenpairs(S):
    """S v_k = λ_k v_k for a symmetric matrix: values (F,) from the largest down, vectors (F, F) as columns, first entries positive."""
    values, vectors = np.linalg.eigh(S)
    return values[::-1], (vectors / np.sign(vectors[0]))[:, ::-1]


@reference("covariance_by_hand")
def covariance_by_hand(points):
    """Subtract the mean, average the products, and take the eigenpairs."""
    centred = points - points.mean(axis=0)
    covariance = centred.T @ centred / len(points)
    values, vectors = eigenpairs(covariance)
    return {"covariance": covariance, "eigenvalues": values, "eigenvectors": vectors}


@second_derivation("covariance_by_hand")
def covariance_by_moments(points):
    """E[xy] − E[x]E[y] in rational numbers; the characteristic polynomial, and (b, λ − a) for each of its roots."""
    rows = [[Fraction(v) for v in row] for row in points]
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    (a, b), (_, c) = (
        [sum(row[i] * row[j] for row in rows) / len(rows) - mean[i] * mean[j] for j in range(2)] for i in range(2)
    )
    spread = float((a - c) ** 2 + 4 * b**2) ** 0.5
    values = np.array([(float(a + c) + spread) / 2, (float(a + c) - spread) / 2])
    vectors = np.array([[float(b), float(b)], values - float(a)]) * np.sign(float(b))
    return {
        "covariance": np.array([[a, b], [b, c]], dtype=float),
        "eigenvalues": values,
        "eigenvectors": vectors / np.hypot(*vectors),
    }


@worked("covariance_by_hand")
def covariance_steps(points):
    """Means, products, characteristic polynomial, one linear equation for each vector."""
    mean = points.mean(axis=0)
    centred = points - mean
    right = covariance_by_hand(points)
    lines = [f"The means are ({number(mean[0])}, {number(mean[1])}). Subtracted: ${matrix(centred)}$.\n"]
    for i, j in ((0, 0), (0, 1), (1, 1)):
        terms = " + ".join(f"{subscript(a)}·{subscript(b)}" for a, b in zip(centred[:, i], centred[:, j], strict=True))
        lines.append(f"- covariance[{i}, {j}] = ({terms}) / {len(points)} = **{number(right['covariance'][i, j])}**")
    return "\n".join([*lines, "", eigen_steps("C", right["covariance"])])


def eigen_steps(name, S):
    """The eigenpairs of a symmetric 2×2 matrix, worked out: trace, determinant, roots, and a vector for each."""
    (a, b), (_, c) = np.round(S, 10)
    values, vectors = eigenpairs(S)
    trace, determinant = round(a + c, 8), round(a * c - b * b, 8)
    lines = [
        f"$\\det({name} - \\lambda I) = \\lambda^2 - {number(trace)}\\lambda + {number(determinant)}$ has the roots "
        f"**{number(round(values[0], 8))}** and **{number(round(values[1], 8))}** (their sum is the trace, their product "
        "the determinant).\n",
    ]
    for value, vector in zip(values, vectors.T, strict=True):
        shown = ", ".join(f"{entry:.6f}" for entry in vector)
        lines.append(
            f"- ${name}v = {number(round(value, 8))}\\,v$ says $({number(round(a - value, 8))})v_1 + ({number(b)})v_2 = 0$: "
            f"a multiple of ({number(b)}, {number(round(value - a, 8))}), of length 1 **({shown})**"
        )
    return "\n".join(
        [*lines, "", "The two vectors are orthogonal, because the matrix is symmetric. Each sign is free."]
    )


@reference("ellipse")
def ellipse(Q):
    """The image of the unit circle has its axes along the eigenvectors, as long as the eigenvalues."""
    values, vectors = eigenpairs(Q)
    return {"semi_axes": values, "directions": vectors}


@second_derivation("ellipse")
def ellipse_by_rotation(Q):
    """Turn the coordinates by the angle φ = ½ atan2(2b, a − c) that makes the matrix diagonal."""
    (a, b), (_, c) = Q
    turn = np.arctan2(2 * b, a - c) / 2
    cos, sin = np.cos(turn), np.sin(turn)
    long, short = a * cos**2 + 2 * b * cos * sin + c * sin**2, a * sin**2 - 2 * b * cos * sin + c * cos**2
    minor = np.array([-sin, cos]) * np.sign(-sin)
    return {"semi_axes": np.array([long, short]), "directions": np.stack([[cos, sin], minor], axis=1)}


@worked("ellipse")
def ellipse_steps(Q):
    """The eigenpairs, and what they say of the circle."""
    return (
        eigen_steps("Q", Q) + "\n\nWrite a point of the circle as $x = \\cos t\\,v_1 + \\sin t\\,v_2$. Then "
        "$Qx = \\lambda_1\\cos t\\,v_1 + \\lambda_2\\sin t\\,v_2$: an ellipse with the axes $v_1, v_2$ and the "
        "semi-axes $\\lambda_1, \\lambda_2$."
    )


@reference("symmetric_start")
def symmetric_start(start):
    """Every update multiplies W from the left, W ← (I + αC − αWWᵀC) W, so the rank of the start is never exceeded."""
    return int(np.linalg.matrix_rank(start))


@second_derivation("symmetric_start")
def symmetric_start_by_training(start):
    """Train with data of full rank, and count the singular values of W that are not zero.

    Not for long: errors of rounding break a sum of columns, grow, and raise the rank after some hundred steps.
    """
    features = len(start)
    axes = np.linalg.qr(np.random.RandomState(5).standard_normal((features, features)))[0]
    C = axes * np.linspace(1.0, 0.6, features) @ axes.T
    W = 0.05 * start / np.abs(start).max()
    for _ in range(60):
        W = W + 0.3 * (C @ W - W @ (W.T @ C @ W))
    return int(np.sum(np.linalg.svd(W, compute_uv=False) > 1e-3))


@worked("symmetric_start")
def symmetric_start_steps(start):
    """The rule as a product, and the rank of the start."""
    rank = symmetric_start(start)
    return (
        "With $Y = XW$ and $C = X^\\top X/N$ the rule reads $W \\leftarrow W + \\alpha(CW - WW^\\top CW) = "
        "(I + \\alpha C - \\alpha WW^\\top C)\\,W$. A product from the left keeps every linear relation between the "
        "columns: equal columns stay equal, a column that is the sum of two others stays their sum. So the rank cannot "
        f"grow beyond that of the start. Elimination leaves {rank} independent column{'s' * (rank > 1)} of the start, and each "
        f"independent direction converges to a unit vector of the principal subspace: **{rank}**.\n\n"
        "This is why weights begin with random numbers. (A computer rounds: the relation between a column and a sum of two "
        "others is broken by the last digit, and after some hundred steps the rank does grow. Equal columns are rounded equally.)"
    )


@reference("component_limit")
def component_limit(faces, height, width, wanted):
    """N centred samples lie in a subspace of N − 1 dimensions, or in all F of them."""
    return min(faces - 1, height * width)


@second_derivation("component_limit")
def component_limit_by_rank(faces, height, width, wanted):
    """The rank of random images after centring; more pixels than images add nothing to it."""
    pixels = min(height * width, faces + 3)
    images = np.random.RandomState(0).standard_normal((faces, pixels))
    return int(np.linalg.matrix_rank(images - images.mean(axis=0)))


@worked("component_limit")
def component_limit_steps(faces, height, width, wanted):
    """Both limits, of which the smaller counts."""
    pixels = height * width
    return (
        f"The covariance matrix is {pixels}×{pixels}, so there are at most {pixels} components. The {faces} centred images "
        f"add up to zero, so at most {faces} − 1 = {faces - 1} of them are independent. The smaller limit counts: "
        f"**{min(faces - 1, pixels)}**. Asking for {wanted} adds directions along which the data do not vary."
    )


@reference("pca_objectives")
def pca_objectives():
    """Both objectives have the principal subspace as their solution, in any basis."""
    return "same_subspace"


@worked("pca_objectives")
def pca_objectives_steps():
    """Why they agree, and why the basis is left open."""
    return (
        "For $W^\\top W = I$ Pythagoras gives $\\|x\\|^2 = \\|W^\\top x\\|^2 + \\|x - WW^\\top x\\|^2$. The left side does not "
        "depend on $W$, so the smallest mean squared error and the largest variance are reached together. Replace "
        "$W$ by $WR$ with an orthogonal $R$: $WW^\\top$ and $\\|W^\\top x\\|$ stay, so only the subspace is determined. "
        "Without the constraint the variance grows with the length of $W$, and without the square errors of opposite sign "
        "cancel: the mean of $x - WW^\\top x$ is zero for every $W$, once the data are centred."
    )


@reference("pair_network")
def pair_network(widths):
    """Every layer has a weight for each pair of units and a bias for each of its own."""
    return sum((n + 1) * k for n, k in pairwise(widths))


@second_derivation("pair_network")
def pair_network_by_enumeration(widths):
    """Make the arrays and count their entries."""
    shapes = [shape for n, k in pairwise(widths) for shape in ((n, k), (k,))]
    return sum(np.empty(shape).size for shape in shapes)


@worked("pair_network")
def pair_network_steps(widths):
    """Counted layer by layer."""
    lines = [f"- {n}·{k} weights + {k} biases = {(n + 1) * k}" for n, k in pairwise(widths)]
    return "\n".join([*lines, "", f"Together **{pair_network(widths)}**."])


@worked("pca")
def pca_steps():
    """How the reference works, and the example by hand."""
    return (
        "Centre, form the covariance matrix with the divisor $N$, and keep the eigenvectors of the largest eigenvalues. `eigh` "
        "returns them from the smallest up, as columns.\n\nThe example: the means are (1, 2), the centred points ±(3, 4) and "
        "±(2, −1.5). They lie on the lines along (3, 4) and (4, −3), which are therefore the components. The variances are "
        "(25 + 25)/4 = **12.5** and (6.25 + 6.25)/4 = **3.125**. The scores of the first component are ±5, 0, 0.\n\n"
        "With more features than samples the SVD of the centred data is cheaper: $X = U\\Sigma P^\\top$, and the variances "
        "are $\\sigma_k^2/N$."
    )


@worked("reconstruction_error")
def reconstruction_error_steps():
    """Why it is the sum of what is dropped."""
    return (
        "$\\hat x = \\bar x + PP^\\top(x - \\bar x)$ leaves $\\sum_{k>m} v_k v_k^\\top (x - \\bar x)$, whose mean squared length is "
        "$\\sum_{k>m} v_k^\\top C v_k = \\sum_{k>m}\\lambda_k$.\n\nThe example: the variances are 12.5 and 3.125, so one component "
        "leaves **3.125** and none leaves 12.5 + 3.125 = **15.625**."
    )


@worked("oja_subspace")
def oja_steps():
    """What the rule does, and what it does not."""
    return (
        "The mean update is $\\alpha(I - WW^\\top)CW + O(WW^\\top - I)$: zero exactly where $C$ maps the span of $W$ into itself and "
        "$W^\\top W = I$; of those points only the principal subspace is stable. If $W$ is a fixed point, so is $WR$ for every "
        "orthogonal $R$: the columns are *some* orthonormal basis, not the eigenvectors. Three details decide: centre the "
        "data, divide by $N$ (else the step grows with the number of samples and training diverges), and begin with random numbers "
        "(equal columns stay equal)."
    )


@worked("sanger")
def sanger_steps():
    """Why the triangle orders the columns."""
    return (
        "Column 1 of $W\\,\\mathrm{triu}(Y^\\top Y)$ contains $w_1$ alone: neuron 1 follows Oja's rule for one neuron and finds $v_1$. "
        "Column 2 subtracts what neurons 1 and 2 explain: neuron 2 sees data without $v_1$ and finds $v_2$, and so on. The lower "
        "triangle would give the same vectors in reverse order, the full matrix is Oja's rule."
    )


@worked("deflation_autoencoder")
def deflation_steps():
    """Why one unit after the other finds them."""
    return (
        "The squared error of one linear unit is smallest for the first eigenvector. Subtracting its reconstruction removes "
        "that direction *from what is left so far*, so the next unit finds the next one. Residuals that are taken from the original data "
        "each time bring $v_1$ back. Absolute errors have other minimisers: they follow the bulk of the data and "
        "ignore the few large deviations that make up most of the variance."
    )


@worked("pair_classifier")
def pair_classifier_steps():
    """What is split, and when."""
    return (
        "The rows come ordered by class, so the split must be drawn at random: the last fifth holds one class only, and a shuffle "
        "that comes after the split does not repair that. Everything that is fitted, the mean and the components included, is "
        "fitted to the training rows; the rows held out are looked at once, for the accuracy that is reported."
    )
