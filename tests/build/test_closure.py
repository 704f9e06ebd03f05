"""Cutting a function out of a module with all that it needs."""

import importlib.util
import textwrap

import numpy as np
import pytest

from tamrin.build.closure import Closure

MODULE = '''
"""A module."""

from __future__ import annotations

import math
import os.path
from fractions import Fraction as F, Decimal_ as D

SCALE = 2
LIMIT: int = SCALE + 1
LEFT, RIGHT = 1, 2


def mark(function):
    return function


def helper(x):
    return math.floor(x) * SCALE


@mark
def wanted(x, limit=LIMIT):
    """Use the helper."""
    return min(helper(x), limit)


class Thing:
    size = SCALE


def uses_class():
    return Thing().size


def recursive(n):
    return 1 if n < 1 else n * recursive(n - 1)


def other(x):
    return F(x)


def pair():
    return LEFT + RIGHT


def hidden(helper):
    SCALE = helper + 1
    return SCALE


def typed(x: Thing) -> F:
    return x
'''.replace("from fractions import Fraction as F, Decimal_ as D", "from fractions import Fraction as F")


@pytest.fixture(scope="module")
def closure(tmp_path_factory):
    path = tmp_path_factory.mktemp("module") / "cut_out.py"
    path.write_text(textwrap.dedent(MODULE))
    spec = importlib.util.spec_from_file_location("cut_out", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Closure(module)


def run(source, expression):
    names = {}
    exec(source, names)
    return eval(expression, names)


def test_closure_runs_alone(closure):
    source = closure.of("wanted")
    assert run(source, "wanted(1.7), wanted(9.0), wanted(9.0, 5)") == (2, 3, 5)


def test_closure_holds_only_what_is_needed_and_in_order(closure):
    source = closure.of("wanted")
    assert [line for line in source.splitlines() if line and not line.startswith(" ")] == [
        "import math",
        "SCALE = 2",
        "LIMIT: int = SCALE + 1",
        "def helper(x):",
        "def wanted(x, limit=LIMIT):",
    ]


def test_closure_drops_decorators(closure):
    assert "@" not in closure.of("wanted")


@pytest.mark.parametrize(
    ("name", "expression", "result"),
    [("recursive", "recursive(4)", 24), ("uses_class", "uses_class()", 2), ("other", "str(other(2))", "2")],
)
def test_closure_follows_classes_recursion_and_aliases(closure, name, expression, result):
    assert run(closure.of(name), expression) == result


def test_closure_follows_names_assigned_together(closure):
    assert run(closure.of("pair"), "pair()") == 3


def test_closure_follows_names_of_annotations(closure):
    # The answer cell has no `from __future__ import annotations`, so annotations are evaluated.
    assert run(closure.of("typed"), "typed(1)") == 1


def test_closure_around_replaces_only_the_target(closure):
    source = closure.around("helper", "def helper(x):\n    return 0")
    assert run(source, "helper(5)") == 0
    assert "return math" not in source


@pytest.mark.parametrize("name", ["conv2d", "conv2d_backward", "receptive_field"])
def test_closure_of_a_reference_runs_alone(hw02, name):
    names = {}
    exec(Closure(hw02.solution).of(name), names)
    arguments = {
        "conv2d": (np.eye(3), np.eye(2)),
        "conv2d_backward": (np.eye(2), np.eye(3), np.eye(2)),
        "receptive_field": ([(3, 1, 1)],),
    }[name]
    assert repr(names[name](*arguments)) == repr(getattr(hw02.solution, name)(*arguments))


def test_names_that_a_function_binds_itself_are_its_own(closure):
    source = closure.of("hidden")
    assert "def helper" not in source and "SCALE = 2" not in source
    namespace = {}
    exec(source, namespace)
    assert namespace["hidden"](4) == 5
