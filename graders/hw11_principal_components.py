"""hw11: how answers are judged.

An eigenvector has a free sign, a subspace a free basis, and training a free start: `aligned` compares the first,
`as_subspace` the second, and what is trained is compared with what it must converge to, not with another training run.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from solutions import hw11_principal_components as solution
from tamrin import (
    call,
    choice,
    example,
    function,
    grades,
    law,
    measured,
    on_real_data,
    requirement,
    requires,
    say,
    trap,
    value,
)
from tamrin.strategies import arrays

NO_CENTERING = (
    "The mean was not subtracted. Uncentred, the first direction mostly points from the origin to the mean.",
    "میانگین کم نشده است. بدون مرکزی‌کردن، راستای نخست بیشتر از مبدأ به سوی میانگین است.",
)
NOT_NORMALISED = (
    "The directions are right, but their length is not 1.",
    "راستاها درست‌اند، اما طولشان ۱ نیست.",
)
AS_ROWS = (
    "The vectors stand in the rows. They are asked for as columns.",
    "بردارها در سطرها آمده‌اند. در ستون‌ها خواسته شده‌اند.",
)
PAIRS_SWAPPED = (
    "These are the right ones, but numbers and vectors come in different orders: column j must belong to entry j.",
    "این‌ها درست‌اند، اما ترتیب عددها و بردارها یکی نیست: ستون j باید از آنِ درایهٔ j باشد.",
)
SUM_NOT_MEAN = (
    "The weights grow without bound. The update is divided by the number of samples; without that the step grows with the data.",
    "وزن‌ها بی‌کران رشد می‌کنند. تغییر وزن بر شمار نمونه‌ها تقسیم می‌شود؛ بدون آن، گام با بزرگی داده بزرگ می‌شود.",
)
WEIGHTS_AS_ROWS = (
    "The result is transposed: the weights of neuron i are column i of W, which has a row for each feature.",
    "نتیجه ترانهاده است: وزن‌های نورون i ستون i از W است و W برای هر ویژگی یک سطر دارد.",
)


# Up to sign, up to order, up to basis.


def of_pairs(values):
    """Numbers in any order, unless they are the right ones: then their order must be that of the vectors.

    The right numbers in another order are right where the vectors have it, too: that is what `follows` finds out.
    """

    def compared(received, right):
        if np.allclose(np.sort(received), np.sort(values), rtol=1e-4, atol=1e-4):
            return received, right
        return np.sort(received), np.sort(right)

    return compared


def aligned(received, right):
    """Columns with the signs of the right ones; weights that stand in rows (more columns than rows) by row."""
    if right.shape[0] < right.shape[1]:
        received, right = received.T, right.T
    return received * column_signs(received, right), right


def column_signs(received, right):
    """For each column ±1: the sign of its product with the right one."""
    return np.where(np.sum(received * right, axis=0) < 0, -1, 1).astype(received.dtype)


def as_components(received, right):
    """Components with the right signs, and scores that follow them."""
    (components, scores, explained), (expected, _, _) = received, right
    by_row = expected.shape != components.shape or expected.shape[0] < expected.shape[1]
    signs = column_signs(components.T, expected.T) if by_row else column_signs(components, expected)
    components = components * (signs[:, None] if by_row else signs)
    return (components, scores * signs, explained), right


def as_subspace(received, right):
    """The projector onto the span of the columns, and their products |WᵀW|, whatever the signs."""
    return tuple((W @ np.linalg.pinv(W, rcond=1e-3), np.abs(W.T @ W)) for W in (received.astype(float), right))


def as_directions(received, right):
    """|cos| between corresponding columns, and the columns' lengths, against ones."""
    lengths = np.linalg.norm(received, axis=0)
    cosines = np.abs(np.sum(received * right, axis=0)) / np.maximum(lengths * np.linalg.norm(right, axis=0), 1e-12)
    return (cosines, lengths), (np.ones(len(lengths)), np.ones(len(lengths)))


def second_moment(X):
    """XᵀX / N: the covariance of those who forget to centre."""
    return X.T @ X / len(X)


def covariance(X):
    """The covariance matrix with divisor N."""
    return second_moment(X - X.mean(axis=0))


def eigenpairs(S):
    """Eigenvalues from the largest down and eigenvectors as columns, with the signs that LAPACK gives them."""
    values, vectors = np.linalg.eigh(S)
    return values[::-1], vectors[:, ::-1]


def leading(S, m):
    """The eigenvectors of the m largest eigenvalues."""
    return eigenpairs(S)[1][:, :m]


def principal(X, m, *_):
    """What all the neurons must find."""
    return leading(covariance(X), m)


def values_in_order_of(received, values, vectors):
    """The values in the order in which a student's columns resemble the vectors that they belong to."""
    order = np.abs(vectors.T @ received).argmax(axis=0)
    if len(set(order)) < len(values):
        raise ValueError("two columns resemble the same vector")
    return values[order]


def in_order_of(vectors, values):
    """The columns of `vectors`, which come from the largest eigenvalue down, in the order of a student's `values`."""
    return vectors[:, np.argsort(np.argsort(-values))]


# By hand.


