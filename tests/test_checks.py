"""The checks: what a declaration finds in a student's names."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st

from tamrin import call, choice, essay, example, function, law, rows, say, trap, value
from tamrin.checks import ChoiceCheck, FormCheck, flatten, run, with_letters
from tamrin.course.schema import Limits
from tamrin.function_checks import ExamplesCheck, OracleCheck, PropertyCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.strategies import calls, whole


def student_of(checks, names):
    student = InProcessStudent(names, Limits(call_seconds=2))
    student.forms = {check.name: check.form for check in flatten(checks) if isinstance(check, FormCheck)}
    return student


def findings(checks, **names):
    """What every check of a declaration finds."""
    checks = flatten(checks)
    student = student_of(checks, names)
    return [run(check, student) for check in checks]


def verdicts(checks, **names):
    return [finding.verdict for finding in findings(checks, **names)]


def judged(checks, **names):
    """What the last check finds: of a value question, the value."""
    return findings(checks, **names)[-1]


def traps(**outcomes):
    return [trap(name, outcome, f"{name}.", "فارسی") for name, outcome in outcomes.items()]


# Values.


def test_value_right_passes():
    assert verdicts(value("a", 3), a=3) == ["passed", "passed"]
    assert verdicts(value("a", np.eye(2)), a=[[1, 0], [0, 1]]) == ["passed", "passed"]


def test_value_missing_and_blank_are_told_apart():
    assert verdicts(value("a", 3)) == ["missing", "missing"]
    assert verdicts(value("a", 3), a=...) == ["not_attempted", "not_attempted"]
    assert verdicts(value("a", (3, 4)), a=(..., ...)) == ["not_attempted", "not_attempted"]


def test_value_of_wrong_form_fails_both_checks():
    checks = value("a", np.eye(2))
    assert [f.key for f in findings(checks, a=np.eye(3))] == ["shape", "shape"]
    assert [f.key for f in findings(checks, a={1})] == ["refused", "refused"]


def test_value_of_wrong_number_passes_the_public_check():
    assert verdicts(value("a", 3), a=4) == ["passed", "failed"]


def test_value_form_check_is_public_and_worth_nothing():
    form, hidden = value("a", 3)
    assert (form.visibility, form.weight, hidden.visibility, hidden.weight) == ("public", 0.0, "hidden", 1.0)
    assert form.public_spec() == {"check": "form", "name": "a", "form": {"kind": "integer"}}
    assert hidden.public_spec() is None


def test_value_trap_first_match_speaks():
    checks = value("a", 3.0, traps=traps(far=9.0, near=5.0, also_near=5.0))
    found = judged(checks, a=5)
    assert (found.verdict, found.note, found.message("en"), found.message("fa")) == (
        "trapped",
        "near",
        "near.",
        "فارسی",
    )


def test_value_right_answer_beats_a_trap_that_is_equal():
    assert judged(value("a", 3.0, traps=traps(wrong=3.0)), a=3).verdict == "passed"


def test_value_trap_may_have_another_shape():
    checks = value("a", np.eye(3), traps=traps(forgot_padding=np.eye(1)))
    assert judged(checks, a=np.eye(1)).note == "forgot_padding"


def test_value_decimals_tolerate_half_a_unit():
    checks = value("a", 1.23, decimals=2)
    assert judged(checks, a=1.235).verdict == "passed"
    assert judged(checks, a=1.2351).verdict == "failed"


def test_value_tolerance_is_relative_by_default():
    assert judged(value("a", 1000.0), a=1000.0009).verdict == "passed"
    assert judged(value("a", 1000.0), a=1000.002).verdict == "failed"
    assert judged(value("a", 0.0), a=1e-12).verdict == "failed"


def test_value_whole_number_has_no_tolerance():
    assert judged(value("a", 1_261_920), a=1_261_921).verdict == "failed"


# Carry-forward.

FIRST = np.array([[1.0, 2.0], [3.0, 5.0]])
LAST_WRONG = np.array([[1.0, 2.0], [3.0, 6.0]])


def chained(**more):
    """`b` is twice `a` plus one."""
    return [
        value("a", FIRST),
        value("b", 2 * FIRST + 1, follows=lambda a: 2 * a + 1, traps=traps(not_doubled=FIRST + 1), **more),
    ]


def test_value_in_few_digits_does_not_buy_tolerance():
    checks = value("v", 3.0517, decimals=4)
    assert verdicts(checks, v=np.float32(3.0517)) == ["passed"] * 2
    assert verdicts(checks, v=np.float16(3.0517)) == ["passed", "failed"]
    assert verdicts(value("v", 1.0), v=np.float32(1 + 5e-6)) == ["passed", "failed"]
    found = judged(value("v", 2 / 3, decimals=8), v=np.float16(2 / 3))
    assert found.message("en").startswith("v: right as far as float16 goes")


def test_trap_that_few_digits_hide_is_told_by_its_digits():
    right = np.array([1 / 3, 2 / 3])
    checks = value("v", right, decimals=8, traps=traps(nearly=right + 1e-7))
    assert verdicts(checks, v=right.astype(np.float32)) == ["passed"] * 2
    assert verdicts(checks, v=(right + 5e-8).astype(np.float32)) == ["passed"] * 2  # no better and no worse
    assert verdicts(checks, v=(right + 1e-7).astype(np.float32)) == ["passed", "trapped"]


def test_carry_forward_pays_for_one_mistake_once():
    mine = LAST_WRONG
    assert verdicts(chained(), a=mine, b=2 * mine + 1) == ["passed", "failed", "passed", "passed"]
    assert judged(chained(), a=mine, b=2 * mine + 1).key == "follows"


def test_carry_forward_reads_the_earlier_answer_in_its_form():
    mine = [["۱", "2"], ["3", "9"]]
    assert judged(chained(), a=mine, b=[[3, 5], [7, 19]]).key == "follows"


def test_carry_forward_comes_before_traps():
    # b = FIRST + 1 is the trap, and it also follows from a = FIRST / 2.
    assert judged(chained(), a=FIRST, b=FIRST + 1).note == "not_doubled"
    assert judged(chained(), a=FIRST / 2, b=FIRST + 1).key == "follows"


def test_carry_forward_needs_the_consequence():
    mine = FIRST + 1
    assert judged(chained(), a=mine, b=2 * mine).verdict == "failed"


@pytest.mark.parametrize("mine", [..., None, "text", np.eye(3), {1}, float("nan"), np.full((2, 2), np.nan)])
def test_carry_forward_from_an_unusable_answer_is_an_ordinary_failure(mine):
    assert judged(chained(), a=mine, b=np.ones((2, 2))).verdict == "failed"


def test_carry_forward_from_a_missing_answer_is_an_ordinary_failure():
    assert judged(chained(), b=np.ones((2, 2))).verdict == "failed"


def test_carry_forward_right_answer_needs_no_earlier_one():
    assert judged(chained(), b=2 * FIRST + 1).verdict == "passed"


@pytest.mark.parametrize("constant", [0.0, 1.0, -0.5])
def test_carry_forward_from_a_degenerate_array_earns_nothing(constant):
    mine = np.full((2, 2), constant)
    assert judged(chained(), a=mine, b=2 * mine + 1).verdict != "passed"


def test_carry_forward_from_zeros_to_a_number_earns_nothing():
    # The mean of a map of zeros needs no work: it is 0 whatever was asked.
    checks = [value("a", FIRST), value("b", FIRST.mean(), follows=lambda a: a.mean())]
    assert judged(checks, a=LAST_WRONG, b=3.0).verdict == "passed"
    assert judged(checks, a=np.zeros((2, 2)), b=0.0).verdict != "passed"


def test_next_to_nothing_carried_forward_earns_nothing():
    checks = [value("a", 2.0), *value("b", np.array([4.0, 6.0]), follows=lambda a: np.array([2 * a, 3 * a]))]
    assert verdicts(checks, a=3.0, b=[6.0, 9.0])[-1] == "passed"
    assert verdicts(checks, a=1e-12, b=[0.0, 0.0])[-1] == "failed"


def test_zero_carried_forward_from_zero_earns_nothing():
    checks = [value("a", 2.0), value("b", 6.0, follows=lambda a: 3 * a)]
    assert [judged(checks, a=a, b=3 * a).verdict for a in (4.0, 0.0)] == ["passed", "failed"]
    assert judged([value("a", 2.0), value("b", 0.0, follows=lambda a: a - a)], a=4.0, b=0.0).verdict == "passed"


def test_carry_forward_of_several_arrays_is_no_fault_of_ours():
    right = (np.arange(3.0), np.eye(2))
    checks = [value("a", 2.0), value("b", right, follows=lambda a: (np.arange(3.0) * a / 2, np.eye(2) * a / 2))]
    mine = (np.arange(3.0) * 2, np.eye(2) * 2)
    assert judged(checks, a=4.0, b=mine).verdict == "passed"
    assert judged(checks, a=3.0, b=mine).verdict == "failed"


def test_carry_forward_of_text_is_no_fault_of_ours():
    checks = [value("a", 2), value("b", ("even", 4), follows=lambda a: ("even" if a % 2 == 0 else "odd", 2 * a))]
    assert judged(checks, a=3, b=("odd", 6)).verdict == "passed"
    assert judged(checks, a=3, b=("even", 6)).verdict == "failed"


def test_carry_forward_whose_formula_divides_by_zero_is_an_ordinary_failure():
    checks = [value("a", 2), value("b", 3, follows=lambda a: 6 // a)]
    assert judged(checks, a=0, b=1).verdict == "failed"


# Rows.

TABLE = [(3, 1), (6, 4), (12, 10), (24, 22)]


def table(**more):
    """Row i doubles the first column and adds 2 to twice the second, less the row's parity."""
    return rows(["p", "q"], TABLE, step=lambda i, above: (2 * above[0], 2 * above[1] + 2), **more)


