"""hw14: how answers are judged."""

import numpy as np
from hypothesis import strategies as st

from datasets.ecg import beats
from solutions import hw14_recurrent_networks as solution
from tamrin import (
    Targets,
    call,
    choice,
    example,
    function,
    grades,
    law,
    measure,
    measured,
    on_real_data,
    part,
    requirement,
    requires,
    say,
    trained,
    trap,
    value,
)
from tamrin.strategies import arrays

TARGETS = Targets(__file__)

BIAS_MISSING = ("The bias has no effect.", "بایاس اثری ندارد.")
INPUT_IGNORED = (
    "The input has no effect: a cell that does not see its input computes the same states for every sequence.",
    "ورودی اثری ندارد: سلولی که ورودی را نمی‌بیند برای هر دنباله‌ای همان حالت‌ها را حساب می‌کند.",
)
STATE_IGNORED = (
    "The previous state has no effect, so nothing is remembered.",
    "حالت پیشین اثری ندارد، پس چیزی به یاد نمی‌ماند.",
)


@st.composite
def rnn_steps(draw):
    """Inputs, states and weights of different sizes."""
    n, features, units = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(2, 3))
    shapes = [(n, features), (n, units), (features, units), (units, units), (units,)]
    return call(*(draw(arrays(shape, -1, 1)) for shape in shapes))


def state_transposed(x, h, W, U, b):
    """Misconception: the recurrent weights from the other side."""
    return np.tanh(x @ W + h @ U.T + b)


@grades("rnn_step")
def rnn_step():
    """One step against the formula."""
    zero = np.zeros((1, 1))
    return function(
        "rnn_step",
        solution.rnn_step,
        cases=rnn_steps(),
        examples=[
            example(
                call(
                    np.array([[1.0, 2.0]]),
                    np.array([[3.0]]),
                    np.array([[0.5], [-1.0]]),
                    np.array([[1.0]]),
                    np.array([-1.0]),
                ),
                np.array([[np.tanh(0.5)]]),
            ),
            example(call(zero + 2, zero + 1, zero - 1, zero + 2, np.zeros(1)), zero),
        ],
        laws=[
            law(
                say("samples do not act on each other", "نمونه‌ها بر هم اثر ندارند"),
                rnn_steps(),
                lambda f, x, h, W, U, b: (f(x[::-1], h[::-1], W, U, b)[::-1], f(x, h, W, U, b)),
            )
        ],
        traps=[
            trap("bias_missing", lambda x, h, W, U, b: np.tanh(x @ W + h @ U), *BIAS_MISSING),
            trap(
                "activation_missing",
                lambda x, h, W, U, b: x @ W + h @ U + b,
                "The activation is missing: without it the network is linear.",
                "تابع فعال‌سازی جا افتاده است: بدون آن شبکه خطی است.",
            ),
            trap("input_ignored", lambda x, h, W, U, b: np.tanh(h @ U + b) + 0 * (x @ W), *INPUT_IGNORED),
            trap("state_ignored", lambda x, h, W, U, b: np.tanh(x @ W + b), *STATE_IGNORED),
            trap(
                "recurrent_transposed",
                state_transposed,
                "The recurrent weights are transposed: states are rows and are multiplied from the left.",
                "وزن‌های بازگشتی ترانهاده شده‌اند: حالت‌ها سطرند و از چپ ضرب می‌شوند.",
            ),
            trap(
                "bias_outside",
                lambda x, h, W, U, b: np.tanh(x @ W + h @ U) + b,
                "The bias is added after the activation. It belongs inside.",
                "بایاس پس از تابع فعال‌سازی افزوده شده است. جای آن درون تابع است.",
            ),
        ],
    )


@st.composite
def lstm_steps(draw):
    """Inputs, both states and weights of different sizes."""
    n, features, units = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    shapes = [(n, features), (n, units), (n, units), (features, 4 * units), (units, 4 * units), (4 * units,)]
    return call(*(draw(arrays(shape, -2, 2)) for shape in shapes))


def lstm_like(order=(0, 1, 2, 3), candidate=np.tanh, shown=np.tanh, sees_input=True, remembers=True, bias=True):
    """An LSTM step in which one thing is wrong; `order` says where i, f, the candidate and o are looked for."""

    def step(x, h, c, W, U, b):
        z = sees_input * (x @ W) + remembers * (h @ U) + bias * b
        blocks = np.split(z, 4, axis=1)
        i, f, g, o = (blocks[k] for k in order)
        new = solution.sigmoid(f) * c + solution.sigmoid(i) * candidate(g)
        return solution.sigmoid(o) * shown(new), new

    return step


def coupled(x, h, c, W, U, b):
    """Misconception: i and f add up to one, as in a GRU."""
    i, _, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    new = (1 - solution.sigmoid(i)) * c + solution.sigmoid(i) * np.tanh(g)
    return solution.sigmoid(o) * np.tanh(new), new


def without_forgetting(x, h, c, W, U, b):
    """Misconception: the cell state is only added to."""
    i, _, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    new = c + solution.sigmoid(i) * np.tanh(g)
    return solution.sigmoid(o) * np.tanh(new), new


def old_state_shown(x, h, c, W, U, b):
    """Misconception: h is read off the old cell state."""
    _, new = solution.lstm_step(x, h, c, W, U, b)
    o = np.split(x @ W + h @ U + b, 4, axis=1)[3]
    return solution.sigmoid(o) * np.tanh(c), new


def without_gates(lstm_step, x, h, c, W, U, b):
    """With wide open f and closed i the cell state stays; with o open, h is its tanh."""
    units = h.shape[1]
    gates = np.repeat([-60.0, 60.0, 0.0, 60.0], units)
    return lstm_step(x, h, c, W * 0.25, U * 0.25, gates), (np.tanh(c), c)


