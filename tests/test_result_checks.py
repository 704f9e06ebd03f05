"""Results that are not unique: measures, requirements, their traps, and answers that are right in several ways."""

import numpy as np
import pytest

from tamrin import call, function, measured, requirement, requires, say, trap, value
from tamrin.checks import flatten, run
from tamrin.course.schema import Limits
from tamrin.judge.inprocess import InProcessStudent

Q = say("share of ones", "سهم یک‌ها")


def student(**names):
    return InProcessStudent(names, Limits())


def reference(seed):
    return [1.0, 1.0]


def ones(result, seed):
    if not isinstance(result, list):
        return say("A list is asked for.", "فهرست خواسته شده است.")
    return float(np.mean(np.array(result) == 1))


def check(**options):
    options = {"target": 0.9, "floor": 0.5} | options
    return measured("train", reference, calls=(call(0), call(1)), measure=ones, title=Q, **options)[-1]


@pytest.mark.parametrize(
    ("result", "verdict", "share"),
    [([1.0], "passed", 0), ([1, 1, 1, 0.0], "failed", 0.6), ([1, 0.0], "failed", 0), ([0.0], "failed", 0)],
)
def test_measure_is_linear_between_floor_and_target(result, verdict, share):
    found = run(check(), student(train=lambda seed: result))
    assert (found.verdict, found.share) == (verdict, pytest.approx(share))


def test_measure_is_the_mean_over_all_calls():
    found = run(check(target=1.0, floor=0.0), student(train=lambda seed: [seed]))
    assert found.share == 0.5
    assert found.message() == "train: share of ones is 0.5; full points are for 1."


def test_measure_without_floor_is_all_or_nothing():
    assert run(check(floor=None), student(train=lambda seed: [1, 1, 1, 0])).share == 0


def test_less_is_better_where_the_floor_is_above_the_target():
    less = check(target=0.1, floor=0.5)
    assert [run(less, student(train=lambda seed, r=r: r)).verdict for r in ([0.0], [1.0])] == ["passed", "failed"]


@pytest.mark.parametrize("result", [{"a": 1}, None, "text", [[1, 2], [3]], [np.zeros(3)]])
def test_result_that_cannot_be_measured_fails_and_is_no_fault_of_ours(result):
    found = run(check(), student(train=lambda seed: result))
    assert found.verdict == "failed" and found.message()


def test_result_that_is_not_finite_is_not_measured():
    (_, nan) = measured("train", reference, calls=[call(0)], measure=lambda result, seed: result, title=Q, target=-1.0)
    assert run(nan, student(train=lambda seed: float("nan"))).verdict == "failed"


def test_results_are_judged_together_and_a_call_made_again_counts_once():
    def differ(results):
        first, second, again = results
        return None if first != second and first == again else say("Not by the seed.", "نه با بذر.")

    (_, together) = measured(
        "f",
        lambda seed: seed,
        calls=[call(1), call(2), call(1)],
        measure=lambda result, seed: float(result),
        title=say("size", "اندازه"),
        target=1.5,
        floor=0,
        together=differ,
    )
    assert run(together, student(f=lambda seed: seed)).verdict == "passed"  # the mean of 1 and 2
    assert run(together, student(f=lambda seed: 2)).message("en") == "Not by the seed."
    assert run(together, student(f=lambda seed: 0)).key == "measured"  # it earns nothing anyway
    assert run(together, student(f=lambda seed: "a")).verdict == "failed"


def test_call_that_raises_and_stub_are_told_apart():
    def stub(seed):
        raise NotImplementedError

    assert run(check(), student(train=stub)).verdict == "not_attempted"
    assert run(check(), student(train=lambda seed: 1 / 0)).verdict == "error"


def test_trap_of_a_measure_is_a_predicate_and_keeps_the_share():
    halves = trap("half", lambda result, seed: result == [1, 0, 1], "Half.", "نیمه.")
    never = trap("never", lambda result, seed: result["no"], "No.", "نه.")
    found = run(check(traps=[never, halves]), student(train=lambda seed: [1, 0, 1]))
    assert (found.verdict, found.note, found.share) == ("trapped", "half", 0.4)


