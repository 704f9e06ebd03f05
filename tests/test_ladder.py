"""The ladder: one message per rung, and nothing that is not right passes."""

import string

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin import ladder
from tamrin.ladder import KIND_NAMES, MESSAGES, Finding, Mismatch, form_of, read, same, shown, wrong_signature


def said(received, right, rtol=0.0, atol=0.0, language="en"):
    """The sentence that `received` earns where `right` was asked for."""
    try:
        ladder.compare("a", read("a", received, form_of(right)), right, rtol, atol)
    except Mismatch as mismatch:
        return mismatch.finding.message(language)
    return "Correct."


def read_said(received, form):
    with pytest.raises(Mismatch) as caught:
        read("a", received, form)
    return caught.value.finding.message("en")


MATRIX = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@pytest.mark.parametrize(
    ("received", "right", "sentence"),
    [
        ("abc", 3, "a: expected a number, received the text 'abc'."),
        ("", 3.5, "a: expected a number, received the text ''."),
        (True, 3, "a: expected a whole number, received True or False."),
        (None, 3, "a: expected a whole number, received None."),
        ([3], 3, "a: expected a whole number, received a list or tuple."),
        ({}, 3.5, "a: expected a number, received a dict."),
        (np.zeros(1), 3.5, "a: expected a number, received an array of numbers."),
        (2.5, 3, "a: expected a whole number, received 2.5."),
        (float("nan"), 3.5, "a: expected finite numbers, received 1 NaN or infinite; the first is nan."),
        (float("-inf"), 3, "a: expected finite numbers, received 1 NaN or infinite; the first is -inf."),
        (4, 3, "a: received 4, which is not right."),
        ("a", MATRIX, "a: expected an array of numbers, received text."),
        (None, MATRIX, "a: expected an array of numbers, received None."),
        (
            [[1, 2], [3]],
            MATRIX,
            "a: expected a rectangular array of numbers, received rows of unequal length or mixed types.",
        ),
        (MATRIX.astype(bool), MATRIX, "a: expected an array of numbers, received array of dtype bool."),
        (MATRIX.astype(complex), MATRIX, "a: expected an array of numbers, received array of dtype complex128."),
        (MATRIX.T, MATRIX, "a: expected shape (2, 3), received (3, 2)."),
        (5, MATRIX, "a: expected shape (2, 3), received ()."),
        (
            np.array([[1.0, np.nan, 3.0], [4.0, np.inf, 6.0]]),
            MATRIX,
            "a: expected finite numbers, received 2 NaN or infinite; the first is a[0, 1].",
        ),
        (
            [[1, 2, 3], [4, 7, 8]],
            MATRIX,
            "a: 2 of 6 entries are wrong; the first is a[1, 1], where you have 7.",
        ),
        (7, (1, 2), "a: expected a list or tuple, received a whole number."),
        ((1, 2, 3), (1, 2), "a: expected 2 entries, received 3."),
        ((1, 3), (1, 2), "a[1]: received 3, which is not right."),
        ((1, "x"), (1, 2), "a[1]: expected a number, received the text 'x'."),
        ([1], {"k": 1}, "a: expected a dict, received a list or tuple."),
        ({"l": 1}, {"k": 1}, "a: expected the keys k, received l."),
        ({}, {"k": 1}, "a: expected the keys k, received {}."),
        ({"k": 2}, {"k": 1}, "a['k']: received 2, which is not right."),
        (1, "text", "a: expected text, received a whole number."),
        ("other", "text", "a: received 'other', which is not right."),
        (1, True, "a: expected True or False, received a whole number."),
        (False, True, "a: received False, which is not right."),
        (0, None, "a: expected None, received a whole number."),
    ],
)
def test_rung_message(received, right, sentence):
    assert said(received, right) == sentence


@pytest.mark.parametrize(
    ("received", "right"),
    [
        (3, 3),
        (3.0, 3),
        (3, 3.0),
        (np.float64(3.0), 3),
        (np.int32(3), 3.0),
        (np.array(3), 3),
        ("3", 3),
        ([[1, 2, 3], [4, 5, 6]], MATRIX),
        (((1, 2, 3), (4, 5, 6)), MATRIX),
        (MATRIX.astype(np.float32), MATRIX),
        (np.asfortranarray(MATRIX), MATRIX),
        (MATRIX.astype(np.int8), MATRIX),
        ([["1", "2", "3"], ["4", "5", "6"]], MATRIX),
        ([6, 6, 5], (6, 6, 5)),
        (np.array([6, 6, 5]), (6, 6, 5)),
        ({"k": 1.0}, {"k": 1}),
        (None, None),
        ("text", "text"),
        (-0.0, 0.0),
    ],
)
def test_right_value_passes_in_any_form(received, right):
    assert said(received, right) == "Correct."