@grades("lstm_step")
def lstm_step():
    """One step against the equations, with the gates in the order of Keras."""
    one = np.ones((1, 1))
    by_hand = np.array([np.log(3.0), -np.log(3.0), np.log(2.0), 0.0])
    return function(
        "lstm_step",
        solution.lstm_step,
        cases=lstm_steps(),
        examples=[
            example(
                call(5 * one, one, 2 * one, np.zeros((1, 4)), np.zeros((1, 4)), np.zeros(4)),
                (np.array([[np.tanh(1.0) / 2]]), one),
            ),
            example(
                call(one, one, 4 * one, np.zeros((1, 4)), np.zeros((1, 4)), by_hand),
                (np.array([[np.tanh(1.45) / 2]]), np.array([[1.45]])),
            ),
        ],
        laws=[
            law(
                say(
                    "a closed input gate and an open forget gate keep the cell state",
                    "دروازهٔ ورودی بسته و دروازهٔ فراموشی باز حالت سلول را نگه می‌دارند",
                ),
                lstm_steps(),
                without_gates,
            )
        ],
        traps=[
            trap("lstm_gates_without_input", lstm_like(sees_input=False), *INPUT_IGNORED),
            trap("state_ignored", lstm_like(remembers=False), *STATE_IGNORED),
            trap("bias_missing", lstm_like(bias=False), *BIAS_MISSING),
            trap(
                "order_of_gates",
                lstm_like(order=(0, 1, 3, 2)),
                "The last two blocks are exchanged: the candidate stands before the output gate.",
                "دو بلوک آخر جابه‌جا هستند: نامزد حالت پیش از دروازهٔ خروجی می‌آید.",
            ),
            trap(
                "input_and_forget_exchanged",
                lstm_like(order=(1, 0, 2, 3)),
                "Input gate and forget gate are exchanged: the forget gate says what is kept of the old cell state.",
                "دروازهٔ ورودی و دروازهٔ فراموشی جابه‌جا هستند: دروازهٔ فراموشی می‌گوید از حالت پیشین سلول چه می‌ماند.",
            ),
            trap(
                "candidate_through_sigmoid",
                lstm_like(candidate=solution.sigmoid),
                "The candidate passed through a sigmoid, so the cell state could only grow. It needs both signs.",
                "نامزد حالت از سیگموئید گذشته است و حالت سلول تنها می‌تواند بزرگ‌تر شود. هر دو علامت لازم است.",
            ),
            trap(
                "cell_not_squashed",
                lstm_like(shown=lambda c: c),
                "The cell state was shown as it is. On its way to h it passes through the tanh.",
                "حالت سلول همان‌گونه که هست نشان داده شده است. در راه به h از tanh می‌گذرد.",
            ),
            trap(
                "forget_gate_missing",
                without_forgetting,
                "Nothing is forgotten: the old cell state is not multiplied by its gate.",
                "چیزی فراموش نمی‌شود: حالت پیشین سلول در دروازهٔ خود ضرب نشده است.",
            ),
            trap(
                "gates_coupled",
                coupled,
                "The forget gate was taken as one minus the input gate. An LSTM has weights for each of them.",
                "دروازهٔ فراموشی یک منهای دروازهٔ ورودی گرفته شده است. در LSTM هر کدام وزن‌های خود را دارد.",
            ),
            trap(
                "old_cell_shown",
                old_state_shown,
                "The new h was read off the old cell state. Update the cell state first.",
                "h تازه از حالت پیشین سلول خوانده شده است. نخست حالت سلول را به‌روز کنید.",
            ),
            trap(
                "order_of_results",
                lambda x, h, c, W, U, b: solution.lstm_step(x, h, c, W, U, b)[::-1],
                "The results are exchanged: h comes first, then c.",
                "نتیجه‌ها جابه‌جا هستند: نخست h و سپس c.",
            ),
        ],
    )


@st.composite
def sequences(draw):
    """One to four steps, two or three units, no two sizes alike by default; a cotangent for every state."""
    length, features, units = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(2, 3))
    shapes = [(length, features), (units,), (features, units), (units, units), (units,), (length, units)]
    return call(*(draw(arrays(shape, -1, 1)) for shape in shapes))


def bptt_like(slope=True, through_time=True, transposed=True, before=True, first=True, all_losses=True):
    """Backpropagation through time in which one thing is wrong."""

    def backward(x, h0, W, U, b, dh):
        states = [h0]
        for row in x:
            states.append(np.tanh(row @ W + states[-1] @ U + b))
        old, new = np.array(states[:-1]), np.array(states[1:])
        if not first:
            old[0] = 0
        a, later = np.zeros_like(new), np.zeros_like(h0)
        for t in range(len(x) - 1, -1, -1):
            own = dh[t] if all_losses or t == len(x) - 1 else np.zeros_like(h0)
            a[t] = (own + later) * (1 - new[t] ** 2 if slope else 1)
            later = (a[t] @ (U.T if transposed else U)) * through_time
        return x.T @ a, (old if before else new).T @ a, a.sum(axis=0), a @ W.T

    return backward


def only_last_step(x, h0, W, U, b, dh):
    """Misconception: the weights' gradients are those of the last step, not summed over time."""
    *_, dx = solution.bptt(x, h0, W, U, b, dh)
    states = [h0]
    for row in x:
        states.append(np.tanh(row @ W + states[-1] @ U + b))
    a = dh[-1] * (1 - states[-1] ** 2)
    return np.outer(x[-1], a), np.outer(states[-2], a), a, dx


def mean_over_time(x, h0, W, U, b, dh):
    """Misconception: gradients of the weights are averaged over time."""
    dW, dU, db, dx = solution.bptt(x, h0, W, U, b, dh)
    return dW / len(x), dU / len(x), db / len(x), dx


