"""hw10: how answers are judged."""

import numpy as np
from hypothesis import strategies as st

from solutions import hw10_system_identification as solution
from tamrin import (
    Network,
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
from tamrin.strategies import arrays, halves

CANCELLATION = (
    "A factor that numerator and denominator share cancels. Look for common roots before you count poles.",
    "عاملی که در صورت و مخرج مشترک است ساده می‌شود. پیش از شمردن قطب‌ها دنبال ریشه‌های مشترک بگردید.",
)


def sorted_pair(received, right):
    """Roots in any order."""
    return np.sort(received), np.sort(right)


@grades("poles_and_regions")
def poles_and_regions(num, den):
    """Poles and zeros after cancellation; regions and stability follow from the student's own poles."""
    right = solution.poles_and_regions(num, den)
    poles, zeros = right["poles"], right["zeros"]
    all_poles = np.array(sorted(solution.integer_roots(den)), dtype=float)
    all_zeros = np.array(sorted(solution.integer_roots([*num, 0.0])), dtype=float)
    radii = np.abs(all_poles)
    cancels = len(poles) < len(all_poles)

    def if_cancels(outcome):
        return [trap("missed_pole_zero_cancellation", outcome, *CANCELLATION)] if cancels else []

    swapped = (
        "Poles and zeros were exchanged: poles are roots of the denominator.",
        "قطب و صفر جابه‌جا شده‌اند: قطب‌ها ریشه‌های مخرج‌اند.",
    )

    def worked_out(poles):
        """The student's own poles, where somebody has looked for them: as many as there can be, whole or inverted."""
        inverted = any(
            len(poles) == len(some) and np.allclose(np.sort(poles), np.sort(1 / np.asarray(some)))
            for some in (right["poles"], all_poles)
        )
        if inverted:
            return poles
        if len(poles) not in (len(right["poles"]), len(all_poles)) or not np.allclose(poles, np.rint(poles)):
            raise ValueError("not as many as the system has, or not whole")
        if np.abs(poles).min() < 1.5:
            raise ValueError("at the origin, where there is no circle, or on the unit circle, where nothing is stable")
        return poles

    missed_region = [] if radii.min() == np.abs(poles).min() else if_cancels((0.0, float(radii.min())))
    return [
        value(
            "poles",
            poles,
            alike=sorted_pair,
            atol=1e-6,
            reveal_shape=False,
            traps=[
                *if_cancels(all_poles),
                trap(
                    "roots_in_inverse_z",
                    1 / poles,
                    "These are roots in the variable z⁻¹. Poles are values of z.",
                    "این‌ها ریشه بر حسب متغیر z⁻¹ هستند. قطب مقداری از z است.",
                ),
                trap(
                    "sign_of_poles",
                    -poles,
                    "The signs are wrong: the factor 1 − p·z⁻¹ belongs to a pole at p.",
                    "علامت‌ها نادرست‌اند: عامل 1 − p·z⁻¹ از آنِ قطبی در p است.",
                ),
                trap("poles_and_zeros_swapped", zeros, *swapped),
            ],
        ),
        value(
            "zeros",
            zeros,
            alike=sorted_pair,
            atol=1e-6,
            reveal_shape=False,
            traps=[
                *if_cancels(all_zeros),
                trap(
                    "origin_forgotten",
                    zeros[zeros != 0],
                    "Write G as a quotient of polynomials in z, not in z⁻¹, and look at the origin.",
                    "G را به صورت خارج‌قسمت دو چندجمله‌ای بر حسب z بنویسید، نه z⁻¹، و به مبدأ نگاه کنید.",
                ),
                trap("poles_and_zeros_swapped", poles, *swapped),
            ],
        ),
        value(
            "regions",
            right["regions"],
            follows=lambda poles: solution.count_regions(worked_out(poles)),
            traps=[
                *if_cancels(solution.count_regions(all_poles)),
                trap(
                    "one_region_per_pole",
                    len(poles),
                    "This is the number of circles through poles. Into how many parts do they cut the plane?",
                    "این شمار دایره‌های گذرنده از قطب‌هاست. این دایره‌ها صفحه را به چند بخش می‌برند؟",
                ),
            ],
        ),
        value(
            "stable_region",
            right["stable_region"],
            follows=lambda poles: solution.region_of_stability(worked_out(poles)),
            traps=[
                *missed_region,
                trap(
                    "causal_region_is_stable",
                    (float(np.abs(poles).max()), None),
                    "This region belongs to the causal response. Is the unit circle in it?",
                    "این ناحیه از آنِ پاسخ علّی است. آیا دایرهٔ واحد در آن است؟",
                ),
                trap(
                    "ring_between_poles",
                    (float(radii.min()), float(radii.max())),
                    "This ring does not contain the unit circle, so no stable response belongs to it.",
                    "این حلقه دایرهٔ واحد را در بر ندارد، پس پاسخ پایداری به آن تعلق ندارد.",
                ),
            ],
        ),
    ]


def coefficient_lists(least=1):
    """One to three coefficients."""
    return st.integers(least, 3).flatmap(lambda n: arrays((n,), -3, 3))


@st.composite
def rational_systems(draw):
    """Numerator, denominator with a leading coefficient that is not always 1, and a number of samples."""
    a = draw(coefficient_lists())
    a[0], a[-1] = (draw(st.sampled_from([2.0, -1.0, 0.5, -4.0, 1.0])) for _ in range(2))
    return draw(coefficient_lists()), a, draw(st.integers(1, 7))


def not_normalised(b, a, n):
    """Misconception: never divides by a[0]."""
    return solution.impulse_response(b, np.append(1.0, a[1:]), n)


def feedback_sign(b, a, n):
    """Misconception: adds the past outputs."""
    return solution.impulse_response(b, np.append(a[0], -a[1:]), n)


def numerator_tail_ignored(b, a, n):
    """Misconception: the input acts through b[0] alone."""
    return solution.impulse_response(b[:1], a, n)


def starts_one_late(b, a, n):
    """Misconception: counts from n = 1, with a zero in front."""
    return np.append(0.0, solution.impulse_response(b, a, n))[:n]


def powers_read_backwards(b, a, n):
    """Misconception: the coefficients begin with the highest power of z⁻¹."""
    return solution.impulse_response(b[::-1], a[::-1], n)


def quotient_times_divisor(impulse_response, b, a, n):
    """G·A = B, up to z^(1−n)."""
    product = np.convolve(impulse_response(b, a, n), a)[:n]
    return product, np.append(b, np.zeros(n))[:n]


NOT_NORMALISED = (
    "The leading coefficient of the denominator multiplies the newest output: divide by it.",
    "نخستین ضریب مخرج در تازه‌ترین خروجی ضرب می‌شود: بر آن تقسیم کنید.",
)
FEEDBACK_SIGN = (
    "The past outputs have the wrong sign: they change sides in the equation.",
    "علامت خروجی‌های گذشته نادرست است: آن‌ها در معادله به سوی دیگر می‌روند.",
)
BACKWARDS = (
    "The coefficients were read from the other end: the first one belongs to z⁰.",
    "ضریب‌ها از سوی دیگر خوانده شده‌اند: نخستین ضریب از آنِ z⁰ است.",
)
TAIL_IGNORED = (
    "The numerator has more than one coefficient; the delayed input counts as well.",
    "صورت بیش از یک ضریب دارد؛ ورودی تأخیریافته هم به حساب می‌آید.",
)


@grades("impulse_response")
def impulse_response(num, den):
    """Six samples by hand, and the function."""
    g, left = solution.impulse_response(num, den, 6), solution.poles_and_regions(num, den)["poles"]
    gone = sorted(solution.integer_roots(den) - set(left))
    dropped = [
        trap(
            "exponent_dropped_factor",
            g[0] * float(pole) ** np.arange(6),
            "This sequence grows by the wrong factor. Compare the quotient of two samples with the pole that is left.",
            "این دنباله با ضریب نادرستی رشد می‌کند. نسبت دو نمونهٔ پیاپی را با قطبِ مانده مقایسه کنید.",
        )
        for pole in gone
    ]
    case = rational_systems()
    return [
        value(
            "g",
            g,
            weight=3.0,
            traps=[
                *dropped,
                trap("not_normalised", not_normalised(num, den, 6), *NOT_NORMALISED),
                trap("feedback_sign", feedback_sign(num, den, 6), *FEEDBACK_SIGN),
                trap("numerator_tail_ignored", numerator_tail_ignored(num, den, 6), *TAIL_IGNORED),
            ],
        ),
        function(
            "impulse_response",
            solution.impulse_response,
            cases=case.map(lambda drawn: call(*drawn)),
            examples=[
                example(call(np.array([1.0]), np.array([1.0, -0.5]), 4), np.array([1.0, 0.5, 0.25, 0.125])),
                example(
                    call(np.array([2.0, 4.0]), np.array([2.0, 0.0, 1.0]), 4),
                    np.array([1.0, 2.0, -0.5, -1.0]),
                ),
                example(call(np.array([1.0, 2.0, 3.0]), np.array([2.0]), 1), np.array([0.5])),
            ],
            laws=[
                law(
                    say("g convolved with a is b", "پیچش g با a برابر b است"),
                    case.map(lambda drawn: call(*drawn)),
                    quotient_times_divisor,
                )
            ],
            traps=[
                trap("not_normalised", not_normalised, *NOT_NORMALISED),
                trap("feedback_sign", feedback_sign, *FEEDBACK_SIGN),
                trap("numerator_tail_ignored", numerator_tail_ignored, *TAIL_IGNORED),
                trap("powers_read_backwards", powers_read_backwards, *BACKWARDS),
                trap(
                    "starts_one_late",
                    starts_one_late,
                    "The response is one step late: the first sample belongs to n = 0.",
                    "پاسخ یک گام دیر است: نخستین نمونه از آنِ n = 0 است.",
                ),
            ],
        ),
    ]


def stems_are(panel, samples, start=0):
    """Whether a panel shows these samples as one stem plot that begins at `start`."""
    return any(
        x.shape == (len(samples),) and np.array_equal(x, start + np.arange(len(samples))) and np.allclose(y, samples)
        for x, y in panel.stems
    )


def stems_of(drawing, x, g, start=0):
    """Whether the first two panels show x and g."""
    return stems_are(drawing.panels[0], x, start) and stems_are(drawing.panels[1], g, start)


@grades("response_plot")
def response_plot():
    """What is drawn, from where, on which scale, and under which names."""
    impulse = np.array([1.0, 0.0, 0.0, 0.0, 0.0])
    growing = 3.0 * (-5.0) ** np.arange(8)
    step = np.array([0.0, 2.0, 2.5, -1.5, 1.0, 1.0, 4.0])
    calls = (call(impulse, growing), call(step, np.array([-1.5, 0.0, 600.0, -70000.0])))
    two = requirement(
        say("two panels", "دو قاب"),
        lambda drawing, x, g: len(drawing.panels) == 2,
        say(
            "The figure does not have two panels, one for x and one for g.",
            "شکل دو قاب ندارد، یکی برای x و یکی برای g.",
        ),
    )
    stems = requirement(
        say("stems over n = 0, 1, …", "ساقه‌ها روی n = 0, 1, …"),
        stems_of,
        say(
            "The panels do not show x above and g below as stems over n = 0, 1, 2, ….",
            "قاب‌ها x را در بالا و g را در پایین به صورت ساقه روی n = 0, 1, 2, … نشان نمی‌دهند.",
        ),
        weight=2.0,
    )
    scale = requirement(
        say("amplitude scale", "مقیاس دامنه"),
        lambda drawing, x, g: drawing.panels[1].yscale == "symlog",
        say(
            "The amplitude axis of g is not a symmetric logarithmic one.",
            "محور دامنهٔ g لگاریتمی متقارن نیست.",
        ),
    )
    names = requirement(
        say("names of the axes", "نام محورها"),
        lambda drawing, x, g: all(panel.ylabel or panel.title for panel in drawing.panels) and drawing.panels[1].xlabel,
        say(
            "A reader cannot tell what is shown: name both panels and the time axis of the lower one.",
            "خواننده نمی‌فهمد چه می‌بیند: دو قاب و محور زمان قاب پایین را نام‌گذاری کنید.",
        ),
    )

    def judged(requirement, *traps):
        return requires(
            "plot_response", solution.plot_response, calls=calls, requirements=[requirement], traps=list(traps)
        )

    return [
        judged(
            two,
            trap(
                "both_in_one_panel",
                lambda drawing, x, g: len(drawing.panels) == 1,
                "Both signals are in one panel, where the larger one hides the other.",
                "هر دو سیگنال در یک قاب‌اند و بزرگ‌تر، دیگری را می‌پوشاند.",
            ),
        ),
        judged(
            stems,
            trap(
                "counted_from_one",
                lambda drawing, x, g: stems_of(drawing, x, g, start=1),
                "Time begins at n = 1. The impulse is at n = 0.",
                "زمان از n = 1 آغاز شده است. ضربه در n = 0 است.",
            ),
            trap(
                "panels_exchanged",
                lambda drawing, x, g: stems_of(drawing, g, x),
                "The panels are exchanged: x goes above, g below.",
                "قاب‌ها جابه‌جا هستند: x در بالا و g در پایین می‌آید.",
            ),
            trap(
                "lines_instead_of_stems",
                lambda drawing, x, g: all(panel.lines and not panel.stems for panel in drawing.panels),
                "Lines join the samples as if there were values between them. Draw stems.",
                "خط‌ها نمونه‌ها را به هم وصل کرده‌اند، گویی میان آن‌ها هم مقداری هست. ساقه بکشید.",
            ),
        ),
        judged(
            scale,
            trap(
                "negative_samples_lost",
                lambda drawing, x, g: drawing.panels[1].yscale == "log",
                "A plain logarithmic axis has no place for negative samples, and half of the response is missing.",
                "محور لگاریتمی ساده جایی برای نمونه‌های منفی ندارد و نیمی از پاسخ دیده نمی‌شود.",
            ),
            trap(
                "linear_axis",
                lambda drawing, x, g: drawing.panels[1].yscale == "linear",
                "On a linear axis only the last samples of a growing response can be seen.",
                "روی محور خطی تنها واپسین نمونه‌های یک پاسخ رو به رشد دیده می‌شوند.",
            ),
        ),
        judged(names),
    ]


@grades("difference_equation")
def difference_equation(num, den):
    """Five coefficients of the equation as printed."""
    right = solution.difference_equation(num, den)
    poles = solution.poles_and_regions(num, den)["poles"]
    cancelled = [
        trap(
            "cancelled_first",
            {"x": np.array([num[0] / den[0], 0.0, 0.0]), "y": np.array([poles[0], 0.0])},
            "This is the equation after a common factor was cancelled. The one that is printed is asked for.",
            "این معادله پس از ساده کردن عامل مشترک است. معادلهٔ همان‌گونه که چاپ شده خواسته شده است.",
        )
        for _ in range(len(poles) == 1)
    ]
    return value(
        "coefficients",
        right,
        atol=1e-9,
        traps=[
            *cancelled,
            trap("feedback_sign", {"x": right["x"], "y": -right["y"]}, *FEEDBACK_SIGN),
            trap("not_normalised", {"x": np.append(num, 0.0), "y": -den[1:]}, *NOT_NORMALISED),
            trap("powers_read_backwards", solution.difference_equation(num[::-1], den[::-1]), *BACKWARDS),
            trap(
                "feedback_exchanged",
                {"x": right["x"], "y": right["y"][::-1]},
                "The two coefficients of the past outputs are exchanged.",
                "دو ضریب خروجی‌های گذشته جابه‌جا شده‌اند.",
            ),
        ],
    )


@st.composite
def driven_systems(draw):
    """Coefficients, three and two at most, and an input."""
    feedback = draw(st.integers(0, 2).flatmap(lambda n: arrays((n,), -3, 3)))
    coefficients = {"x": draw(coefficient_lists()), "y": feedback}
    return coefficients, draw(st.integers(1, 6).flatmap(lambda n: arrays((n,), -3, 3)))


def outputs_start_at_zero(coefficients, x):
    """Misconception: the first two outputs are zero whatever the input."""
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(2, len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c))) + sum(d[j] * y[k - 1 - j] for j in range(len(d)))
    return y