def columns(*entries):
    return {"p": [p for p, _ in entries], "q": [q for _, q in entries]}


def row_verdicts(checks, **names):
    return verdicts(checks, **names)[-len(TABLE) :]


def test_rows_right_pass_and_share_the_points():
    checks = flatten(table())
    assert verdicts(checks, **columns(*TABLE)) == ["passed"] * 6
    assert [check.weight for check in checks] == [0.0, 0.0, 1.0, 1.0, 1.0, 1.0]


def test_rows_wrong_row_is_paid_for_once():
    mine = [(3, 1), (7, 4), (14, 10), (28, 22)]
    assert row_verdicts(table(), **columns(*mine)) == ["passed", "failed", "passed", "passed"]


def test_rows_right_row_after_a_wrong_one_passes():
    mine = [(3, 1), (7, 4), (12, 10), (24, 22)]
    assert row_verdicts(table(), **columns(*mine)) == ["passed", "failed", "passed", "passed"]


def test_rows_without_step_are_judged_one_by_one():
    mine = [(3, 1), (7, 4), (14, 10), (24, 22)]
    assert row_verdicts(rows(["p", "q"], TABLE), **columns(*mine)) == ["passed", "failed", "failed", "passed"]


def test_rows_degenerate_table_earns_nothing():
    # Zeros double to zeros: a table that repeats one row was not worked out.
    checks = rows("p", [p for p, _ in TABLE], step=lambda i, above: 2 * above[0])
    assert "passed" not in row_verdicts(checks, p=[0, 0, 0, 0])


