"""hw09: how answers are judged."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from solutions import hw09_adaptive_filters as solution
from tamrin import (
    call,
    choice,
    example,
    function,
    grades,
    law,
    measured,
    requirement,
    requires,
    say,
    trap,
    value,
)
from tamrin.strategies import arrays


@st.composite
def signals(draw, largest=4, longest=8, low=-5, high=5):
    """A number of delays and a signal that fills the line at least once."""
    m = draw(st.integers(1, largest))
    return draw(arrays((draw(st.integers(m + 1, m + longest)),), low, high)), m


def one_sample_too_few(x, m):
    """Misconception: m delays are m samples."""
    return solution.tapped_delay(x, m - 1)


def oldest_first(x, m):
    """Misconception: the samples stand in the order in which they came."""
    P = solution.tapped_delay(x, m)
    return np.column_stack([P[:, -2::-1], P[:, -1:]])


def bias_missing(x, m):
    """Misconception: no column of ones."""
    return solution.tapped_delay(x, m)[:, :-1]


def bias_first(x, m):
    """Misconception: the column of ones comes first."""
    return np.roll(solution.tapped_delay(x, m), 1, axis=1)


def newest_row_first(x, m):
    """Misconception: time runs upward."""
    return solution.tapped_delay(x, m)[::-1]


def started_empty(x, m):
    """Misconception: the line is filled with zeros before the first sample, and every sample has a row."""
    return solution.tapped_delay(np.concatenate([np.zeros(m), x]), m)


def delay_transposed(x, m):
    """Misconception: time runs to the right."""
    return solution.tapped_delay(x, m).T


DELAY_COUNT = (
    "From x[k] to x[k − m] there are more than m samples: count both ends. And the bias needs an entry of its own.",
    "از x[k] تا x[k − m] بیش از m نمونه هست: هر دو سر را بشمارید. بایاس هم درایهٔ خودش را می‌خواهد.",
)
OLDEST_FIRST = (
    "The samples stand oldest first. The first entry of a row is the newest sample.",
    "نمونه‌ها از قدیم به جدید آمده‌اند. نخستین درایهٔ هر سطر تازه‌ترین نمونه است.",
)


@grades("tapped_delay")
def tapped_delay():
    """The matrix of delayed samples."""

    @st.composite
    def filters(draw):
        x, m = draw(signals())
        return call(x, m, draw(arrays((m + 2,), -3, 3)))

    def filtered(tapped_delay, x, m, w):
        return np.asarray(tapped_delay(x, m)) @ w, np.convolve(x, w[:-1], "valid") + w[-1]

    return function(
        "tapped_delay",
        solution.tapped_delay,
        cases=signals().map(lambda case: call(*case)),
        examples=[
            example(call(np.array([1.0, 2.0, 4.0, 7.0]), 2), np.array([[4.0, 2.0, 1.0, 1.0], [7.0, 4.0, 2.0, 1.0]])),
            example(call(np.array([3.0, -1.0, 0.5]), 1), np.array([[-1.0, 3.0, 1.0], [0.5, -1.0, 1.0]])),
        ],
        laws=[
            law(
                say("times weights it is a convolution plus a bias", "ضرب در وزن‌ها همان کانولوشن به‌اضافهٔ بایاس است"),
                filters(),
                filtered,
            )
        ],
        traps=[
            trap("delay_count_off_by_one", one_sample_too_few, *DELAY_COUNT),
            trap("oldest_first", oldest_first, *OLDEST_FIRST),
            trap(
                "bias_missing",
                bias_missing,
                "The column of ones for the bias is missing.",
                "ستون یک‌ها برای بایاس جا افتاده است.",
            ),
            trap(
                "bias_first",
                bias_first,
                "The column of ones stands in front. It belongs at the end.",
                "ستون یک‌ها در آغاز آمده است. جای آن در پایان است.",
            ),
            trap(
                "newest_row_first",
                newest_row_first,
                "The rows run backward in time. The first row is the first moment at which the line is full.",
                "سطرها وارونهٔ زمان‌اند. سطر نخست نخستین لحظه‌ای است که خط پر می‌شود.",
            ),
            trap(
                "started_empty",
                started_empty,
                "There is a row for every sample, with zeros for what came before. Only a full line has a row.",
                "هر نمونه سطری دارد و پیش از آغاز صفر گذاشته شده است. تنها خط پُر سطر دارد.",
            ),
            trap(
                "transposed",
                delay_transposed,
                "Rows and columns were exchanged: a row is one moment, a column one delay.",
                "سطر و ستون جابه‌جا شده‌اند: هر سطر یک لحظه و هر ستون یک تأخیر است.",
            ),
        ],
    )


@st.composite
def levels(draw):
    """Levels, bits and full scale. All levels are exact in binary; none is midway between two codes."""
    bits, h_max = draw(st.integers(1, 8)), draw(st.sampled_from([0.5, 1.0, 2.0, 3.0, 5.0, 10.0]))
    full = 2 ** (bits + 3)
    # (2^bits − 1)·k/full is midway between two whole numbers only for k = full/2, because 2^bits − 1 is odd.
    fraction = st.just(full) | st.just(0) | st.integers(0, full).filter(lambda k: 2 * k != full)
    parts = draw(st.lists(fraction, min_size=1, max_size=6))
    return np.array(parts) / full * h_max, bits, h_max


def level_factor(h, bits, h_max):
    """Misconception: 2^N steps, cut off at the largest code."""
    return np.minimum(np.rint(2**bits * h / h_max), 2**bits - 1).astype(int)


def level_factor_cut_down(h, bits, h_max):
    """The other quantiser: cells of width h_max / 2^N."""
    return np.minimum(np.floor(2**bits * h / h_max), 2**bits - 1).astype(int)


def overflow(h, bits, h_max):
    """Misconception: 2^N·h / h_max, cut to whole numbers."""
    return np.floor(2**bits * h / h_max).astype(int)


def rounded_overflow(h, bits, h_max):
    """Misconception: 2^N·h / h_max, rounded."""
    return np.rint(2**bits * h / h_max).astype(int)


def cut_down(h, bits, h_max):
    """Misconception: the right step, cut down instead of rounded."""
    return np.floor((2**bits - 1) * h / h_max).astype(int)


def not_a_code(h, bits, h_max):
    """Misconception: returns the level of the code, not the code."""
    step = h_max / (2**bits - 1)
    return np.rint(h / step) * step


def not_rounded(h, bits, h_max):
    """Misconception: the number of steps with its fraction."""
    return (2**bits - 1) * h / h_max


@grades("quantise")
def quantise():
    """The nearest of 2^N levels, without overflow."""
    cases = levels().map(lambda case: call(*case))

    def mirrored(quantise, h, bits, h_max):
        return np.asarray(quantise(h_max - h, bits, h_max)), 2**bits - 1 - np.asarray(quantise(h, bits, h_max))

    def half_a_step(quantise, h, bits, h_max):
        step = h_max / (2**bits - 1)
        off = np.abs(np.asarray(quantise(h, bits, h_max)) * step - h)
        return np.maximum(off, step / 2), np.full(off.shape, step / 2)

    return function(
        "quantise",
        solution.quantise,
        cases=cases,
        examples=[
            example(call(np.array([0.0, 0.75, 1.25, 3.0]), 2, 3.0), np.array([0, 1, 1, 3])),
            example(call(np.array([0.25, 0.375, 1.0]), 3, 1.0), np.array([2, 3, 7])),
        ],
        laws=[
            law(
                say("a level as far from full scale has the code as far from the top", "قرینهٔ سطح، قرینهٔ کد است"),
                cases,
                mirrored,
            ),
            law(say("no level is off by more than half a step", "خطا از نیم‌گام بیشتر نیست"), cases, half_a_step),
        ],
        traps=[
            trap(
                "adc_overflow_at_full_scale",
                overflow,
                "Full scale is coded as 2^N, which N bits cannot hold. How many steps are there between 2^N levels?",
                "کد تمام‌مقیاس 2^N شده است که در N بیت جا نمی‌شود. میان 2^N سطح چند گام هست؟",
            ),
            trap(
                "adc_overflow_rounded",
                rounded_overflow,
                "Levels near full scale are coded as 2^N, which N bits cannot hold. How many steps are there between 2^N levels?",
                "کد سطح‌های نزدیک تمام‌مقیاس 2^N شده است که در N بیت جا نمی‌شود. میان 2^N سطح چند گام هست؟",
            ),
            trap(
                "adc_levels_off_by_one",
                level_factor,
                "The range was divided by the number of levels. Both ends are levels, so there is one step fewer.",
                "بازه بر شمار سطح‌ها تقسیم شده است. هر دو سر بازه سطح‌اند، پس شمار گام‌ها یکی کمتر است.",
            ),
            trap(
                "cells_instead_of_levels",
                level_factor_cut_down,
                "This is the quantiser with cells of width h_max/2^N. Here the codes stand for levels from 0 to h_max, and the nearest counts.",
                "این چندی‌سازی با خانه‌هایی به پهنای h_max/2^N است. این‌جا هر کد نشانهٔ سطحی از 0 تا h_max است و نزدیک‌ترین سطح پذیرفته می‌شود.",
            ),
            trap(
                "cut_down",
                cut_down,
                "The fraction of a step was cut off. The nearest level is asked for.",
                "بخش اعشاری گام دور ریخته شده است. نزدیک‌ترین سطح خواسته شده است.",
            ),
            trap(
                "level_instead_of_code",
                not_a_code,
                "This is the level that a code stands for. The code itself is asked for.",
                "این سطحی است که کد نشانهٔ آن است. خود کد خواسته شده است.",
            ),
            trap(
                "not_rounded",
                not_rounded,
                "A code is a whole number.",
                "کد عددی صحیح است.",
            ),
        ],
    )


@st.composite
def codes(draw):
    """A code and its bits."""
    bits = draw(st.integers(1, 6))
    return call(draw(st.integers(0, 2**bits - 1)), bits)


def straight_binary(code, bits):
    """Misconception: the binary digits."""
    return np.array([code >> bit & 1 for bit in reversed(range(bits))])


def filled_from_the_end(code, bits):
    """Misconception: the column rises from the last entry."""
    return solution.thermometer(code, bits)[::-1]


def one_hot(code, bits):
    """Misconception: only the topmost neuron is on."""
    return (np.arange(2**bits - 1) == code - 1).astype(int)


def signs(code, bits):
    """Misconception: −1 and 1."""
    return 2 * solution.thermometer(code, bits) - 1


def one_too_many_on(code, bits):
    """Misconception: counts from 0, so that one neuron too many is on."""
    return (np.arange(2**bits - 1) <= code).astype(int)


def neuron_per_level(code, bits):
    """Misconception: as many neurons as levels."""
    return (np.arange(2**bits) < code).astype(int)


def inverted(code, bits):
    """Misconception: on and off exchanged."""
    return 1 - solution.thermometer(code, bits)


SIGN_RANGE = (
    "The outputs are −1 and 1, as of the sign function. The step function gives 0 and 1.",
    "خروجی‌ها مانند تابع علامت −1 و 1 هستند. تابع پله 0 و 1 می‌دهد.",
)


@grades("thermometer")
def thermometer():
    """As many ones as the code says."""
    return function(
        "thermometer",
        solution.thermometer,
        cases=codes(),
        examples=[
            example(call(2, 2), np.array([1, 1, 0])),
            example(call(0, 1), np.array([0])),
            example(call(5, 3), np.array([1, 1, 1, 1, 1, 0, 0])),
        ],
        laws=[
            law(
                say("the code is the number of ones", "کد برابر شمار یک‌هاست"),
                codes(),
                lambda thermometer, code, bits: (int(np.sum(thermometer(code, bits))), code),
            )
        ],
        traps=[
            trap(
                "straight_binary",
                straight_binary,
                "These are the binary digits. A thermometer code has one neuron for every step.",
                "این‌ها رقم‌های دودویی‌اند. در کد دماسنجی هر گام یک نورون دارد.",
            ),
            trap(
                "filled_from_the_end",
                filled_from_the_end,
                "The ones stand at the end. The first neuron is the first to switch on.",
                "یک‌ها در پایان آمده‌اند. نخستین نورون پیش از همه روشن می‌شود.",
            ),
            trap(
                "one_hot",
                one_hot,
                "Only one neuron is on. In a thermometer all neurons below the level are on, too.",
                "تنها یک نورون روشن است. در دماسنج همهٔ نورون‌های زیر سطح هم روشن‌اند.",
            ),
            trap("sign_range_01", signs, *SIGN_RANGE),
            trap(
                "one_too_many_on",
                one_too_many_on,
                "One neuron too many is on. At code 0 all are off.",
                "یک نورون بیش از اندازه روشن است. در کد 0 همه خاموش‌اند.",
            ),
            trap(
                "neuron_per_level",
                neuron_per_level,
                "There is one neuron too many: it can never be on. There are fewer steps than levels.",
                "یک نورون زیادی است و هرگز روشن نمی‌شود. شمار گام‌ها از شمار سطح‌ها کمتر است.",
            ),
            trap(
                "inverted",
                inverted,
                "On and off are exchanged.",
                "روشن و خاموش جابه‌جا شده‌اند.",
            ),
        ],
    )


@grades("separable_bits")
def separable_bits(code_bits, lowest_code, highest_code):
    """The bits that a single threshold reproduces."""
    right = solution.separable_bits(code_bits, lowest_code, highest_code)
    bits = range(code_bits)
    constant = [bit for bit in right if (lowest_code ^ highest_code) >> bit & 1 == 0]
    traps = [
        trap(
            "binary_code_not_separable",
            list(bits),
            "Not every bit of the straight binary code can be separated. Write each bit down as the level rises and count how often it changes.",
            "همهٔ بیت‌های کد دودویی جداپذیر نیستند. هر بیت را با بالا رفتن سطح بنویسید و بشمارید چند بار تغییر می‌کند.",
        ),
        trap(
            "numbered_from_the_top",
            [bit for bit in bits if code_bits - 1 - bit in right],
            "The bits are numbered from the wrong end: bit 0 is worth 1.",
            "شماره‌گذاری بیت‌ها از سر نادرست است: ارزش بیت 0 برابر 1 است.",
        ),
        trap(
            "inseparable_listed",
            [bit for bit in bits if bit not in right],
            "These are the bits that cannot be separated.",
            "این‌ها بیت‌های جداناپذیرند.",
        ),
    ]
    if right != [code_bits - 1]:
        traps.append(
            trap(
                "only_the_top_bit",
                [code_bits - 1],
                "That would be all if the level took every value. Look at the range that it really takes.",
                "اگر سطح همهٔ مقدارها را می‌گرفت پاسخ همین بود. به بازه‌ای که سطح در آن می‌ماند نگاه کنید.",
            )
        )
    if constant:
        traps.append(
            trap(
                "constant_bits_left_out",
                [bit for bit in right if bit not in constant],
                "A bit that never changes is separable, too: the bias alone holds it.",
                "بیتی که هرگز تغییر نمی‌کند هم جداپذیر است: بایاس به تنهایی آن را نگه می‌دارد.",
            )
        )
    return value("separable_bits", right, reveal_shape=False, traps=traps)


@st.composite
def perceptrons(draw):
    """Weights, an input that ends with 1, and a target; the biases are such that some net inputs are exactly 0."""
    neurons, inputs = draw(st.integers(1, 4)), draw(st.integers(2, 5))
    Q = draw(arrays((neurons, inputs), -4, 4))
    p = np.append(draw(arrays((inputs - 1,), -4, 4)), 1.0)
    nets, target = (
        np.array(draw(st.lists(st.sampled_from(values), min_size=neurons, max_size=neurons)))
        for values in ([-1.0, 0.0, 2.0, -0.5, -6.0], [1.0, 0.0])
    )
    Q[:, -1] += nets - Q @ p
    return Q, p, target


def perceptron_with_sign(Q, p, target):
    """Misconception: outputs −1 and 1, compared with 0 and 1."""
    return Q + np.outer(target - np.where(Q @ p >= 0, 1, -1), p)


def perceptron_sign_of_error(Q, p, target):
    """Misconception: the error is output − target."""
    return Q - np.outer(target - (Q @ p >= 0), p)


def perceptron_linear(Q, p, target):
    """Misconception: the error of the linear output."""
    return Q + np.outer(target - Q @ p, p)


def perceptron_hebb(Q, p, target):
    """Misconception: adds the input wherever the target is 1."""
    return Q + np.outer(target, p)


def perceptron_off_on_the_step(Q, p, target):
    """Misconception: a net input of 0 counts as off."""
    return Q + np.outer(target - (Q @ p > 0), p)


def perceptron_bias_kept(Q, p, target):
    """Misconception: the bias does not learn."""
    new = solution.perceptron_step(Q, p, target)
    new[:, -1] = Q[:, -1]
    return new


def perceptron_change_only(Q, p, target):
    """Misconception: returns the change."""
    return solution.perceptron_step(Q, p, target) - Q


PERCEPTRON_TRAPS = [
    (
        "sign_range_01",
        perceptron_with_sign,
        say(
            "The outputs were −1 and 1, as of the sign function, and the targets are 0 and 1. The step function gives 0 and 1.",
            "خروجی‌ها مانند تابع علامت −1 و 1 بوده‌اند و هدف‌ها 0 و 1 هستند. تابع پله 0 و 1 می‌دهد.",
        ),
    ),
    (
        "error_sign",
        perceptron_sign_of_error,
        say(
            "The sign of the error is wrong: a neuron that should be on and is off must come closer to the input.",
            "علامت خطا وارونه است: نورونی که باید روشن باشد و خاموش است باید به ورودی نزدیک‌تر شود.",
        ),
    ),
    (
        "linear_error",
        perceptron_linear,
        say(
            "The error was formed from the net input. The perceptron rule compares the output after the step function with the target.",
            "خطا از ورودی خالص ساخته شده است. قانون پرسپترون خروجی پس از تابع پله را با هدف می‌سنجد.",
        ),
    ),
    (
        "output_ignored",
        perceptron_hebb,
        say(
            "The input was added wherever the target is 1. What is right already must stay as it is.",
            "هرجا هدف 1 است ورودی افزوده شده است. آنچه از پیش درست است باید همان بماند.",
        ),
    ),
    (
        "off_on_the_step",
        perceptron_off_on_the_step,
        say(
            "A net input of exactly 0 was taken for off. Here hardlim(0) is 1.",
            "ورودی خالص صفر خاموش گرفته شده است. این‌جا hardlim(0) برابر 1 است.",
        ),
    ),
    (
        "bias_kept",
        perceptron_bias_kept,
        say(
            "The last column did not learn. The bias is a weight like the others, for the input 1.",
            "ستون آخر یاد نگرفته است. بایاس هم وزنی مانند دیگران است، برای ورودی 1.",
        ),
    ),
    (
        "change_only",
        perceptron_change_only,
        say(
            "This is the change of the weights. The new weights are asked for.",
            "این تغییر وزن‌هاست. وزن‌های تازه خواسته شده‌اند.",
        ),
    ),
]


@grades("perceptron_step")
def perceptron_step(Q, p, target):
    """One update with given numbers, and in code."""
    traps = [trap(name, wrong(Q, p, target), *text) for name, wrong, text in PERCEPTRON_TRAPS]
    return [value("Q_new", solution.perceptron_step(Q, p, target), traps=traps, weight=2.0), PERCEPTRON_CHECKS]


def moved_net_input(perceptron_step, Q, p, target):
    """(Q_new − Q)·p = e·‖p‖²."""
    moved = np.asarray(perceptron_step(Q, p, target)) @ p - Q @ p
    return moved, (target - (Q @ p >= 0)) * (p @ p)


# They depend on no givens: all variants share them, and the inputs they have drawn.
PERCEPTRON_CHECKS = function(
    "perceptron_step",
    solution.perceptron_step,
    cases=perceptrons().map(lambda case: call(*case)),
    examples=[
        example(
            call(np.array([[1.0, -1.0, 0.0], [0.0, 1.0, -1.0]]), np.array([2.0, 1.0, 1.0]), np.array([0.0, 1.0])),
            np.array([[-1.0, -2.0, -1.0], [0.0, 1.0, -1.0]]),
        ),
        example(call(np.array([[-1.0, 0.0]]), np.array([3.0, 1.0]), np.array([1.0])), np.array([[2.0, 1.0]])),
    ],
    laws=[
        law(
            say("the net input moves by e·‖p‖²", "ورودی خالص به اندازهٔ e·‖p‖² جابه‌جا می‌شود"),
            perceptrons().map(lambda case: call(*case)),
            moved_net_input,
        )
    ],
    traps=[trap(name, wrong, *text) for name, wrong, text in PERCEPTRON_TRAPS],
)


@st.composite
def samples(draw):
    """Weights, an input that ends with 1, a target and a rate."""
    inputs = draw(st.integers(2, 6))
    w, p = draw(arrays((inputs,), -4, 4)), np.append(draw(arrays((inputs - 1,), -4, 4)), 1.0)
    target = float(draw(arrays((1,), -6, 6))[0])
    return call(w, p, target, draw(st.sampled_from([0.25, 0.125, 0.0625, 0.02])))


def lms_without_two(w, p, target, alpha):
    """The other convention: w + α·e·p."""
    return solution.lms_step(w, p, target, alpha / 2)


def lms_with_sign(w, p, target, alpha):
    """Misconception: the sign of the output is taken before the error is formed."""
    return w + 2 * alpha * (target - np.sign(w @ p)) * p


def lms_with_step(w, p, target, alpha):
    """Misconception: a step function before the error is formed."""
    return w + 2 * alpha * (target - float(w @ p >= 0)) * p


def lms_error_sign(w, p, target, alpha):
    """Misconception: the error is output − target."""
    return solution.lms_step(w, p, target, -alpha)


def lms_input_forgotten(w, p, target, alpha):
    """Misconception: the same change for every weight."""
    return w + 2 * alpha * (target - w @ p)


def lms_normalised(w, p, target, alpha):
    """Another algorithm: normalised LMS."""
    return solution.lms_step(w, p, target, alpha / (p @ p))


def lms_sign_of_error(w, p, target, alpha):
    """Another algorithm: sign-error LMS."""
    return w + 2 * alpha * np.sign(target - w @ p) * p


SIGN_IN_ADALINE = (
    "The sign of the output was taken before the error was formed. ADALINE is linear while it learns.",
    "پیش از ساختن خطا علامت خروجی گرفته شده است. آدالاین هنگام یادگیری خطی است.",
)
FACTOR_TWO = (
    "This is the convention without the 2. Hagan's rule, which is asked for, keeps the 2 of the derivative of the square.",
    "این قرارداد بدون ضریب 2 است. قانون هاگان، که خواسته شده، ضریب 2 مشتق مربع را نگه می‌دارد.",
)
ERROR_SIGN = (
    "The sign of the error is wrong: the step climbs the square instead of descending it.",
    "علامت خطا وارونه است: گام به جای فرود آمدن از مربع خطا از آن بالا می‌رود.",
)


@grades("lms_step")
def lms_step():
    """One update in Hagan's convention."""

    def shrunken(lms_step, w, p, target, alpha):
        new = np.asarray(lms_step(w, p, target, alpha))
        # The size of the terms stands beside their sum: single precision rounds the one, not the other.
        size = np.abs(w) @ np.abs(p)
        after, right = target - new @ p, (1 - 2 * alpha * (p @ p)) * (target - w @ p)
        return np.array([after, size], dtype=new.dtype), np.array([right, size])

    return function(
        "lms_step",
        solution.lms_step,
        cases=samples(),
        examples=[
            example(call(np.array([1.0, 0.0, -1.0]), np.array([2.0, 3.0, 1.0]), 2.0, 0.25), np.array([2.0, 1.5, -0.5])),
            example(call(np.array([0.0, 0.0]), np.array([1.0, 1.0]), -2.0, 0.125), np.array([-0.5, -0.5])),
        ],
        laws=[
            law(
                say("the error is multiplied by 1 − 2α‖p‖²", "خطا در 1 − 2α‖p‖² ضرب می‌شود"),
                samples(),
                shrunken,
            )
        ],
        traps=[
            trap("factor_two_missing", lms_without_two, *FACTOR_TWO),
            trap("sign_in_adaline", lms_with_sign, *SIGN_IN_ADALINE),
            trap(
                "step_in_adaline",
                lms_with_step,
                "A step function was applied before the error was formed. ADALINE is linear while it learns.",
                "پیش از ساختن خطا تابع پله به کار رفته است. آدالاین هنگام یادگیری خطی است.",
            ),
            trap("error_sign", lms_error_sign, *ERROR_SIGN),
            trap(
                "input_forgotten",
                lms_input_forgotten,
                "Every weight changes by the same amount. The change of a weight is proportional to its own input.",
                "همهٔ وزن‌ها به یک اندازه تغییر می‌کنند. تغییر هر وزن با ورودی خودش متناسب است.",
            ),
            trap(
                "normalised",
                lms_normalised,
                "This is normalised LMS, which divides by the power of the input. Plain LMS is asked for.",
                "این LMS بهنجار است که بر توان ورودی تقسیم می‌کند. LMS ساده خواسته شده است.",
            ),
            trap(
                "sign_of_error",
                lms_sign_of_error,
                "Only the sign of the error was used. LMS uses the error itself.",
                "تنها علامت خطا به کار رفته است. LMS خود خطا را به کار می‌برد.",
            ),
        ],
    )