def feedback_ignored(coefficients, x):
    """Misconception: the outputs do not act back."""
    return solution.simulate({"x": coefficients["x"], "y": np.zeros(0)}, x)


def feedback_subtracted(coefficients, x):
    """Misconception: the feedback coefficients are those of the denominator."""
    return solution.simulate({"x": coefficients["x"], "y": -coefficients["y"]}, x)


def feedback_one_late(coefficients, x):
    """Misconception: the first feedback coefficient belongs to y[k−2]."""
    return solution.simulate({"x": coefficients["x"], "y": np.append(0.0, coefficients["y"])}, x)


def input_one_late(coefficients, x):
    """Misconception: the first input coefficient belongs to x[k−1]."""
    return solution.simulate({"x": np.append(0.0, coefficients["x"]), "y": coefficients["y"]}, x)


def delayed_input(simulate, coefficients, x):
    """An input two steps later gives the output two steps later."""
    late = simulate(coefficients, np.append([0.0, 0.0], x))
    return late, np.append([0.0, 0.0], simulate(coefficients, x))


@grades("simulate")
def simulate():
    """The recursion from rest."""
    cases = driven_systems().map(lambda drawn: call(*drawn))
    by_hand = {"x": np.array([1.0, 2.0]), "y": np.array([-1.0])}
    return function(
        "simulate",
        solution.simulate,
        cases=cases,
        examples=[
            example(call(by_hand, np.array([1.0, 2.0, 0.0, 3.0])), np.array([1.0, 3.0, 1.0, 2.0])),
            example(
                call({"x": np.array([1.0]), "y": np.array([1.0, 2.0])}, np.array([1.0, 0.0, 0.0, 0.0])),
                np.array([1.0, 1.0, 3.0, 5.0]),
            ),
        ],
        laws=[law(say("time invariance", "ناوردایی با زمان"), cases, delayed_input)],
        traps=[
            trap(
                "wrong_initial_condition",
                outputs_start_at_zero,
                "The first outputs were set to zero. At rest the past is zero; the input acts at once.",
                "نخستین خروجی‌ها صفر گذاشته شده‌اند. در حالت سکون گذشته صفر است؛ ورودی از همان آغاز اثر دارد.",
            ),
            trap(
                "feedback_ignored",
                feedback_ignored,
                "The past outputs have no effect.",
                "خروجی‌های گذشته اثری ندارند.",
            ),
            trap(
                "feedback_sign",
                feedback_subtracted,
                'The past outputs are subtracted. The entry "y" holds the coefficients of the right-hand side, signs included.',
                "خروجی‌های گذشته کم شده‌اند. درایهٔ «y» ضریب‌های سمت راست را با علامتشان دارد.",
            ),
            trap(
                "feedback_one_late",
                feedback_one_late,
                "The outputs act back one step too late.",
                "خروجی‌ها یک گام دیرتر از آنچه باید بازمی‌گردند.",
            ),
            trap(
                "input_one_late",
                input_one_late,
                "The input acts one step too late: the first coefficient belongs to the present input.",
                "ورودی یک گام دیر اثر می‌کند: نخستین ضریب از آنِ ورودی همان لحظه است.",
            ),
        ],
    )


