"""Students' code as text: magics taken out, names bound, modules imported."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.intake import code


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("x = 1", "x = 1"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("%%time\nx = 1", "\nx = 1"),
        ("\n%%capture out\nx = 1", "\n\nx = 1"),
        ("%%bash\nrm -rf /", ""),
        ("%%timeit\nx = 1", ""),
        ("%%no_such\nx = 1", ""),
        ("!pip install a \\\n  b\nx = 1", "pass\n\nx = 1"),
        ("if True:\n    !ls\n    x = 1", "if True:\n    pass\n    x = 1"),
        ("%time x = f()", "x = f()"),
        ("    %time x = f()", "    x = f()"),
        ("files = !ls\nt = %timeit -o 1", "files = None\nt = None"),
        ("?print\nprint?\nprint??\nnp.*load*?", "pass\npass\npass\npass"),
        ("x = (7\n% 4)", "x = (7\n% 4)"),
        ("x = (7\n!= 4)", "x = (7\n!= 4)"),
        ("a = 'is it?'\n%cd ..", "a = 'is it?'\npass"),
        ("a = 1 # really?\n%cd ..", "a = 1 # really?\npass"),
        ("", ""),
    ],
)
def test_magics_are_taken_out(source, plain):
    assert code.python(source) == plain
    ast.parse(code.python(source).replace("    x", "x", 1) if source.startswith("    ") else code.python(source))


@given(st.text(alphabet="%!? =x\n\\'#(", max_size=40))
def test_any_text_is_survived_and_keeps_its_lines(source):
    plain = code.python(source)
    assert plain == "" or plain.count("\n") == source.count("\n")
    code.names(source), code.essence(source), code.claimed(source), list(code.imports(source))


@pytest.mark.parametrize(
    "source", [" " * 90_000 + "?x", "%" + " " * 90_000, "a" * 90_000 + "!", "x = " + "?" * 90_000], ids=len
)
def test_long_lines_take_no_time(source):
    code.python(source)


def test_names_of_a_large_cell_are_found_without_a_tree():
    source = "table = [\n" + "1,\n" * code.LARGE + "]\ndef f(): pass\nclass C: pass\nn: int = 3\nx == 3\n"
    assert code.names(source) == {"table", "f", "C", "n"}


def test_names_that_a_broken_cell_claims():
    assert code.names("x = = 1") == set()
    assert code.claimed("x = = 1\nasync def f(:\n    y = 2\nنام = 3") == {"x", "f", "نام"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import numpy as np, cv2", ["numpy", "cv2"]),
        ("from google.colab import drive", ["google.colab.drive"]),
        ("from google import colab", ["google.colab"]),
        ("from a.b import *", ["a.b"]),
        ("%matplotlib inline\nimport a", ["a"]),
        ("def f():\n    import a", ["a"]),
        ("try:\n    import a\nexcept ImportError:\n    a = None", []),
        ("import (", []),
    ],
)
def test_imports_are_found_but_guarded_ones(source, found):
    assert sorted(name for name, _ in code.imports(source)) == sorted(found)


def test_relative_imports_are_told():
    assert sorted(code.imports("from . import a\nfrom .b import c\nfrom .. import *")) == [
        ("", True),
        ("a", True),
        ("b.c", True),
    ]


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("%%writefile utils.py\nx = 1", "utils"),
        ("%%file -a /content/utils.py\n", "utils"),
        ("%%writefile 'utils.py'\n", "utils"),
        ("%%writefile utils.txt\n", None),
        ("x = 1", None),
    ],
)
def test_module_that_a_cell_writes(source, module):
    assert code.module_written(source) == module


def test_statements_inside():
    assert code.statements_inside("x = 1\ndef f():\n    y = 2\n    return y\nfor i in x: pass") == 3
    assert code.statements_inside("x = (") == 0


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = y", {"y"}),
        ("x = 1\ny = x", set()),
        ("x = x + 1", {"x"}),
        ("x += 1", {"x"}),
        ("x[0] = 1\nx = 2", {"x"}),
        ("x = [i for i in y]", {"y"}),
        ("for i in y:\n    i", {"y"}),
        ("def f(a):\n    return a + y\nf(1)", {"y"}),
        ("def f(a):\n    b = a\n    return b", set()),
        ("del x", {"x"}),
        ("x = = 1", set()),
        ("%time x = y", {"y"}),
    ],
)
def test_names_that_a_cell_takes_from_others(source, found):
    assert code.borrowed(source) == found


@pytest.mark.parametrize(
    ("source", "is_untouched"),
    [
        ("x = ...", True),
        ("# todo", True),
        ("import math\nx: int = ...", True),
        ('def f(x):\n    """What."""\n    raise NotImplementedError', True),
        ("def f(x):\n    raise NotImplementedError()\ndef g(): return f(1)", True),
        ("x = ...\ny = 1", False),
        ("def f(x): return x", False),
        ("print(1)", False),
        ("x = = 1", False),
        ("%%writefile a.py\nx = ...", False),
    ],
)
def test_cell_as_stubs_are(source, is_untouched):
    assert code.is_untouched(source) is is_untouched


def test_cell_magics_that_take_the_cell_are_no_empty_cells():
    assert code.essence("%%writefile a.py\nx = 1") != code.essence("") == code.essence("%%time\n# nothing")