def test_checks_with_the_same_calls_share_the_results():
    seeds = []

    def train(seed):
        seeds.append(seed)
        return [1.0]

    calls = (call(0), call(1))
    shared = [
        *measured("train", reference, calls=calls, measure=ones, title=Q, target=0.9),
        *requires(
            "train",
            reference,
            calls=calls,
            requirements=[requirement(Q, lambda r, seed: True, Q), requirement(Q, lambda r, seed: len(r) == 2, Q)],
        )[1:],
    ]
    found = [run(each, student_) for student_ in [student(train=train)] for each in shared]
    assert [finding.verdict for finding in found] == ["passed", "passed", "passed", "failed"]
    assert found[3].message("fa") == "سهم یک‌ها"
    assert seeds == [0, 1]


def up_to_sign(received, right):
    return received * np.sign(np.sum(received * right)), right


def test_value_may_be_right_in_several_ways():
    v = np.array([3.0, 4.0])
    checks = flatten(value("v", v, alike=up_to_sign, traps=[trap("swapped", v[::-1], "Swapped.", "جابه‌جا.")]))
    verdicts = [run(checks[-1], student(v=answer)).verdict for answer in (v, -v, -v[::-1], 0 * v, v + 1, v[:1])]
    assert verdicts == ["passed", "passed", "trapped", "failed", "failed", "failed"]


def test_function_may_be_right_in_several_ways():
    from tamrin.strategies import arrays

    def double(x):
        return 2 * x

    (_, *checks) = flatten(function("f", double, cases=arrays((3,)).map(lambda x: call(x)), alike=up_to_sign))
    assert [run(c, student(f=lambda x: -2 * x)).verdict for c in checks] == ["passed"]
    assert [run(c, student(f=lambda x: 3 * x)).verdict for c in checks] == ["failed"]


def test_formula_reaches_the_student_and_the_reference_as_a_function():
    from hypothesis import strategies as st

    from tamrin import Formula

    def twice(f, x):
        return 2 * f(x)

    cases = st.integers(1, 5).map(lambda x: call(Formula("lambda x: x**2 + np.pi"), x))
    (_, check) = flatten(function("twice", twice, cases=cases))
    assert run(check, student(twice=lambda f, x: f(x) + f(x))).verdict == "passed"
    assert "lambda x: x**2" in run(check, student(twice=lambda f, x: f(x))).message()


def test_law_asks_ahead_nothing_that_the_reference_has_computed():
    from hypothesis import strategies as st

    from tamrin import law
    from tamrin.function_checks import PropertyCheck

    asked = []

    class Watched(InProcessStudent):
        def calls(self, name, calls):
            asked.append([call.args for call in calls])
            return super().calls(name, calls)

    def secret(x):
        return 1000 - x

    cases = st.integers(0, 9).map(lambda x: call(x))
    twice = law(Q, cases, lambda f, x: (f(f(x)) + f(x + 50), x + f(x + 50)))
    (check,) = (
        c for c in flatten(function("secret", secret, cases=cases, laws=[twice])) if isinstance(c, PropertyCheck)
    )
    found = run(check, Watched({"secret": lambda x: 7}, Limits()))
    assert found.verdict == "failed"
    assert all(x < 100 for batch in asked for (x,) in batch), "1000 - x was sent to a student who does not know it"
    assert run(check, Watched({"secret": secret}, Limits())).verdict == "passed"


def test_law_with_sides_of_mixed_shapes():
    from hypothesis import strategies as st

    from tamrin import law

    def pair(x):
        return float(x), np.arange(3.0) * x

    cases = st.integers(1, 9).map(lambda x: call(x))
    double = law(Q, cases, lambda f, x: (f(2 * x), tuple(2 * part for part in f(x))))
    checks = flatten(function("pair", pair, cases=cases, laws=[double]))
    assert [run(c, student(pair=pair)).verdict for c in checks] == ["passed"] * 3
    assert run(checks[-1], student(pair=lambda x: (0.0, np.zeros(3)))).verdict == "failed"