def test_rows_trap_of_a_row_speaks_and_carry_forward_comes_first():
    checks = table(traps={1: traps(not_doubled=(3, 4)), 2: traps(added=(14, 10))})
    mine = columns((3, 1), (3, 4), (14, 10), (24, 22))
    assert judged(flatten(checks)[:4], **mine).note == "not_doubled"
    assert judged(flatten(checks)[:5], **mine).note == "added"
    assert judged(flatten(checks)[:5], **columns((3, 1), (7, 4), (14, 10), (24, 22))).key == "follows"


def test_rows_short_or_blank_column_loses_only_its_rows():
    assert row_verdicts(table(), p=[3, 6], q=[1, 4]) == ["passed", "passed", "failed", "failed"]
    assert row_verdicts(table(), **columns(*TABLE[:3], (..., ...)))[:3] == ["passed"] * 3
    assert row_verdicts(table(), **columns(*TABLE[:3], (..., ...)))[3] != "passed"


def test_rows_array_column_is_read():
    names = {name: np.array(column) for name, column in columns(*TABLE).items()}
    assert row_verdicts(table(), **names) == ["passed"] * 4


def test_rows_of_an_enormous_column_are_read_one_by_one():
    checks = rows("a", [1, 2])
    assert verdicts(checks, a=np.full(50_000_000, 1, np.int8)) == ["failed", "passed", "failed"]