def test_option_reads_letter_in_any_case_and_refuses_others():
    form = {"kind": "option", "options": ["A", "B"]}
    assert read("a", " b ", form) == "B"
    assert read_said("C", form) == "a: expected one of A, B, received 'C'."
    assert read_said(1, form) == "a: expected text, received a whole number."


def test_sequence_of_unknown_length_is_read_as_it_is():
    form = {"kind": "sequence", "items": None}
    assert read("a", [1, None, "x"], form) == (1, None, "x")
    assert read_said("abc", form) == "a: expected a list or tuple, received text."


def test_shape_that_is_the_answer_is_not_compared_by_the_form():
    form = form_of(MATRIX, reveal_shape=False)
    assert form == {"kind": "array", "shape": None}
    assert read("a", [1, 2], form).shape == (2,)


def test_form_tells_no_value():
    form = form_of({"a": (1, MATRIX), "b": "secret", "c": None})
    assert form == {
        "kind": "mapping",
        "items": {
            "a": {"kind": "sequence", "items": [{"kind": "integer"}, {"kind": "array", "shape": [2, 3]}]},
            "b": {"kind": "text"},
            "c": {"kind": "nothing"},
        },
    }


@pytest.mark.parametrize("received", [np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0], [3.0]]), 1.0, np.ones((1, 1))])
def test_shape_never_broadcasts(received):
    right = np.array([[1.0, 2.0, 3.0]])
    assert said(received, right) == f"a: expected shape (1, 3), received {np.shape(received)}."


def test_shape_is_compared_before_finiteness_and_value():
    assert said(np.array([np.nan, 1.0]), np.array([1.0])) == "a: expected shape (1,), received (2,)."


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("۱۲۳", 123),
        ("١٢٣", 123),
        ("۱٬۰۱۹٬۸۸۰", 1_019_880),
        ("1,019,880", 1_019_880),
        ("1_019_880", 1_019_880),
        ("1 019 880", 1_019_880),
        ("۲٫۵", 2.5),
        ("−۳", -3),
        ("\u200e-3\u200f", -3),
        ("1e3", 1000),
    ],
)
def test_number_text_is_read(text, number):
    assert read("a", text, {"kind": "number"}) == number


@given(
    st.integers(-(10**12), 10**12), st.sampled_from(["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", string.digits]), st.sampled_from(",٬_")
)
def test_number_text_round_trips(number, digits, separator):
    text = f"{number:,}".replace(",", separator).translate(str.maketrans(string.digits, digits))
    assert read("a", text, {"kind": "integer"}) == number


@pytest.mark.parametrize("value", [True, np.True_, np.array(True), [True], (1, True)])
@pytest.mark.parametrize("right", [1, 1.0])
def test_bool_is_not_a_number(value, right):
    assert not same(value, right)


@pytest.mark.parametrize("value", [True, np.True_, np.array(True)])
def test_boolean_of_numpy_is_a_boolean_before_and_behind_the_wire(value):
    assert same(value, True) and not same(value, False)
    assert not same(np.array([True]), True) and not same(np.array(1), True)


def test_bool_array_is_not_numbers():
    assert not same([True, True], np.ones(2))
    assert not same(1, True)