@grades("covariance_by_hand")
def covariance_by_hand(points):
    """A matrix, its eigenvalues in any order, its eigenvectors in that order and with any sign."""
    right = solution.covariance_by_hand(points)
    C, values, vectors = right["covariance"], right["eigenvalues"], right["eigenvectors"]
    centred = points - points.mean(axis=0)
    uncentred = second_moment(points)
    deviations = np.sqrt(np.diag(C))
    correlation = C / np.outer(deviations, deviations)

    def own_pairs(covariance):
        """The eigenpairs of a student's own matrix, unless it is one whose eigenpairs need no calculation."""
        largest, (a, b) = np.abs(covariance).max(), np.diag(covariance)
        if not np.allclose(covariance, covariance.T) or largest < 1e-2 * np.abs(C).max():
            raise ValueError("not symmetric, or next to nothing")
        if abs(covariance[0, 1]) < 1e-2 * largest:
            raise ValueError("diagonal: its eigenvectors are the axes")
        if abs(a - b) < 1e-2 * largest and not np.allclose(covariance, correlation, atol=1e-4):
            raise ValueError("with equal entries on the diagonal: its eigenvectors are the bisectors")
        return eigenpairs(covariance)

    rough = {"rtol": 1e-4, "atol": 1e-4}
    return [
        value(
            "covariance",
            C,
            **rough,
            traps=[
                trap("no_centering", uncentred, *NO_CENTERING),
                trap(
                    "divided_by_n_minus_one",
                    C * len(points) / (len(points) - 1),
                    "This is divided by N − 1. Here the divisor is N; the eigenvectors are the same either way.",
                    "بر N − 1 تقسیم شده است. مخرج در اینجا N است؛ بردارهای ویژه در هر دو حال یکی‌اند.",
                ),
                trap(
                    "not_divided",
                    C * len(points),
                    "This is the sum of the products, not their mean.",
                    "این مجموع حاصل‌ضرب‌هاست، نه میانگین آن‌ها.",
                ),
                trap(
                    "samples_for_features",
                    centred @ centred.T / len(points),
                    "This matrix compares the points with each other. The covariance compares the two coordinates.",
                    "این ماتریس نقطه‌ها را با هم می‌سنجد. کوواریانس دو مختصات را با هم می‌سنجد.",
                ),
                trap(
                    "correlation",
                    correlation,
                    "This is the correlation matrix: the coordinates were divided by their standard deviations.",
                    "این ماتریس همبستگی است: مختصات بر انحراف معیارشان تقسیم شده‌اند.",
                ),
            ],
        ),
        value(
            "eigenvalues",
            values,
            alike=of_pairs(values),
            **rough,
            follows=lambda covariance, eigenvectors: values_in_order_of(eigenvectors, *own_pairs(covariance)),
            traps=[
                trap("pairs_swapped", values[::-1], *PAIRS_SWAPPED),
                trap("no_centering", eigenpairs(uncentred)[0], *NO_CENTERING),
                trap(
                    "diagonal_entries",
                    np.diag(C),
                    "These are the entries on the diagonal. They are the eigenvalues only of a diagonal matrix.",
                    "این‌ها درایه‌های قطرند. تنها در ماتریس قطری، درایه‌های قطر مقدارهای ویژه‌اند.",
                ),
                trap(
                    "square_roots",
                    np.sqrt(values),
                    "These are the standard deviations along the axes, the square roots of the eigenvalues.",
                    "این‌ها انحراف معیار در راستای محورها، یعنی ریشهٔ دوم مقدارهای ویژه‌اند.",
                ),
            ],
        ),
        value(
            "eigenvectors",
            vectors,
            alike=aligned,
            **rough,
            follows=lambda covariance, eigenvalues: in_order_of(own_pairs(covariance)[1], eigenvalues),
            traps=[
                trap("pairs_swapped", vectors[:, ::-1], *PAIRS_SWAPPED),
                trap("not_normalised", whole(vectors), *NOT_NORMALISED),
                trap("eigenvectors_as_rows", turned(vectors).T, *AS_ROWS),
                trap("no_centering", eigenpairs(uncentred)[1], *NO_CENTERING),
            ],
        ),
    ]


def whole(vectors):
    """The same directions as small whole numbers, as one finds them with a pencil."""
    return np.rint(vectors / np.abs(vectors).min(axis=0))


def turned(vectors):
    """The same two directions as a rotation matrix, whose rows are others than its columns."""
    return np.stack([vectors[:, 0], [-vectors[1, 0], vectors[0, 0]]], axis=1)


@grades("ellipse")
def ellipse(Q):
    """Lengths in any order, directions in that order and with any sign."""
    right = solution.ellipse(Q)
    lengths, vectors = right["semi_axes"], right["directions"]
    columns = np.linalg.norm(Q, axis=0)
    rough = {"rtol": 1e-4, "atol": 1e-4}
    return [
        value(
            "semi_axes",
            lengths,
            alike=of_pairs(lengths),
            **rough,
            follows=lambda directions: values_in_order_of(directions, lengths, vectors),
            traps=[
                trap("pairs_swapped", lengths[::-1], *PAIRS_SWAPPED),
                trap(
                    "whole_axes",
                    2 * lengths,
                    "These are the whole axes. Half of each is asked for.",
                    "این‌ها قطرها هستند. نیم‌قطرها خواسته شده‌اند.",
                ),
                trap(
                    "square_roots",
                    np.sqrt(lengths),
                    "No root is taken here: Qv = λv says by how much the circle is stretched along v. (Roots belong to a covariance.)",
                    "اینجا ریشه گرفته نمی‌شود: Qv = λv می‌گوید دایره در راستای v چند برابر کشیده می‌شود. (ریشه به کوواریانس مربوط است.)",
                ),
                trap(
                    "level_set",
                    1 / np.sqrt(lengths),
                    "These are the semi-axes of the curve xᵀQx = 1. Asked for is the curve of the points Qx.",
                    "این‌ها نیم‌قطرهای خم xᵀQx = 1 هستند. خم نقطه‌های Qx خواسته شده است.",
                ),
                trap(
                    "lengths_of_columns",
                    columns,
                    "The columns are the images of the two unit vectors, which need not be the longest and the shortest ones.",
                    "ستون‌ها تصویر دو بردار یکه‌اند که لزوماً بلندترین و کوتاه‌ترین نیستند.",
                ),
                trap(
                    "diagonal_entries",
                    np.diag(Q),
                    "These are the entries on the diagonal. They are the semi-axes only for a diagonal matrix.",
                    "این‌ها درایه‌های قطرند. تنها در ماتریس قطری، درایه‌های قطر نیم‌قطرها هستند.",
                ),
            ],
        ),
        value(
            "directions",
            vectors,
            alike=aligned,
            **rough,
            follows=lambda semi_axes: in_order_of(vectors, semi_axes),
            traps=[
                trap("pairs_swapped", vectors[:, ::-1], *PAIRS_SWAPPED),
                trap("not_normalised", whole(vectors), *NOT_NORMALISED),
                trap("eigenvectors_as_rows", turned(vectors).T, *AS_ROWS),
                trap(
                    "columns_of_the_matrix",
                    Q / columns,
                    "These are the images of the two unit vectors. They are not orthogonal, and the axes of an ellipse are.",
                    "این‌ها تصویر دو بردار یکه‌اند. بر هم عمود نیستند، اما محورهای بیضی عمودند.",
                ),
            ],
        ),
    ]


# In code.


def spectrum(S):
    """The eigenvalues from the largest down, and a zero after the last."""
    return np.append(np.maximum(np.linalg.eigvalsh(S)[::-1], 0.0), 0.0)


def separated(S, m, gap, least):
    """Whether the m largest eigenvalues stand apart from each other and from the next, and none is nearly zero."""
    values = spectrum(S)
    return bool(values[m - 1] >= least * values[0] > 0 and np.all(values[:m] >= gap * values[1 : m + 1]))