def test_rows_of_shapes_and_none():
    right = [(4, 4, 3), (2, 2, 3), None]
    checks = rows("shapes", right)
    assert verdicts(checks, shapes=[(4, 4, 3), [2, 2, 3], None])[1:] == ["passed"] * 3
    assert verdicts(checks, shapes=[(4, 4, 3), None, (1, 1, 3)])[1:] == ["passed", "failed", "failed"]


def test_rows_labels_name_the_titles():
    checks = flatten(rows("p", [1, 2], labels=["L1", "L2"]))
    assert [check.title.en for check in checks] == ["p: form", "p: row L1", "p: row L2"]


# Choices and essays.


def lettered():
    check = choice("c", "right", {"wrong": say("Because.", "چون."), "worse": say("No.", "نه.")})
    return with_letters([check], {"A": "wrong", "B": "right", "C": "worse"})


def test_choice_is_judged_by_the_letters_of_the_variant():
    assert verdicts(lettered(), c="B") == ["passed", "passed"]
    assert verdicts(lettered(), c=" b\n") == ["passed", "passed"]
    found = judged(lettered(), c="A")
    assert (found.verdict, found.note, found.message("fa")) == ("trapped", "wrong", "چون.")


@pytest.mark.parametrize("letter", ["D", "AB", "", "right", 1, ["B"]])
def test_choice_of_no_option_fails_both_checks(letter):
    assert verdicts(lettered(), c=letter) == ["failed", "failed"]


def test_choice_public_check_tells_nothing_of_the_right_one():
    public, hidden = lettered()
    assert public.public_spec() == {
        "check": "form",
        "name": "c",
        "form": {"kind": "option", "options": ["A", "B", "C"]},
    }
    assert isinstance(hidden, ChoiceCheck) and hidden.public_spec() is None


def test_essay_waits_for_a_person():
    checks = essay("e", [(5.0, say("Names the cause.", "علت را نام می‌برد."))])
    assert [(f.verdict, f.key) for f in findings(checks, e="Overfitting.")] == [("skipped", "pending")]
    assert verdicts(checks, e=...) == ["not_attempted"]
    assert verdicts(checks) == ["missing"]


# Functions.


def doubled(x, times=1):
    """2ⁿ·x."""
    if times < 0:
        raise ValueError("times must not be negative")
    return x * 2**times


def half(x, times=1):
    return x / 2**times


def once(x, times=1):
    return doubled(x, 1)


CASES = calls(whole(-9, 9), times=st.integers(0, 3))
RAISING_CASES = calls(whole(-9, 9), times=st.integers(-2, 3))


def doubling(**more):
    options = {
        "cases": CASES,
        "examples": [example(call(3.0), 6.0), example(call(3.0, times=2), 12.0), example(call(1.0, times=0), 1.0)],
        "traps": [
            trap("halved", half, "It divides.", "تقسیم می‌کند."),
            trap("times_ignored", once, "times has no effect.", "times اثری ندارد."),
        ],
        "laws": [law(say("additivity", "جمع‌پذیری"), calls(whole(), whole()), additive)],
    }
    return function("f", doubled, **(options | more))


def additive(f, x, y):
    return f(x + y), f(x) + f(y)


def only(kind, checks):
    return [check for check in flatten(checks) if isinstance(check, kind)]


def test_function_right_passes_examples_oracle_and_law():
    assert verdicts(doubling(), f=doubled) == ["passed"] * 3
    assert verdicts(doubling(), f=lambda x, times=1: np.float32(x) * 2**times) == ["passed"] * 3


def test_function_checks_share_the_points_one_four_one():
    assert [(type(c), c.visibility, c.weight) for c in doubling()] == [
        (ExamplesCheck, "public", 1.0),
        (OracleCheck, "hidden", 4.0),
        (PropertyCheck, "hidden", 1.0),
    ]


@pytest.mark.parametrize(
    ("f", "verdict", "key"),
    [
        (..., "not_attempted", "not_attempted"),
        (None, "not_attempted", "not_attempted"),
        (3, "failed", "not_callable"),
        (lambda y, times=1: y, "failed", "signature"),
        (lambda: 0, "failed", "signature"),
    ],
)
def test_function_rungs_before_the_call(f, verdict, key):
    assert [(x.verdict, x.key) for x in findings(doubling(), f=f)] == [(verdict, key)] * 3