@grades("bptt")
def bptt():
    """Gradients of a random functional of all states."""
    one = np.ones((1, 1))
    return function(
        "bptt",
        solution.bptt,
        cases=sequences(),
        rtol=1e-6,
        examples=[
            example(
                call(one, np.array([0.5]), 0 * one, 0 * one, np.zeros(1), 2 * one),
                (2 * one, one, np.array([2.0]), 0 * one),
            ),
            example(
                call(np.array([[1.0], [4.0]]), np.zeros(1), 0 * one, 3 * one, np.zeros(1), np.array([[2.0], [1.0]])),
                (9 * one, 0 * one, np.array([6.0]), np.zeros((2, 1))),
            ),
        ],
        laws=[
            law(
                say("gradients are linear in dh", "گرادیان نسبت به dh خطی است"),
                sequences(),
                lambda f, x, h0, W, U, b, dh: (
                    f(x, h0, W, U, b, -3 * dh),
                    tuple(-3 * each for each in f(x, h0, W, U, b, dh)),
                ),
            )
        ],
        traps=[
            trap(
                "bptt_missing_phi_prime",
                bptt_like(slope=False),
                "The slope of the activation is missing. Each step of the chain rule has it as a factor.",
                "شیب تابع فعال‌سازی جا افتاده است. در هر گام قاعدهٔ زنجیری یک عامل است.",
            ),
            trap(
                "bptt_missing_sum",
                only_last_step,
                "The weights act at every time step, so their gradient is a sum over all of them.",
                "وزن‌ها در همهٔ گام‌ها به کار رفته‌اند، پس گرادیانشان جمعی روی همهٔ گام‌هاست.",
            ),
            trap(
                "not_through_time",
                bptt_like(through_time=False),
                "The loss acts on a state also through the states that follow it. That part is missing.",
                "هزینه از راه حالت‌های بعدی هم به هر حالت بستگی دارد. آن بخش جا افتاده است.",
            ),
            trap(
                "recurrent_not_transposed",
                bptt_like(transposed=False),
                "On the way back the recurrent weights are transposed.",
                "در راه بازگشت، وزن‌های بازگشتی ترانهاده می‌شوند.",
            ),
            trap(
                "state_after_instead_of_before",
                bptt_like(before=False),
                "The recurrent weights multiply the state before the step, not the one after it.",
                "وزن‌های بازگشتی در حالتِ پیش از گام ضرب می‌شوند، نه حالت پس از آن.",
            ),
            trap(
                "first_state_ignored",
                bptt_like(first=False),
                "The first step has a state before it, too: the one that is handed over.",
                "گام نخست هم حالتی پیش از خود دارد: همان که به تابع داده می‌شود.",
            ),
            trap(
                "only_last_loss",
                bptt_like(all_losses=False),
                "Only the derivative by the last state was used. The loss depends on all of them.",
                "تنها مشتق نسبت به آخرین حالت به کار رفته است. هزینه به همهٔ آن‌ها بستگی دارد.",
            ),
            trap(
                "mean_over_time",
                mean_over_time,
                "The gradients were averaged over time. They add up.",
                "از گرادیان‌ها روی زمان میانگین گرفته شده است. آن‌ها جمع می‌شوند.",
            ),
        ],
    )


@st.composite
def recurrent_weights(draw):
    """A square matrix and a number of steps."""
    units = draw(st.integers(1, 3))
    return call(draw(arrays((units, units), -2, 2)), draw(st.integers(1, 5)))


@grades("gradient_norms")
def gradient_norms():
    """Norms of matrix powers."""
    nilpotent = np.array([[0.0, 2.0], [0.0, 0.0]])
    return function(
        "gradient_norms",
        solution.gradient_norms,
        cases=recurrent_weights(),
        examples=[
            example(call(nilpotent, 2), np.array([2.0, 0.0])),
            example(call(np.array([[-0.5]]), 3), np.array([0.5, 0.25, 0.125])),
            example(call(np.array([[3.0, 0.0], [0.0, 2.0]]), 2), np.array([3.0, 9.0])),
        ],
        laws=[
            law(
                say("norms of 2U", "نرم‌های 2U"),
                recurrent_weights(),
                lambda f, U, T: (f(2 * U, T), f(U, T) * 2.0 ** np.arange(1, T + 1)),
            )
        ],
        traps=[
            trap(
                "power_of_the_norm",
                lambda U, T: np.linalg.norm(U, 2) ** np.arange(1, T + 1),
                "The norm was raised to a power. Multiply the matrices first, then take the norm.",
                "نرم به توان رسیده است. نخست ماتریس‌ها را در هم ضرب کنید و سپس نرم بگیرید.",
            ),
            trap(
                "spectral_radius",
                lambda U, T: np.max(np.abs(np.linalg.eigvals(U))) ** np.arange(1, T + 1),
                "Eigenvalues say what happens after many steps; the norm is a singular value.",
                "مقدارهای ویژه می‌گویند پس از گام‌های بسیار چه می‌شود؛ نرم طیفی یک مقدار تکین است.",
            ),
            trap(
                "frobenius_norm",
                lambda U, T: np.array([np.linalg.norm(np.linalg.matrix_power(U, k)) for k in range(1, T + 1)]),
                "This is the Frobenius norm, the root of all squared entries.",
                "این نرم فروبنیوس است، یعنی ریشهٔ جمع مربع همهٔ درایه‌ها.",
            ),
            trap(
                "starts_with_no_step",
                lambda U, T: np.array([np.linalg.norm(np.linalg.matrix_power(U, k), 2) for k in range(T)]),
                "The first entry belongs to one step, not to none.",
                "نخستین درایه از آنِ یک گام است، نه صفر گام.",
            ),
            trap(
                "powers_of_entries",
                lambda U, T: np.array([np.linalg.norm(U**k, 2) for k in range(1, T + 1)]),
                "Each entry was raised to a power. The chain rule multiplies matrices.",
                "هر درایه جداگانه به توان رسیده است. قاعدهٔ زنجیری ماتریس‌ها را در هم ضرب می‌کند.",
            ),
            trap(
                "max_norm",
                lambda U, T: np.array([np.abs(np.linalg.matrix_power(U, k)).max() for k in range(1, T + 1)]),
                "This is the largest entry, not the largest singular value.",
                "این بزرگ‌ترین درایه است، نه بزرگ‌ترین مقدار تکین.",
            ),
        ],
    )


@grades("repeated_factor")
def repeated_factor():
    """What is multiplied once per step."""
    return choice(
        "repeated_factor",
        solution.repeated_factor(),
        {
            "error_is_repeated_factor": say(
                "The error enters the chain rule once. What stands in it once for every step?",
                "خطا یک بار در قاعدهٔ زنجیری می‌آید. چه چیزی برای هر گام یک بار می‌آید؟",
            ),
            "learning_rate": say(
                "The learning rate multiplies a gradient that is finished. Look at how the gradient is made.",
                "نرخ یادگیری در گرادیانی ضرب می‌شود که آماده است. ببینید خود گرادیان چگونه ساخته می‌شود.",
            ),
            "inputs_multiplied": say(
                "Inputs are added to the state step by step; they are not multiplied by each other.",
                "ورودی‌ها گام به گام به حالت افزوده می‌شوند و در هم ضرب نمی‌شوند.",
            ),
            "activation_value": say(
                "The chain rule has slopes in it, not values.",
                "در قاعدهٔ زنجیری شیب می‌آید، نه مقدار.",
            ),
        },
    )


