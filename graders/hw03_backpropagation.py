"""hw03: how answers are judged."""

import numpy as np
from hypothesis import strategies as st

from solutions import hw03_backpropagation as solution
from tamrin import Formula, call, choice, example, function, grades, law, measured, say, trap, value
from tamrin.objects import evaluated
from tamrin.strategies import arrays, halves, whole

NOT_AVERAGED = (
    "The gradient is that of the sum of the losses: the loss is a mean over the examples, and so is its gradient.",
    "این گرادیانِ مجموع هزینه‌هاست: هزینه میانگین روی نمونه‌هاست و گرادیانش هم میانگین است.",
)
ERROR_SIGN = (
    "The sign is wrong. The gradient points to where the loss grows: in the direction of prediction minus target.",
    "علامت وارونه است. گرادیان رو به افزایش هزینه دارد: در جهت پیش‌بینی منهای هدف.",
)
MASK_FORGOTTEN = (
    "The derivative of the ReLU is missing: where a unit is off, no gradient passes through it.",
    "مشتق ReLU جا افتاده است: از واحد خاموش هیچ گرادیانی نمی‌گذرد.",
)
MASK_OF_THE_GRADIENT = (
    "The ReLU's mask was taken from the sign of the gradient. Whether a unit lets the gradient through is decided by its own value in the forward pass.",
    "نقاب ReLU از روی علامت گرادیان ساخته شده است. اینکه واحدی گرادیان را بگذراند یا نه، به مقدار خودش در گذر رو به جلو بستگی دارد.",
)
BIAS_AVERAGED = (
    "The bias gradient is a mean over the examples. Every example used the bias, so their contributions add up; a mean in the loss is already in them.",
    "گرادیان بایاس میانگین روی نمونه‌هاست. همهٔ نمونه‌ها بایاس را به کار برده‌اند، پس سهم‌هایشان با هم جمع می‌شود؛ میانگینِ هزینه از پیش در این سهم‌ها هست.",
)


def hand_gradients(X, W2, hidden, dy, mask=None):
    """The four gradients from the hidden values (N, H) and ∂L/∂Y (N, 1); `mask` is where the ReLU lets through."""
    dhidden, dW2, db2 = solution.dense_backward(dy, hidden, W2)
    dbefore = dhidden * ((hidden > 0) if mask is None else mask)
    return {"dW1": X.T @ dbefore, "db1": dbefore.sum(axis=0), "dW2": dW2, "db2": db2}


@grades("hand_network")
def hand_network(X, W1, b1, W2, b2, targets):
    """Forward and backward by hand; every wrong number is paid for once."""
    right = solution.hand_network(X, W1, b1, W2, b2, targets)
    hidden, output, loss = right["hidden"], right["output"], right["loss"]
    dy = (output - targets) / 2
    before, dhidden = X @ W1 + b1, dy @ W2.T

    # Nothing follows from an answer with which there would be (nearly) nothing to calculate any more.

    def forward_from(hidden):
        if np.abs(hidden).max() < 1e-3:
            raise ValueError("no unit is on")
        return hidden @ W2 + b2

    def errors_of(output):
        if np.abs(output - targets).min() < 1e-3:
            raise ValueError("no error")
        return output - targets

    def follows(name):
        def gradient_from(hidden, output):
            forward_from(hidden)
            return hand_gradients(X, W2, hidden, errors_of(output) / 2)[name]

        return gradient_from

    def gradient(name, *more):
        answer = right[name]
        shared = [
            trap("not_averaged", 2 * answer, *NOT_AVERAGED),
            trap("error_sign", -answer, *ERROR_SIGN),
        ]
        return value(name, answer, follows=follows(name), traps=[*shared, *more], weight=1.5)

    def mask_traps(name):
        return [
            trap(
                "relu_mask_forgotten",
                hand_gradients(X, W2, hidden, dy, mask=np.ones_like(before))[name],
                *MASK_FORGOTTEN,
            ),
            trap(
                "mask_of_the_gradient",
                hand_gradients(X, W2, hidden, dy, mask=dhidden > 0)[name],
                *MASK_OF_THE_GRADIENT,
            ),
        ]

    return [
        value(
            "hidden",
            hidden,
            traps=[
                trap(
                    "relu_forgotten",
                    before,
                    "The ReLU is missing: negative values become zero.",
                    "ReLU جا افتاده است: مقدارهای منفی صفر می‌شوند.",
                ),
                trap(
                    "hidden_bias_forgotten",
                    np.maximum(X @ W1, 0),
                    "The bias of the hidden layer is missing.",
                    "بایاس لایهٔ پنهان جا افتاده است.",
                ),
                trap(
                    "weights_transposed",
                    np.maximum(X @ W1.T + b1, 0),
                    "Rows and columns of the weights were exchanged: a column of W1 holds the weights of one hidden unit.",
                    "سطرها و ستون‌های وزن‌ها جابه‌جا شده‌اند: هر ستون W1 وزن‌های یک واحد پنهان است.",
                ),
                trap(
                    "relu_before_bias",
                    np.maximum(X @ W1, 0) + b1,
                    "The bias was added after the ReLU. It belongs into the sum that the ReLU is applied to.",
                    "بایاس پس از ReLU افزوده شده است. جای آن در مجموعی است که ReLU روی آن اعمال می‌شود.",
                ),
            ],
        ),
        value(
            "output",
            output,
            follows=forward_from,
            traps=[
                trap(
                    "output_bias_forgotten",
                    output - b2,
                    "The bias of the output is missing.",
                    "بایاس خروجی جا افتاده است.",
                ),
            ],
        ),
        value(
            "loss",
            loss,
            follows=lambda output: float(np.mean(errors_of(output) ** 2) / 2),
            traps=[
                trap(
                    "half_or_mean_forgotten",
                    2 * loss,
                    "A factor ½ is missing: one stands before the square, and one comes from the mean over two examples.",
                    "یک ضریب ½ جا افتاده است: یکی پیش از مربع است و دیگری از میانگین روی دو نمونه می‌آید.",
                ),
                trap(
                    "half_and_mean_forgotten",
                    4 * loss,
                    "This is the plain sum of the squared errors: neither the ½ nor the mean was applied.",
                    "این مجموع سادهٔ مربع خطاهاست: نه ½ به کار رفته است و نه میانگین.",
                ),
            ],
        ),
        gradient(
            "dW1",
            *mask_traps("dW1"),
            trap(
                "gradient_transposed",
                right["dW1"].T,
                "Rows and columns are exchanged: entry (i, j) belongs to the weight from input i to hidden unit j.",
                "سطرها و ستون‌ها جابه‌جا شده‌اند: درایهٔ (i, j) از آنِ وزن میان ورودی i و واحد پنهان j است.",
            ),
        ),
        gradient("db1", *mask_traps("db1"), trap("bias_averaged", right["db1"] / 2, *BIAS_AVERAGED)),
        gradient(
            "dW2",
            trap(
                "value_before_relu",
                before.T @ dy,
                "The values before the ReLU were used. The output weights are multiplied by what leaves the hidden units.",
                "مقدارهای پیش از ReLU به کار رفته‌اند. وزن‌های خروجی در آنچه از واحدهای پنهان بیرون می‌آید ضرب می‌شوند.",
            ),
        ),
        gradient("db2", trap("bias_averaged", right["db2"] / 2, *BIAS_AVERAGED)),
    ]