@st.composite
def recordings(draw):
    """Input, output and two numbers of delays; at least one row, and nothing of the same size by default."""
    nx, ny = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    n = max(nx, ny) + draw(st.integers(1, 5))
    return draw(arrays((n,), -9, 9)), draw(arrays((n,), -9, 9)), nx, ny


def target_leak(x, y, nx, ny):
    """Misconception: the outputs in a row begin with y[k]."""
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(ny)]
    return np.stack(columns, axis=1), y[m:]


def reshape_vs_transpose(x, y, nx, ny):
    """Misconception: the columns are stacked as rows and reshaped."""
    D, t = solution.regressors(x, y, nx, ny)
    return D.T.ravel().reshape(D.shape), t


def off_by_two_length(x, y, nx, ny):
    """Misconception: one row per sample; what lies before the start is zero."""
    m = max(nx, ny)
    return solution.regressors(np.append(np.zeros(m), x), np.append(np.zeros(m), y), nx, ny)


def first_outputs_zeroed(x, y, nx, ny):
    """Misconception: the outputs before the first row are zero."""
    m = max(nx, ny)
    return solution.regressors(x, np.append(np.zeros(m), y[m:]), nx, ny)


def oldest_first(x, y, nx, ny):
    """Misconception: the oldest sample stands first."""
    D, t = solution.regressors(x, y, nx, ny)
    return np.concatenate([D[:, nx::-1], D[:, :nx:-1]], axis=1), t