SMALLEST_EIGENVALUE = (
    "The smallest eigenvalue was used. It sets how slowly learning ends; stability is lost first where R is largest.",
    "کوچک‌ترین مقدار ویژه به کار رفته است. آن کندی پایان یادگیری را تعیین می‌کند؛ پایداری نخست در راستای بزرگ‌ترین مقدار ویژه از دست می‌رود.",
)
TRACE = (
    "The trace was used. It is never smaller than the largest eigenvalue, so this rate is safe, but it is not the bound.",
    "اثر ماتریس به کار رفته است. اثر هرگز از بزرگ‌ترین مقدار ویژه کوچک‌تر نیست، پس این نرخ بی‌خطر است، اما کران نیست.",
)


def mu_from(alpha_max):
    """μ = 2α."""
    if alpha_max <= 0:
        raise ValueError("no rate")
    return 2 * alpha_max


@grades("two_conventions")
def two_conventions(R):
    """The bounds of both conventions."""
    right = solution.two_conventions(R)
    alpha_max, mu_max = right["alpha_max"], right["mu_max"]
    smallest, trace, diagonal = float(np.linalg.eigvalsh(R)[0]), float(np.trace(R)), float(np.max(np.diag(R)))
    largest_entry = (
        "The largest entry of the diagonal was used. The neighbouring entries make the largest eigenvalue larger than that.",
        "بزرگ‌ترین درایهٔ قطر به کار رفته است. درایه‌های کناری بزرگ‌ترین مقدار ویژه را از آن بزرگ‌تر می‌کنند.",
    )
    inverted = (
        "This is the eigenvalue itself. The larger the signal's power, the smaller the step must be.",
        "این خود مقدار ویژه است. هرچه توان سیگنال بیشتر باشد گام باید کوچک‌تر باشد.",
    )
    return [
        value(
            "alpha_max",
            alpha_max,
            traps=[
                trap(
                    "plain_lms_bound",
                    mu_max,
                    "This is the bound of the convention without the 2. With 2α in the rule, α may be only half as large.",
                    "این کران قراردادِ بدون ضریب 2 است. وقتی در قانون 2α آمده باشد، α تنها نیمی از آن می‌تواند باشد.",
                ),
                trap(
                    "factor_two_twice",
                    alpha_max / 2,
                    "The factor 2 was counted twice. The factor of one step is 1 − 2αλ; where does it leave the interval from −1 to 1?",
                    "ضریب 2 دو بار به حساب آمده است. ضریب هر گام 1 − 2αλ است؛ کجا از بازهٔ −1 تا 1 بیرون می‌رود؟",
                ),
                trap("smallest_eigenvalue", 1 / smallest, *SMALLEST_EIGENVALUE),
                trap("trace_bound", 1 / trace, *TRACE),
                trap("largest_entry", 1 / diagonal, *largest_entry),
                trap("not_inverted", 1 / alpha_max, *inverted),
            ],
        ),
        value(
            "mu_max",
            mu_max,
            follows=mu_from,
            traps=[
                trap(
                    "hagan_bound",
                    alpha_max,
                    "This is the bound of the convention with the 2. Without it the rate may be twice as large.",
                    "این کران قراردادِ دارای ضریب 2 است. بدون آن نرخ می‌تواند دو برابر باشد.",
                ),
                trap(
                    "factor_two_wrong_way",
                    alpha_max / 2,
                    "The factor 2 went to the wrong side: μ stands where 2α stood.",
                    "ضریب 2 در سوی نادرست آمده است: μ در جای 2α نشسته است.",
                ),
                trap("smallest_eigenvalue", 2 / smallest, *SMALLEST_EIGENVALUE),
                trap("trace_bound", 2 / trace, *TRACE),
                trap("largest_entry", 2 / diagonal, *largest_entry),
                trap("not_inverted", 2 / mu_max, *inverted),
            ],
        ),
    ]