@st.composite
def scores(draw, low=-5, high=5):
    """Logits (N, C) of moderate size and labels (N,); N and C differ more often than not."""
    n, classes = draw(st.integers(1, 4)), draw(st.integers(2, 5))
    return draw(arrays((n, classes), low, high)), draw(labels(n, classes))


def labels(n, classes):
    """Integer labels (n,)."""
    return st.lists(st.integers(0, classes - 1), min_size=n, max_size=n).map(lambda given: np.array(given, np.int64))


def as_call(arguments):
    """A tuple of arguments as a call."""
    return call(*arguments)


def changed(loss=lambda loss, n, classes: loss, dlogits=lambda dlogits, n, classes: dlogits):
    """Softmax and cross-entropy with the loss or the gradient changed by what a misconception does to it."""

    def wrong(logits, labels):
        right = solution.softmax_cross_entropy(logits, labels)
        return loss(right[0], *logits.shape), dlogits(right[1], *logits.shape)

    return wrong


def one_hot(labels, classes):
    """Rows of an identity matrix."""
    return np.eye(classes)[labels]


def gradient_of_probabilities(logits, labels):
    """Misconception: ∂L/∂p instead of ∂L/∂logits."""
    loss, _ = solution.softmax_cross_entropy(logits, labels)
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return loss, -one_hot(labels, logits.shape[1]) / p / len(labels)


def label_not_subtracted(logits, labels):
    """Misconception: the gradient is p / N."""
    loss, dlogits = solution.softmax_cross_entropy(logits, labels)
    return loss, dlogits + one_hot(labels, logits.shape[1]) / len(labels)


def softmax_over_the_batch(logits, labels):
    """Misconception: probabilities sum to one down each column."""
    e = np.exp(logits)
    p = e / e.sum(axis=0)
    right = one_hot(labels, logits.shape[1])
    return -np.mean(np.log(np.sum(p * right, axis=1))), (p - right) / len(labels)


def flat(loss, *arrays):
    """A loss and arrays as one vector, of single precision if any of them is, so that they are compared as such."""
    vector = np.concatenate([np.ravel(part) for part in (loss, *arrays)])
    return vector.astype(np.float32) if np.float32 in [np.asarray(part).dtype for part in (loss, *arrays)] else vector


def shifted(f, logits, labels, shift):
    """f(z + c) = f(z) for a number c per row."""
    moved = logits + shift * np.arange(1.0, len(labels) + 1)[:, np.newaxis]
    return flat(*f(moved, labels)), flat(*f(logits, labels))


def far_apart(f, logits, labels):
    """The result for enormous logits, written down without a single exponential."""
    top = logits == logits.max(axis=1, keepdims=True)
    p = top / top.sum(axis=1, keepdims=True)
    rows = np.arange(len(labels))
    loss = np.mean(logits.max(axis=1) - logits[rows, labels] + np.log(top.sum(axis=1)))
    return flat(*f(logits, labels)), flat(loss, (p - one_hot(labels, logits.shape[1])) / len(labels))


@grades("softmax_cross_entropy")
def softmax_cross_entropy():
    """Loss and gradient of softmax with cross-entropy, stable for logits of ±10⁴."""
    # Logits of −10⁴, −5·10³, 0, 5·10³ and 10⁴: those that are not the largest of their row do not count any more.
    enormous = scores(-2, 2).map(lambda given: call(np.round(given[0]) * 5e3, given[1]))
    return function(
        "softmax_cross_entropy",
        solution.softmax_cross_entropy,
        cases=scores().map(as_call),
        examples=[
            example(call(np.zeros((1, 2)), np.array([1])), (np.log(2), np.array([[0.5, -0.5]]))),
            example(
                call(np.array([[np.log(3), 0.0], [5.0, 5.0]]), np.array([0, 1])),
                ((np.log(4 / 3) + np.log(2)) / 2, np.array([[-0.125, 0.125], [0.25, -0.25]])),
            ),
            example(call(np.array([[1e4, -1e4, 0.0]]), np.array([1])), (2e4, np.array([[1.0, -1.0, 0.0]]))),
        ],
        laws=[
            law(say("stability at ±10⁴", "پایداری در ±۱۰⁴"), enormous, far_apart),
            law(
                say("invariance to a shift of each row", "ناوردایی نسبت به جابه‌جایی هر سطر"),
                st.builds(lambda given, shift: call(*given, shift), scores(), halves(-9, 9)),
                shifted,
            ),
        ],
        traps=[
            trap("not_averaged", changed(dlogits=lambda d, n, c: d * n), *NOT_AVERAGED),
            trap(
                "summed",
                changed(loss=lambda loss, n, c: loss * n, dlogits=lambda d, n, c: d * n),
                "This is the sum over the examples; the mean is asked for.",
                "این مجموع روی نمونه‌هاست؛ میانگین خواسته شده است.",
            ),
            trap(
                "averaged_over_classes",
                changed(loss=lambda loss, n, c: loss / c, dlogits=lambda d, n, c: d / c),
                "It was averaged over the classes, too. Each example has one loss; the mean is over the examples alone.",
                "روی رده‌ها هم میانگین گرفته شده است. هر نمونه یک هزینه دارد و میانگین تنها روی نمونه‌هاست.",
            ),
            trap("error_sign", changed(dlogits=lambda d, n, c: -d), *ERROR_SIGN),
            trap(
                "log_likelihood",
                changed(loss=lambda loss, n, c: -loss),
                "The loss has the wrong sign: the logarithm of a probability is negative, a loss is not.",
                "علامت هزینه وارونه است: لگاریتم احتمال منفی است و هزینه منفی نیست.",
            ),
            trap(
                "gradient_of_probabilities",
                gradient_of_probabilities,
                "This is the gradient with respect to the probabilities. Take it through the softmax, back to the logits.",
                "این گرادیان نسبت به احتمال‌هاست. آن را از softmax هم بگذرانید تا به لاجیت‌ها برسد.",
            ),
            trap(
                "label_not_subtracted",
                label_not_subtracted,
                "The label plays no part in the gradient: without it, no loss could ever pull a probability up.",
                "برچسب در گرادیان نقشی ندارد: بدون آن هیچ هزینه‌ای نمی‌تواند احتمالی را بالا بکشد.",
            ),
            trap(
                "softmax_over_the_batch",
                softmax_over_the_batch,
                "The probabilities sum to one over the examples. Softmax is taken over the classes of each example.",
                "مجموع احتمال‌ها روی نمونه‌ها یک شده است. softmax روی رده‌های هر نمونه گرفته می‌شود.",
            ),
        ],
    )