def scattered(rng, samples, features, m, gap=1.3, least=0.02):
    """Samples in halves around a mean that is not zero, with m components that can be told apart, centred or not."""
    while True:
        axes = np.linalg.qr(rng.standard_normal((features, features)))[0]
        spreads = rng.uniform(0.5, 1.0, features) * np.array([4.0, 2.7, 1.8, 1.2, 0.8])[:features]
        mean = rng.choice([-1, 1], features) * rng.randint(1, 4, features)
        X = np.round(2 * (mean + rng.standard_normal((samples, features)) * spreads @ axes.T)) / 2
        if separated(covariance(X), m, gap, least) and separated(second_moment(X), m, gap, least):
            return X


@st.composite
def component_cases(draw, beyond=True, square=False):
    """Calls of `pca`: tall and wide data; now and then more components than there are.

    As many components as features only with `square`: rows and columns, whose signs are free, look alike then.
    """
    samples, features = draw(st.integers(2, 7)), draw(st.integers(1, 5))
    too_many = beyond and draw(st.integers(0, 5)) == 0
    if too_many:  # one more, of which no more than the sign is left open
        features = min(features, samples)
    most = min(samples - 1, features)
    m = most + 1 if too_many else draw(st.integers(1, most if square else max(1, min(most, features - 1))))
    rng = np.random.RandomState(draw(st.integers(0, 9999)))
    return call(scattered(rng, samples, features, min(m, most)), m)


def pca_with(X, m, S=None, centre=True, axes=lambda P: P, values=lambda v: v):
    """`pca` with parts exchanged: the matrix, the centring of the scores, the form of the axes and of the values."""
    solution.pca(X, m)  # raises where it must
    largest, vectors = eigenpairs(covariance(X) if S is None else S)
    P = vectors[:, :m]
    return axes(P), (X - X.mean(axis=0) * centre) @ P, values(largest[:m])


def pca_uncentred(X, m):
    """Misconception: eigenvectors of XᵀX."""
    return pca_with(X, m, S=second_moment(X), centre=False)


def pca_scores_uncentred(X, m):
    """Misconception: the scores of samples that are not centred."""
    return pca_with(X, m, centre=False)


def pca_as_rows(X, m):
    """Misconception: components in rows."""
    return pca_with(X, m, axes=np.transpose)


def pca_smallest_first(X, m):
    """Misconception: the order of `eigh` is kept."""
    solution.pca(X, m)
    values, P = np.linalg.eigh(covariance(X))
    return P[:, :m], (X - X.mean(axis=0)) @ P[:, :m], values[:m]


def pca_ratios(X, m):
    """Misconception: shares of the variance."""
    return pca_with(X, m, values=lambda v: v / np.trace(covariance(X)))


def pca_divided_by_n_minus_one(X, m):
    """Misconception: the divisor N − 1."""
    return pca_with(X, m, values=lambda v: v * len(X) / (len(X) - 1))


def pca_standard_deviations(X, m):
    """Misconception: roots of the variances."""
    return pca_with(X, m, values=lambda v: np.sqrt(np.maximum(v, 0)))


def pca_singular_values(X, m):
    """Misconception: singular values of the data."""
    return pca_with(X, m, values=lambda v: np.sqrt(np.maximum(len(X) * v, 0)))


def more_components_than_samples(X, m):
    """Misconception: any number of components can be had."""
    P, variances = np.linalg.eigh(covariance(X))[::-1]
    m = min(m, X.shape[1])
    return P[:, ::-1][:, :m], (X - X.mean(axis=0)) @ P[:, ::-1][:, :m], variances[::-1][:m]


def is_reshaped(result, X, m):
    """Whether the components are rows that were written into (F, m) without being transposed."""
    P = np.asarray(result[0], dtype=float)
    back = P.reshape(m, X.shape[1])
    return P.shape == (X.shape[1], m) and np.allclose(np.abs(back @ principal(X, m)), np.eye(m), atol=1e-4)


def is_orthonormal(result, X, m):
    """PᵀP = I."""
    P = np.asarray(result[0], dtype=float)
    return P.shape == (X.shape[1], m) and np.allclose(P.T @ P, np.eye(m), atol=1e-5)


def diagonal(pca, X, m):
    """TᵀT/N = diag(λ): the scores are uncorrelated, and `explained` are their variances."""
    _, scores, explained = pca(X, m)
    return second_moment(scores), np.diag(explained)


FOUR = np.array([[4.0, 6.0], [-2.0, -2.0], [3.0, 0.5], [-1.0, 3.5]])
ALONG, BOTH = np.array([[0.6], [0.8]]), np.array([[0.6, 0.8], [0.8, -0.6]])
PCA_CALLS = tuple(
    call(scattered(np.random.RandomState(seed), n, f, m), m) for seed, n, f, m in [(1, 9, 4, 2), (2, 4, 5, 3)]
)


