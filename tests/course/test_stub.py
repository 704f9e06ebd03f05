"""Percent-format cells: cutting, comparing, and the names that a cell defines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.course.stub import defined_names, essence, split


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", []),
        ("import numpy as np\n", [(None, "import numpy as np")]),
        ("# %% a\nx = 1\n\n# %% b\ny = 2\n", [("a", "x = 1"), ("b", "y = 2")]),
        ("import os\n\n# %% a\n\nx = 1\n", [(None, "import os"), ("a", "x = 1")]),
        ("#%% a\nx = 1", [("a", "x = 1")]),
        ("#  %%  a  \nx = 1", [("a", "x = 1")]),
        ("# %% a b\nx = 1", [(None, "# %% a b\nx = 1")]),
        ("# %%\nx = 1", [(None, "x = 1")]),
        ("# %% a\n# %% b\n", [("a", ""), ("b", "")]),
        ("x = 1\n    # %% a\ny = 2", [(None, "x = 1\n    # %% a\ny = 2")]),
        ("# %% [markdown]\n# words\n# %% a\nx = 1", [(None, "# %% [markdown]\n# words"), ("a", "x = 1")]),
        ("# %% a\ns = '# %% b'\n", [("a", "s = '# %% b'")]),
        ("# %% a.train\nx = 1\n# %% a.other\n", [("a.train", "x = 1\n# %% a.other")]),
        ("# %% a" + " " * 200_000 + "!\n", [(None, "# %% a" + " " * 200_000 + "!")]),
        ("#" + " " * 200_000 + "x\n", [(None, "#" + " " * 200_000 + "x")]),
    ],
)
def test_split_cuts_at_marks(text, cells):
    assert split(text) == cells


def test_split_takes_no_more_than_a_look_at_a_line_of_blanks():
    text = "# %%" + " " * 300_000 + "-\n# %% " + "a" * 300_000 + " " * 300_000 + "-"
    assert split(text) == [(None, text)]  # what backtracks here would take minutes


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
bodies = st.sampled_from(
    ["x = 1", "def f(x):\n    return x", "# comment", "a = [1,\n     2]", "for i in x:\n    pass\n\ny = 2"]
)


@given(st.lists(st.tuples(names, bodies), max_size=5))
def test_split_round_trips(cells):
    assert split("".join(f"# %% {name}\n{body}\n\n" for name, body in cells)) == cells


@pytest.mark.parametrize(
    "same",
    [
        "def f(x):\n    raise NotImplementedError",
        'def f(x):\n    """Another docstring."""\n    raise NotImplementedError',
        "# Question: f\n\ndef f( x ):  # comment\n        raise NotImplementedError\n",
    ],
)
def test_essence_ignores_comments_docstrings_and_layout(same):
    assert essence(same) == essence('def f(x):\n    """Double x."""\n    raise NotImplementedError')


@pytest.mark.parametrize(
    "other", ["def f(x):\n    pass", "def f(y):\n    raise NotImplementedError", "f = ...", "", "def f(x:\n"]
)
def test_essence_tells_other_code_apart(other):
    assert essence(other) != essence("def f(x):\n    raise NotImplementedError")


@pytest.mark.parametrize("source", ["-" * 50_000 + "1", "(" * 50_000, "x" + "+x" * 50_000, "a" + ".b" * 20_000])
def test_essence_of_code_too_deep_to_compare_is_its_text(source):
    assert essence(source) == source


def test_essence_of_comments_is_that_of_nothing():
    assert essence("# only a comment\n") == essence("")


def test_essence_of_broken_code_is_its_text():
    assert essence("  x = = 1 \n") == "x = = 1"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = 1", {"x"}),
        ("x, (y, *z) = 1, (2, 3)", {"x", "y", "z"}),
        ("x = y = 0", {"x", "y"}),
        ("x: int = 1", {"x"}),
        ("x += 1", {"x"}),
        ("def f(a): b = 1", {"f"}),
        ("async def f(): pass", {"f"}),
        ("class C:\n    a = 1", {"C"}),
        ("import numpy as np, os.path\nfrom math import pi as p, e", {"np", "os", "p", "e"}),
        ("print(x)", set()),
        ("x = (", set()),
        ("%matplotlib inline\nx = 1", set()),
    ],
)
def test_defined_names_are_those_of_the_top_level(source, names):
    assert defined_names(source) == names


@pytest.mark.parametrize(
    "source",
    [
        "for i in range(3):\n    x = i",
        "if True:\n    x = 1",
        "try:\n    x = 1\nexcept Exception:\n    pass",
        "with open('f') as f:\n    x = 1",
        "for x in range(3):\n    pass",
        "(x := 1)",
    ],
)
def test_defined_names_are_found_inside_blocks(source):
    # A loop at the top level defines names of the module just as an assignment does.
    assert "x" in defined_names(source)


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * 3 + "\0",
        "(" * 5000,
        "x" * 10**6,
        "-" * 100_000 + "1",
        "x = " + " + ".join(["1"] * 5000),  # parsed, but too deep to be written out
        "x = " + "f" + "(1)" * 2000,
    ],
)
def test_hostile_source_is_survived(source):
    assert isinstance(essence(source), str)
    assert isinstance(defined_names(source), set)


@pytest.mark.parametrize("source", ["x[i] = 1", "x.y = 1", "x[0], y.z = 1, 2", "x[i] += 1"])
def test_defined_names_are_not_those_that_are_changed_in_place(source):
    # `response[0, 0] = 3` needs a `response` from elsewhere: it replaces no earlier definition.
    assert defined_names(source) == set()
