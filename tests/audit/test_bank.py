from __future__ import annotations

import pytest

from tamrin.audit import bank
from tamrin.judge.paper import paper


def test_load(tiny):
    cells = bank.load(tiny.assignment)
    assert [(c.file, c.kind, c.label, c.question) for c in cells][:2] == [
        ("right_builtin.py", "right", "builtin", "area"),
        ("right_builtin.py", "right", "builtin", "clip"),
    ]
    assert cells[0].source == "area = np.prod([height, width])"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("mistake.py", '"""A."""\n# %% area\narea = 1\n', "call it wrong_<mistake>.py or right_<style>.py"),
        ("wrong_Upper.py", '"""A."""\n# %% area\narea = 1\n', "in lower case"),
        ("wrong_a.py", "# %% area\narea = 1\n", "begin with a docstring"),
        ("wrong_a.py", "import numpy\n# %% area\narea = 1\n", "begin with a docstring"),
        ("wrong_a.py", "", "begin with a docstring"),
        ("wrong_a.py", '"""A."""\n', "no `# %% question` cell"),
        (
            "wrong_a.py",
            '"""A."""\n# %% aera\narea = 1\n',
            "a cell is called aera; the questions are area, clip, colour",
        ),
        ("wrong_a.py", '"""A."""\n# %%\narea = 1\n', "a cell is called nothing"),
        ("wrong_a.py", '"""A."""\n# %% area\narea = 1\n# %% area\narea = 2\n', "area is answered twice"),
    ],
)
def test_malformed_files(tiny, name, text, says):
    tiny.bank(name, text)
    with pytest.raises(bank.BankError, match=says.replace("*", ".")):
        bank.load(tiny.assignment)


@pytest.mark.parametrize("text", ['"a" = 1', '"a" = " "', "a = "])
def test_malformed_equivalents(tiny, text):
    tiny.bank("equivalent.toml", text)
    with pytest.raises(bank.BankError, match=r"equivalent\.toml"):
        bank.equivalents(tiny.assignment)


def test_generated(tiny):
    sheet = paper(tiny.assignment, 3)
    made = bank.generated(sheet)
    letters = {key: letter for letter, key in tiny.assignment.letters("colour", 3).items()}
    colours = {(c.kind, c.label): c.source for c in made if c.question == "colour"}
    assert colours["right", "letter"] == f"colour = '{letters['red']}'"
    assert colours["right", "lower_case_letter"] == f"colour = ' {letters['red'].lower()} '"
    assert colours["wrong", "blue"] == f"colour = '{letters['blue']}'"
    assert colours["wrong", "letter_beyond_the_options"] == "colour = 'D'"
    assert [(c.question, c.label) for c in made if c.question != "colour"] == [
        ("area", "reference"),
        ("clip", "reference"),
    ]