@grades("lstm_limits")
def lstm_limits():
    """Fading and exploding are two things."""
    return choice(
        "lstm_limits",
        solution.lstm_limits(),
        {
            "lstm_solves_exploding": say(
                "The gates bound one way through the cell. Other ways lead through the weights, which are not bounded.",
                "دروازه‌ها یک راه را در سلول کران‌دار می‌کنند. راه‌های دیگر از وزن‌ها می‌گذرند که کران ندارند.",
            ),
            "lstm_gates_without_input": say(
                "Gates that did not see the input would open and close in the same way for every sequence.",
                "دروازه‌هایی که ورودی را نبینند برای هر دنباله‌ای یکسان باز و بسته می‌شوند.",
            ),
            "no_backpropagation_through_time": say(
                "The weights are the same for all sequences; what is remembered of one of them is in the state.",
                "وزن‌ها برای همهٔ دنباله‌ها یکی است؛ آنچه از یک دنباله به یاد می‌ماند در حالت است.",
            ),
            "relu_instead": say(
                "The LSTM has tanh and sigmoids. Look at how the cell state is updated.",
                "LSTM هم tanh دارد و هم سیگموئید. ببینید حالت سلول چگونه به‌روز می‌شود.",
            ),
        },
    )


@grades("cell_counts")
def cell_counts(units, window):
    """Parameters, state size, steps."""
    right = solution.cell_counts(units, window)
    block, dense = units * (1 + units) + units, units + 1
    return [
        value(
            "ecg_params",
            right["ecg_params"],
            weight=2.0,
            traps=[
                trap(
                    "lstm_three_gates",
                    3 * block + dense,
                    "The LSTM has a fourth block of weights beside its three gates: the candidate.",
                    "LSTM جز سه دروازه بلوک چهارمی از وزن‌ها دارد: نامزد حالت.",
                ),
                trap(
                    "lstm_double_bias",
                    4 * (block + units) + dense,
                    "Keras has one bias vector for input and state together.",
                    "Keras برای ورودی و حالت با هم یک بردار بایاس دارد.",
                ),
                trap(
                    "one_block",
                    block + dense,
                    "This is a simple recurrent layer. Each gate of an LSTM has weights of its own.",
                    "این یک لایهٔ بازگشتی ساده است. هر دروازهٔ LSTM وزن‌های خود را دارد.",
                ),
                trap(
                    "dense_forgotten",
                    4 * block,
                    "The last layer is missing.",
                    "لایهٔ آخر به حساب نیامده است.",
                ),
                trap(
                    "forgot_bias",
                    4 * units * (1 + units) + units,
                    "The biases are missing.",
                    "بایاس‌ها شمرده نشده‌اند.",
                ),
                trap(
                    "length_as_features",
                    4 * (units * (window + units) + units) + dense,
                    "The length of the sequence was taken for the number of features. The cell sees one sample at a time.",
                    "طول دنباله به جای شمار ویژگی‌ها گرفته شده است. سلول هر بار یک نمونه می‌بیند.",
                ),
            ],
        ),
        value(
            "lstm_state_size",
            right["lstm_state_size"],
            traps=[
                trap(
                    "timesteps_are_units",
                    window,
                    "The state is not a list of time steps: its size was chosen with the layer.",
                    "حالت فهرستی از گام‌های زمانی نیست: اندازه‌اش با خود لایه برگزیده شده است.",
                ),
                trap(
                    "all_gates_counted",
                    4 * units,
                    "Gates are not part of the state; they only act on it.",
                    "دروازه‌ها بخشی از حالت نیستند؛ تنها بر آن اثر می‌کنند.",
                ),
                trap(
                    "both_states_counted",
                    2 * units,
                    "The cell state was counted as well. Only h is asked for.",
                    "حالت سلول هم شمرده شده است. تنها h خواسته شده.",
                ),
            ],
        ),
        value(
            "time_steps",
            right["time_steps"],
            traps=[
                trap(
                    "units_are_timesteps",
                    units,
                    "This is the size of the state. The number of steps is a matter of the input.",
                    "این اندازهٔ حالت است. شمار گام‌ها به ورودی بستگی دارد.",
                ),
                trap(
                    "one_step",
                    1,
                    "The cell is applied anew to every sample of a beat.",
                    "سلول برای هر نمونهٔ ضربان دوباره به کار می‌رود.",
                ),
            ],
        ),
    ]


@st.composite
def tables(draw):
    """One to four beats of two to four samples."""
    return call(draw(arrays((draw(st.integers(1, 4)), draw(st.integers(3, 5))), -9, 9)))


@st.composite
def dirty_beats(draw):
    """Beats of which the second lacks a sample, the third has none, the fourth no label; the others are drawn."""
    n, length = draw(st.integers(5, 7)), draw(st.integers(2, 4))
    X, y = draw(arrays((n, length, 1), -9, 9)), draw(arrays((n, 1), 0, 4))
    bad = [np.nan, np.inf, -np.inf]
    X[1, draw(st.integers(0, length - 1))] = draw(st.sampled_from(bad))
    X[2] = draw(st.sampled_from(bad))
    y[3] = draw(st.sampled_from(bad))
    order = draw(st.permutations(range(n)))
    return call(X[order], y[order])


def filled_with_zeros(X, y):
    """Misconception: what is missing becomes zero."""
    return (np.nan_to_num(part, nan=0.0, posinf=0.0, neginf=0.0) for part in (X, y))


def label_filled(X, y):
    """Misconception: a missing label becomes class 0."""
    good = np.isfinite(X).all(axis=(1, 2))
    return X[good], np.where(np.isfinite(y), y, 0.0)[good]


def keeps_labels(X, y):
    """Misconception: the labels are cleaned by themselves."""
    good, fine = np.isfinite(X).all(axis=(1, 2)), np.isfinite(y).all(axis=1)
    return X[good], y[fine]