@st.composite
def layers(draw):
    """A cotangent dy (N, K), an input x (N, D) and weights w (D, K); the three sizes are drawn apart."""
    n, d, k = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return draw(arrays((n, k))), draw(arrays((n, d))), draw(arrays((d, k)))


def backward_with(dx=lambda dx, *_: dx, dw=lambda dw, *_: dw, db=lambda db, *_: db):
    """The backward pass of a dense layer with its parts changed by what a misconception does to them."""

    def wrong(dy, x, w):
        right = solution.dense_backward(dy, x, w)
        return tuple(change(part, dy) for change, part in zip((dx, dw, db), right, strict=True))

    return wrong


def adjoint(dense_backward, dy, x, w):
    """⟨dy, v·w⟩ = ⟨dx, v⟩, ⟨dy, x·u⟩ = ⟨dw, u⟩ and ⟨dy, 1·c⟩ = ⟨db, c⟩: backward is the adjoint of forward."""
    v, u, c = (np.cos(1 + np.arange(a.size)).reshape(a.shape) for a in (x, w, dy[0]))
    dx, dw, db = dense_backward(dy, x, w)
    forward = [dy * (v @ w), dy * (x @ u), dy * c]
    backward = [np.asarray(dx) * v, np.asarray(dw) * u, np.asarray(db) * c]
    return [float(np.sum(part)) for part in forward], [float(np.sum(part)) for part in backward]


@grades("dense_backward")
def dense_backward():
    """The three gradients of a dense layer, with a random cotangent."""
    dy, w = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 3.0]])
    x = np.array([[2.0, 0.0, 1.0], [1.0, -1.0, 3.0]])
    dx = np.array([[5.0, 2.0, 5.0], [1.0, -1.0, -6.0]])
    dw, db = np.array([[5.0, 3.0], [-3.0, 1.0], [10.0, -1.0]]), np.array([4.0, 1.0])
    return function(
        "dense_backward",
        solution.dense_backward,
        cases=layers().map(as_call),
        examples=[example(call(dy, x, w), (dx, dw, db))],
        laws=[law(say("adjointness to x @ w + b", "الحاقی بودن نسبت به x @ w + b"), layers().map(as_call), adjoint)],
        traps=[
            trap(
                "cotangent_ignored",
                lambda dy, x, w: solution.dense_backward(np.ones_like(dy), x, w),
                "dy has no effect: these are the gradients of the plain sum of the output.",
                "dy اثری ندارد: این‌ها گرادیان‌های مجموع سادهٔ خروجی‌اند.",
            ),
            trap(
                "bias_not_summed",
                backward_with(db=lambda db, dy: dy),
                "db has a row for each example. All examples share one bias, so their rows are added up.",
                "db برای هر نمونه یک سطر دارد. همهٔ نمونه‌ها یک بایاس دارند، پس سطرها با هم جمع می‌شوند.",
            ),
            trap("bias_averaged", backward_with(db=lambda db, dy: db / len(dy)), *BIAS_AVERAGED),
            trap(
                "bias_summed_over_units",
                backward_with(db=lambda db, dy: dy.sum(axis=1)),
                "db was summed over the units and has an entry for each example. Every unit has a bias of its own.",
                "db روی واحدها جمع شده است و برای هر نمونه یک درایه دارد. هر واحد بایاس خودش را دارد.",
            ),
            trap(
                "divided_by_batch",
                backward_with(*[lambda part, dy: part / len(dy)] * 3),
                "All is divided by the number of examples. If the loss is a mean, dy already has that factor.",
                "همه بر شمار نمونه‌ها تقسیم شده است. اگر هزینه میانگین باشد، این ضریب از پیش در dy هست.",
            ),
            trap(
                "weights_divided_by_batch",
                backward_with(dw=lambda dw, dy: dw / len(dy), db=lambda db, dy: db / len(dy)),
                "dw and db are divided by the number of examples. If the loss is a mean, dy already has that factor.",
                "dw و db بر شمار نمونه‌ها تقسیم شده‌اند. اگر هزینه میانگین باشد، این ضریب از پیش در dy هست.",
            ),
            trap(
                "weight_gradient_transposed",
                backward_with(dw=lambda dw, dy: dw.T),
                "dw is transposed: it has the shape of w.",
                "dw ترانهاده است: شکل آن باید شکل w باشد.",
            ),
            trap(
                "gradients_swapped",
                lambda dy, x, w: tuple(solution.dense_backward(dy, x, w)[i] for i in (1, 0, 2)),
                "The gradients are in the wrong order: (dx, dw, db) is asked for.",
                "ترتیب گرادیان‌ها جابه‌جاست: (dx, dw, db) خواسته شده است.",
            ),
        ],
    )