def bound_of(R):
    """1 / λ_max."""
    return 1 / np.linalg.eigvalsh(R)[-1]


def correlation(x, m):
    """R = PᵀP / K."""
    P = solution.tapped_delay(x, m)
    return P.T @ P / len(P)


def plain_bound(x, m):
    """The other convention: 2 / λ_max."""
    return 2 * solution.max_learning_rate(x, m)


def bound_of_the_sum(x, m):
    """Misconception: R is not divided by the number of rows."""
    return bound_of(correlation(x, m) * (len(x) - m))


def bound_by_all_samples(x, m):
    """Misconception: R is divided by the number of samples."""
    return bound_of(correlation(x, m) * (len(x) - m) / len(x))


def bound_without_bias(x, m):
    """Misconception: the bias is no input."""
    return bound_of(correlation(x, m)[:-1, :-1])


def bound_of_covariance(x, m):
    """Misconception: the mean is taken off first."""
    return bound_of(np.cov(solution.tapped_delay(x, m).T, bias=True))


def bound_by_trace(x, m):
    """Misconception: the trace instead of the largest eigenvalue."""
    return 1 / np.trace(correlation(x, m))


def bound_by_power(x, m):
    """Misconception: the power of one sample."""
    return 1 / np.max(np.diag(correlation(x, m)))