def outputs_first(x, y, nx, ny):
    """Misconception: the outputs stand before the inputs."""
    D, t = solution.regressors(x, y, nx, ny)
    return np.concatenate([D[:, nx + 1 :], D[:, : nx + 1]], axis=1), t


def present_input_missing(x, y, nx, ny):
    """Misconception: inputs begin with x[k−1]."""
    D, t = solution.regressors(x, y, nx, ny)
    return D[:, 1:], t


def rows_obey_the_equation(regressors, coefficients, x):
    """D·w = t for a recording of the system with the coefficients w."""
    nx, ny = len(coefficients["x"]) - 1, len(coefficients["y"])
    D, t = regressors(x, solution.simulate(coefficients, x), nx, ny)
    return D @ np.append(coefficients["x"], coefficients["y"]), t


@grades("regressors")
def regressors():
    """The data set of a NARX model."""
    x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([10.0, 20.0, 30.0, 40.0])
    long_enough = driven_systems().map(lambda drawn: call(drawn[0], np.append(drawn[1], [1.0, -2.0, 0.5])))
    return function(
        "regressors",
        solution.regressors,
        cases=recordings().map(lambda drawn: call(*drawn)),
        examples=[
            example(
                call(x, y, 1, 1),
                (np.array([[2.0, 1.0, 10.0], [3.0, 2.0, 20.0], [4.0, 3.0, 30.0]]), np.array([20.0, 30.0, 40.0])),
            ),
            example(call(x, y, 0, 2), (np.array([[3.0, 20.0, 10.0], [4.0, 30.0, 20.0]]), np.array([30.0, 40.0]))),
        ],
        laws=[
            law(
                say("rows of a recording obey its difference equation", "سطرهای هر ضبط در معادلهٔ تفاضلی آن صدق می‌کنند"),
                long_enough,
                rows_obey_the_equation,
            )
        ],
        traps=[
            trap(
                "target_leak",
                target_leak,
                "A column of D is the target itself: a model that is given it has nothing to learn.",
                "یکی از ستون‌های D خود هدف است: مدلی که آن را در دست دارد چیزی برای آموختن ندارد.",
            ),
            trap(
                "reshape_vs_transpose",
                reshape_vs_transpose,
                "The entries are right but in the wrong places: reshaping keeps the order in memory, transposing exchanges the axes.",
                "درایه‌ها درست‌اند ولی سر جای خود نیستند: تغییر شکل ترتیب حافظه را نگه می‌دارد، ترانهاده محورها را جابه‌جا می‌کند.",
            ),
            trap(
                "off_by_two_length",
                off_by_two_length,
                "There are rows for samples whose past was not recorded. Begin with the first one that has its whole past.",
                "برای نمونه‌هایی که گذشته‌شان ضبط نشده هم سطر ساخته شده است. از نخستین نمونه‌ای آغاز کنید که گذشتهٔ کامل دارد.",
            ),
            trap(
                "wrong_initial_condition",
                first_outputs_zeroed,
                "The first outputs were replaced by zeros. They were recorded, so use them.",
                "به جای نخستین خروجی‌ها صفر آمده است. آن‌ها ضبط شده‌اند؛ همان‌ها را به کار ببرید.",
            ),
            trap(
                "oldest_first",
                oldest_first,
                "The oldest samples stand first; the newest are asked for first.",
                "کهنه‌ترین نمونه‌ها جلوتر آمده‌اند؛ تازه‌ترین‌ها باید نخست بیایند.",
            ),
            trap(
                "outputs_first",
                outputs_first,
                "The outputs stand before the inputs.",
                "خروجی‌ها پیش از ورودی‌ها آمده‌اند.",
            ),
            trap(
                "present_input_missing",
                present_input_missing,
                "The present input is missing: it acts without delay.",
                "ورودی همان لحظه جا افتاده است: آن بی‌تأخیر اثر می‌کند.",
            ),
        ],
    )