@grades("ecg_shapes")
def ecg_shapes():
    """A table becomes sequences; what is not finite goes."""
    right = solution.ecg_shapes()
    X = np.array([[[1.0], [2.0]], [[np.nan], [4.0]], [[5.0], [6.0]]])
    return [
        *function(
            "split_ecg",
            right["split_ecg"],
            cases=tables(),
            examples=[
                example(
                    call(np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 1.0]])),
                    (np.array([[[1.0], [2.0]], [[3.0], [4.0]]]), np.array([[0.0], [1.0]])),
                )
            ],
            traps=[
                trap(
                    "label_among_samples",
                    lambda table: (table[:, :, None], table[:, -1:]),
                    "The label is among the samples: a network that is shown it has nothing to learn.",
                    "برچسب میان نمونه‌ها مانده است: شبکه‌ای که آن را ببیند چیزی برای آموختن ندارد.",
                ),
                trap(
                    "label_first",
                    lambda table: (table[:, 1:, None], table[:, :1]),
                    "The label was looked for in the first column. It is in the last one.",
                    "برچسب در ستون نخست جست‌وجو شده است. جای آن ستون آخر است.",
                ),
                trap(
                    "no_feature_axis",
                    lambda table: (table[:, :-1], table[:, -1:]),
                    "The axis of features is missing: a sequence is (time, feature), also with one feature.",
                    "محور ویژگی‌ها جا افتاده است: دنباله (زمان، ویژگی) است، حتی با یک ویژگی.",
                ),
                trap(
                    "labels_flat",
                    lambda table: (table[:, :-1, None], table[:, -1]),
                    "The labels have one axis; a column is asked for.",
                    "برچسب‌ها یک محور دارند؛ یک ستون خواسته شده است.",
                ),
                trap(
                    "time_and_feature_exchanged",
                    lambda table: (table[:, None, :-1], table[:, -1:]),
                    "Time and feature are exchanged: this is one step with many features.",
                    "زمان و ویژگی جابه‌جا هستند: این یک گام با ویژگی‌های بسیار است.",
                ),
            ],
        ),
        *function(
            "clean",
            right["clean"],
            cases=dirty_beats(),
            examples=[
                example(
                    call(X, np.array([[0.0], [1.0], [1.0]])),
                    (np.array([[[1.0], [2.0]], [[5.0], [6.0]]]), np.array([[0.0], [1.0]])),
                ),
                example(call(X[::2], np.array([[np.inf], [1.0]])), (X[2:], np.array([[1.0]]))),
            ],
            traps=[
                trap(
                    "filled_with_zeros",
                    lambda X, y: tuple(filled_with_zeros(X, y)),
                    "What was missing became zero, and with it a label or a heartbeat that nobody recorded. Leave such beats out.",
                    "جای مقدارهای گمشده صفر آمده و برچسب یا ضربانی ساخته شده که کسی ضبط نکرده است. این ضربان‌ها را کنار بگذارید.",
                ),
                trap(
                    "missing_label_is_normal",
                    label_filled,
                    "A beat without a label was counted as one of class zero. Leave it out.",
                    "ضربان بدون برچسب از دستهٔ صفر شمرده شده است. آن را کنار بگذارید.",
                ),
                trap(
                    "rows_and_labels_apart",
                    keeps_labels,
                    "Beats and labels were cleaned separately and no longer belong together.",
                    "ضربان‌ها و برچسب‌ها جداگانه پاک شده‌اند و دیگر به هم تعلق ندارند.",
                ),
                trap(
                    "good_and_bad_exchanged",
                    lambda X, y: (
                        np.nan_to_num(X)[~np.isfinite(X).all(axis=(1, 2))],
                        np.nan_to_num(y)[~np.isfinite(X).all(axis=(1, 2))],
                    ),
                    "The beats that were kept are the damaged ones.",
                    "ضربان‌هایی که مانده‌اند همان خراب‌ها هستند.",
                ),
            ],
        ),
    ]


@st.composite
def labelled(draw):
    """Classes with multiples of four or eight rows, every other time sorted."""
    counts = draw(st.lists(st.integers(2, 5), min_size=2, max_size=3))
    names = draw(st.permutations([0, 1, 3, 7]))
    labels = np.concatenate([np.full(8 * count, name) for count, name in zip(counts, names, strict=False)])
    if draw(st.booleans()):
        labels = np.sort(labels)
    else:
        labels = np.random.RandomState(draw(st.integers(0, 99))).permutation(labels)
    return call(len(labels), labels, draw(st.sampled_from([0.25, 0.125, 0.375])), draw(st.integers(0, 50)))


def all_rows(received, right):
    """How many rows each part has, and which rows there are in all."""
    return tuple(
        (np.array([len(train), len(test)]), np.sort(np.concatenate([train, test]))) for train, test in (received, right)
    )


def held_out(test, labels):
    """How many rows of each class are held out."""
    return np.array([np.isin(np.flatnonzero(labels == label), test).sum() for label in np.unique(labels)])


def fair(split, n, labels, fraction, seed):
    """Whether each class has its share among the rows held out, and no row is in both parts."""
    train, test = (np.asarray(rows).ravel() for rows in split)
    wanted = np.array([fraction * np.sum(labels == label) for label in np.unique(labels)])
    return not np.isin(test, train).any() and np.array_equal(held_out(test, labels), wanted)


def is_block(split, n, last):
    """Whether the rows held out are the last ones, or the first."""
    test = np.sort(np.asarray(split[1]).ravel())
    return np.array_equal(test, np.arange(n - len(test), n) if last else np.arange(len(test)))