# Examples, inputs, hidden units and classes: after the small ones for counterexamples, hardly two numbers are equal.
NETWORKS = [
    *[(1, 1, 1, 2), (2, 1, 1, 2), (1, 2, 1, 2), (1, 1, 2, 2)],
    *[(3, 2, 1, 2), (2, 3, 4, 5), (4, 3, 2, 5), (3, 1, 4, 2), (5, 2, 3, 4), (1, 4, 2, 3), (4, 2, 5, 3), (2, 1, 3, 4)],
]


@st.composite
def networks(draw):
    """Parameters, inputs and labels of a small network; no value before the ReLU is zero, where it has a kink."""
    n, d, h, classes = draw(st.sampled_from(NETWORKS))
    params = {
        "W1": draw(arrays((d, h), -2, 2)),
        # All products are multiples of ¼, so an eighth keeps every sum away from zero.
        "b1": draw(arrays((h,), -2, 2)) + 0.125,
        "W2": draw(arrays((h, classes), -2, 2)),
        "b2": draw(arrays((classes,), -2, 2)),
    }
    return params, draw(arrays((n, d), -2, 2)), draw(labels(n, classes))


def network_with(
    relu=lambda before: np.maximum(before, 0),
    mask=lambda before, dhidden: before > 0,
    dlogits=lambda dlogits, logits, labels: dlogits,
    grads=lambda grads, parts: grads,
):
    """A network whose forward or backward pass is changed in one place by what a misconception does to it."""

    def wrong(params, x, labels):
        before = x @ params["W1"] + params["b1"]
        hidden = relu(before)
        logits = hidden @ params["W2"] + params["b2"]
        loss, ds = solution.softmax_cross_entropy(logits, labels)
        ds = dlogits(ds, logits, labels)
        dhidden, dW2, db2 = solution.dense_backward(ds, hidden, params["W2"])
        dbefore = dhidden * mask(before, dhidden)
        _, dW1, db1 = solution.dense_backward(dbefore, x, params["W1"])
        parts = {"n": len(x), "before": before, "dbefore": dbefore, "dlogits": ds}
        return loss, grads({"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}, parts)

    return wrong


def mean_of_examples(mlp_gradients, params, x, labels):
    """Loss and gradients of a batch are the means of those of its examples, one at a time."""

    def vector(rows):
        loss, grads = mlp_gradients(params, x[rows], labels[rows])
        return flat(loss, *(grads[name] for name in params))

    return vector(slice(None)), np.mean([vector(slice(n, n + 1)) for n in range(len(x))], axis=0)


def with_enormous_logits(mlp_gradients, params, x, labels):
    """The result where the output weights are large; what is multiplied by them is divided by as much again."""
    large = params | {name: 1024 * params[name] for name in ("W2", "b2")}

    def vector(loss, grads):
        return flat(loss, grads["W1"] / 1024, grads["b1"] / 1024, grads["W2"], grads["b2"])

    return vector(*mlp_gradients(large, x, labels)), vector(*solution.mlp_gradients(large, x, labels))


@grades("mlp_gradients")
def mlp_gradients():
    """Every gradient of a two-layer network."""
    params = {
        "W1": np.array([[2.0, -1.0]]),
        "b1": np.array([-1.0, 0.0]),
        "W2": np.array([[1.0, -1.0], [2.0, -1.0]]),
        "b2": np.array([-1.0, 1.0]),
    }
    grads = {
        "W1": np.array([[-1.0, 0.0]]),
        "b1": np.array([-1.0, 0.0]),
        "W2": np.array([[-0.5, 0.5], [0.0, 0.0]]),
        "b2": np.array([-0.5, 0.5]),
    }
    return function(
        "mlp_gradients",
        solution.mlp_gradients,
        cases=networks().map(as_call),
        examples=[example(call(params, np.ones((2, 1)), np.array([0, 0])), (np.log(2), grads))],
        laws=[
            law(
                say("being the mean over the examples", "میانگین بودن روی نمونه‌ها"),
                networks().map(as_call),
                mean_of_examples,
            ),
            law(
                say("stability for enormous logits", "پایداری برای لاجیت‌های بسیار بزرگ"),
                networks().map(as_call),
                with_enormous_logits,
            ),
        ],
        traps=[
            trap("relu_mask_forgotten", network_with(mask=lambda before, dhidden: 1), *MASK_FORGOTTEN),
            trap("mask_of_the_gradient", network_with(mask=lambda before, dhidden: dhidden > 0), *MASK_OF_THE_GRADIENT),
            trap(
                "relu_forgotten",
                network_with(relu=lambda before: before, mask=lambda before, dhidden: 1),
                "The ReLU is missing, forward and backward: without it the two layers are one linear map.",
                "ReLU هم در گذر رو به جلو و هم در بازگشت جا افتاده است: بدون آن دو لایه یک نگاشت خطی‌اند.",
            ),
            trap("not_averaged", network_with(dlogits=lambda ds, logits, labels: ds * len(ds)), *NOT_AVERAGED),
            trap("error_sign", network_with(dlogits=lambda ds, logits, labels: -ds), *ERROR_SIGN),
            trap(
                "gradient_of_probabilities",
                network_with(dlogits=lambda ds, logits, labels: gradient_of_probabilities(logits, labels)[1]),
                "The softmax was left out on the way back: the gradient with respect to the probabilities was taken for that of the logits.",
                "در بازگشت از softmax گذر نشده است: گرادیان نسبت به احتمال‌ها به جای گرادیان لاجیت‌ها به کار رفته است.",
            ),
            trap(
                "bias_not_summed",
                network_with(grads=lambda grads, parts: grads | {"b1": parts["dbefore"], "b2": parts["dlogits"]}),
                "The bias gradients have a row for each example. All examples share the biases, so their rows are added up.",
                "گرادیان بایاس‌ها برای هر نمونه یک سطر دارد. بایاس‌ها میان همهٔ نمونه‌ها مشترک‌اند، پس سطرها با هم جمع می‌شوند.",
            ),
            trap(
                "bias_averaged",
                network_with(
                    grads=lambda grads, parts: grads | {name: grads[name] / parts["n"] for name in ("b1", "b2")}
                ),
                *BIAS_AVERAGED,
            ),
            trap(
                "value_before_relu",
                network_with(grads=lambda grads, parts: grads | {"W2": parts["before"].T @ parts["dlogits"]}),
                "For W2 the values before the ReLU were used. The output weights are multiplied by what leaves the hidden units.",
                "برای W2 مقدارهای پیش از ReLU به کار رفته‌اند. وزن‌های خروجی در آنچه از واحدهای پنهان بیرون می‌آید ضرب می‌شوند.",
            ),
            trap(
                "averaged_twice",
                network_with(grads=lambda grads, parts: {name: g / parts["n"] for name, g in grads.items()}),
                "The mean over the examples was taken twice, once in the gradient of the logits and once in the layers.",
                "میانگین روی نمونه‌ها دو بار گرفته شده است: یک بار در گرادیان لاجیت‌ها و یک بار در لایه‌ها.",
            ),
        ],
    )


FORMULAS = [  # and the axes of x; the simplest first, because counterexamples are looked for among those
    (1, "lambda x: x ** 3"),
    (2, "lambda x: x ** 3"),
    (1, "lambda x: x * x[::-1] ** 2"),
    (1, "lambda x: np.array([np.sum(x ** 3), np.prod(x)])"),
    (1, "lambda x: np.outer(x, x ** 2)"),
    (1, "lambda x: np.tanh(x) * np.sum(x)"),
    (1, "lambda x: np.exp(x / 4) / np.sum(np.exp(x / 4))"),
    (2, "lambda x: x.T @ x"),
    (2, "lambda x: np.cumsum(x ** 3, axis=1)"),
    (2, "lambda x: x[0] * np.sum(x ** 2)"),
    (2, "lambda x: np.maximum(x, 0) ** 3 + x[:, :1]"),
]


@st.composite
def checkable(draw):
    """A function, a point x of one or two axes, and a random cotangent of the shape of f(x)."""
    axes, source = draw(st.sampled_from(FORMULAS))
    x = draw(arrays(tuple(draw(st.integers(1, 3)) for _ in range(axes)), -2, 2))
    f = Formula(source)
    return f, x, draw(arrays(np.shape(evaluated(f)(x)), -3, 3))


@st.composite
def difference_cases(draw):
    """Calls of `gradient_check`, some with the step left out, some with steps so long that their length shows."""
    step = draw(st.sampled_from([None, 0.5, 0.25, 1e-3]))
    return call(*draw(checkable())) if step is None else call(*draw(checkable()), h=step)


def differences_of(quotient):
    """A gradient check whose `quotient(g, x, e, h)` of g = Σ dy·f along the unit vector e is a misconception's."""

    def wrong(f, x, dy, h=1e-5):
        units = np.eye(x.size).reshape(x.size, *x.shape)
        return np.array([quotient(lambda at: np.sum(dy * f(at)), x, e, h) for e in units]).reshape(x.shape)

    return wrong


def cotangent_of_ones(f, x, dy, h=1e-5):
    """Misconception: differentiates the plain sum of f."""
    return solution.gradient_check(f, x, np.ones_like(dy), h)


def all_entries_moved(f, x, dy, h=1e-5):
    """Misconception: moves all entries at once, as if f acted on each by itself."""
    return dy * (f(x + h) - f(x - h)) / (2 * h)


def entries_not_put_back(f, x, dy, h=1e-5):
    """Misconception: an entry that was moved down stays there."""
    x, dx = x.copy(), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        dx[i] = np.sum(dy * (up - f(x))) / (2 * h)
    return dx


def linear_in_dy(gradient_check, f, x, dy, factor):
    """gradient_check(a·dy + dy′) = a·gradient_check(dy) + gradient_check(dy′), with dy′ = cos(dy)."""
    other = np.cos(dy)
    combined = gradient_check(f, x, factor * dy + other, h=0.25)
    return combined, factor * gradient_check(f, x, dy, h=0.25) + gradient_check(f, x, other, h=0.25)


@grades("gradient_check")
def gradient_check():
    """Central differences of a function that the judge sends along."""
    return function(
        "gradient_check",
        solution.gradient_check,
        cases=difference_cases(),
        count=80,
        # The step of 10⁻⁵ leaves some 10⁻¹⁰ of rounding.
        rtol=1e-6,
        atol=1e-7,
        examples=[
            example(
                call(Formula("lambda x: x ** 3"), np.array([1.0, 2.0]), np.array([1.0, -1.0]), h=0.5),
                np.array([3.25, -12.25]),
            ),
            # f = (x₀², x₀·x₁) is quadratic, so every step gives the derivative: (2·1·1 + 2·2, 2·1).
            example(
                call(Formula("lambda x: x[0] * x"), np.array([1.0, 2.0]), np.array([1.0, 2.0])), np.array([6.0, 2.0])
            ),
        ],
        laws=[
            law(
                say("linearity in dy", "خطی بودن نسبت به dy"),
                st.builds(lambda given, factor: call(*given, factor), checkable(), whole(-3, 3)),
                linear_in_dy,
            )
        ],
        traps=[
            trap(
                "forward_difference",
                differences_of(lambda g, x, e, h: (g(x + h * e) - g(x)) / h),
                "This is the difference to one side only. Central differences go one step up and one step down.",
                "این تفاضل تنها از یک سو است. تفاضل مرکزی یک گام به بالا و یک گام به پایین می‌رود.",
            ),
            trap(
                "backward_difference",
                differences_of(lambda g, x, e, h: (g(x) - g(x - h * e)) / h),
                "This is the difference to the lower side only. Central differences go one step up and one step down.",
                "این تفاضل تنها از سوی پایین است. تفاضل مرکزی یک گام به بالا و یک گام به پایین می‌رود.",
            ),
            trap(
                "divided_by_one_step",
                differences_of(lambda g, x, e, h: (g(x + h * e) - g(x - h * e)) / h),
                "It is twice too large: from one step below to one step above is a distance of two steps.",
                "دو برابر است: از یک گام پایین‌تر تا یک گام بالاتر، دو گام فاصله است.",
            ),
            trap(
                "half_a_step",
                differences_of(lambda g, x, e, h: (g(x + h * e / 2) - g(x - h * e / 2)) / h),
                "The entries were moved by half of h. The step h goes in full to each side.",
                "درایه‌ها به اندازهٔ نصف h جابه‌جا شده‌اند. گام h در هر سو کامل برداشته می‌شود.",
            ),
            trap(
                "h_ignored",
                lambda f, x, dy, h=1e-5: solution.gradient_check(f, x, dy),
                "h has no effect: with a long step the difference is not the derivative, and the difference is asked for.",
                "h اثری ندارد: با گام بلند، تفاضل با مشتق یکی نیست و تفاضل خواسته شده است.",
            ),
            trap(
                "cotangent_ignored",
                cotangent_of_ones,
                "dy has no effect: this is the gradient of the plain sum of the output.",
                "dy اثری ندارد: این گرادیان مجموع سادهٔ خروجی است.",
            ),
            trap(
                "all_entries_moved",
                all_entries_moved,
                "All entries were moved at once. An output may depend on several entries: move one at a time.",
                "همهٔ درایه‌ها با هم جابه‌جا شده‌اند. هر خروجی می‌تواند به چند درایه وابسته باشد: هر بار یکی را جابه‌جا کنید.",
            ),
            trap(
                "entries_not_put_back",
                entries_not_put_back,
                "An entry that was moved must be put back before the next one is moved.",
                "درایهٔ جابه‌جاشده باید پیش از جابه‌جا کردن درایهٔ بعدی به جای خود بازگردد.",
            ),
        ],
    )


@grades("repeated_factor")
def repeated_factor(larger, smaller, times):
    """Powers of numbers near 1, to a relative 10⁻⁴."""
    right = solution.repeated_factor(larger, smaller, times)

    def common(factor):
        return [
            trap(
                "added_instead_of_multiplied",
                1 + times * (factor - 1),
                "The changes were added up. Each step multiplies what the step before has left.",
                "تغییرها با هم جمع شده‌اند. هر گام، حاصل گام پیش از خود را ضرب می‌کند.",
            ),
            trap(
                "multiplied_once",
                times * factor,
                "The factor was multiplied by the number of steps. It is the factor that is multiplied by itself, again and again.",
                "ضریب در شمار گام‌ها ضرب شده است. این خود ضریب است که بارها در خودش ضرب می‌شود.",
            ),
            trap(
                "one_factor_too_few",
                factor ** (times - 1),
                "One factor is missing.",
                "یک ضریب کم است.",
            ),
            trap(
                "exponential_approximation",
                float(np.exp(times * (factor - 1))),
                "This is the limit of continuous growth, e to the power of the summed changes; in so many steps the difference is not small.",
                "این حدِ رشد پیوسته است، یعنی e به توان مجموع تغییرها؛ در این همه گام، تفاوت آن‌ها کم نیست.",
            ),
        ]

    return [
        value("growth", right["growth"], rtol=1e-4, traps=common(larger)),
        value(
            "decay",
            right["decay"],
            rtol=1e-4,
            traps=[
                *common(smaller),
                trap(
                    "reciprocal_of_growth",
                    1 / right["growth"],
                    "This is the reciprocal of the growth. As far below 1 as the other factor is above is not the reciprocal.",
                    "این وارون رشد است. عددی که همان‌قدر کمتر از ۱ است که ضریب دیگر بیشتر از ۱، وارون آن نیست.",
                ),
            ],
        ),
    ]


@grades("repeated_factor_meaning")
def repeated_factor_meaning():
    """What it is that repeats."""
    wrong = {
        "error_is_repeated_factor": say(
            "Where does the error enter the chain rule: in every factor, or once?",
            "خطا در کجای قاعدهٔ زنجیره‌ای می‌آید: در همهٔ ضریب‌ها یا یک بار؟",
        ),
        "bptt_missing_phi_prime": say(
            "Differentiate one whole step with respect to the state before it. Is there nothing between the weighted sum and the new state?",
            "از یک گام کامل نسبت به حالت پیش از آن مشتق بگیرید. میان مجموع وزن‌دار و حالت تازه چیزی نیست؟",
        ),
        "bptt_missing_sum": say(
            "The same weights are used in every step. Which of these uses may the gradient leave out?",
            "در همهٔ گام‌ها همان وزن‌ها به کار می‌روند. گرادیان کدام‌یک از این کاربردها را می‌تواند کنار بگذارد؟",
        ),
        "learning_rate_repeats": say(
            "When is the learning rate applied: on the way back through the steps, or once the gradient is known?",
            "نرخ یادگیری کِی اعمال می‌شود: در راه بازگشت از گام‌ها، یا پس از آنکه گرادیان معلوم شد؟",
        ),
    }
    return choice("repeated_factor_meaning", solution.repeated_factor_meaning(), wrong)


@st.composite
def descents(draw):
    """Calls of `sgd_momentum`: weights of one or two axes, up to five gradients, and a momentum that may be zero."""
    shape = tuple(draw(st.integers(1, 3)) for _ in range(draw(st.integers(1, 2))))
    grads = [draw(arrays(shape)) for _ in range(draw(st.integers(0, 5)))]
    return (
        draw(arrays(shape)),
        grads,
        draw(st.sampled_from([0.125, 0.25, 0.5, 1.0])),
        draw(st.sampled_from([0.5, 0.75, 0.9, 0.0])),
    )


def descent_with(velocity, move=lambda w, lr, before, after, gradient, beta: w - lr * after):
    """Descent whose `velocity(before, gradient, lr, beta)` or `move` is a misconception's."""

    def wrong(w, grads, lr, beta):
        v, path = np.zeros_like(w), []
        for gradient in grads:
            before, v = v, velocity(v, gradient, lr, beta)
            w = move(w, lr, before, v, gradient, beta)
            path.append(w)
        return path

    return wrong


def heavy_ball(before, gradient, lr, beta):
    """v ← β·v + g."""
    return beta * before + gradient


def last_in_every_place(w, grads, lr, beta):
    """Misconception: one array is changed in place and listed again and again."""
    path = solution.sgd_momentum(w, grads, lr, beta)
    return path[-1:] * len(path)


def splits(sgd_momentum, w, grads, lr):
    """Without momentum, going on from where one stopped is the same as never having stopped."""
    half = len(grads) // 2
    first = sgd_momentum(w, grads[:half], lr, 0.0)
    second = sgd_momentum(np.asarray(first[-1]) if first else w, grads[half:], lr, 0.0)
    return [np.asarray(each) for each in sgd_momentum(w, grads, lr, 0.0)], [np.asarray(e) for e in (*first, *second)]


@grades("momentum_steps")
def momentum_steps():
    """Gradient descent with momentum."""
    w, grads = np.array([10.0, 1.0]), [np.array([4.0, 1.0]), np.array([2.0, 0.0]), np.array([0.0, -1.0])]
    return function(
        "sgd_momentum",
        solution.sgd_momentum,
        cases=descents().map(as_call),
        examples=[
            example(
                call(w, grads, 0.25, 0.5),
                [np.array([9.0, 0.75]), np.array([8.0, 0.625]), np.array([7.5, 0.8125])],
            ),
            example(call(w, [], 0.25, 0.5), []),
        ],
        laws=[
            law(
                say("going on without momentum", "ادامه دادن بدون تکانه"),
                descents().map(lambda given: call(*given[:3])),
                splits,
            )
        ],
        traps=[
            trap(
                "momentum_ignored",
                descent_with(lambda before, gradient, lr, beta: gradient),
                "beta has no effect: this is plain gradient descent.",
                "beta اثری ندارد: این کاهش گرادیان ساده است.",
            ),
            trap(
                "moving_average",
                descent_with(lambda before, gradient, lr, beta: beta * before + (1 - beta) * gradient),
                "The velocity is a moving average here: the gradient enters with weight 1 − beta. In the rule that is asked for it enters in full.",
                "سرعت در اینجا میانگین متحرک است: گرادیان با وزن 1 − beta وارد شده است. در قاعدهٔ خواسته‌شده گرادیان کامل وارد می‌شود.",
            ),
            trap(
                "nesterov",
                descent_with(
                    heavy_ball, lambda w, lr, before, after, gradient, beta: w - lr * (gradient + beta * after)
                ),
                "This is Nesterov's rule, which looks one step ahead. The plain momentum rule is asked for.",
                "این قاعدهٔ نستروف است که یک گام جلوتر را می‌بیند. قاعدهٔ سادهٔ تکانه خواسته شده است.",
            ),
            trap(
                "velocity_of_the_step_before",
                descent_with(heavy_ball, lambda w, lr, before, after, gradient, beta: w - lr * before),
                "The weights move by the velocity of the step before: update the velocity first.",
                "وزن‌ها با سرعت گام پیش جابه‌جا می‌شوند: نخست سرعت را به‌روز کنید.",
            ),
            trap(
                "ascent",
                descent_with(heavy_ball, lambda w, lr, before, after, gradient, beta: w + lr * after),
                "The weights climb: a descent goes against the gradient.",
                "وزن‌ها بالا می‌روند: کاهش گرادیان در خلاف جهت گرادیان می‌رود.",
            ),
            trap(
                "velocity_scaled_by_beta",
                descent_with(lambda before, gradient, lr, beta: beta * (before + gradient)),
                "beta multiplies the new gradient, too. It only damps the velocity that is already there.",
                "beta در گرادیان تازه هم ضرب شده است. این ضریب تنها سرعت پیشین را کم می‌کند.",
            ),
            trap(
                "start_included",
                lambda w, grads, lr, beta: [w, *solution.sgd_momentum(w, grads, lr, beta)],
                "The list begins with the starting point; the weights after each step are asked for.",
                "فهرست با نقطهٔ آغاز شروع می‌شود؛ وزن‌های پس از هر گام خواسته شده‌اند.",
            ),
            trap(
                "last_in_every_place",
                last_in_every_place,
                "Every place of the list holds the last weights: one array was changed in place and listed again and again. Make a new one in every step.",
                "همهٔ جاهای فهرست آخرین وزن‌ها را دارند: یک آرایه درجا تغییر کرده و بارها در فهرست آمده است. در هر گام آرایه‌ای تازه بسازید.",
            ),
        ],
    )


XOR_INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1.0, 1.0, 0.0])
MOST_UNITS = 16
XOR_SEEDS = (3, 14, 15, 92, 65, 35, 89, 79, 32, 38)
FEWEST_ENDS = 4