@grades("unstable_training")
def unstable_training():
    """Why training on the trajectory fails."""
    return choice(
        "unstable_training",
        solution.unstable_training(),
        {
            "instability_blamed_on_time_series": say(
                "A stable system is a time series, too, and the same network learns it from its regressors.",
                "سیستم پایدار هم سری زمانی است و همین شبکه آن را از رگرسورهایش می‌آموزد.",
            ),
            "too_few_epochs": say(
                "Look at the loss of the first epoch: there is nothing left that could fall.",
                "به هزینهٔ نخستین دوره نگاه کنید: دیگر چیزی نیست که بتواند پایین بیاید.",
            ),
            "hidden_units_bounded": say(
                "The output unit is linear and can be scaled. How large would it have to become?",
                "واحد خروجی خطی است و می‌تواند مقیاس شود. باید تا چه اندازه بزرگ شود؟",
            ),
            "single_frequency": say(
                "A single frequency limits what can be identified; it does not make a loss overflow.",
                "تک‌بسامد بودن، آنچه را شناسایی‌پذیر است محدود می‌کند؛ ولی هزینه را سرریز نمی‌کند.",
            ),
        },
    )


ARCHITECTURE = say(
    "The model is not the one asked for: inputs, a Dense layer of 20 sigmoid units, a Dense layer of one linear unit.",
    "مدل آن نیست که خواسته شده: ورودی، یک لایهٔ Dense با ۲۰ واحد سیگموئید و یک لایهٔ Dense با یک واحد خطی.",
)