@pytest.mark.parametrize("right", [0.0, 1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("received", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_never_equal(received, right):
    assert not same(received, right, 1.0, 1e300)
    assert not same(np.array([received]), np.array([right]), 1.0, 1e300)


def test_float32_is_given_room_and_no_more():
    right = np.linspace(-3, 3, 50).reshape(5, 10)
    assert same(right.astype(np.float32), right, 1e-9, 0.0)
    assert not same((right * (1 + 1e-4)).astype(np.float32), right, 1e-9, 0.0)
    assert not same(right * (1 + 1e-7), right, 1e-9, 0.0)


def test_float32_room_next_to_large_values():
    # A sum that cancels is off by the rounding of its terms, not of its result.
    right = np.array([1000.0, 1e-6])
    assert same(np.array([1000.0, 5e-4], np.float32), right, 1e-9, 0.0)
    assert not same(np.array([1000.0, 5e-3], np.float32), right, 1e-9, 0.0)


def test_float16_is_given_room_and_no_more():
    right = np.array([1.0, 2.0, 3.0])
    assert same((right * 1.003).astype(np.float16), right, 1e-9, 0.0)
    assert not same((right * 1.05).astype(np.float16), right, 1e-9, 0.0)


def test_value_that_was_handed_in_is_given_little_room():
    right = np.array([0.123456789, -2.5])
    assert same(right.astype(np.float32), right, 0.0, 1e-9, ladder.ROOM_OF_VALUE)
    assert not same((right * (1 + 3e-6)).astype(np.float32), right, 1e-9, 0.0, ladder.ROOM_OF_VALUE)
    assert not same(right.astype(np.float16), right, 1e-6, 0.0, ladder.ROOM_OF_VALUE)


@pytest.mark.parametrize("letter", ["b", " B ", "\u200fB", "\ufeffb", "\uff22"])  # marks of direction, fullwidth
def test_option_reads_letters_as_people_type_them(letter):
    assert ladder.read("x", letter, {"kind": "option", "options": ["A", "B"]}) == "B"


def test_enormous_array_is_not_read_entry_by_entry():
    form = {"kind": "sequence", "items": None}
    assert ladder.read("x", np.zeros(100), form) == (0.0,) * 100
    with pytest.raises(ladder.Mismatch):
        ladder.read("x", np.zeros(10_000_000, np.int8), form)


def test_zero_tolerance_is_exact():
    assert same(0.1, 0.1)
    assert not same(np.nextafter(0.1, 1), 0.1)
    assert same(MATRIX, MATRIX.copy())
    assert not same(np.nextafter(MATRIX, 9), MATRIX)


@given(st.integers(-(10**9), 10**9), st.integers(1, 100))
def test_whole_number_is_judged_exactly_within_any_relative_tolerance(right, error):
    # 1,019,880 parameters are not 1,019,881: a tolerance is for rounding, and whole numbers have none.
    assert same(float(right), right, 1e-6)
    assert not same(right + error, right, 1e-6)
    assert not same(float(right - error), right, 1e-6)


def test_whole_numbers_of_an_array_are_judged_exactly():
    assert same(np.array([1e6, 2e6]), np.array([1_000_000, 2_000_000]), 1e-6)
    assert not same(np.array([1_000_001, 2_000_000]), np.array([1_000_000, 2_000_000]), 1e-6)


@pytest.mark.parametrize("right", [2**53, 10**18, 2**63 - 1])
def test_whole_number_beyond_float64_is_exact(right):
    assert same(right, right)
    assert not same(right + 1, right)


@pytest.mark.parametrize(
    ("received", "right"),
    [
        (1.5, 1),
        ("1.5", 1),
        (np.float64(1.5), 1),
        (np.array(1.5), 1),
    ],
)
def test_integral_float_rule_keeps_fractions_out(received, right):
    assert not same(received, right, 1.0, 10.0)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(2**60, 2**1200)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=8)
    | st.binary(max_size=8)
    | st.just(...)
)
numeric_arrays = npst.arrays(
    st.sampled_from([np.float64, np.float32, np.float16, np.int64, np.uint8, np.bool_, np.complex128]),
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
plain_data = st.recursive(
    scalars | numeric_arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 3), inner, max_size=3)
    ),
    max_leaves=8,
)
right_scalars = st.integers(-(2**62), 2**62) | st.floats(-1e9, 1e9) | st.text(max_size=4) | st.none() | st.booleans()
right_arrays = npst.arrays(np.float64, npst.array_shapes(max_dims=3, max_side=3), elements=st.floats(-9, 9))
right_values = st.recursive(
    right_scalars | right_arrays,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(plain_data, right_values)
@example(10**400, 3)
@example([10**400, 1.0], np.zeros(2))
@example([[10**400]], np.zeros((1, 1)))
@example({1: 2}, {"1": 2})
@example({None: 2}, {"None": 2})
@example("1" * 5000, 3)
@example("9" * 5000, np.zeros(()))
def test_comparison_never_raises_for_plain_data(received, right):
    assert same(received, right, 1e-6, 1e-9) in (True, False)


@given(right_values)
def test_right_value_equals_itself(right):
    assert same(right, right)


@given(plain_data)
def test_shown_is_one_short_line(value):
    text = shown(value)
    assert len(text) <= 160
    assert "\n" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[1.0, 2.5], [3.0, -4.0]]), "[[1, 2.5], [3, -4]]"),
        (np.zeros((9, 9)), "array of shape (9, 9)"),
        (np.float32(0.5), "0.5"),
        ((1, 2.0), "(1, 2)"),
        ((1,), "(1,)"),
        (1 / 3, "0.3333333333"),
        ("a\nb", r"'a\nb'"),
        ({"a": np.array([1.0])}, "{'a': [1]}"),
    ],
)
def test_shown_reads_as_written(value, text):
    assert shown(value) == text