def varies(case):
    """Whether the delay line is full twice, with different samples: no covariance is 0 then."""
    x, m = case
    return len(x) > m + 1 and np.ptp(x) > 0


@grades("stability_bound")
def stability_bound():
    """1 / λ_max of the delay line's correlation matrix."""
    cases = signals(4, 9, -3, 3).filter(varies).map(lambda case: call(*case))

    def on_the_edge(max_learning_rate, x, m):
        R = correlation(x, m)
        factors = np.linalg.eigvalsh(np.eye(m + 2) - 2 * float(max_learning_rate(x, m)) * R)
        return float(np.min(factors)), -1.0

    def backwards(max_learning_rate, x, m):
        return float(max_learning_rate(x, m)), float(max_learning_rate(x[::-1].copy(), m))

    return function(
        "max_learning_rate",
        solution.max_learning_rate,
        cases=cases,
        examples=[
            example(call(np.array([0.5, 0.5, 0.5, 0.5]), 2), 4 / 7),
            example(call(np.array([1.0, -1.0, 1.0, -1.0, 1.0]), 1), 0.5),
        ],
        rtol=1e-6,
        laws=[
            law(
                say("at the bound I − 2αR just reaches −1", "در کران، I − 2αR درست به −1 می‌رسد"),
                cases,
                on_the_edge,
            ),
            law(
                say("the direction of time makes no difference", "جهت زمان اثری ندارد"),
                cases,
                backwards,
            ),
        ],
        traps=[
            trap(
                "plain_lms_bound",
                plain_bound,
                "This is the bound of the convention w + μ·e·p. With 2α in the rule, α may be only half as large.",
                "این کران قرارداد w + μ·e·p است. وقتی در قانون 2α آمده باشد، α تنها نیمی از آن می‌تواند باشد.",
            ),
            trap(
                "sum_instead_of_mean",
                bound_of_the_sum,
                "R is a mean: divide by the number of rows.",
                "R میانگین است: بر شمار سطرها تقسیم کنید.",
            ),
            trap(
                "divided_by_samples",
                bound_by_all_samples,
                "R was divided by the number of samples. The line is full less often: divide by the number of rows.",
                "R بر شمار نمونه‌ها تقسیم شده است. خط کمتر از این پر می‌شود: بر شمار سطرها تقسیم کنید.",
            ),
            trap(
                "bias_missing",
                bound_without_bias,
                "The bias is missing: its input 1 belongs to p and to R.",
                "بایاس جا افتاده است: ورودی 1 آن هم جزو p و R است.",
            ),
            trap(
                "covariance",
                bound_of_covariance,
                "The mean was taken off. R is the mean of p·pᵀ itself.",
                "میانگین کم شده است. R میانگین خود p·pᵀ است.",
            ),
            trap("trace_bound", bound_by_trace, *TRACE),
            trap(
                "largest_entry",
                bound_by_power,
                "The power of a single input was used. Inputs that go together make the largest eigenvalue larger than that.",
                "توان یک ورودی تنها به کار رفته است. ورودی‌های هم‌سو بزرگ‌ترین مقدار ویژه را از آن بزرگ‌تر می‌کنند.",
            ),
        ],
    )