def activation(model, layer):
    """The name of a layer's activation."""
    return model.layers[layer][1].get("activation")


def is_narx_network(model, x, y, seed):
    """Whether a model has 20 sigmoid units and a linear one, with biases."""
    if not isinstance(model, Network) or [kind for kind, _ in model.layers] != ["Dense", "Dense"]:
        return False
    shapes = [weight.shape for weight in model.get_weights()]
    built = shapes == [(x.shape[1], 20), (20,), (20, 1), (1,)]
    return built and activation(model, 0) == "sigmoid" and activation(model, 1) == "linear"


def output_of(model, inputs):
    """ŷ (N,), computed from the weights."""
    w1, b1, w2, b2 = (weight.astype(float) for weight in model.get_weights())
    return (1 / (1 + np.exp(-(inputs @ w1 + b1))) @ w2 + b2)[:, 0]


def explained(model, x, y, seed):
    """R² on inputs that the student's function has not seen; the targets are exact."""
    if not is_narx_network(model, x, y, seed):
        return ARCHITECTURE
    fresh = np.random.RandomState(7).uniform(-1, 1, (2000, x.shape[1]))
    right = fresh @ np.linalg.lstsq(x, y)[0]
    return 1 - np.mean((output_of(model, fresh) - right) ** 2) / np.var(right)


def coefficient_error(model, x, y, seed):
    """The largest difference between the mean Jacobian and the coefficients."""
    if not is_narx_network(model, x, y, seed):
        return ARCHITECTURE
    return np.max(np.abs(solution.mean_jacobian(model, x) - np.linalg.lstsq(x, y)[0]))


def independent_regressors(coefficients, seed):
    """A thousand rows, each entry uniform in [−1, 1], and the outputs of a linear system."""
    x = np.random.RandomState(seed).uniform(-1, 1, (1000, len(coefficients)))
    return call(x, x @ np.array(coefficients), seed)


@grades("narx_network")
def narx_network():
    """Trained twice, on two systems; the judge computes with the weights."""
    calls = (
        independent_regressors([2.0, 4.0, 0.0, -6.0, -8.0], 1),
        independent_regressors([-3.0, 1.0, 5.0, 0.0, 7.0], 2),
    )
    right = solution.train_narx
    untrained = trap(
        "not_trained",
        lambda model, x, y, seed: explained(model, x, y, seed) < 0.1,
        "The network does no better than a constant. Was it fitted, and is the fitted model the one that is returned?",
        "شبکه از یک عدد ثابت بهتر نیست. آیا آموزش دیده و همان مدل آموزش‌دیده برگردانده شده است؟",
    )
    return [
        requires(
            "train_narx",
            right,
            calls=calls,
            requirements=[requirement(say("architecture", "معماری"), is_narx_network, ARCHITECTURE)],
            traps=[
                trap(
                    "output_not_linear",
                    lambda model, x, y, seed: activation(model, -1) != "linear",
                    "The output unit has a bounded or rectified activation; the targets reach beyond it on both sides.",
                    "واحد خروجی تابع فعال‌سازی کران‌دار یا یک‌سویه دارد؛ هدف‌ها از هر دو سو از آن فراتر می‌روند.",
                ),
                trap(
                    "hidden_not_bounded",
                    lambda model, x, y, seed: activation(model, 0) in ("linear", "relu"),
                    "The hidden units are not bounded. Sigmoid units are asked for.",
                    "واحدهای پنهان کران‌دار نیستند. واحد سیگموئید خواسته شده است.",
                ),
            ],
        ),
        measured(
            "train_narx",
            right,
            calls=calls,
            measure=explained,
            title=say("R² on new inputs", "ضریب تعیین R² روی ورودی‌های تازه"),
            target=0.998,
            floor=0.9,
            weight=3.0,
            traps=[untrained],
        ),
        measured(
            "train_narx",
            right,
            calls=calls,
            measure=coefficient_error,
            title=say("largest error of the mean Jacobian", "بزرگ‌ترین خطای میانگین ژاکوبی"),
            target=0.3,
            floor=1.5,
            weight=2.0,
        ),
    ]


def network(w1, b1, w2, b2):
    """A network of sigmoid units with a linear output, as Keras writes it down."""
    layers = [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, len(w1)]}},
        dense(len(b1), "sigmoid"),
        dense(1, "linear"),
    ]
    config = {"name": "network", "trainable": True, "layers": layers}
    weights = [np.asarray(weight, dtype=np.float32) for weight in (w1, b1, w2, b2)]
    return Network({"module": "keras", "class_name": "Sequential", "config": config}, weights)