def test_function_missing_is_said():
    assert verdicts(doubling()) == ["missing"] * 3


def test_function_not_implemented_is_not_attempted():
    def stub(x, times=1):
        raise NotImplementedError

    assert verdicts(doubling(), f=stub) == ["not_attempted"] * 3


def test_function_example_says_expected_and_received():
    found = findings(doubling(), f=once)[0]
    assert found.message("en") == "f: for f(3, times=2) expected 12, received 6."


def test_function_that_raises_is_an_error_with_its_text():
    def broken(x, times=1):
        raise KeyError("lost")

    assert verdicts(doubling(), f=broken) == ["error"] * 3
    assert findings(doubling(), f=broken)[0].message("en") == "f: f(3) raised KeyError: 'lost'."


@pytest.mark.parametrize("raised", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_function_that_raises_a_base_exception_is_an_error(raised):
    def broken(x, times=1):
        raise raised("bye")

    assert verdicts(doubling(), f=broken) == ["error"] * 3


def test_function_result_of_wrong_form_is_said():
    found = findings(doubling(), f=lambda x, times=1: [x])[0]
    assert found.message("en") == "f: for f(3): f: expected a number, received a list or tuple."
    assert found.message("fa").startswith("f: برای f(3): f: انتظار یک عدد بود")


def test_function_refused_result_is_said():
    found = findings(doubling(), f=lambda x, times=1: {x})[0]
    assert (found.verdict, found.key, found.values["received"]) == ("failed", "refused", "set")


def test_function_trap_needs_every_case_to_agree():
    (oracle,) = only(OracleCheck, doubling())
    assert run(oracle, student_of([], {"f": half})).note == "halved"
    assert run(oracle, student_of([], {"f": once})).note == "times_ignored"
    mixed = run(oracle, student_of([], {"f": lambda x, times=1: half(x, times) if x % 2 else 7.0}))
    assert (mixed.verdict, mixed.note) == ("failed", "")


def test_function_trap_that_raises_is_part_of_its_behaviour():
    def needs_times(x, times=1):
        if times == 0:
            raise IndexError
        return x * 2**times

    checks = doubling(traps=[trap("no_zero", needs_times, "times = 0.", "صفر.")])
    (oracle,) = only(OracleCheck, checks)
    assert run(oracle, student_of([], {"f": needs_times})).note == "no_zero"


def test_function_counterexample_is_the_smallest():
    (oracle,) = only(OracleCheck, doubling())
    found = run(oracle, student_of([], {"f": lambda x, times=1: doubled(x, times) + (x >= 3 and times >= 2)}))
    assert found.message("en") == "f: for f(3, times=2) expected 12, received 13."


def test_function_counterexample_is_the_same_in_two_runs():
    def wrong(x, times=1):
        return doubled(x, times) + (abs(x) > 4) * 0.5

    messages = {run(only(OracleCheck, doubling())[0], student_of([], {"f": wrong})).message("en") for _ in range(2)}
    assert len(messages) == 1


def test_function_flaky_result_fails_and_is_shown():
    calls_made = []

    def flaky(x, times=1):
        calls_made.append(x)
        return doubled(x, times) + (len(calls_made) % 2)

    (oracle,) = only(OracleCheck, doubling())
    found = run(oracle, student_of([], {"f": flaky}))
    assert (found.verdict, found.key) == ("failed", "result")


def test_function_inputs_cannot_be_changed_by_the_student():
    def spoils(x, times=1):
        x *= 0
        return x

    array_cases = calls(st.just(np.array([1.0, 2.0])))
    checks = function(
        "f", lambda x, times=1: x * 2**times, cases=array_cases, examples=[example(call(np.ones(2)), 2 * np.ones(2))]
    )
    assert verdicts(checks, f=spoils) == ["failed", "failed"]
    assert verdicts(checks, f=lambda x, times=1: x * 2**times) == ["passed", "passed"]


def test_function_examples_carry_no_state_between_calls():
    def accumulates(x, times=1, seen=[]):  # noqa: B006
        seen.append(x)
        return doubled(x, times) if len(seen) == 1 else 0.0

    assert findings(doubling(), f=accumulates)[0].verdict == "failed"


def test_function_expected_error_is_an_answer():
    (_, *checks) = function("f", doubled, cases=RAISING_CASES, raises=[ValueError])

    def special(x, times=1):
        class Mine(ValueError):
            pass

        if times < 0:
            raise Mine
        return doubled(x, times)

    assert verdicts(checks, f=doubled) == ["passed"]
    assert verdicts(checks, f=special) == ["passed"]


def test_function_that_does_not_raise_is_said():
    (_, *checks) = function("f", doubled, cases=RAISING_CASES, raises=[ValueError])
    found = judged(checks, f=lambda x, times=1: x * 2.0**times)
    assert found.key == "no_raise"
    assert found.message("en") == "f: expected f(0, times=-1) to raise ValueError, received 0."


def test_function_that_raises_another_error_is_said():
    (_, *checks) = function("f", doubled, cases=RAISING_CASES, raises=[ValueError])

    def wrong(x, times=1):
        if times < 0:
            raise TypeError("no")
        return doubled(x, times)

    assert (
        judged(checks, f=wrong).message("en")
        == "f: expected f(0, times=-1) to raise ValueError, it raised TypeError: no."
    )


def test_function_law_broken_is_said_with_both_sides():
    (broken,) = only(PropertyCheck, doubling())
    found = run(broken, student_of([], {"f": lambda x, times=1: x * 2 + 1}))
    assert found.message("en") == "f: additivity does not hold for f(0, 0): 1 against 2."
    assert found.message("fa") == "f: ویژگی «جمع‌پذیری» برای f(0, 0) برقرار نیست: 1 در برابر 2."


def test_function_law_counterexample_is_the_same_in_two_runs():
    def wrong(x, times=1):
        return 2 * x + (x > 2)

    messages = {run(only(PropertyCheck, doubling())[0], student_of([], {"f": wrong})).message("en") for _ in range(2)}
    assert len(messages) == 1


def test_function_law_that_cannot_be_worked_out_with_what_came_is_the_students_loss():
    def powers(f, x):
        return math.exp(f(x)), math.exp(f(x))

    (check,) = only(PropertyCheck, doubling(laws=[law(say("powers", "توان‌ها"), calls(whole(0, 3)), powers)]))
    found = run(check, student_of([], {"f": lambda x, times=1: 1e308}))
    assert (found.verdict, found.key) == ("failed", "unmeasurable")
    assert "powers" in found.message("en")


def test_function_law_that_the_reference_breaks_down_on_is_a_fault_of_ours():
    def broken(f, x):
        return 1 / (f(x) - f(x)), 0

    (check,) = only(PropertyCheck, doubling(laws=[law(say("none", "هیچ"), calls(whole(0, 3)), broken)]))
    assert run(check, student_of([], {"f": doubled})).verdict == "grader_fault"


def test_function_law_sees_results_on_the_ladder():
    (additivity,) = only(PropertyCheck, doubling())
    found = run(additivity, student_of([], {"f": lambda x, times=1: "six"}))
    assert (found.verdict, found.key) == ("failed", "number_text")


# Faults of ours.


def test_reference_that_raises_is_a_grader_fault():
    def broken(x, times=1):
        raise ZeroDivisionError("ours")

    (_, check) = function("f", broken, cases=CASES)
    found = run(check, student_of([], {"f": doubled}))
    assert (found.verdict, found.values["error"]) == ("grader_fault", "ZeroDivisionError: ours")


def test_law_that_raises_is_a_grader_fault():
    checks = doubling(laws=[law(say("l", "ق"), CASES, lambda f, x, times: 1 // 0)])
    assert judged(checks, f=doubled).verdict == "grader_fault"


def test_follows_that_is_a_typing_error_of_ours_does_not_pass():
    checks = [value("a", 2), value("b", 3, follows=lambda a: a.no_such_name)]
    assert judged(checks, a=2, b=4).verdict == "grader_fault"


def test_grader_fault_of_follows_spares_a_right_answer():
    checks = [value("a", 2), value("b", 3, follows=lambda a: a.no_such_name)]
    assert verdicts(checks, a=2, b=3) == ["passed"] * 4


def test_student_call_that_never_returns_is_a_timeout():
    def endless(x, times=1):
        while True:
            pass

    (oracle,) = only(OracleCheck, doubling())
    student = InProcessStudent({"f": endless}, Limits(call_seconds=0.2))
    assert run(oracle, student).verdict == "timeout"