def test_shown_keeps_both_ends_of_long_text():
    text = shown("a" * 500 + "z" * 500)
    assert len(text) <= 160 and text.startswith("'aaa") and text.endswith("zzz'") and "…" in text


@pytest.mark.parametrize("value", [..., None, [...], (..., None), [[...], (...,)]])
def test_blank_is_recognised(value):
    assert ladder.is_blank(value)


@pytest.mark.parametrize("value", [0, "", [], (), [..., 1], {}, np.zeros(0), False, "..."])
def test_blank_is_not_an_empty_or_partial_answer(value):
    assert not ladder.is_blank(value)


EXPECTED = ["x", "w", "stride", "padding"]


def exact(x, w, stride=1, padding=0): ...
def no_defaults(x, w, stride, padding): ...
def more_defaults(x, w, stride=1, padding=0, dilation=1): ...
def collected(*args, **kwargs): ...
def renamed(image, w, stride=1, padding=0): ...
def reordered(w, x, stride=1, padding=0): ...
def too_few(x, w): ...
def too_many(x, w, stride, padding, dilation): ...


@pytest.mark.parametrize("function", [exact, no_defaults, more_defaults, collected])
def test_signature_that_binds_is_accepted(function):
    assert wrong_signature(function, EXPECTED) is None


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (renamed, "(image, w, stride=1, padding=0)"),
        (reordered, "(w, x, stride=1, padding=0)"),
        (too_few, "(x, w)"),
        (too_many, "(x, w, stride, padding, dilation)"),
        (lambda: 0, "()"),
    ],
)
def test_signature_that_does_not_bind_is_shown(function, text):
    assert wrong_signature(function, EXPECTED) == text


def test_signature_of_a_builtin_without_one_is_accepted():
    assert wrong_signature(min, ["a", "b"]) is None


def placeholders(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_messages_have_the_same_keys_in_both_languages():
    assert set(MESSAGES["en"]) == set(MESSAGES["fa"])
    assert set(KIND_NAMES["en"]) == set(KIND_NAMES["fa"])


@pytest.mark.parametrize("key", sorted(MESSAGES["en"]))
def test_message_has_the_same_placeholders_in_both_languages(key):
    assert placeholders(MESSAGES["en"][key]) == placeholders(MESSAGES["fa"][key])


@pytest.mark.parametrize("key", sorted(MESSAGES["fa"]))
def test_message_in_persian_is_persian(key):
    assert any("\u0600" <= letter <= "\u06ff" for letter in MESSAGES["fa"][key])


def test_kind_is_said_in_the_readers_language():
    assert said(True, 3) == "a: expected a whole number, received True or False."
    assert said([3], 3, language="fa") == "a: انتظار یک عدد صحیح بود، یک فهرست یا چندتایی دریافت شد."


def test_finding_text_overrides_the_message():
    finding = Finding("trapped", note="n", text=("english", "فارسی"))
    assert (finding.message("en"), finding.message("fa")) == ("english", "فارسی")


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_scalar_of_few_digits_keeps_its_room(kind):
    assert ladder.same(kind(1 / 3), 1 / 3, 1e-9, 0.0) and ladder.same(np.array(1 / 3, kind), 1 / 3, 1e-9, 0.0)
    assert not ladder.same(kind(1 / 3), 0.4, 1e-9, 0.0)
    assert not ladder.same(float(kind(1 / 3)), 1 / 3, 1e-9, 0.0)
    assert ladder.same(kind(3), 3) and not ladder.same(kind(3.5), 3)