@grades("pca")
def pca():
    """Components, scores and variances, up to sign."""
    wide = np.array([[1.0, 3.0, 0.0], [1.0, 1.0, 2.0]])
    return [
        function(
            "pca",
            solution.pca,
            alike=as_components,
            rtol=1e-6,
            atol=1e-6,
            cases=component_cases(),
            examples=[
                example(call(FOUR, 1), (ALONG, np.array([[5.0], [-5.0], [0.0], [0.0]]), np.array([12.5]))),
                example(
                    call(wide, 1),
                    (
                        np.array([[0.0], [1.0], [-1.0]]) / np.sqrt(2),
                        np.array([[1.0], [-1.0]]) * np.sqrt(2),
                        np.array([2.0]),
                    ),
                ),
            ],
            raises=[ValueError],
            laws=[
                law(
                    say("uncorrelated scores", "ناهمبستگی `scores`"),
                    component_cases(beyond=False, square=True),
                    diagonal,
                ),
            ],
            traps=[
                trap("no_centering", pca_uncentred, *NO_CENTERING),
                trap(
                    "scores_uncentred",
                    pca_scores_uncentred,
                    "The components are right. The scores are those of samples from which the mean was not subtracted.",
                    "مؤلفه‌ها درست‌اند. `scores` از آنِ نمونه‌هایی است که میانگین از آن‌ها کم نشده است.",
                ),
                trap("components_as_rows", pca_as_rows, *AS_ROWS),
                trap(
                    "smallest_first",
                    pca_smallest_first,
                    "These are the components of the smallest variance: `eigh` sorts from the smallest eigenvalue up.",
                    "این‌ها مؤلفه‌های کم‌ترین واریانس‌اند: `eigh` از کوچک‌ترین مقدار ویژه آغاز می‌کند.",
                ),
                trap(
                    "ratios_instead_of_variances",
                    pca_ratios,
                    "`explained` holds shares of the total variance. The eigenvalues themselves are asked for.",
                    "در `explained` سهم از واریانس کل آمده است. خود مقدارهای ویژه خواسته شده‌اند.",
                ),
                trap(
                    "divided_by_n_minus_one",
                    pca_divided_by_n_minus_one,
                    "Everything is right but for the divisor of `explained`: here it is N, not N − 1.",
                    "همه چیز جز مخرج `explained` درست است: در اینجا N است، نه N − 1.",
                ),
                trap(
                    "standard_deviations",
                    pca_standard_deviations,
                    "`explained` holds standard deviations. The variances are asked for.",
                    "در `explained` انحراف معیارها آمده‌اند. واریانس‌ها خواسته شده‌اند.",
                ),
                trap(
                    "singular_values",
                    pca_singular_values,
                    "`explained` holds the singular values of the centred data. How are they related to the variances?",
                    "در `explained` مقدارهای تکین دادهٔ مرکزی‌شده آمده‌اند. چه رابطه‌ای با واریانس‌ها دارند؟",
                ),
                trap(
                    "more_components_than_samples",
                    more_components_than_samples,
                    "More components were returned than the centred data have dimensions: N samples span at most N − 1.",
                    "مؤلفه‌هایی بیش از شمار بُعدهای دادهٔ مرکزی‌شده برگردانده شده است: N نمونه دست بالا N − 1 بُعد می‌سازند.",
                ),
            ],
        ),
        requires(
            "pca",
            solution.pca,
            calls=PCA_CALLS,
            requirements=[
                requirement(
                    say("orthonormal columns", "ستون‌های یکامتعامد"),
                    is_orthonormal,
                    say(
                        "The components must be orthonormal columns: PᵀP = I.",
                        "مؤلفه‌ها باید ستون‌های یکامتعامد باشند: PᵀP = I.",
                    ),
                ),
            ],
            traps=[
                trap(
                    "reshape_vs_transpose",
                    is_reshaped,
                    "The components were brought into the shape (F, m) by `reshape`, which scrambles them. Rows become columns by transposing.",
                    "مؤلفه‌ها با `reshape` به شکل (F, m) درآمده‌اند که آن‌ها را در هم می‌ریزد. سطرها با ترانهاده‌کردن ستون می‌شوند.",
                ),
            ],
        ),
    ]


@st.composite
def error_cases(draw):
    """Calls of `reconstruction_error`, from no component to all of them."""
    samples, features = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    return call(draw(arrays((samples, features))), draw(st.integers(0, features)))


def residuals(X, m, centre=True):
    """x − x̂ for every sample."""
    X = X - X.mean(axis=0) * centre
    P = leading(second_moment(X), m)
    return X - X @ P @ P.T


def error_uncentred(X, m):
    """Misconception: XᵀX in the place of the covariance."""
    return float(np.mean(np.sum(residuals(X, m, centre=False) ** 2, axis=1)))


def error_per_entry(X, m):
    """Misconception: the mean over the features, too."""
    return float(np.mean(residuals(X, m) ** 2))


def error_summed(X, m):
    """Misconception: the sum over the samples."""
    return float(np.sum(residuals(X, m) ** 2))


def error_not_squared(X, m):
    """Misconception: the mean distance."""
    return float(np.mean(np.linalg.norm(residuals(X, m), axis=1)))


def error_kept(X, m):
    """Misconception: the variance that is kept."""
    return float(spectrum(covariance(X))[:m].sum())


def error_divided_by_n_minus_one(X, m):
    """Misconception: the divisor N − 1."""
    return solution.reconstruction_error(X, m) * len(X) / (len(X) - 1)


def error_root(X, m):
    """Misconception: the root of the mean square."""
    return max(solution.reconstruction_error(X, m), 0.0) ** 0.5


def turned_and_moved(reconstruction_error, X, m):
    """Turning all samples about the origin and moving them changes no distance."""
    axes = np.linalg.qr(np.cos(np.arange(X.shape[1] ** 2)).reshape(X.shape[1], -1) + 2 * np.eye(X.shape[1]))[0]
    return reconstruction_error(X @ axes + np.arange(X.shape[1]), m), reconstruction_error(X, m)


def stretched(reconstruction_error, X, m):
    """Three times as large, nine times the error."""
    return reconstruction_error(3 * X, m), 9 * reconstruction_error(X, m)


@grades("reconstruction_error")
def reconstruction_error():
    """The sum of the eigenvalues that are dropped."""
    return function(
        "reconstruction_error",
        solution.reconstruction_error,
        rtol=1e-5,  # a single number in single precision
        atol=1e-6,
        cases=error_cases(),
        examples=[
            example(call(FOUR, 1), 3.125),
            example(call(FOUR, 0), 15.625),
            example(call(FOUR, 2), 0.0),
        ],
        laws=[
            law(
                say("invariance to rotation and shift", "ناوردایی در چرخش و جابه‌جایی"), error_cases(), turned_and_moved
            ),
            law(say("quadratic in the scale", "درجهٔ دوم بودن نسبت به مقیاس"), error_cases(), stretched),
        ],
        traps=[
            trap("no_centering", error_uncentred, *NO_CENTERING),
            trap(
                "mean_over_features",
                error_per_entry,
                "The squared differences were averaged over the features, too. A squared distance is their sum.",
                "مربع تفاضل‌ها روی ویژگی‌ها هم میانگین گرفته شده است. مربع فاصله مجموع آن‌هاست.",
            ),
            trap(
                "sum_over_samples",
                error_summed,
                "This is the sum over the samples. The mean is asked for.",
                "این مجموع روی نمونه‌هاست. میانگین خواسته شده است.",
            ),
            trap(
                "missing_square",
                error_not_squared,
                "This is the mean distance. What PCA makes small is the mean of the squared distance.",
                "این میانگین فاصله است. آنچه PCA کوچک می‌کند میانگین مربع فاصله است.",
            ),
            trap(
                "root_of_the_mean",
                error_root,
                "A root was taken of the mean squared distance.",
                "از میانگین مربع فاصله ریشه گرفته شده است.",
            ),
            trap(
                "kept_instead_of_dropped",
                error_kept,
                "This is the variance of the components that are kept. What is lost is in the others.",
                "این واریانس مؤلفه‌هایی است که نگه داشته می‌شوند. آنچه از دست می‌رود در بقیه است.",
            ),
            trap(
                "divided_by_n_minus_one",
                error_divided_by_n_minus_one,
                "This is divided by N − 1. The mean over N samples has the divisor N.",
                "بر N − 1 تقسیم شده است. مخرج میانگین N نمونه N است.",
            ),
        ],
    )


