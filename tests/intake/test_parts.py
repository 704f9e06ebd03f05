"""Parts of a cell: what was added to one of the course's, what one that trains defines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.intake import parts


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("import a\nfrom b import c", "import a\nfrom b import c"),
        (
            "try:\n    import a\nexcept ImportError:\n    a = None",
            "try:\n    import a\nexcept ImportError:\n    a = None",
        ),
        ("try:\n    fit()\nexcept ValueError:\n    pass", ""),
        ("WIDTH, DEPTH = 8, 2\nSIZE = (WIDTH * 2, -DEPTH)", "WIDTH, DEPTH = (8, 2)\nSIZE = (WIDTH * 2, -DEPTH)"),
        ("a: int = 1\na += 2", "a: int = 1\na += 2"),
        ("rates = {'a': [0.1]}\nrates['b'] = 2", "rates = {'a': [0.1]}\nrates['b'] = 2"),
        ("KIND = np.float32", "KIND = np.float32"),
        ("model = build()\nmodel.x = 1\nbest = model\nn = best", ""),
        ("x = f()\nx = 1\ny = x", "\nx = 1\ny = x"),
        ("x = f()\nx += 1", ""),
        ("x = ...", ""),
        ("n = 1; fit(n); m = 2", "n = 1\nm = 2"),
        ("x = load()\ndef f(a=x): return a\ndef g(): return x", "\n\ndef g():\n    return x"),
        ("class A(B):\n    n = 1", "class A(B):\n    n = 1"),
        ("data = load()\nclass A(data.B):\n    pass", ""),
        ("for i in range(3):\n    fit()", ""),
        ("x = [f() for i in y]", ""),
        ("x = (y := 1)", ""),
        ("!wget a\n%matplotlib inline\nn = 1", "\n\nn = 1"),
        ("n = = 1", ""),
    ],
)
def test_definitions_of_a_cell_that_trains(source, kept):
    assert parts.definitions(source) == kept


@pytest.mark.parametrize(
    ("source", "added"),
    [
        ("import numpy as np\nx = 1  # given", ""),
        ("# Givens: a\nx = 1\n\ny = x", "\n\n\ny = x"),
        ("x = 2", "x = 2"),
        ("x = 1\ngrader.check('a')\n'words'", ""),
        ("x = = 1", "x = = 1"),
        ("_TESTS = '" + "a" * 200_000 + "'\nimport math", "\nimport math"),
        ("%matplotlib inline\nimport math", "\nimport math"),
    ],
)
def test_what_was_added_to_a_cell_of_the_course(source, added):
    assert parts.beyond(source, "import numpy as np\nx = 1") == added


@given(st.text(alphabet="%!? =x\n'#(:.,1", max_size=40))
def test_any_text_is_survived(source):
    parts.definitions(source), parts.beyond(source, "x = 1")


@pytest.mark.parametrize("terms", [900, 3000])
def test_deep_expressions_are_survived(terms):
    deep = f"x = {'-' * terms}1\ny = {' + '.join(['1'] * terms)}"
    parts.definitions(deep), parts.beyond(deep, "x = 1")