@grades("holdout")
def holdout():
    """Exactly once each, every class in its share, drawn at random."""
    halves = np.repeat([0, 1], [40, 24])
    mixed = np.random.RandomState(3).permutation(np.repeat([5, 2, 9], [16, 48, 24]))
    calls = (call(64, halves, 0.25, 1), call(88, mixed, 0.125, 2), call(64, halves, 0.125, 3))
    large = labelled()
    return [
        *function(
            "holdout",
            solution.holdout,
            cases=labelled(),
            alike=all_rows,
            count=20,
            examples=[
                example(
                    call(8, np.repeat([0, 1], 4), 0.25, 0),
                    (np.array([0, 1, 2, 4, 5, 6]), np.array([3, 7])),
                )
            ],
            laws=[
                law(
                    say("the same seed, the same division", "seed یکسان، بخش‌بندی یکسان"),
                    large,
                    lambda f, n, labels, fraction, seed: (
                        np.sort(f(n, labels, fraction, seed)[1]) + 1,
                        np.sort(f(n, labels, fraction, seed)[1]) + 1,
                    ),
                ),
                law(
                    say("another seed, another division", "seed دیگر، بخش‌بندی دیگر"),
                    st.just(call(64, halves, 0.25, 4)) | st.just(call(88, mixed, 0.25, 11)),
                    lambda f, n, labels, fraction, seed: (
                        len({str(np.sort(f(n, labels, fraction, seed + k)[1])) for k in range(3)}),
                        3,
                    ),
                ),
            ],
            traps=[
                trap(
                    "parts_exchanged",
                    lambda n, labels, fraction, seed: solution.holdout(n, labels, fraction, seed)[::-1],
                    "The two parts are exchanged: the rows to train on come first.",
                    "دو بخش جابه‌جا هستند: نخست سطرهای آموزش می‌آیند.",
                ),
            ],
        ),
        *requires(
            "holdout",
            solution.holdout,
            calls=calls,
            requirements=[
                requirement(
                    say("every class in its share", "هر دسته به سهم خود"),
                    fair,
                    say(
                        "The rows held out do not have the given fraction of every class.",
                        "سطرهای کنارگذاشته از هر دسته به نسبت داده‌شده سطر ندارند.",
                    ),
                    weight=3.0,
                )
            ],
            traps=[
                trap(
                    "validation_split_unshuffled",
                    lambda split, n, labels, fraction, seed: is_block(split, n, last=True),
                    "The last rows were held out. With sorted labels they are all of one class.",
                    "سطرهای آخر کنار گذاشته شده‌اند. با برچسب‌های مرتب همه از یک دسته‌اند.",
                ),
                trap(
                    "first_rows_held_out",
                    lambda split, n, labels, fraction, seed: is_block(split, n, last=False),
                    "The first rows were held out. With sorted labels they are all of one class.",
                    "سطرهای نخست کنار گذاشته شده‌اند. با برچسب‌های مرتب همه از یک دسته‌اند.",
                ),
                trap(
                    "rows_in_both_parts",
                    lambda split, n, labels, fraction, seed: np.isin(split[1], split[0]).all(),
                    "Rows that are held out are trained on as well.",
                    "سطرهای کنارگذاشته در آموزش هم به کار رفته‌اند.",
                ),
                trap(
                    "not_stratified",
                    lambda split, n, labels, fraction, seed: len(split[1]) == fraction * n,
                    "The rows were drawn from all classes together, so their shares are left to chance.",
                    "سطرها از همهٔ دسته‌ها با هم برداشته شده‌اند و سهم دسته‌ها به بخت وانهاده شده است.",
                ),
            ],
        ),
    ]