class Line(NamedTuple):
    """A telephone line: what was sent, what came back, and the impulse response that made it."""

    x: np.ndarray
    h: np.ndarray
    response: np.ndarray


def line(m, samples=2000, noise=0.01):
    """A line whose echo lasts m samples: coloured speech through a delayed ringing echo, with noise 40 dB below it.

    Shapes: x (samples,), h (samples,), response (m + 1,).
    """
    rng = np.random.RandomState(m)
    delay = rng.randint(2, 6)
    ringing = np.arange(m + 1 - delay)
    response = np.append(np.zeros(delay), 0.6 * np.exp(-ringing / 4) * np.cos(rng.uniform(0.5, 2.0) * ringing))
    white = rng.standard_normal(samples)
    x = white + 0.5 * np.append(0.0, white[:-1])
    h = np.convolve(x, response)[:samples]
    return Line(x, h + noise * np.std(h) * rng.standard_normal(samples), response)


LINES = {m: line(m) for m in (11, 15, 19)}
TARGET, FLOOR, RECOVERED = 25.0, 0.0, 0.05
WORST = 1e-30
"""What a canceller that has diverged beyond all numbers is taken to leave of the ratio of powers."""


def line_calls():
    """The calls to cancel: one for each line, at a few per cent of the bound."""
    return tuple(call(one.x, one.h, m, 1 / (16 * (m + 2))) for m, one in LINES.items())