def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    return (1 + np.tanh(z / 2)) / 2


def weights_of(result):
    """W1 (2, H), b1 (H,), W2 (H,), b2 (1,) of what `train_xor` returned."""
    W1, *others = (np.asarray(result[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    return W1, *(other.ravel() for other in others)


def complaint_about(result):
    """What keeps the result from being a network that may be judged, or None."""
    if not isinstance(result, dict) or set(result) != {"W1", "b1", "W2", "b2"}:
        return say(
            "train_xor must return a dict with the keys W1, b1, W2 and b2.",
            "train_xor باید یک dict با کلیدهای W1 و b1 و W2 و b2 برگرداند.",
        )
    shapes = {name: np.shape(value) for name, value in result.items()}
    units = shapes["W1"][-1] if len(shapes["W1"]) == 2 else 0
    # A row or column for a bias, and a vector for a single output, are read as what they are meant to be.
    meant = {
        "W1": [(2, units)],
        "b1": [(units,), (1, units)],
        "W2": [(units, 1), (units,)],
        "b2": [(1,), (1, 1), ()],
    }
    if not units or any(shapes[name] not in meant[name] for name in meant):
        return say(
            "The shapes do not fit: W1 is (2, H), b1 (H,), W2 (H, 1) and b2 (1,), with the same H throughout.",
            "شکل‌ها با هم جور نیستند: W1 باید (2, H)، b1 باید (H,)، W2 باید (H, 1) و b2 باید (1,) باشد و H همه‌جا یکی است.",
        )
    if units > MOST_UNITS:
        return say(
            "There are more hidden units than allowed.",
            "شمار واحدهای پنهان بیش از حد مجاز است.",
        )
    weights = np.concatenate([part.ravel() for part in weights_of(result)])
    if not np.isfinite(weights).all():
        return say(
            "Some weights are NaN or infinite: the training diverged.",
            "برخی از وزن‌ها NaN یا بی‌نهایت‌اند: آموزش واگرا شده است.",
        )
    if np.array_equal(weights, np.rint(weights)):
        return say(
            "All weights are whole numbers, and training never ends on whole numbers: the network is to find them itself.",
            "همهٔ وزن‌ها عدد صحیح‌اند و آموزش هرگز به عددهای صحیح نمی‌رسد: شبکه باید خودش وزن‌ها را بیابد.",
        )
    return None


def outputs(result, unit=np.tanh, inputs=XOR_INPUTS):
    """What the network answers to the four inputs (4,)."""
    W1, b1, W2, b2 = weights_of(result)
    return sigmoid(unit(inputs @ W1 + b1) @ W2 + b2)


def solves(answers, labels=XOR):
    """Whether all four answers lie on the right side of one half."""
    return bool(np.all(np.abs(answers - labels) < 0.5))


def solved(result, seed):
    """1 where the network has learnt XOR, else 0."""
    return complaint_about(result) or float(solves(outputs(result)))


def among_sound(holds):
    """A predicate of results as a trap: it is silent where there is a complaint, which says more."""
    return lambda result, seed: complaint_about(result) is None and bool(holds(result))


def twin_units(result):
    """All hidden units are one and the same."""
    W1, b1, W2, _ = weights_of(result)
    units = np.vstack([W1, b1, W2])
    return units.shape[1] > 1 and np.allclose(units, units[:, :1], rtol=1e-6, atol=1e-9)


def other_gate(result):
    """The network computes OR or AND."""
    answers = outputs(result)
    return solves(answers, np.array([0, 1, 1, 1])) or solves(answers, np.array([0, 0, 0, 1]))


def undecided(result):
    """All four answers are close to one half."""
    return np.max(np.abs(outputs(result) - 0.5)) < 0.1


def far_apart_in(weights):
    """How many of these vectors of weights are new when they come: far from all that came before."""
    new = []
    for each in weights:
        if all(len(each) != len(one) or np.linalg.norm(each - one) > 0.1 * np.linalg.norm(one) for one in new):
            new.append(each)
    return len(new)


def complaint_about_seeds(results):
    """What says that the seed did not decide where the training began, or None; the last result has the first one's seed.

    Different starts end at different weights. Few hidden units, trained for long, may end at the same ones but for
    order and signs: two of them at eight places, so some results may coincide, but not nearly all.
    """
    if complaint := complaint_about(results[-1]):
        return complaint
    first, *others = (np.concatenate([part.ravel() for part in weights_of(result)]) for result in results)
    if len(others[-1]) != len(first) or not np.allclose(others[-1], first, rtol=1e-4, atol=1e-6):
        return say(
            "The same seed gave different weights: draw the initial weights with np.random.default_rng(seed), and nothing without it.",
            "بذری یکسان وزن‌های متفاوتی داد: وزن‌های آغازین را با np.random.default_rng(seed) بسازید و هیچ عددی را بدون آن تولید نکنید.",
        )
    if far_apart_in([first, *others]) < FEWEST_ENDS:
        return say(
            "Different seeds gave (nearly) the same weights, and trainings from different random starts do not end at the same place: start from random weights drawn with the seed, and train.",
            "بذرهای متفاوت وزن‌های (تقریباً) یکسانی دادند و آموزش از آغازهای تصادفی متفاوت به یک جا نمی‌رسد: از وزن‌های تصادفی ساخته‌شده با بذر آغاز کنید و آموزش دهید.",
        )
    return None


@grades("train_xor")
def train_xor():
    """Networks trained from ten random starts; nine have to solve XOR, and every start is to be one of its own."""
    return measured(
        "train_xor",
        solution.train_xor,
        calls=[call(seed) for seed in (*XOR_SEEDS, XOR_SEEDS[0])],
        measure=solved,
        target=0.9,
        floor=0.4,
        together=complaint_about_seeds,
        title=say("the share of seeds that solve XOR", "سهم بذرهایی که XOR را حل می‌کنند"),
        traps=[
            trap(
                "twin_units",
                among_sound(twin_units),
                "All hidden units are equal. Units that start equal get equal gradients and stay equal: start from random weights.",
                "همهٔ واحدهای پنهان یکسان‌اند. واحدهایی که یکسان آغاز کنند گرادیان یکسان می‌گیرند و یکسان می‌مانند: از وزن‌های تصادفی آغاز کنید.",
            ),
            trap(
                "labels_exchanged",
                among_sound(lambda result: solves(outputs(result), 1 - XOR)),
                "The network has learnt the opposite of XOR. Look at the labels, or at the sign of the step.",
                "شبکه وارون XOR را یاد گرفته است. به برچسب‌ها یا به علامت گام نگاه کنید.",
            ),
            trap(
                "sigmoid_units",
                among_sound(lambda result: solves(outputs(result, unit=sigmoid))),
                "With sigmoid hidden units these weights would solve XOR. The network that is asked for has tanh units.",
                "این وزن‌ها با واحدهای پنهان سیگموئید XOR را حل می‌کردند. واحدهای شبکهٔ خواسته‌شده tanh هستند.",
            ),
            trap(
                "relu_units",
                among_sound(lambda result: solves(outputs(result, unit=lambda z: np.maximum(z, 0)))),
                "With ReLU hidden units these weights would solve XOR. The network that is asked for has tanh units.",
                "این وزن‌ها با واحدهای پنهان ReLU مسئلهٔ XOR را حل می‌کردند. واحدهای شبکهٔ خواسته‌شده tanh هستند.",
            ),
            trap(
                "inputs_of_plus_minus_one",
                among_sound(lambda result: solves(outputs(result, inputs=2 * XOR_INPUTS - 1))),
                "With inputs of −1 and 1 these weights would solve XOR. The inputs here are 0 and 1.",
                "این وزن‌ها با ورودی‌های −۱ و ۱ مسئلهٔ XOR را حل می‌کردند. ورودی‌های اینجا ۰ و ۱ هستند.",
            ),
            trap(
                "other_gate",
                among_sound(other_gate),
                "The network has learnt OR or AND, which even a network without hidden units can. Compare the labels with the table of XOR.",
                "شبکه OR یا AND را یاد گرفته است که بدون واحد پنهان هم آموختنی است. برچسب‌ها را با جدول XOR بسنجید.",
            ),
            trap(
                "undecided",
                among_sound(undecided),
                "All four answers stay near one half: the weights have hardly been trained, or the hidden layer was trained without its non-linearity.",
                "هر چهار پاسخ نزدیک یک‌دوم مانده‌اند: وزن‌ها تقریباً آموزش ندیده‌اند، یا لایهٔ پنهان بدون تابع ناخطی آموزش دیده است.",
            ),
        ],
    )