# By neurons.


@st.composite
def training_cases(draw, ordered=False):
    """Data, and a step and a number of steps that suffice for them, whether they are centred or not."""
    features = draw(st.integers(2, 4))
    samples, m = draw(st.integers(features + 2, 10)), draw(st.integers(1, features - 1))
    rng = np.random.RandomState(draw(st.integers(0, 9999)))
    X = scattered(rng, samples, features, m, gap=1.5, least=0.06)
    return call(X, m, *schedule(X, m, ordered), draw(st.integers(0, 999)))


def schedule(X, m, ordered=False):
    """A step well below the limit of stability, and enough steps for the smallest difference of eigenvalues that counts."""
    alpha = round(0.35 / spectrum(second_moment(X))[0], 4)
    values = np.stack([spectrum(covariance(X)), spectrum(second_moment(X))])
    differences = (values[:, :-1] - values[:, 1:])[:, 0 if ordered else m - 1 : m]
    return alpha, int(np.ceil((24 if ordered else 14) / (alpha * differences.min()) / 100)) * 100


def many_samples(seed, samples, features, m, ordered=False):
    """A call with so many samples that a sum in the place of a mean diverges."""
    X = scattered(np.random.RandomState(seed), samples, features, m, gap=1.5, least=0.06)
    return call(X, m, *schedule(X, m, ordered), seed)


OJA_CALLS = tuple(many_samples(seed, n, f, m) for seed, n, f, m in [(3, 80, 4, 2), (4, 60, 5, 3)])
SANGER_CALLS = tuple(many_samples(seed, n, f, m, True) for seed, n, f, m in [(5, 80, 4, 2), (6, 60, 5, 3)])


def equal_columns(X, m, *_):
    """Misconception: a start with equal columns, which stay equal and share the first component."""
    return only_first(X, m) / np.sqrt(m)


def only_first(X, m, *_):
    """Misconception: every neuron finds the first component for itself."""
    return np.repeat(principal(X, 1), m, axis=1)


def uncentred_subspace(X, m, *_):
    """Misconception: eigenvectors of XᵀX."""
    return leading(second_moment(X), m)


def as_rows(X, m, *_):
    """Misconception: the weights of a neuron are a row of W."""
    return principal(X, m).T


def smallest(X, m, *_):
    """Misconception: the directions of least variance."""
    return eigenpairs(covariance(X))[1][:, ::-1][:, :m]


def reversed_columns(X, m, *_):
    """Misconception: the lower triangle, with which the last neuron takes the lead."""
    return principal(X, m)[:, ::-1]


def spans(W, V):
    """Whether the columns of W span those of V, to within a degree."""
    return W.shape == V.shape and np.allclose(W @ np.linalg.pinv(W, rcond=1e-3), V @ V.T, atol=0.02)


def diverged(W, X, m, *_):
    """Whether weights became infinite or were lost on the way there."""
    return not np.all(np.isfinite(np.asarray(W, dtype=float))) or bool(np.max(np.abs(W)) > 1e3)


def converged_to_subspace(W, X, m, *_):
    """Whether W is an orthonormal basis of the principal subspace."""
    W = np.asarray(W, dtype=float)
    return bool(np.all(np.isfinite(W))) and spans(W, principal(X, m)) and np.allclose(W.T @ W, np.eye(m), atol=0.02)


def converged_to_vectors(W, X, m, *_):
    """Whether the columns of W are the eigenvectors in their order."""
    W = np.asarray(W, dtype=float)
    return W.shape == (X.shape[1], m) and np.allclose(*aligned(W, principal(X, m)), atol=0.02)


def is_another_basis(W, X, m, *_):
    """Whether W spans the principal subspace, but some column is no eigenvector."""
    W, V = np.asarray(W, dtype=float), principal(X, m)
    cosines = np.abs(W.T @ V) / np.maximum(np.linalg.norm(W, axis=0), 1e-12)[:, None]
    return spans(W, V) and bool(cosines.max(axis=1).min() < 0.999)


@grades("oja_subspace")
def oja_subspace():
    """Judged by the subspace, whatever its basis."""
    return [
        function(
            "oja_subspace",
            oja_expected,
            alike=as_subspace,
            rtol=0.0,
            atol=0.02,
            count=20,
            cases=training_cases(),
            examples=[example(call(FOUR, 1, 0.02, 200, 0), ALONG)],
            traps=[
                trap(
                    "symmetric_init_rank1",
                    equal_columns,
                    "All columns are equal. Columns that start equal get equal updates for ever: begin with random numbers.",
                    "همهٔ ستون‌ها برابرند. ستون‌هایی که برابر آغاز کنند همیشه تغییر برابر می‌گیرند: با اعداد تصادفی آغاز کنید.",
                ),
                trap("no_centering", uncentred_subspace, *NO_CENTERING),
                trap("row_column_of_w", as_rows, *WEIGHTS_AS_ROWS),
                trap(
                    "neurons_alone",
                    only_first,
                    "Every neuron found the same direction: each was trained against its own reconstruction, not against that of all together.",
                    "همهٔ نورون‌ها یک راستا را یافته‌اند: هر یک با بازسازی خودش آموزش دیده است، نه با بازسازی همه با هم.",
                ),
                trap(
                    "least_variance",
                    smallest,
                    "These are the directions of the smallest variance.",
                    "این‌ها راستاهای کم‌ترین واریانس‌اند.",
                ),
            ],
        ),
        requires(
            "oja_subspace",
            oja_expected,
            calls=OJA_CALLS,
            requirements=[
                requirement(
                    say("convergence with many samples", "همگرایی با نمونه‌های بسیار"),
                    converged_to_subspace,
                    say(
                        "With many samples, W does not end as an orthonormal basis of the principal subspace.",
                        "با نمونه‌های بسیار، W به پایه‌ای یکامتعامد از زیرفضای اصلی نمی‌رسد.",
                    ),
                    weight=2.0,
                ),
            ],
            traps=[trap("sum_not_mean_lr", diverged, *SUM_NOT_MEAN)],
        ),
    ]


def oja_expected(X, m, alpha, steps, seed):
    """W = [v₁ … v_m]: the eigenvectors, one basis of the subspace that Oja's rule converges to, and where Sanger's ends.

    Shapes: X (N, F) → (F, m). Source: Oja 1989, Sanger 1989.
    """
    return principal(X, m)