def dense(units, activation):
    """A Dense layer as Keras writes it down."""
    settings = {"units": units, "activation": activation}
    return {"module": "keras.layers", "class_name": "Dense", "config": settings}


@st.composite
def networks(draw):
    """A network with two to four units and two or three inputs, and one to five rows."""
    features, units, rows = draw(st.integers(2, 3)), draw(st.integers(2, 4)), draw(st.integers(1, 5))
    model = network(
        draw(arrays((features, units), -2, 2)),
        draw(arrays((units,), -1, 1)),
        draw(arrays((units, 1), -3, 3)),
        draw(arrays((1,), -1, 1)),
    )
    return call(model, draw(arrays((rows, features), -2, 2)))


def slopes(model, inputs):
    """The derivative by each input for each row (N, F)."""
    return np.array([solution.mean_jacobian(model, row[None]) for row in inputs])


def weights_multiplied(model, inputs):
    """Misconception: W₁·w₂, as if the hidden units were linear."""
    w1, _, w2, _ = model.get_weights()
    return (w1 @ w2)[:, 0]


def first_layer_averaged(model, inputs):
    """Misconception: reads the coefficients off W₁ alone."""
    return model.get_weights()[0].mean(axis=1)


@grades("jacobian_coefficients")
def jacobian_coefficients():
    """Compared with the chain rule on the weights."""
    return function(
        "mean_jacobian",
        solution.mean_jacobian,
        cases=networks(),
        count=25,
        rtol=1e-4,
        atol=1e-5,
        traps=[
            trap(
                "weights_multiplied",
                weights_multiplied,
                "The weights were multiplied as if the hidden units were linear. Their slope depends on the input.",
                "وزن‌ها چنان در هم ضرب شده‌اند که گویی واحدهای پنهان خطی‌اند. شیب آن‌ها به ورودی بستگی دارد.",
            ),
            trap(
                "first_layer_averaged",
                first_layer_averaged,
                "These are averages of the first layer's weights. The coefficients are derivatives of the output.",
                "این‌ها میانگین وزن‌های لایهٔ نخست‌اند. ضریب‌ها مشتق خروجی‌اند.",
            ),
            trap(
                "jacobian_at_the_mean",
                lambda model, inputs: solution.mean_jacobian(model, inputs.mean(axis=0, keepdims=True)),
                "This is the derivative at the mean input. The mean of the derivatives is asked for.",
                "این مشتق در ورودی میانگین است. میانگین مشتق‌ها خواسته شده است.",
            ),
            trap(
                "sum_instead_of_mean",
                lambda model, inputs: slopes(model, inputs).sum(axis=0),
                "The derivatives were added up over the rows and not averaged.",
                "مشتق‌ها روی سطرها جمع شده‌اند و میانگین گرفته نشده است.",
            ),
            trap(
                "signs_lost",
                lambda model, inputs: np.abs(slopes(model, inputs)).mean(axis=0),
                "Absolute values were averaged, and the signs are lost.",
                "از قدر مطلق‌ها میانگین گرفته شده و علامت‌ها از دست رفته‌اند.",
            ),
            trap(
                "one_row_per_sample",
                slopes,
                "There is a row for each input; average over them.",
                "برای هر ورودی یک سطر هست؛ روی آن‌ها میانگین بگیرید.",
            ),
        ],
    )


def linear_problem(seed):
    """A few hundred rows uniform in [−10, 10], and targets without noise."""
    rng = np.random.RandomState(seed)
    features = 2 + seed % 4
    D = np.rint(rng.uniform(-10, 10, (300, features)) * 2) / 2
    return call(D, D @ rng.choice([-8.0, -6.0, -3.5, -1.0, 0.5, 2.0, 4.0, 7.0], features, replace=False))


def correlations_only(D, t):
    """Misconception: the cross-correlations of inputs and target, without R⁻¹."""
    return D.T @ t / len(t)


def targets_thresholded(D, t):
    """Misconception: the neuron answers with a sign, so only the signs of the targets are fitted."""
    return solution.adaline_fit(D, np.sign(t))


@grades("adaline_coefficients")
def adaline_coefficients():
    """On a few fixed problems: training is slow, and so is making a problem smaller."""
    D = np.tile([[10.0, 0.0], [0.0, 10.0]], (10, 1))
    return function(
        "adaline_fit",
        solution.adaline_fit,
        cases=[linear_problem(seed) for seed in range(1, 5)],
        rtol=0.0,
        atol=1e-4,
        examples=[example(call(D, np.tile([30.0, -20.0], 10)), np.array([3.0, -2.0]))],
        traps=[
            trap(
                "sign_in_adaline",
                targets_thresholded,
                "The neuron fits signs. In training an ADALINE is linear: the error is that of the sum itself.",
                "نورون علامت‌ها را برازش می‌کند. آدالاین در آموزش خطی است: خطا، خطای خود مجموع است.",
            ),
            trap(
                "correlations_only",
                correlations_only,
                "These are correlations of inputs and target. They are the coefficients only for uncorrelated inputs of unit power.",
                "این‌ها همبستگی ورودی‌ها و هدف‌اند. تنها برای ورودی‌های ناهمبسته با توان یک همان ضریب‌ها هستند.",
            ),
            trap(
                "bias_returned",
                lambda D, t: np.append(solution.adaline_fit(D, t), 0.0),
                "There is one weight too many: the neuron has no bias.",
                "یک وزن زیادی هست: این نورون بایاس ندارد.",
            ),
            trap(
                "weights_halved",
                lambda D, t: solution.adaline_fit(D, t) / 2,
                "Every weight is half of what it should be: compare the gradient of the squared error with your step.",
                "هر وزن نیمی از مقدار درست است: گرادیان مربع خطا را با گام خود مقایسه کنید.",
            ),
        ],
    )