def outcome_of(result, samples, m):
    """Errors and weights as arrays, or None where they have not the form that is asked for."""
    try:
        errors, weights = (np.asarray(part, dtype=float) for part in result)
    except (TypeError, ValueError, OverflowError):
        return None
    sound = errors.shape == (samples - m,) and weights.shape == (m + 2,)
    return (errors, weights) if sound and np.isfinite(errors).all() and np.isfinite(weights).all() else None


def erle(result, x, h, m, alpha):
    """10·log₁₀(Σh² / Σe²) in dB over the last quarter, by the errors and by the last weights: the smaller of both.

    The weights are asked as well, because errors that nobody cancelled are easily written down as 0.
    """
    found = outcome_of(result, len(x), m)
    if found is None:
        return say(
            "Expected a pair (e, w) of finite numbers of the shapes (len(x) − m,) and (m + 2,).",
            "انتظار یک جفت (e, w) از اعداد متناهی با شکل‌های (len(x) − m,) و (m + 2,) بود.",
        )
    errors, weights = found
    tail = slice(3 * len(errors) // 4, None)
    echo = h[m:][tail]
    left = echo - solution.tapped_delay(x, m)[tail] @ weights
    with np.errstate(over="ignore"):
        power = max(np.sum(errors[tail] ** 2), np.sum(left**2))
    return float(10 * np.log10(max(np.sum(echo**2) / power, WORST)))


def recovers(result, x, h, m, alpha):
    """‖w − (response, 0)‖ ≤ 5 % of ‖response‖."""
    found = outcome_of(result, len(x), m)
    response = LINES[m].response
    return found is not None and np.linalg.norm(found[1] - np.append(response, 0.0)) <= RECOVERED * np.linalg.norm(
        response
    )


@st.composite
def calls_to_cancel(draw):
    """Short calls: a signal, any echo, and a rate far below the bound or not."""
    x, m = draw(signals(3, 7, -2, 2))
    return call(x, draw(arrays(x.shape, -3, 3)), m, draw(st.sampled_from([0.0625, 0.03125, 0.02])))


def adapted(x, h, m, alpha, *, output=lambda a: a, factor=2.0, start=None, late=False):
    """The canceller with one thing changed: its output, the factor of its step, or when the error is formed."""
    P = solution.tapped_delay(x, m)
    w, errors = np.zeros(m + 2), []
    for p, echo in zip(P, h[m:] if start is None else h[start:], strict=False):
        error = echo - output(w @ p)
        w = w + factor * alpha * error * p
        errors.append(echo - w @ p if late else error)
    return np.array(errors), w


def cancels_with_sign(x, h, m, alpha):
    """Misconception: ADALINE with the sign of its output."""
    return adapted(x, h, m, alpha, output=np.sign)


def cancels_without_two(x, h, m, alpha):
    """The other convention: w + α·e·p."""
    return adapted(x, h, m, alpha, factor=1.0)


def cancels_uphill(x, h, m, alpha):
    """Misconception: the error is output − echo."""
    return adapted(x, h, m, alpha, factor=-2.0)


def cancels_misaligned(x, h, m, alpha):
    """Misconception: the first row of the delay line meets h[0]."""
    return adapted(x, h, m, alpha, start=0)


def cancels_after_the_fact(x, h, m, alpha):
    """Misconception: the error is formed with the weights that this very sample has changed."""
    return adapted(x, h, m, alpha, late=True)


def cancels_oldest_first(x, h, m, alpha):
    """Misconception: the weights stand oldest first."""
    errors, w = solution.cancel_echo(x, h, m, alpha)
    return errors, np.append(w[-2::-1], w[-1])


def returns_the_echo(x, h, m, alpha):
    """Misconception: returns the estimated echo instead of what is left."""
    errors, w = solution.cancel_echo(x, h, m, alpha)
    return h[m:] - errors, w


def cancels_from_an_empty_line(x, h, m, alpha):
    """Misconception: starts with zeros in the line."""
    return solution.cancel_echo(np.append(np.zeros(m), x), np.append(np.zeros(m), h), m, alpha)


OLDEST_FIRST_WEIGHTS = (
    "The weights stand oldest first. The first weight is that of the newest sample.",
    "وزن‌ها از قدیم به جدید آمده‌اند. نخستین وزن از آنِ تازه‌ترین نمونه است.",
)


@grades("echo_canceller")
def echo_canceller():
    """The recursion, number by number, and what it does on a line."""

    def sum_of_steps(cancel_echo, x, h, m, alpha):
        errors, w = cancel_echo(x, h, m, alpha)
        return np.asarray(w), 2 * alpha * solution.tapped_delay(x, m).T @ np.asarray(errors)

    calls = line_calls()
    judged = function(
        "cancel_echo",
        solution.cancel_echo,
        cases=calls_to_cancel(),
        examples=[
            example(
                call(np.array([1.0, 2.0, -1.0]), np.array([5.0, 3.0, 1.0]), 1, 0.125),
                (np.array([3.0, 0.25]), np.array([1.4375, 0.875, 0.8125])),
            ),
        ],
        laws=[
            law(
                say("the weights are the sum of all steps", "وزن‌ها مجموع همهٔ گام‌هایند"),
                calls_to_cancel(),
                sum_of_steps,
            )
        ],
        traps=[
            trap("sign_in_adaline", cancels_with_sign, *SIGN_IN_ADALINE),
            trap("factor_two_missing", cancels_without_two, *FACTOR_TWO),
            trap("error_sign", cancels_uphill, *ERROR_SIGN),
            trap(
                "misaligned",
                cancels_misaligned,
                "The echo is early: the first full line belongs to h[m].",
                "پژواک زودتر از موعد گرفته شده است: نخستین خط پُر متناظر با h[m] است.",
            ),
            trap(
                "error_after_update",
                cancels_after_the_fact,
                "The error was formed after the weights had changed. It belongs to the weights before the step.",
                "خطا پس از تغییر وزن‌ها ساخته شده است. خطا مربوط به وزن‌های پیش از گام است.",
            ),
            trap("oldest_first", cancels_oldest_first, *OLDEST_FIRST_WEIGHTS),
            trap(
                "echo_returned",
                returns_the_echo,
                "This is the estimated echo. What is left after it is taken off is asked for.",
                "این برآورد پژواک است. آنچه پس از کم کردن آن می‌ماند خواسته شده است.",
            ),
            trap(
                "started_empty",
                cancels_from_an_empty_line,
                "The canceller began before the line was full. The first error is that of the first full line.",
                "حذف‌کننده پیش از پر شدن خط آغاز کرده است. نخستین خطا از آنِ نخستین خط پُر است.",
            ),
        ],
    )
    return [
        judged,
        measured(
            "cancel_echo",
            solution.cancel_echo,
            calls=calls,
            measure=erle,
            title=say("echo return loss enhancement in dB", "ERLE بر حسب دسی‌بل"),
            target=TARGET,
            floor=FLOOR,
            weight=2.0,
        ),
        requires(
            "cancel_echo",
            solution.cancel_echo,
            calls=calls,
            requirements=[
                requirement(
                    say("the impulse response of the line", "پاسخ ضربهٔ خط"),
                    recovers,
                    say(
                        "The last weights are not the impulse response of the line, newest sample first, with a bias near 0.",
                        "وزن‌های پایانی پاسخ ضربهٔ خط (تازه‌ترین نمونه نخست) با بایاسی نزدیک 0 نیستند.",
                    ),
                )
            ],
        ),
    ]


@grades("adaline_or_slpr")
def adaline_or_slpr():
    """What tells ADALINE and the perceptron network apart."""
    return choice(
        "adaline_or_slpr",
        solution.adaline_or_slpr(),
        {
            "sign_in_adaline": say(
                "Which values could the error take then, and how would it tell a small miss from a large one?",
                "آن‌گاه خطا چه مقدارهایی می‌توانست بگیرد و چگونه خطای کوچک را از بزرگ باز می‌شناخت؟",
            ),
            "binary_code_not_separable": say(
                "Write the lowest bit down as the level rises, and look for one threshold that reproduces it.",
                "کم‌ارزش‌ترین بیت را با بالا رفتن سطح بنویسید و آستانه‌ای بجویید که آن را بازسازد.",
            ),
            "sign_range_01": say(
                "What is the sign of a negative number?",
                "علامت یک عدد منفی چند است؟",
            ),
            "thermometer_not_separable": say(
                "How often does one neuron of a thermometer switch as the level rises?",
                "با بالا رفتن سطح، یک نورون دماسنج چند بار روشن یا خاموش می‌شود؟",
            ),
        },
    )


@grades("parameter_ratio")
def parameter_ratio(neurons, delays):
    """One neuron against N."""
    return value(
        "parameter_ratio",
        solution.parameter_ratio(neurons, delays),
        traps=[
            trap(
                "ratio_wrong_symbol",
                1 / delays,
                "The delays are the same for every neuron of both networks, so they cancel.",
                "تأخیرها برای هر نورون از هر دو شبکه یکی‌اند و حذف می‌شوند.",
            ),
            trap(
                "ratio_inverted",
                float(neurons),
                "This is the perceptron network's number over ADALINE's.",
                "این نسبت شبکهٔ پرسپترون به آدالاین است.",
            ),
            trap(
                "bias_on_one_side",
                (delays + 1) / (neurons * (delays + 2)),
                "The bias was counted on one side only.",
                "بایاس تنها در یک سو شمرده شده است.",
            ),
            trap(
                "thermometer_counted",
                1 / (2**neurons - 1),
                "These are the neurons of a thermometer code. The network in question has as many neurons as it says.",
                "این شمار نورون‌های کد دماسنجی است. شبکهٔ این پرسش همان شمار نورونی را دارد که گفته شده است.",
            ),
        ],
    )


@grades("delay_count")
def delay_count():
    """What the length of the delay line depends on."""
    return choice(
        "delay_count",
        solution.delay_count(),
        {
            "converter_bits": say(
                "Finer steps of the converter change the size of an error. Do they change how far back the echo comes from?",
                "گام‌های ریزتر مبدل اندازهٔ خطا را تغییر می‌دهند. آیا فاصلهٔ زمانی سرچشمهٔ پژواک را هم تغییر می‌دهند؟",
            ),
            "echo_loudness": say(
                "An echo twice as loud needs weights twice as large. Does it need more of them?",
                "پژواکی که دو برابر بلندتر است وزن‌هایی دو برابر می‌خواهد. آیا شمار بیشتری هم می‌خواهد؟",
            ),
            "length_of_call": say(
                "A longer call gives more time to learn. Does the line's impulse response get longer?",
                "تماس بلندتر زمان بیشتری برای یادگیری می‌دهد. آیا پاسخ ضربهٔ خط بلندتر می‌شود؟",
            ),
            "more_is_better": say(
                "What does every further input do to the trace of R, and what does a weight do whose right value is 0?",
                "هر ورودی تازه با اثر R چه می‌کند و وزنی که مقدار درستش 0 است چه می‌کند؟",
            ),
        },
    )
