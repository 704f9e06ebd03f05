"""Prompts: sections, options, wordings, givens filled in."""

import jinja2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.course.prompts import letters_for, matrix, number, parse

TEXT = """\
The preamble,
two lines.

## first: The first one

Take {{ a | number }} and $x = {{ m | matrix }}$.{% if loss == "sum" %} Add.{% endif %}

## second : A choice

Which?

- (right) It is so.
- (right) So it is,
  in two lines.
- (wrong) It is not.
- (worse) Never.

After the options.
"""


class Wording:
    """Chooses the wording with a given number wherever there is one."""

    def __init__(self, choice):
        self.choice = choice

    def randint(self, high):
        return min(self.choice, high - 1)


def sections():
    return parse(TEXT)[1]


def test_preamble_and_sections_in_order():
    preamble, found = parse(TEXT)
    assert preamble == "The preamble,\ntwo lines."
    assert [(key, section.title) for key, section in found.items()] == [
        ("first", "The first one"),
        ("second", "A choice"),
    ]


def test_text_without_sections_is_preamble():
    assert parse("Only words.\n") == ("Only words.", {})


def test_heading_inside_a_line_or_of_another_level_is_text():
    _, found = parse("## a: A\n\ntext ## b: B\n### c: C\n## No id here\n")
    assert list(found) == ["a"]


def test_placeholders_are_the_givens_named():
    assert sections()["first"].placeholders() == {"a", "m", "loss"}
    assert sections()["second"].placeholders() == set()


def test_options_are_keys_once_and_in_order():
    assert sections()["second"].options == ["right", "wrong", "worse"]
    assert sections()["first"].options == []


def test_render_fills_in_givens():
    rendered = sections()["first"].render({"a": 2.0, "m": np.eye(2), "loss": "sum"}, {}, Wording(0))
    assert rendered == r"Take 2 and $x = \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}$. Add."


def test_render_of_a_missing_given_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        sections()["first"].render({"a": 2.0, "loss": "gap"}, {}, Wording(0))


def test_render_orders_options_by_letter_and_hides_their_keys():
    letters = {"A": "worse", "B": "right", "C": "wrong"}
    rendered = sections()["second"].render({}, letters, Wording(0))
    assert rendered == ("Which?\n\n- **A.** Never.\n- **B.** It is so.\n- **C.** It is not.\n\nAfter the options.")


def test_render_chooses_one_wording_per_option():
    letters = {"A": "right", "B": "wrong", "C": "worse"}
    rendered = sections()["second"].render({}, letters, Wording(1))
    assert "- **A.** So it is,\n  in two lines.\n" in rendered
    assert "It is so." not in rendered


@given(st.permutations(["right", "wrong", "worse"]), st.integers(0, 3))
def test_render_shows_every_option_exactly_once(order, choice):
    rendered = sections()["second"].render({}, letters_for(order), Wording(choice))
    assert [line[4] for line in rendered.splitlines() if line.startswith("- **")] == ["A", "B", "C"]
    assert not any(f"({key})" in rendered for key in order)


def test_letters_follow_the_order():
    assert letters_for(["x", "y", "z"]) == {"A": "x", "B": "y", "C": "z"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (2.5, "2.5"),
        (np.array([1.0, -2.5]), r"\begin{bmatrix} 1 & -2.5 \end{bmatrix}"),
        ([[1], [2]], r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"),
    ],
)
def test_matrix_is_latex(value, text):
    assert matrix(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (-0.0, "0"), (-3.0, "-3"), (0.1 + 0.2, "0.3"), (1e-12, "1e-12"), (7, "7"), (np.float64(2.0), "2")],
)
def test_number_reads_as_written(value, text):
    assert number(value) == text