@grades("epoch_steps")
def epoch_steps(beats, share, batch):
    """Rows down, steps up."""
    right = solution.epoch_steps(beats, share, batch)
    rows = right["train_rows"]
    kept = beats - rows

    def steps_for(train_rows):
        if not batch < train_rows <= beats or train_rows % batch == 0:
            raise ValueError("rows that nobody has, or that leave open what becomes of the last batch")
        return -(-train_rows // batch)

    return [
        value(
            "train_rows",
            rows,
            traps=[
                trap(
                    "validation_rows",
                    kept,
                    "These are the rows that are kept aside.",
                    "این‌ها سطرهای کنارگذاشته‌اند.",
                ),
                trap(
                    "rounded_up",
                    rows + 1,
                    "Rows are rounded down.",
                    "شمار سطرها به پایین گرد می‌شود.",
                ),
                trap(
                    "all_rows",
                    beats,
                    "The rows that are kept aside are not trained on.",
                    "سطرهای کنارگذاشته در آموزش به کار نمی‌روند.",
                ),
            ],
        ),
        value(
            "epoch_steps",
            right["epoch_steps"],
            follows=steps_for,
            traps=[
                trap(
                    "last_batch_dropped",
                    rows // batch,
                    "The last batch is smaller than the others, but it is a step, too.",
                    "دستهٔ آخر کوچک‌تر از بقیه است، ولی آن هم یک گام است.",
                ),
                trap(
                    "steps_over_all_rows",
                    -(-beats // batch),
                    "These steps would go over all rows, also over those kept aside.",
                    "این گام‌ها همهٔ سطرها را می‌پیمایند، کنارگذاشته‌ها را هم.",
                ),
                trap(
                    "one_step_per_row",
                    rows,
                    "A step takes a batch of rows, not one.",
                    "هر گام یک دسته سطر برمی‌دارد، نه یک سطر.",
                ),
            ],
        ),
    ]


def hidden_beats():
    """600 beats of which students have none, and whether they are abnormal."""
    kinds = np.random.RandomState(8647).randint(0, 8, 600)
    kinds[kinds > 4] = 0
    return beats(kinds, 86028121)[..., None], kinds > 0


UNSEEN, ABNORMAL = hidden_beats()


def called_abnormal(model):
    """Which of the hidden beats the model takes for abnormal (600,)."""
    return model.predict(UNSEEN).reshape(len(UNSEEN)) > 0.5


def balanced_accuracy(model):
    """The mean of the shares of normal and of abnormal beats that are recognised."""
    said = called_abnormal(model)
    return (said[ABNORMAL].mean() + (~said)[~ABNORMAL].mean()) / 2


@on_real_data("ecg_classifier", "ecg5000")
def on_test_beats(data, model):
    """Accuracy on the 1,000 beats kept for the test."""
    from datasets import load

    test = load(data, "full")
    abnormal = model.predict(test["x_test"][..., None]).reshape(-1) > 0.5
    return {"accuracy": np.mean(abnormal == test["y_test"])}


def is_recurrent(model):
    """Whether a layer of the network is recurrent."""
    return any(kind in ("LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional") for kind, _ in model.network.layers)


@grades("ecg_classifier")
def ecg_classifier():
    """Balanced accuracy on beats that students do not have."""
    return trained(
        part("build_ecg_classifier", solution.build_ecg_classifier, call(), "ecg.weights.h5"),
        most_parameters=30_000,
        measures=[
            measure(
                say("balanced accuracy", "دقت متوازن"),
                balanced_accuracy,
                target=TARGETS("ecg_classifier", "balanced accuracy"),
                floor=0.5,
                weight=11.0,
            )
        ],
        requirements=[
            requirement(
                say("a recurrent layer", "لایهٔ بازگشتی"),
                is_recurrent,
                say("The network has no recurrent layer.", "شبکه لایهٔ بازگشتی ندارد."),
            ),
            requirement(
                say("one probability per beat", "یک احتمال برای هر ضربان"),
                lambda model: (
                    model.predict(UNSEEN[:7]).shape == (7, 1)
                    and np.all(np.abs(model.predict(30 * UNSEEN[:7]) - 0.5) <= 0.5)
                ),
                say(
                    "The output is not one number between 0 and 1 for each beat.",
                    "خروجی برای هر ضربان یک عدد میان ۰ و ۱ نیست.",
                ),
            ),
        ],
        traps=[
            trap(
                "constant",
                lambda model: called_abnormal(model).sum() in (0, len(UNSEEN)),
                "All beats get the same answer. Was the model fitted, and are these the weights after the training?",
                "پاسخ برای همهٔ ضربان‌ها یکی است. آیا مدل آموزش دیده و این‌ها وزن‌های پس از آموزش‌اند؟",
            ),
            trap(
                "labels_inverted",
                lambda model: balanced_accuracy(model) < 0.3,
                "Normal beats are called abnormal and abnormal ones normal: the labels were exchanged.",
                "ضربان‌های سالم ناسالم خوانده می‌شوند و ناسالم‌ها سالم: برچسب‌ها جابه‌جا شده‌اند.",
            ),
        ],
    )


@grades("training_log")
def training_log():
    """What is wrong with the log."""
    return choice(
        "training_log",
        solution.training_log(),
        {
            "validation_split_unshuffled": say(
                "Keras takes the rows for validation before it shuffles. Which rows are these in a sorted table?",
                "Keras سطرهای اعتبارسنجی را پیش از بُر زدن برمی‌دارد. در جدول مرتب این‌ها کدام سطرها هستند؟",
            ),
            "more_test_data_cures_overfit": say(
                "More rows to validate on leave fewer to train on; they measure overfitting and do not cure it.",
                "سطرهای بیشتر برای اعتبارسنجی یعنی سطرهای کمتر برای آموزش؛ بیش‌برازش را می‌سنجند و درمان نمی‌کنند.",
            ),
            "nan_ignored": say(
                "Where does NaN come from, and on which side of the threshold does it fall?",
                "NaN از کجا می‌آید و در کدام سوی آستانه می‌افتد؟",
            ),
            "refit_without_reset": say(
                "The line belongs to the second call. From which weights did that one begin?",
                "این سطر از فراخوانی دوم است. آن از کدام وزن‌ها آغاز شده است؟",
            ),
        },
    )


@st.composite
def forecasts(draw):
    """Targets that are not constant, and predictions for them."""
    n = draw(st.integers(2, 6))
    y, p = draw(arrays((n,), -9, 9)), draw(arrays((n,), -9, 9))
    y[0] = y[1] + draw(st.sampled_from([1.0, -2.5, 4.0]))
    p[0] = p[1] + draw(st.sampled_from([-1.0, 2.5, 7.0]))  # neither is constant, so that exchanging them is defined
    return call(y, p)


def about_zero(y_true, y_pred):
    """Misconception: squares of the targets, not of their deviations."""
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum(y_true**2)


@grades("r_squared")
def r_squared():
    """The formula, and what it does not change under."""
    right = solution.r_squared
    y = np.array([1.0, 2.0, 6.0])
    return function(
        "r_squared",
        right,
        cases=forecasts(),
        examples=[
            example(call(y, np.array([1.0, 3.0, 5.0])), 1 - 2 / 14),
            example(call(y, np.array([3.0, 3.0, 3.0])), 0.0),
            example(call(y, y - 10.0), 1 - 300 / 14),
        ],
        laws=[
            law(
                say("units and origin do not matter", "یکا و مبدأ اثری ندارند"),
                forecasts(),
                lambda f, y, p: (f(3 - 2 * y, 3 - 2 * p), f(y, p)),
            )
        ],
        traps=[
            trap(
                "r2_args_swapped",
                lambda y_true, y_pred: right(y_pred, y_true),
                "Targets and predictions are exchanged: the variance is that of the targets.",
                "هدف‌ها و پیش‌بینی‌ها جابه‌جا هستند: واریانس از آنِ هدف‌هاست.",
            ),
            trap(
                "r2_cannot_be_negative",
                lambda y_true, y_pred: max(0.0, right(y_true, y_pred)),
                "Negative values were cut off. They say that the mean would be a better forecast.",
                "مقدارهای منفی بریده شده‌اند. آن‌ها می‌گویند میانگین پیش‌بینی بهتری می‌بود.",
            ),
            trap(
                "share_not_explained",
                lambda y_true, y_pred: 1 - right(y_true, y_pred),
                "This is the share that is not explained.",
                "این سهمی است که توضیح داده نشده است.",
            ),
            trap(
                "about_zero",
                about_zero,
                "The denominator is the variation about the mean, not about zero.",
                "مخرج، تغییرات پیرامون میانگین است، نه پیرامون صفر.",
            ),
            trap(
                "explained_variation",
                lambda y_true, y_pred: np.sum((y_pred - y_true.mean()) ** 2) / np.sum((y_true - y_true.mean()) ** 2),
                "This is the variation of the predictions. It agrees with R² for least squares only.",
                "این تغییرات پیش‌بینی‌هاست. تنها برای کمترین مربعات با R² برابر است.",
            ),
            trap(
                "mse_without_variance",
                lambda y_true, y_pred: 1 - np.mean((y_true - y_pred) ** 2),
                "The squared error was not divided by the variance, so the number depends on the unit.",
                "خطای مربعی بر واریانس تقسیم نشده و عدد به یکا بستگی دارد.",
            ),
            trap(
                "squared_correlation",
                lambda y_true, y_pred: np.corrcoef(y_true, y_pred)[0, 1] ** 2,
                "This is the squared correlation, which does not see a shift or another unit.",
                "این مربع همبستگی است که جابه‌جایی یا یکای دیگر را نمی‌بیند.",
            ),
        ],
    )


@grades("negative_r2")
def negative_r2():
    """What a value far below zero says."""
    return choice(
        "negative_r2",
        solution.negative_r2(),
        {
            "r2_cannot_be_negative": say(
                "It is one minus a quotient, and the quotient may be as large as it likes.",
                "یک منهای یک کسر است، و کسر می‌تواند هر اندازه بزرگ باشد.",
            ),
            "r2_args_swapped": say(
                "Exchanging them leaves the numerator as it is, and the sign with it.",
                "جابه‌جا کردن آن‌ها صورت کسر را تغییر نمی‌دهد و علامت هم به همان می‌ماند.",
            ),
            "r2_wrong_cause": say(
                "A shape that mixes time and features makes learning harder. How large would errors have to be for such a value?",
                "شکلی که زمان و ویژگی را در هم می‌کند آموختن را دشوارتر می‌کند. برای چنین مقداری خطاها باید چه اندازه باشند؟",
            ),
            "overfitting": say(
                "A network that has learned targets by heart still forecasts numbers of their size.",
                "شبکه‌ای که هدف‌ها را از بر کرده باز هم عددهایی به بزرگی آن‌ها پیش‌بینی می‌کند.",
            ),
        },
    )


def recording(rows, seed):
    """Load, temperature and voltage (rows, 3): a load that swings with a period of nine hours, and over the day."""
    rng = np.random.RandomState(seed)
    noise, swing = rng.standard_normal((rows + 100, 3)), np.zeros(rows + 100)
    for k in range(2, len(swing)):
        swing[k] = 2 * 0.94 * np.cos(2 * np.pi / 9) * swing[k - 1] - 0.94**2 * swing[k - 2] + noise[k, 0]
    hour = 2 * np.pi * (np.arange(rows + 100) / 24 + rng.uniform())
    load = 1000 + 6 * swing + 25 * np.sin(hour)
    temperature = 15 + 6 * np.sin(hour - 0.8) + 0.5 * noise[:, 1]
    return np.stack([load, temperature, 0.23 + 0.002 * noise[:, 2]], axis=1)[100:]


WINDOWS = 199


def forecast_problem(seed):
    """A call of `fit_forecaster`, and the loads that are to be forecast."""
    # Every window comes from a recording of its own, so that nothing in the others tells what comes after it.
    others = np.array([recording(17, 1000 * seed + k) for k in range(WINDOWS)])
    return call(recording(800, seed), seed, others[:, :16]), others[:, 16, 0]


PROBLEMS = [forecast_problem(seed) for seed in (1, 2)]


def loads(windows):
    """The loads in the hour after each window."""
    return next(y for one, y in PROBLEMS if np.array_equal(one.args[2], windows))


def forecast_r2(forecast, series, seed, windows):
    """R² of the forecast; what has not its form cannot be measured."""
    if np.shape(forecast) != (len(windows),):
        return say(
            "An array (N,) with one load for each window is asked for.",
            "آرایه‌ای با شکل (N,) با یک بار برای هر پنجره خواسته شده است.",
        )
    return solution.r_squared(loads(windows), np.asarray(forecast, dtype=float))


@grades("fix_pipeline")
def fix_pipeline():
    """R² of the repaired forecast on windows of other recordings."""
    return measured(
        "fit_forecaster",
        solution.fit_forecaster,
        calls=tuple(one for one, _ in PROBLEMS),
        measure=forecast_r2,
        title=say("R² on new windows", "ضریب تعیین R² روی پنجره‌های تازه"),
        target=0.85,
        floor=0.7,
        traps=[
            trap(
                "units_not_restored",
                lambda forecast, series, seed, windows: (
                    np.ptp(forecast) > 0
                    and abs(forecast.mean()) < 2
                    and np.corrcoef(forecast, loads(windows))[0, 1] > 0.7
                ),
                "The forecast follows the load, but in the scaled unit. Scale it back.",
                "پیش‌بینی بار را دنبال می‌کند، ولی در یکای مقیاس‌شده. آن را به یکای نخست برگردانید.",
            ),
            trap(
                "target_not_scaled",
                lambda forecast, series, seed, windows: abs(forecast.mean() - series[:, 0].mean()) > 100,
                "The forecasts are far from all loads, as if the network had not reached their size. What is the target's scale?",
                "پیش‌بینی‌ها از همهٔ بارها دورند، گویی شبکه به بزرگی آن‌ها نرسیده است. مقیاس هدف چیست؟",
            ),
            trap(
                "last_load_repeated",
                lambda forecast, series, seed, windows: np.abs(forecast - windows[:, -1, 0]).mean() < 1,
                "The forecast is the last load once more.",
                "پیش‌بینی همان آخرین بار است.",
            ),
            trap(
                "mean_forecast",
                lambda forecast, series, seed, windows: forecast.std() < 0.1 * series[:, 0].std(),
                "All forecasts are nearly the same number, whatever the window.",
                "همهٔ پیش‌بینی‌ها کمابیش یک عددند، پنجره هر چه باشد.",
            ),
        ],
    )


@grades("cnn_or_rnn")
def cnn_or_rnn():
    """Equivariance, sizes, parameters, parallel steps."""
    return choice(
        "cnn_or_rnn",
        solution.cnn_or_rnn(),
        {
            "cnn_rotation_invariant": say(
                "Turn an image by a right angle: the filters stay as they were.",
                "تصویر را به اندازهٔ یک قائمه بچرخانید: فیلترها همان‌اند که بودند.",
            ),
            "cnn_fixed_input_only": say(
                "A filter has as many weights on a large image as on a small one. Which layer does fix the size?",
                "فیلتر روی تصویر بزرگ همان‌قدر وزن دارد که روی تصویر کوچک. کدام لایه اندازه را ثابت می‌کند؟",
            ),
            "tbptt_parallelises": say(
                "A state is needed before the next one can be computed. What does truncation shorten?",
                "هر حالت باید پیش از حالت بعد حساب شود. بریدن چه چیزی را کوتاه می‌کند؟",
            ),
            "rnn_params_grow_with_length": say(
                "The same cell is applied at every step.",
                "در هر گام همان سلول به کار می‌رود.",
            ),
        },
    )
