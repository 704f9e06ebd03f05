"""hw04: how answers are judged."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from solutions import hw04_normalization as solution
from tamrin import call, choice, example, function, grades, law, say, trap, value

# What goes wrong with the statistics, whatever they are taken over.


def normalized(x, axis, inside=0.0, outside=0.0, ddof=0, keepdims=True):
    """Normalization with everything in it that can be mistaken."""
    with np.errstate(all="ignore"):
        mean, std = x.mean(axis, keepdims=keepdims), np.sqrt(x.var(axis, ddof=ddof, keepdims=keepdims) + inside)
        return (x - mean) / (std + outside)


def ddof1(x, axis, eps):
    """Misconception: the unbiased variance."""
    return normalized(x, axis, eps, ddof=1)


def eps_outside_sqrt(x, axis, eps):
    """Misconception: ε is added to the standard deviation."""
    return normalized(x, axis, outside=eps)


def eps_omitted(x, axis, eps):
    """Misconception: no ε at all."""
    return normalized(x, axis)


def divided_by_variance(x, axis, eps):
    """Misconception: the root is forgotten."""
    return normalized(x, axis, eps) / np.sqrt(x.var(axis, keepdims=True) + eps)


def only_centred(x, axis, eps):
    """Misconception: nothing is divided."""
    return x - x.mean(axis, keepdims=True)


def missing_keepdims(x, axis, eps):
    """Misconception: the statistics of rows are subtracted along the rows."""
    return normalized(x, axis, eps, keepdims=False)


def axis_swapped(x, axis, eps):
    """Misconception: the other normalization."""
    return normalized(x, 1 - axis, eps)


DDOF1 = (
    "The variance was divided by m − 1. Normalization layers use the biased variance, divided by m (NumPy's default).",
    "واریانس بر m − 1 تقسیم شده است. لایه‌های بهنجارسازی واریانس اریب را به کار می‌برند که بر m تقسیم می‌شود (پیش‌فرض NumPy).",
)
EPS_OUTSIDE = (
    "ε was added to the standard deviation. It belongs to the variance, inside of the root.",
    "ε به انحراف معیار افزوده شده است. جای آن کنار واریانس و درون ریشه است.",
)
EPS_OMITTED = (
    "ε is missing. Where something hardly varies it can be as large as the variance.",
    "ε جا افتاده است. جایی که مقدارها کم تغییر می‌کنند، ε می‌تواند هم‌اندازهٔ واریانس باشد.",
)
VARIANCE = (
    "The deviations were divided by the variance, not by its root.",
    "انحراف‌ها بر واریانس تقسیم شده‌اند، نه بر ریشهٔ آن.",
)
CENTRED = (
    "The means were subtracted, but nothing was divided: the spread is still that of the input.",
    "میانگین‌ها کم شده‌اند، اما تقسیمی انجام نشده است: پراکندگی هنوز همان پراکندگی ورودی است.",
)
KEEPDIMS = (
    "The statistics of row i were applied to column i: without keepdims they broadcast along the rows. On a square matrix "
    "no error tells.",
    "آماره‌های سطر i روی ستون i به کار رفته‌اند: بدون keepdims در راستای سطرها پخش می‌شوند. در ماتریس مربعی هیچ خطایی "
    "این را نشان نمی‌دهد.",
)
LN_FOR_BN = (
    "This is layer normalization: every example got its own statistics. Batch normalization takes them over the examples, "
    "for each feature.",
    "این بهنجارسازی لایه‌ای است: هر نمونه آماره‌های خود را گرفته است. بهنجارسازی دسته‌ای آن‌ها را برای هر ویژگی روی "
    "نمونه‌ها می‌گیرد.",
)
BN_FOR_LN = (
    "This is batch normalization: every feature got its own statistics. Layer normalization takes them over the features, "
    "for each example.",
    "این بهنجارسازی دسته‌ای است: هر ویژگی آماره‌های خود را گرفته است. بهنجارسازی لایه‌ای آن‌ها را برای هر نمونه روی "
    "ویژگی‌ها می‌گیرد.",
)
STATISTICS = {
    "ddof1": (ddof1, DDOF1),
    "eps_outside_sqrt": (eps_outside_sqrt, EPS_OUTSIDE),
    "eps_omitted": (eps_omitted, EPS_OMITTED),
    "divided_by_variance": (divided_by_variance, VARIANCE),
    "only_centred": (only_centred, CENTRED),
}


@grades("batch_norm_by_hand")
def batch_norm_by_hand(table, eps):
    """The normalized columns."""
    return value(
        "bn_matrix",
        solution.batch_norm_by_hand(table, eps),
        decimals=8,
        traps=[
            trap("bn_ln_axis_swapped", axis_swapped(table, 0, eps), *LN_FOR_BN),
            *(trap(name, wrong(table, 0, eps), *text) for name, (wrong, text) in STATISTICS.items()),
            trap(
                "whole_table",
                normalized(table, None, eps),
                "One mean and one variance were used for the whole table. Every feature has its own.",
                "یک میانگین و یک واریانس برای تمام جدول به کار رفته است. هر ویژگی آماره‌های خود را دارد.",
            ),
        ],
    )


@grades("layer_norm_by_hand")
def layer_norm_by_hand(table, eps):
    """The normalized rows."""
    return value(
        "ln_matrix",
        solution.layer_norm_by_hand(table, eps),
        decimals=8,
        traps=[
            trap("ln_missing_keepdims", missing_keepdims(table, 1, eps), *KEEPDIMS),
            trap("bn_ln_axis_swapped", axis_swapped(table, 1, eps), *BN_FOR_LN),
            *(trap(name, wrong(table, 1, eps), *text) for name, (wrong, text) in STATISTICS.items()),
            trap(
                "whole_table",
                normalized(table, None, eps),
                "One mean and one variance were used for the whole table. Every example has its own.",
                "یک میانگین و یک واریانس برای تمام جدول به کار رفته است. هر نمونه آماره‌های خود را دارد.",
            ),
        ],
    )


# Inputs of the functions.

READABLE = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.0, -4.0, 5.0, -5.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.5, -3.5, 4.5]
CROOKED = [1.0, -2.0, 3.0, 0.5, -1.0, 4.0, -3.5, 2.0, 0.0, -4.5, 5.0, 1.5, -0.5, -5.0, 2.5, 3.5, -3.0, -1.5, 4.5, -4.0]
"""The same kind of numbers in an order without a line through it: no cotangent is an affine image of an input."""


def distinct(count, among=READABLE):
    """Numbers that all differ: whatever they are, they vary, and none stands for another."""
    return st.permutations(among).map(lambda order: np.array(order[:count]))


@st.composite
def batches(draw, axis, least=2):
    """A batch (N, D) that varies along `axis` everywhere, and sometimes hardly (by hundredths) in one column or row."""
    shape = [draw(st.integers(1, 5)), draw(st.integers(1, 5))]
    shape[axis] = draw(st.integers(least, 5))
    lines = [draw(distinct(shape[axis])) for _ in range(shape[1 - axis])]
    if draw(st.booleans()):
        lines[draw(st.integers(0, len(lines) - 1))] /= 100
    return np.stack(lines, axis=1 - axis)


def options():
    """ε left out, or given by name."""
    return st.sampled_from([{}, {"eps": 1e-5}, {"eps": 1e-3}, {"eps": 0.25}])


@st.composite
def forward_cases(draw, axis):
    """Calls of `batch_norm` (axis 0) or `layer_norm` (axis 1)."""
    x = draw(batches(axis))
    return call(x, draw(distinct(x.shape[1])), draw(distinct(x.shape[1], CROOKED)), **draw(options()))


@st.composite
def backward_cases(draw, axis):
    """Calls of the backward functions with a random cotangent.

    Where γ·dy is (nearly) an affine image of x, as it always is with two entries, dx is the small difference of large
    numbers; single precision would say nothing there.
    """
    x = draw(batches(axis, least=3))
    dy = np.stack([draw(distinct(x.shape[axis], CROOKED)) for _ in range(x.shape[1 - axis])], axis=1 - axis)
    gamma = draw(distinct(x.shape[1]))
    left = solution.standardize_backward(gamma * dy, x, axis, 0.0) * x.std(axis, keepdims=True)
    assume(np.all(np.linalg.norm(left, axis=axis) >= 0.1 * np.linalg.norm(gamma * dy, axis=axis)))
    return call(dy, x, gamma, **draw(options()))


def affine(wrong, axis):
    """A forward function with something wrong in its statistics."""

    def forward(x, gamma, beta, eps=1e-5):
        return gamma * wrong(x, axis, eps) + beta

    return forward


def default_eps(right):
    """Misconception: ε is a constant."""

    def forward(x, gamma, beta, eps=1e-5):
        return right(x, gamma, beta)

    return forward


def exchanged(right):
    """Misconception: γ shifts and β scales."""

    def forward(x, gamma, beta, eps=1e-5):
        return right(x, beta, gamma, eps)

    return forward


def without_shift(right):
    """Misconception: no β."""

    def forward(x, gamma, beta, eps=1e-5):
        return right(x, gamma, 0 * beta, eps)

    return forward


def affine_traps(right):
    """The misconceptions about γ, β and ε that both forward functions share."""
    return [
        trap(
            "eps_ignored",
            default_eps(right),
            "The argument eps has no effect: always the same ε is used.",
            "آرگومان eps اثری ندارد: همیشه همان ε به کار می‌رود.",
        ),
        trap(
            "gamma_and_beta_exchanged",
            exchanged(right),
            "γ and β have changed places: γ multiplies, β is added.",
            "γ و β جابه‌جا شده‌اند: γ ضرب می‌شود و β افزوده می‌شود.",
        ),
        trap(
            "beta_forgotten",
            without_shift(right),
            "β has no effect on the result.",
            "β در نتیجه اثری ندارد.",
        ),
    ]


def shifted(batch_norm, x, gamma, beta, eps, shift):
    """batch_norm(x + c) = batch_norm(x) for a c that is the same for all examples."""
    return batch_norm(x + shift, gamma, beta, eps=eps), batch_norm(x, gamma, beta, eps=eps)


def one_example(batch_norm, x, gamma, beta, eps, shift):
    """The layer returns β for a batch of one, whatever the example."""
    return batch_norm(x[:1] + shift, gamma, beta, eps=eps), beta[None]


@st.composite
def law_cases(draw, axis):
    """A plain batch, (3, 4) or for layer normalization (2, 3), γ, β, ε and a row that may be added."""
    x = np.stack([draw(distinct(3)) for _ in range((4, 2)[axis])], axis=1 - axis)
    gamma, beta, shift = (draw(distinct(x.shape[1], CROOKED)) for _ in range(3))
    return call(x, gamma, beta, draw(st.sampled_from([1e-5, 0.25])), shift)


@grades("batch_norm")
def batch_norm():
    """Statistics over the batch."""
    x = np.array([[1.0, 3.0, 0.0], [5.0, 3.0, -4.0]])
    gamma, beta = np.array([10.0, 2.0, 5.0]), np.array([1.0, -1.0, 0.5])
    return function(
        "batch_norm",
        solution.batch_norm,
        cases=forward_cases(0),
        examples=[example(call(x, gamma, beta, eps=2.25), np.array([[-7.0, -1.0, 4.5], [9.0, -1.0, -3.5]]))],
        laws=[
            law(
                say("indifference to a shift of all examples", "بی‌تفاوتی به جابه‌جایی همهٔ نمونه‌ها"),
                law_cases(0),
                shifted,
            ),
            law(say("what becomes of a batch of one", "سرنوشت دستهٔ یک‌نمونه‌ای"), law_cases(0), one_example),
        ],
        traps=[
            trap("bn_ln_axis_swapped", affine(axis_swapped, 0), *LN_FOR_BN),
            *(trap(name, affine(wrong, 0), *text) for name, (wrong, text) in STATISTICS.items()),
            *affine_traps(solution.batch_norm),
        ],
    )


def gamma_along_rows(x, gamma, beta, eps=1e-5):
    """Misconception: γ and β belong to examples."""
    return gamma[:, None] * solution.standardize(x, 1, eps) + beta[:, None]


def example_by_example(layer_norm, x, gamma, beta, eps, shift):
    """An example is normalized alone as it is in company."""
    whole = layer_norm(x, gamma, beta, eps=eps)
    return np.concatenate([layer_norm(row[None], gamma, beta, eps=eps) for row in x]), whole


def row_shifted(layer_norm, x, gamma, beta, eps, shift):
    """layer_norm(x + c) = layer_norm(x) for a c that is the same for all features of an example."""
    return layer_norm(x + shift[: len(x), None], gamma, beta, eps=eps), layer_norm(x, gamma, beta, eps=eps)


@grades("layer_norm")
def layer_norm():
    """Statistics over the features."""
    x = np.array([[1.0, 5.0], [3.0, 3.0], [2.0, -2.0]])
    gamma, beta = np.array([10.0, 5.0]), np.array([1.0, 0.0])
    return function(
        "layer_norm",
        solution.layer_norm,
        cases=forward_cases(1),
        examples=[example(call(x, gamma, beta, eps=2.25), np.array([[-7.0, 4.0], [1.0, 0.0], [9.0, -4.0]]))],
        laws=[
            law(
                say("independence of the other examples", "استقلال از نمونه‌های دیگر"), law_cases(1), example_by_example
            ),
            law(
                say("indifference to a shift of an example", "بی‌تفاوتی به جابه‌جایی یک نمونه"), law_cases(1), row_shifted
            ),
        ],
        traps=[
            trap("ln_missing_keepdims", affine(missing_keepdims, 1), *KEEPDIMS),
            trap("bn_ln_axis_swapped", affine(axis_swapped, 1), *BN_FOR_LN),
            *(trap(name, affine(wrong, 1), *text) for name, (wrong, text) in STATISTICS.items()),
            *affine_traps(solution.layer_norm),
            trap(
                "gamma_along_rows",
                gamma_along_rows,
                "γ and β were applied to examples. They belong to features, in layer normalization, too.",
                "γ و β روی نمونه‌ها به کار رفته‌اند. آن‌ها در بهنجارسازی لایه‌ای هم به ویژگی‌ها تعلق دارند.",
            ),
        ],
    )


# The gradients.


def gradients(dx, axis):
    """A backward function whose dx is computed by `dx(g, x, axis, eps)`, with g = γ·dy; the rest is right."""

    def backward(dy, x, gamma, eps=1e-5):
        normal = solution.standardize(x, axis, eps)
        return dx(gamma * dy, x, axis, eps), (dy * normal).sum(0), dy.sum(0)

    return backward


def statistics_held_fixed(g, x, axis, eps):
    """Misconception: μ and σ² do not depend on x."""
    return g / np.sqrt(x.var(axis, keepdims=True) + eps)


def variance_path_forgotten(g, x, axis, eps):
    """Misconception: σ² does not depend on x."""
    return (g - g.mean(axis, keepdims=True)) / np.sqrt(x.var(axis, keepdims=True) + eps)


def mean_path_forgotten(g, x, axis, eps):
    """Misconception: μ does not depend on x."""
    normal = solution.standardize(x, axis, eps)
    return (g - normal * (g * normal).mean(axis, keepdims=True)) / np.sqrt(x.var(axis, keepdims=True) + eps)


def backward_without_eps(g, x, axis, eps):
    """Misconception: no ε in the backward pass."""
    return solution.standardize_backward(g, x, axis, 0.0)


def backward_missing_keepdims(g, x, axis, eps):
    """Misconception: every mean along the rows is taken without keepdims."""
    std = np.sqrt(x.var(axis) + eps)
    normal = (x - x.mean(axis)) / std
    return (g - g.mean(axis) - normal * (g * normal).mean(axis)) / std


def eps_omitted_backward(axis):
    """Misconception: no ε, neither in x̂ nor in dx."""

    def backward(dy, x, gamma, eps=1e-5):
        with np.errstate(all="ignore"):
            return gradients(solution.standardize_backward, axis)(dy, x, gamma, 0.0)

    return backward


def changed(right, change):
    """A backward function whose right gradients, and the arguments, go through `change(dx, dgamma, dbeta, dy, x, gamma)`."""

    def backward(dy, x, gamma, eps=1e-5):
        return change(*right(dy, x, gamma, eps), dy, x, gamma)

    return backward


def cotangent_ignored(right):
    """Misconception: differentiates the sum of the output whatever `dy` is."""

    def backward(dy, x, gamma, eps=1e-5):
        return right(np.ones_like(dy), x, gamma, eps)

    return backward


def gamma_forgotten(right):
    """Misconception: no γ in dx."""

    def backward(dy, x, gamma, eps=1e-5):
        return right(dy, x, np.ones_like(gamma), eps)

    return backward


def backward_traps(right, axis):
    """The misconceptions that both backward functions share; the general ones last."""
    return [
        trap(
            "statistics_held_fixed",
            gradients(statistics_held_fixed, axis),
            "In dx, μ and σ² were treated as constants. They are computed from x, and x acts through them, too.",
            "در dx با μ و σ² مانند ثابت رفتار شده است. آن‌ها از x حساب می‌شوند و x از راه آن‌ها هم اثر می‌گذارد.",
        ),
        trap(
            "variance_path_forgotten",
            gradients(variance_path_forgotten, axis),
            "In dx, the path through σ² is missing.",
            "در dx مسیری که از σ² می‌گذرد جا افتاده است.",
        ),
        trap(
            "mean_path_forgotten",
            gradients(mean_path_forgotten, axis),
            "In dx, the path through μ is missing.",
            "در dx مسیری که از μ می‌گذرد جا افتاده است.",
        ),
        trap("eps_omitted", eps_omitted_backward(axis), *EPS_OMITTED),
        trap(
            "gamma_forgotten",
            gamma_forgotten(right),
            "dx lacks γ: on its way back dy first goes through the multiplication by γ.",
            "γ در dx نیست: dy در راه بازگشت نخست از ضرب در γ می‌گذرد.",
        ),
        trap(
            "dgamma_of_raw_input",
            changed(right, lambda dx, dgamma, dbeta, dy, x, gamma: (dx, (dy * x).sum(0), dbeta)),
            "dgamma was formed with x. γ multiplies the normalized values, not the raw ones.",
            "dgamma با x ساخته شده است. γ در مقدارهای بهنجارشده ضرب می‌شود، نه در مقدارهای خام.",
        ),
        trap(
            "mean_instead_of_sum",
            changed(right, lambda dx, dgamma, dbeta, dy, x, gamma: (dx, dgamma / len(x), dbeta / len(x))),
            "dgamma and dbeta were divided by the number of examples. The loss is a sum, so its gradient is one.",
            "dgamma و dbeta بر شمار نمونه‌ها تقسیم شده‌اند. تابع هزینه مجموع است و گرادیانش هم مجموع است.",
        ),
        trap(
            "parameters_exchanged",
            changed(right, lambda dx, dgamma, dbeta, dy, x, gamma: (dx, dbeta, dgamma)),
            "The last two gradients are in the wrong order: (dx, dgamma, dbeta) is asked for.",
            "ترتیب دو گرادیان آخر جابه‌جاست: (dx, dgamma, dbeta) خواسته شده است.",
        ),
        trap(
            "cotangent_ignored",
            cotangent_ignored(right),
            "dy has no effect: these are the gradients of the plain sum of the output.",
            "dy اثری ندارد: این‌ها گرادیان‌های مجموع سادهٔ خروجی‌اند.",
        ),
    ]


def along(axis, dy, x, gamma, eps, v, u):
    """The derivative of Σ dy·y along (v, u) in (x, γ) by a complex step, exact to the last digits."""
    x, gamma = x + 1e-30j * v, gamma + 1e-30j * u
    centred = x - x.mean(axis, keepdims=True)
    y = gamma * centred / np.sqrt((centred**2).mean(axis, keepdims=True) + eps)
    return float(np.sum(dy * y).imag / 1e-30)


def directional(right, axis):
    """Σ|dx| and Σ|dγ| are the derivatives along the signs of the gradients: nothing cancels, in any precision."""

    def sides(backward, dy, x, gamma, eps):
        v, u = (np.sign(gradient) for gradient in right(dy, x, gamma, eps)[:2])
        dx, dgamma, _ = backward(dy, x, gamma, eps=eps)
        left = np.stack([np.sum(dx * v.astype(dx.dtype)), np.sum(dgamma * u.astype(dgamma.dtype))])
        return left, np.array([along(axis, dy, x, gamma, eps, v, 0 * u), along(axis, dy, x, gamma, eps, 0 * v, u)])

    return sides


def directional_law(right, axis):
    """The gradients against derivatives along a direction."""
    cases = backward_cases(axis).map(lambda case: call(*case.args, case.kwargs.get("eps", 1e-5)))
    return law(
        say("agreement with directional derivatives", "همخوانی با مشتق‌های جهتی"), cases, directional(right, axis)
    )


@grades("batch_norm_backward")
def batch_norm_backward():
    """The three gradients, with a random cotangent."""
    x, dy = np.array([[1.0, 3.0, 0.0], [5.0, 3.0, -4.0]]), np.array([[3.0, 1.0, 2.0], [1.0, 2.0, -1.0]])
    dx = np.array([[0.72, -1.0, -0.54], [-0.72, 1.0, 0.54]])
    dgamma, dbeta = np.array([-1.6, 0.0, 2.4]), np.array([4.0, 3.0, 1.0])
    right = solution.batch_norm_backward
    return function(
        "batch_norm_backward",
        right,
        cases=backward_cases(0),
        examples=[example(call(dy, x, np.array([5.0, 3.0, -2.5]), eps=2.25), (dx, dgamma, dbeta))],
        laws=[directional_law(right, 0)],
        traps=[
            trap(
                "bn_ln_axis_swapped",
                solution.layer_norm_backward,
                "These are the gradients of layer normalization: the means run over the features instead of the examples.",
                "این‌ها گرادیان‌های بهنجارسازی لایه‌ای‌اند: میانگین‌ها به جای نمونه‌ها روی ویژگی‌ها گرفته شده‌اند.",
            ),
            *backward_traps(right, 0),
        ],
    )


def gamma_after_the_means(dy, x, gamma, eps=1e-5):
    """Misconception: γ can be taken out of the means, as in batch normalization."""
    dx, dgamma, dbeta = solution.layer_norm_backward(dy, x, np.ones_like(gamma), eps)
    return gamma * dx, dgamma, dbeta


def summed_along_rows(dy, x, gamma, eps=1e-5):
    """Misconception: dγ and dβ belong to examples."""
    normal = solution.standardize(x, 1, eps)
    return solution.layer_norm_backward(dy, x, gamma, eps)[0], (dy * normal).sum(1), dy.sum(1)


def missing_keepdims_backward(dy, x, gamma, eps=1e-5):
    """Misconception: no statistic keeps its axis."""
    normal = missing_keepdims(x, 1, eps)
    return backward_missing_keepdims(gamma * dy, x, 1, eps), (dy * normal).sum(0), dy.sum(0)


@grades("layer_norm_backward")
def layer_norm_backward():
    """The three gradients, with a random cotangent."""
    x = np.array([[1.0, 5.0], [3.0, 3.0], [2.0, -2.0]])
    dy = np.array([[2.0, 1.0], [3.0, -1.0], [-1.0, 2.0]])
    dx = np.array([[-0.072, 0.072], [2.0, -2.0], [-0.504, 0.504]])
    right = solution.layer_norm_backward
    return function(
        "layer_norm_backward",
        right,
        cases=backward_cases(1),
        examples=[
            example(call(dy, x, np.array([1.0, 3.0]), eps=2.25), (dx, np.array([-2.4, -0.8]), np.array([4.0, 2.0])))
        ],
        laws=[directional_law(right, 1)],
        traps=[
            trap("ln_missing_keepdims", missing_keepdims_backward, *KEEPDIMS),
            trap(
                "bn_ln_axis_swapped",
                solution.batch_norm_backward,
                "These are the gradients of batch normalization: the means run over the examples instead of the features.",
                "این‌ها گرادیان‌های بهنجارسازی دسته‌ای‌اند: میانگین‌ها به جای ویژگی‌ها روی نمونه‌ها گرفته شده‌اند.",
            ),
            trap(
                "gamma_after_the_means",
                gamma_after_the_means,
                "γ was multiplied in after the means were taken. It differs within a row, so it must be inside of them.",
                "γ پس از میانگین گرفتن ضرب شده است. مقدار آن درون یک سطر فرق می‌کند، پس باید درون میانگین‌ها باشد.",
            ),
            trap(
                "summed_along_rows",
                summed_along_rows,
                "dgamma and dbeta were summed over the features. γ and β are shared by the examples, so the sum runs over those.",
                "dgamma و dbeta روی ویژگی‌ها جمع شده‌اند. γ و β میان نمونه‌ها مشترک‌اند، پس جمع روی نمونه‌هاست.",
            ),
            *backward_traps(right, 1),
        ],
    )


# Moving statistics.


@st.composite
def moving_cases(draw):
    """Calls of `update_moving`."""
    x = draw(batches(0))
    mean = draw(distinct(x.shape[1], CROOKED))
    var = draw(distinct(x.shape[1])) ** 2 + 0.5
    return call(mean, var, x, **draw(st.sampled_from([{}, {"momentum": 0.9}, {"momentum": 0.75}, {"momentum": 0.25}])))


def updated(mean_of, var_of):
    """`update_moving` with statistics of its own; `var_of` gets the moving mean, too."""

    def update(mean, var, x, momentum=0.99):
        return momentum * mean + (1 - momentum) * mean_of(x), momentum * var + (1 - momentum) * var_of(x, mean)

    return update


def momentum_reversed(mean, var, x, momentum=0.99):
    """Misconception: momentum is the share of the new value."""
    return solution.update_moving(mean, var, x, 1 - momentum)


def momentum_ignored(mean, var, x, momentum=0.99):
    """Misconception: momentum is a constant."""
    return solution.update_moving(mean, var, x)


def results_exchanged(mean, var, x, momentum=0.99):
    """Misconception: (var, mean)."""
    return solution.update_moving(mean, var, x, momentum)[::-1]


def batch_only(mean, var, x, momentum=0.99):
    """Misconception: nothing is remembered."""
    return x.mean(0), x.var(0)


def own_statistics(update_moving, mean, var, x, momentum):
    """A batch with just the statistics that are remembered changes nothing."""
    return update_moving(x.mean(0), x.var(0), x, momentum=momentum), (x.mean(0), x.var(0))


@grades("moving_statistics")
def moving_statistics():
    """One step of the moving averages, in the convention of Keras."""
    x = np.array([[1.0, 2.0, 0.0], [5.0, 8.0, 0.0]])
    mean, var = np.array([0.0, 2.0, 4.0]), np.array([1.0, 3.0, 2.0])
    law_cases = moving_cases().map(lambda case: call(*case.args, case.kwargs.get("momentum", 0.99)))
    return function(
        "update_moving",
        solution.update_moving,
        cases=moving_cases(),
        examples=[
            example(call(mean, var, x, momentum=0.75), (np.array([0.75, 2.75, 3.0]), np.array([1.75, 4.5, 1.5]))),
        ],
        laws=[
            law(
                say("rest where the batch brings nothing new", "بی‌تغییری وقتی دسته چیز تازه‌ای ندارد"),
                law_cases,
                own_statistics,
            )
        ],
        traps=[
            trap(
                "momentum_reversed",
                momentum_reversed,
                "momentum was taken for the share of the new value (as PyTorch does). In Keras it is the share of the old one.",
                "momentum سهم مقدار تازه گرفته شده است (مانند PyTorch). در Keras سهم مقدار پیشین است.",
            ),
            trap("ddof1", updated(lambda x: x.mean(0), lambda x, mean: x.var(0, ddof=1)), *DDOF1),
            trap(
                "variance_about_the_moving_mean",
                updated(lambda x: x.mean(0), lambda x, mean: ((x - mean) ** 2).mean(0)),
                "The deviations were measured from the moving mean. The variance of a batch is about the batch's own mean.",
                "انحراف‌ها از میانگین متحرک سنجیده شده‌اند. واریانس دسته نسبت به میانگین خود دسته است.",
            ),
            trap(
                "std_instead_of_variance",
                updated(lambda x: x.mean(0), lambda x, mean: x.std(0)),
                "The standard deviation of the batch was mixed into the moving variance.",
                "انحراف معیار دسته در واریانس متحرک آمیخته شده است.",
            ),
            trap(
                "bn_ln_axis_swapped",
                updated(lambda x: x.mean(1), lambda x, mean: x.var(1)),
                "The statistics were taken over the features of an example. Each feature has its own, over the batch.",
                "آماره‌ها روی ویژگی‌های یک نمونه گرفته شده‌اند. هر ویژگی آماره‌های خود را روی دسته دارد.",
            ),
            trap(
                "momentum_ignored",
                momentum_ignored,
                "The argument momentum has no effect.",
                "آرگومان momentum اثری ندارد.",
            ),
            trap(
                "batch_only",
                batch_only,
                "These are the statistics of the batch alone: what was known before is forgotten.",
                "این‌ها تنها آماره‌های دسته‌اند: آنچه پیش‌تر دانسته بود فراموش شده است.",
            ),
            trap(
                "results_exchanged",
                results_exchanged,
                "The two results are in the wrong order: (mean, var) is asked for.",
                "ترتیب دو نتیجه جابه‌جاست: (mean, var) خواسته شده است.",
            ),
        ],
    )


@grades("folded_layer")
def folded_layer(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps):
    """The dense layer that does the work of two; a wrong factor is paid for once."""
    right = solution.folded_layer(kernel, bias, scale, shift, moving_mean, moving_var, moving_eps)
    factor = scale / np.sqrt(moving_var + moving_eps)

    def bias_from(folded_kernel):
        mine = folded_kernel[0] / kernel[0]
        if np.ptp(mine) < 1e-3 or np.abs(mine).min() < 1e-3:
            raise ValueError("no unit has a factor of its own, or one has none")
        return (bias - moving_mean) * mine + shift

    return [
        value(
            "folded_kernel",
            right["folded_kernel"],
            traps=[
                trap("eps_omitted", kernel * scale / np.sqrt(moving_var), *EPS_OMITTED),
                trap("eps_outside_sqrt", kernel * scale / (np.sqrt(moving_var) + moving_eps), *EPS_OUTSIDE),
                trap(
                    "divided_by_variance",
                    kernel * scale / (moving_var + moving_eps),
                    "The weights were divided by the variance, not by its root.",
                    "وزن‌ها بر واریانس تقسیم شده‌اند، نه بر ریشهٔ آن.",
                ),
                trap(
                    "rows_scaled",
                    kernel * factor[:, None],
                    "The factors were applied to the rows of W. A unit owns a column.",
                    "ضریب‌ها روی سطرهای W به کار رفته‌اند. هر واحد صاحب یک ستون است.",
                ),
                trap(
                    "scale_forgotten",
                    kernel / np.sqrt(moving_var + moving_eps),
                    "γ is missing in the weights.",
                    "γ در وزن‌ها نیست.",
                ),
            ],
        ),
        value(
            "folded_bias",
            right["folded_bias"],
            follows=bias_from,
            traps=[
                trap(
                    "moving_mean_forgotten",
                    bias * factor + shift,
                    "The moving mean was not subtracted.",
                    "میانگین متحرک کم نشده است.",
                ),
                trap(
                    "bias_forgotten",
                    shift - moving_mean * factor,
                    "The dense layer's own bias is missing. The moving mean does not cancel it.",
                    "بایاس خود لایهٔ تمام‌متصل جا افتاده است. میانگین متحرک آن را از میان نمی‌برد.",
                ),
                trap(
                    "shift_scaled",
                    (bias - moving_mean + shift) * factor,
                    "β was multiplied by the factor, too. It is added after everything else.",
                    "β هم در ضریب ضرب شده است. آن پس از همه چیز افزوده می‌شود.",
                ),
                trap(
                    "bias_not_scaled",
                    bias - moving_mean * factor + shift,
                    "The dense layer's bias was not multiplied by the factor. It goes through the division as well.",
                    "بایاس لایهٔ تمام‌متصل در ضریب ضرب نشده است. آن هم از تقسیم می‌گذرد.",
                ),
            ],
        ),
    ]


@grades("batch_of_one")
def batch_of_one(activations, gamma, beta):
    """Nothing of the input is left."""
    return value(
        "batch_of_one_output",
        solution.batch_of_one(activations, gamma, beta),
        traps=[
            trap(
                "bn_batch1_zero_output_missed",
                gamma * activations + beta,
                "The examples were scaled and shifted as if there were nothing to subtract. What is the mean of a batch of one?",
                "نمونه‌ها چنان در γ ضرب و با β جمع شده‌اند که گویی چیزی برای کم کردن نیست. میانگین دستهٔ یک‌نمونه‌ای چیست؟",
            ),
            trap(
                "moving_statistics_used",
                gamma * activations / np.sqrt(1 + 1e-3) + beta,
                "This is the layer at inference, with the moving statistics it starts from. In training it uses those of the batch.",
                "این کار لایه هنگام استنتاج با آماره‌های متحرک آغازین است. هنگام آموزش آماره‌های دسته به کار می‌روند.",
            ),
            trap(
                "both_in_one_batch",
                solution.batch_norm(activations, gamma, beta, 1e-3),
                "Both examples were put into one batch. They arrive one after the other.",
                "هر دو نمونه در یک دسته گذاشته شده‌اند. آن‌ها یکی پس از دیگری می‌رسند.",
            ),
            trap(
                "bn_ln_axis_swapped",
                solution.layer_norm(activations, gamma, beta, 1e-3),
                "This is layer normalization: the mean ran over the features of an example.",
                "این بهنجارسازی لایه‌ای است: میانگین روی ویژگی‌های یک نمونه گرفته شده است.",
            ),
            trap(
                "beta_forgotten",
                np.zeros_like(activations),
                "The normalization itself is right; after it the layer still scales and shifts.",
                "خود بهنجارسازی درست است؛ لایه پس از آن هنوز در γ ضرب می‌کند و β را می‌افزاید.",
            ),
            trap(
                "zero_over_zero_is_one",
                np.tile(gamma + beta, (2, 1)),
                "The normalized value was taken to be 1. Put the deviation and the variance of a single number into the formula.",
                "مقدار بهنجارشده ۱ گرفته شده است. انحراف و واریانس یک عدد تنها را در فرمول بگذارید.",
            ),
        ],
    )


@grades("bn_statement")
def bn_statement():
    """What batch normalization does, and what ε is for."""
    return choice(
        "bn_statement",
        solution.bn_statement(),
        {
            "shorter_steps": say(
                "List what a step computes with the layer and without it. Which list is longer?",
                "فهرست کنید که یک گام با این لایه و بدون آن چه حساب می‌کند. کدام فهرست بلندتر است؟",
            ),
            "weights_near_zero": say(
                "Which quantities does the layer change when it is called: weights, or what passes through it?",
                "لایه هنگام فراخوانی کدام کمیت‌ها را تغییر می‌دهد: وزن‌ها را، یا آنچه از آن می‌گذرد؟",
            ),
            "eps_regularizes": say(
                "Look where ε stands in the formula, and whether anything in it is drawn at random.",
                "ببینید ε کجای فرمول است و آیا چیزی در آن تصادفی است.",
            ),
            "eps_trained": say(
                "Which of its parameters does the layer pass to the optimizer? ε is chosen when the layer is made.",
                "لایه کدام پارامترهایش را به بهینه‌ساز می‌سپارد؟ ε هنگام ساختن لایه انتخاب می‌شود.",
            ),
        },
    )


@grades("bn_weakness")
def bn_weakness():
    """What small batches do to it."""
    return choice(
        "bn_weakness",
        solution.bn_weakness(),
        {
            "bn_overfits_small_models": say(
                "The sentence contradicts itself: can a model that fits the training data worse be the one that overfits?",
                "این جمله خود را نقض می‌کند: آیا مدلی که داده‌های آموزش را بدتر برازش می‌کند می‌تواند دچار بیش‌برازش شود؟",
            ),
            "batch_at_inference": say(
                "What are the moving averages kept for?",
                "میانگین‌های متحرک برای چه نگه داشته می‌شوند؟",
            ),
            "layer_norm_alike": say(
                "Over which axis does layer normalization take its mean? Is that the axis of the examples?",
                "بهنجارسازی لایه‌ای میانگین را در راستای کدام محور می‌گیرد؟ آیا آن محور نمونه‌هاست؟",
            ),
            "batch_of_one_unchanged": say(
                "Subtract from a single number the mean of that number. What remains?",
                "از یک عدد تنها میانگین همان عدد را کم کنید. چه می‌ماند؟",
            ),
        },
    )


@grades("bn_counts")
def bn_counts(inputs, units):
    """Parameters of a dense layer and of the normalization after it."""
    right = solution.bn_counts(inputs, units)
    return [
        value(
            "fc_params",
            right["fc_params"],
            traps=[
                trap("forgot_bias", inputs * units, "The biases are missing.", "بایاس‌ها شمرده نشده‌اند."),
                trap(
                    "bias_per_input",
                    inputs * (units + 1),
                    "The biases belong to the units, not to the inputs.",
                    "بایاس‌ها به واحدها تعلق دارند، نه به ورودی‌ها.",
                ),
            ],
        ),
        value(
            "bn_params",
            right["bn_params"],
            traps=[
                trap(
                    "bn_forgets_moving_stats",
                    2 * units,
                    "These are γ and β alone. Keras also counts what the layer remembers for inference.",
                    "این تنها شمار γ و β است. Keras آنچه را لایه برای استنتاج به یاد می‌سپارد هم می‌شمارد.",
                ),
                trap(
                    "one_moving_statistic",
                    3 * units,
                    "One kind is missing: the layer remembers a mean and a variance.",
                    "یک نوع جا افتاده است: لایه هم میانگین را به یاد می‌سپارد و هم واریانس را.",
                ),
                trap(
                    "one_for_the_layer",
                    4,
                    "Every feature has parameters of its own; these are those of a single one.",
                    "هر ویژگی پارامترهای خود را دارد؛ این شمار از آنِ یک ویژگی است.",
                ),
            ],
        ),
        value(
            "bn_trainable",
            right["bn_trainable"],
            traps=[
                trap(
                    "bn_moving_stats_trainable",
                    4 * units,
                    "The moving statistics were counted as trainable. They follow the batches, and no gradient reaches them.",
                    "آماره‌های متحرک آموزش‌پذیر شمرده شده‌اند. آن‌ها از دسته‌ها پیروی می‌کنند و گرادیانی به آن‌ها نمی‌رسد.",
                ),
                trap(
                    "only_gamma",
                    units,
                    "The layer learns a scale and a shift for every feature; one of them is missing.",
                    "لایه برای هر ویژگی یک ضریب و یک جابه‌جایی می‌آموزد؛ یکی از آن‌ها جا افتاده است.",
                ),
            ],
        ),
    ]


@st.composite
def image_cases(draw):
    """Calls of `batch_norm_nhwc`; a channel sometimes varies by hundredths only."""
    n, h, w, c = (draw(st.integers(1, high)) for high in (3, 3, 2, 3))
    h += n * h * w == 1
    channels = [draw(distinct(n * h * w)) for _ in range(c)]
    if draw(st.booleans()):
        channels[draw(st.integers(0, c - 1))] /= 100
    x = np.stack(channels, axis=-1).reshape(n, h, w, c)
    return call(x, draw(distinct(c)), draw(distinct(c, CROOKED)), **draw(options()))


def flat_images(batch_norm_nhwc, x, gamma, beta, eps):
    """A position is as good as an image: (N, H, W, C) and (N·H·W, 1, 1, C) are normalized alike."""
    flat = x.reshape(-1, 1, 1, x.shape[-1])
    left = batch_norm_nhwc(flat, gamma, beta, eps=eps)
    return np.asarray(left).reshape(x.shape), batch_norm_nhwc(x, gamma, beta, eps=eps)


@grades("conv_batch_norm")
def conv_batch_norm():
    """Statistics over images and positions."""
    x = np.array([[[[1.0, 0.0], [1.0, -4.0]]], [[[5.0, -4.0], [5.0, 0.0]]]])
    y = np.array([[[[-7.0, 4.5], [-7.0, -3.5]]], [[[9.0, -3.5], [9.0, 4.5]]]])
    law_cases = image_cases().map(lambda case: call(*case.args, case.kwargs.get("eps", 1e-5)))
    return function(
        "batch_norm_nhwc",
        solution.batch_norm_nhwc,
        cases=image_cases(),
        examples=[example(call(x, np.array([10.0, 5.0]), np.array([1.0, 0.5]), eps=2.25), y)],
        laws=[
            law(
                say("equal treatment of images and positions", "رفتار یکسان با تصویرها و نقطه‌ها"),
                law_cases,
                flat_images,
            )
        ],
        traps=[
            trap(
                "statistics_per_position",
                affine(normalized, 0),
                "Every position got statistics of its own. A channel has one mean and one variance for all positions.",
                "هر نقطه آماره‌های خود را گرفته است. هر کانال برای همهٔ نقطه‌ها یک میانگین و یک واریانس دارد.",
            ),
            trap(
                "statistics_per_image",
                affine(normalized, (1, 2)),
                "Every image got statistics of its own (instance normalization). The mean runs over the batch, too.",
                "هر تصویر آماره‌های خود را گرفته است (instance normalization). میانگین روی دسته هم گرفته می‌شود.",
            ),
            trap(
                "statistics_over_channels",
                affine(normalized, 3),
                "The mean ran over the channels. Every channel has its own statistics.",
                "میانگین روی کانال‌ها گرفته شده است. هر کانال آماره‌های خود را دارد.",
            ),
            trap(
                "channels_first",
                affine(normalized, (0, 2, 3)),
                "The second axis was taken for the channels, as in channels-first layouts. Here they come last.",
                "محور دوم به جای کانال‌ها گرفته شده است، مانند چیدمانی که کانال در آن نخست می‌آید. اینجا کانال‌ها در پایان‌اند.",
            ),
            trap(
                "whole_array",
                affine(normalized, None),
                "One mean and one variance were used for everything. Every channel has its own.",
                "یک میانگین و یک واریانس برای همه چیز به کار رفته است. هر کانال آماره‌های خود را دارد.",
            ),
            *(trap(name, affine(wrong, (0, 1, 2)), *text) for name, (wrong, text) in STATISTICS.items()),
            *affine_traps(solution.batch_norm_nhwc),
        ],
    )