@grades("sanger")
def sanger():
    """Judged by the eigenvectors, in their order."""
    return [
        function(
            "sanger",
            oja_expected,
            alike=aligned,
            rtol=0.0,
            atol=0.02,
            count=20,
            cases=training_cases(ordered=True),
            examples=[
                example(call(FOUR, 1, 0.02, 200, 0), ALONG),
                example(call(FOUR, 2, 0.02, 400, 0), BOTH),
            ],
            traps=[
                trap("no_centering", uncentred_subspace, *NO_CENTERING),
                trap("row_column_of_w", as_rows, *WEIGHTS_AS_ROWS),
                trap(
                    "order_reversed",
                    reversed_columns,
                    "These are the eigenvectors in reverse order: the wrong triangle was kept, and the last neuron leads.",
                    "این‌ها بردارهای ویژه به ترتیب وارونه‌اند: مثلث نادرست نگه داشته شده و نورون آخر پیشرو است.",
                ),
                trap(
                    "neurons_alone",
                    only_first,
                    "Every neuron found the first component: none subtracts what the neurons before it explain.",
                    "همهٔ نورون‌ها مؤلفهٔ نخست را یافته‌اند: هیچ‌یک آنچه را نورون‌های پیشین توضیح می‌دهند کم نمی‌کند.",
                ),
            ],
        ),
        requires(
            "sanger",
            oja_expected,
            calls=SANGER_CALLS,
            requirements=[
                requirement(
                    say("eigenvectors with many samples", "بردارهای ویژه با نمونه‌های بسیار"),
                    converged_to_vectors,
                    say(
                        "With many samples, the columns of W do not end as the eigenvectors in their order.",
                        "با نمونه‌های بسیار، ستون‌های W به بردارهای ویژه به ترتیبشان نمی‌رسند.",
                    ),
                    weight=2.0,
                ),
            ],
            traps=[
                trap("sum_not_mean_lr", diverged, *SUM_NOT_MEAN),
                trap(
                    "subspace_vs_eigenvectors",
                    is_another_basis,
                    "The columns span the right subspace, but they are not the eigenvectors: this is where Oja's rule ends.",
                    "ستون‌ها زیرفضای درست را می‌سازند، اما بردارهای ویژه نیستند: قاعدهٔ اویا به اینجا می‌رسد.",
                ),
            ],
        ),
    ]


@st.composite
def deflation_cases(draw):
    """Data with two or three components that stand apart."""
    features = draw(st.integers(3, 4))
    m = draw(st.integers(1, 3))
    samples = draw(st.integers(features + 2, 12))
    rng = np.random.RandomState(draw(st.integers(0, 9999)))
    return call(scattered(rng, samples, features, m, gap=1.6, least=0.05), m, draw(st.integers(0, 999)))


def residual_from_the_original(X, m, *_):
    """Misconception: only the last unit's part is taken from the data, which are the original ones each time."""
    V = principal(X, min(m, 2))
    return V[:, np.arange(m) % V.shape[1]]


def outliers(along, across):
    """Many samples along one axis and a few far out along another, which has the larger variance."""
    X = np.zeros((44, 3))
    X[:40, along], X[40:, across] = np.linspace(-1.6, 1.6, 40), [5.0, -5.0, 5.0, -5.0]
    X[:, 3 - along - across] = 0.1 * np.cos(np.arange(44))
    return X + np.array([2.0, -1.0, 3.0])


DEFLATION_CALLS = (call(outliers(0, 1), 1, 7), call(outliers(1, 2), 1, 8))


def follows_the_variance(W, X, m, seed):
    """Whether the first unit found the direction of the largest variance."""
    return bool(as_directions(np.asarray(W, dtype=float), principal(X, m))[0][0].min() >= 0.95)


def follows_the_bulk(W, X, m, seed):
    """Whether the first unit found the direction of most of the samples instead, the second component."""
    return follows_the_variance(W, X, m, seed) is False and bool(
        as_directions(np.asarray(W, dtype=float)[:, :1], principal(X, 2)[:, 1:])[0][0].min() >= 0.8
    )


@grades("deflation_autoencoder")
def deflation_autoencoder():
    """Judged by the directions, as precisely as stochastic training can be expected to find them."""
    return [
        function(
            "deflation",
            deflation_expected,
            alike=as_directions,
            rtol=0.0,
            atol=0.05,
            count=12,
            cases=deflation_cases(),
            examples=[example(call(FOUR, 2, 0), BOTH)],
            traps=[
                trap("no_centering", uncentred_subspace, *NO_CENTERING),
                trap(
                    "no_deflation",
                    only_first,
                    "Every unit found the first component again: what the earlier units explain must be taken away first.",
                    "هر واحد دوباره مؤلفهٔ نخست را یافته است: نخست باید آنچه واحدهای پیشین توضیح می‌دهند برداشته شود.",
                ),
                trap(
                    "deflation_input_not_updated",
                    residual_from_the_original,
                    "The third unit brings the first component back: take each unit's part from what was left before it, not from the original data.",
                    "واحد سوم مؤلفهٔ نخست را بازمی‌گرداند: سهم هر واحد را از آنچه پیش از آن مانده بود بردارید، نه از دادهٔ اصلی.",
                ),
            ],
        ),
        requires(
            "deflation",
            deflation_expected,
            calls=DEFLATION_CALLS,
            requirements=[
                requirement(
                    say("the direction of the largest variance", "راستای بیشترین واریانس"),
                    follows_the_variance,
                    say(
                        "With a few samples far out, the first unit does not find the direction of the largest variance.",
                        "با چند نمونهٔ دورافتاده، واحد نخست راستای بیشترین واریانس را نمی‌یابد.",
                    ),
                ),
            ],
            traps=[
                trap(
                    "mae_is_not_pca",
                    follows_the_bulk,
                    "The unit follows the bulk of the samples and ignores the few far out, as absolute errors do. PCA minimises squared ones.",
                    "واحد از تودهٔ نمونه‌ها پیروی می‌کند و چند نمونهٔ دورافتاده را نادیده می‌گیرد، چنان‌که قدر مطلق خطا می‌کند. PCA مربع خطا را کمینه می‌کند.",
                ),
            ],
        ),
    ]


def deflation_expected(X, m, seed):
    """W = [v₁ … v_m]: the eigenvectors, found without training.

    Shapes: X (N, F) → (F, m). Source: Bourlard & Kamp 1988.
    """
    return principal(X, m)


# Numbers and a choice.