def scaled(num, den, factor):
    """Numerator and denominator times the same factor."""
    return num * factor, den * factor


def sign_error_ratio(w):
    """Misconception: the feedback keeps its sign on the other side."""
    num, den = w[:3], np.append(1.0, w[3:])
    return scaled(num, den, 1 / den[2])


def first_is_one(w):
    """Misconception: normalised by the first coefficient."""
    return w[:3], np.append(1.0, -w[3:])


def index_shift(w):
    """Misconception: counts powers from one, so that both polynomials are delayed."""
    num, den = solution.to_transfer_function(w)
    return np.append(0.0, num), np.append(0.0, den)


def numerator_not_scaled(w):
    """Misconception: only the denominator is normalised."""
    return w[:3], solution.to_transfer_function(w)[1]


@grades("transfer_function")
def transfer_function():
    """From the five weights back to G."""
    last = halves(-8, 8).filter(lambda d2: d2 != 0)
    weights = st.tuples(arrays((4,), -8, 8), last).map(lambda w: np.append(*w))
    return function(
        "to_transfer_function",
        solution.to_transfer_function,
        cases=weights.map(call),
        examples=[
            example(
                call(np.array([1.0, 2.0, 0.0, 3.0, -4.0])), (np.array([0.25, 0.5, 0.0]), np.array([0.25, -0.75, 1.0]))
            )
        ],
        traps=[
            trap("sign_error_ratio", sign_error_ratio, *FEEDBACK_SIGN),
            trap(
                "scale_ambiguity",
                first_is_one,
                "The ratio is right, but another scale was chosen: the last coefficient of the denominator is to be 1.",
                "نسبت درست است، ولی مقیاس دیگری برگزیده شده: واپسین ضریب مخرج باید ۱ باشد.",
            ),
            trap(
                "index_shift",
                index_shift,
                "Both polynomials begin one power too late: the first coefficient belongs to z⁰.",
                "هر دو چندجمله‌ای یک توان دیر آغاز می‌شوند: نخستین ضریب از آنِ z⁰ است.",
            ),
            trap(
                "numerator_not_scaled",
                numerator_not_scaled,
                "Only the denominator was normalised, which changes the gain.",
                "تنها مخرج بهنجار شده است و این بهره را تغییر می‌دهد.",
            ),
        ],
    )


@grades("identifiability")
def identifiability():
    """What a cancelled factor does to least squares."""
    return choice(
        "identifiability",
        solution.identifiability(),
        {
            "more_data": say(
                "A longer recording adds rows that satisfy the same dependence between the columns.",
                "ضبط طولانی‌تر سطرهایی می‌افزاید که همان وابستگی میان ستون‌ها را دارند.",
            ),
            "lower_order_returned": say(
                "The equation of lower order is one exact solution among many, and not the one of least norm.",
                "معادلهٔ مرتبهٔ پایین‌تر یکی از بسیار جواب‌های دقیق است، ولی آن نیست که کمترین نُرم را دارد.",
            ),
            "noise_is_missing": say(
                "Without noise every exact solution has residual zero. Count how many there are.",
                "بدون نویز، ماندهٔ هر جواب دقیق صفر است. بشمارید چند تا هست.",
            ),
            "mlp_coefficients_unrecoverable": say(
                "The mean Jacobian of a network does give coefficients where the data determine them.",
                "میانگین ژاکوبی شبکه ضریب‌ها را می‌دهد، هر جا که داده آن‌ها را معین کند.",
            ),
        },
    )


@grades("regression_loss")
def regression_loss():
    """Loss and size of a regression network."""
    return choice(
        "regression_loss",
        solution.regression_loss(),
        {
            "accuracy_for_regression": say(
                "How often does a real number hit its target exactly? And what is the derivative of that count?",
                "یک عدد حقیقی چند بار دقیقاً به هدف می‌خورد؟ و مشتق این شمارش چیست؟",
            ),
            "cross_entropy": say(
                "Cross-entropy compares probabilities. Which values can the targets take here?",
                "آنتروپی متقاطع احتمال‌ها را مقایسه می‌کند. هدف‌ها در اینجا چه مقدارهایی می‌گیرند؟",
            ),
            "training_error": say(
                "On the training data a larger network is never worse. What is it to be good at?",
                "روی دادهٔ آموزش شبکهٔ بزرگ‌تر هرگز بدتر نیست. قرار است در چه چیزی خوب باشد؟",
            ),
        },
    )