@grades("symmetric_start")
def symmetric_start(start):
    """The rank that training cannot raise."""
    features, neurons = start.shape
    right = solution.symmetric_start(start)
    distinct = len(np.unique(start, axis=1).T)
    traps = [
        trap(
            "symmetric_init_rank1",
            neurons,
            "Training cannot separate columns that start equal, or in a fixed relation: look at what the rule does to two equal columns.",
            "آموزش نمی‌تواند ستون‌هایی را که برابر یا با رابطه‌ای ثابت آغاز می‌کنند از هم جدا کند: ببینید قاعده با دو ستون برابر چه می‌کند.",
        ),
        trap(
            "rank_of_the_data",
            features,
            "This is the rank of the covariance matrix. W has no more columns than neurons.",
            "این رتبهٔ ماتریس کوواریانس است. W ستون‌هایی بیش از شمار نورون‌ها ندارد.",
        ),
    ]
    if distinct not in (right, neurons, features):
        traps.append(
            trap(
                "distinct_columns",
                distinct,
                "These are the columns that differ. A multiple of a column, or a sum of two, adds nothing to the rank.",
                "این شمار ستون‌های متفاوت است. مضربی از یک ستون یا مجموع دو ستون چیزی به رتبه نمی‌افزاید.",
            )
        )
    return value("symmetric_rank", right, traps=traps)


@grades("component_limit")
def component_limit(faces, height, width, wanted):
    """min(N − 1, F)."""
    pixels = height * width
    few_pixels = pixels < faces - 1
    return value(
        "max_components",
        solution.component_limit(faces, height, width, wanted),
        traps=[
            trap(
                "more_components_than_samples",
                wanted,
                "So many are wanted, but centred images vary in a limited number of directions only.",
                "این تعداد خواسته شده، اما تصویرهای مرکزی‌شده تنها در شمار محدودی راستا تغییر می‌کنند.",
            ),
            trap(
                "centring_not_counted",
                faces,
                "One too many for the number of images, or not the tighter limit: the centred images add up to zero.",
                "برای این شمار تصویر یکی زیاد است، یا محدودیت تنگ‌تر نیست: مجموع تصویرهای مرکزی‌شده صفر است.",
            ),
            trap(
                "looser_limit",
                faces - 1 if few_pixels else pixels,
                "Two numbers limit the rank, that of the images and that of the pixels. The smaller limit counts.",
                "دو عدد رتبه را محدود می‌کنند: شمار تصویرها و شمار پیکسل‌ها. محدودیت کوچک‌تر تعیین‌کننده است.",
            ),
        ],
    )


@grades("pca_objectives")
def pca_objectives():
    """Two objectives, one subspace."""
    return choice(
        "pca_objectives",
        solution.pca_objectives(),
        {
            "missing_square": say(
                "What is the mean of the error of centred data, for any W?",
                "میانگین خطا برای دادهٔ مرکزی‌شده، با هر W، چند است؟",
            ),
            "subspace_vs_eigenvectors": say(
                "Put WR in the place of W, with an orthogonal matrix R: does either objective change?",
                "به جای W، با یک ماتریس متعامد R، بگذارید WR: آیا هیچ‌یک از دو هدف تغییر می‌کند؟",
            ),
            "constraint_dropped": say(
                "What happens to the mean of ‖Wᵀx‖² when W is doubled?",
                "اگر W دو برابر شود، میانگین ‖Wᵀx‖² چه می‌شود؟",
            ),
        },
    )


@grades("pair_network")
def pair_network(widths):
    """Weights and biases of three layers."""
    weights = sum(n * k for n, k in pairwise(widths))
    return value(
        "pair_params",
        solution.pair_network(widths),
        traps=[
            trap("forgot_bias", weights, "The biases are missing.", "بایاس‌ها شمرده نشده‌اند."),
            trap(
                "single_bias",
                weights + len(widths) - 1,
                "Every unit has a bias of its own, not every layer.",
                "هر واحد بایاس خودش را دارد، نه هر لایه.",
            ),
            trap(
                "biased_inputs",
                weights + sum(widths),
                "The inputs are no units: they have no biases.",
                "ورودی‌ها واحد نیستند و بایاس ندارند.",
            ),
        ],
    )


# A classifier.


@lru_cache(maxsize=1)
def digits():
    """The threes and eights of scikit-learn's digits: images (N, 64) between 0 and 1, and 1 for an eight."""
    from sklearn.datasets import load_digits

    images, names = load_digits(return_X_y=True)
    kept = np.isin(names, (3, 8))
    return images[kept] / 16, (names[kept] == 8).astype(int)


@lru_cache(maxsize=8)
def split(seed):
    """240 images ordered by class, the eights first for odd seeds, and the images that nobody gets."""
    X, y = digits()
    shuffled = np.random.RandomState(seed).permutation(len(X))
    given, hidden = shuffled[:240], shuffled[240:]
    given = given[np.argsort(y[given] != seed % 2, kind="stable")]
    return X[given], y[given], X[hidden], y[hidden]


KEYS = {"train", "holdout", "mean", "components", "weights", "accuracy"}
SHAPES = [(10, 200), (200,), (200, 50), (50,), (50, 1), (1,)]


def model_of(result, X):
    """What was returned as arrays of the right shapes, or a sentence that says what is wrong with it."""
    if not isinstance(result, dict) or not set(result) >= KEYS:
        return say(
            f"Return a dict with the keys {', '.join(sorted(KEYS))}.",
            f"یک dict با کلیدهای {'، '.join(sorted(KEYS))} برگردانید.",
        )
    model = {key: np.asarray(result[key]) for key in KEYS - {"weights"}}
    model["weights"] = [np.asarray(weight, dtype=float) for weight in result["weights"]]
    shapes = [weight.shape for weight in model["weights"]]
    if shapes != SHAPES or model["components"].shape != (X.shape[1], 10) or model["mean"].shape != (X.shape[1],):
        return say(
            "The arrays do not have the shapes that were asked for.",
            "شکل آرایه‌ها آن نیست که خواسته شده بود.",
        )
    for rows in (model["train"], model["holdout"]):
        if rows.dtype.kind not in "iu" or rows.ndim != 1 or not rows.size or rows.min() < 0 or rows.max() >= len(X):
            return say(
                "`train` and `holdout` must be numbers of rows, counted from 0.",
                "`train` و `holdout` باید شمارهٔ سطرها باشند که از ۰ شمرده می‌شوند.",
            )
    return model


def accuracy_on(model, X, y):
    """The share of samples that the network puts into the right class."""
    return float(np.mean((solution.pair_logits(model, X) > 0) == y))


def on_hidden_images(result, X, y, seed):
    """The accuracy on the images that were not handed out."""
    model = model_of(result, X)
    if not isinstance(model, dict):
        return model
    _, _, images, names = split(seed)
    return accuracy_on(model, images, names)


def about_model(holds):
    """A predicate of the model, the data and the labels as one of a result."""

    def of_result(result, X, y, seed):
        model = model_of(result, X)
        return isinstance(model, dict) and bool(holds(model, X, np.asarray(y)))

    return of_result


@about_model
def kept_apart(model, X, y):
    """No row both held out and trained on, none twice."""
    rows = np.concatenate([model["train"], model["holdout"]])
    return len(np.unique(rows)) == len(rows)


@about_model
def both_classes(model, X, y):
    """A tenth to three tenths of each class are held out; the rest of each is mostly trained on."""
    for label in (0, 1):
        size = np.sum(y == label)
        held, used = (np.sum(y[np.unique(model[key])] == label) for key in ("holdout", "train"))
        if not 0.1 * size <= held <= 0.3 * size or used < 0.6 * size:
            return False
    return True


@about_model
def fitted_to_training_rows(model, X, y):
    """The mean and the subspace of the training rows, orthonormal."""
    mean, V = X[model["train"]].mean(axis=0), principal(X[model["train"]], 10)
    return np.allclose(model["mean"], mean, atol=1e-4) and all(
        np.allclose(a, b, atol=0.02) for a, b in zip(*as_subspace(model["components"], V), strict=True)
    )


@about_model
def honest(model, X, y):
    """The accuracy that was reported is the one on the rows held out."""
    return abs(float(model["accuracy"]) - accuracy_on(model, X[model["holdout"]], y[model["holdout"]])) < 1e-3


@about_model
def tested_on_train(model, X, y):
    """Rows held out are among those trained on."""
    return len(np.intersect1d(model["train"], model["holdout"])) > 0


@about_model
def holdout_of_one_class(model, X, y):
    """All rows held out have one label."""
    return len(np.unique(y[model["holdout"]])) == 1


@about_model
def fitted_to_all_rows(model, X, y):
    """The mean is that of all rows, though not all are trained on."""
    return len(np.unique(model["train"])) < len(X) and np.allclose(model["mean"], X.mean(axis=0), atol=1e-6)


@about_model
def not_centred(model, X, y):
    """The mean is zero."""
    return np.allclose(model["mean"], 0)


@about_model
def accuracy_of_training(model, X, y):
    """The accuracy that was reported is the one on the training rows."""
    return abs(float(model["accuracy"]) - accuracy_on(model, X[model["train"]], y[model["train"]])) < 1e-6


@lru_cache(maxsize=1)
def pair_calls():
    """Three splits of the digits."""
    return tuple(call(*split(seed)[:2], seed) for seed in range(3))


@on_real_data("pair_classifier", "orl_faces")
def on_last_faces(data, *models):
    """Mean accuracy of the classifiers on the last two pictures of each person."""
    from datasets import load

    faces = load(data, "full")
    x, person = faces["x_test"].reshape(len(faces["x_test"]), -1) / 255, faces["y_test"]
    pairs = [person // 2 == pair for pair in range(len(models))]
    return {
        "accuracy": np.mean([accuracy_on(m, x[pair], person[pair] % 2) for m, pair in zip(models, pairs, strict=True)])
    }


@grades("pair_classifier")
def pair_classifier():
    """Accuracy on images that were not handed out, and an honest split."""
    calls = pair_calls()
    return [
        measured(
            "train_pair",
            solution.train_pair,
            calls=calls,
            measure=on_hidden_images,
            title=say("the mean accuracy on hidden images", "میانگین دقت روی تصویرهای پنهان"),
            target=0.95,
            floor=0.8,
            weight=5.0,
        ),
        requires(
            "train_pair",
            solution.train_pair,
            calls=calls,
            requirements=[
                requirement(
                    say("training and held-out rows apart", "جدا بودن سطرهای آموزش و کنارگذاشته"),
                    kept_apart,
                    say(
                        "No row may stand twice in `train` and `holdout` together.",
                        "هیچ سطری نباید در `train` و `holdout` روی هم دو بار بیاید.",
                    ),
                ),
                requirement(
                    say("both classes held out", "کنارگذاشتن از هر دو رده"),
                    both_classes,
                    say(
                        "Hold out 10 to 30 % of the rows of each class, and train on the others.",
                        "از سطرهای هر رده ۱۰ تا ۳۰ درصد را کنار بگذارید و با بقیه آموزش دهید.",
                    ),
                ),
                requirement(
                    say("PCA of the training rows", "PCA روی سطرهای آموزش"),
                    fitted_to_training_rows,
                    say(
                        "`mean` and `components` are not those of the training rows.",
                        "`mean` و `components` از آنِ سطرهای آموزش نیستند.",
                    ),
                    weight=2.0,
                ),
                requirement(
                    say("an honest accuracy", "دقتِ درست‌گفته"),
                    honest,
                    say(
                        "`accuracy` is not the share of the held-out rows that this network classifies correctly.",
                        "`accuracy` سهم سطرهای کنارگذاشته‌ای نیست که این شبکه درست طبقه‌بندی می‌کند.",
                    ),
                ),
            ],
            traps=[
                trap(
                    "test_on_train",
                    tested_on_train,
                    "Rows that are held out were trained on, too: an accuracy on them says nothing about new images.",
                    "سطرهای کنارگذاشته در آموزش هم به کار رفته‌اند: دقت روی آن‌ها دربارهٔ تصویرهای تازه چیزی نمی‌گوید.",
                ),
                trap(
                    "validation_split_unshuffled",
                    holdout_of_one_class,
                    "All rows held out are of one class: the rows come in order, and they were cut before they were shuffled.",
                    "همهٔ سطرهای کنارگذاشته از یک رده‌اند: سطرها مرتب‌اند و پیش از بُر زدن بریده شده‌اند.",
                ),
                trap(
                    "pca_before_split",
                    fitted_to_all_rows,
                    "PCA has seen the rows that are held out: split first, then fit.",
                    "PCA سطرهای کنارگذاشته را دیده است: نخست تقسیم کنید، سپس برازش دهید.",
                ),
                trap("no_centering", not_centred, *NO_CENTERING),
                trap(
                    "accuracy_on_train",
                    accuracy_of_training,
                    "The accuracy is that on the training rows. Report the one on the rows held out.",
                    "این دقت روی سطرهای آموزش است. دقت روی سطرهای کنارگذاشته را گزارش کنید.",
                ),
            ],
        ),
    ]
