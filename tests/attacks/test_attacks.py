"""Every case of the attack corpus by itself; `make attacks` runs them together and prints the table."""

import pytest

from tests.attacks.corpus import CASES, LATER
from tests.attacks.run import Range, descendants, strays

# By row and name; those that take time are marked.
INDICES = [
    pytest.param(index, id=f"{case.row}-{case.name}", marks=[pytest.mark.stress] if case.slow else [])
    for index, case in enumerate(CASES)
]


@pytest.fixture(scope="module")
def attacked(warm, layer):
    if layer != "full":
        pytest.skip("this machine has no full confinement")
    return Range(warm.path, layer)


@pytest.mark.parametrize("index", INDICES)
def test_case_comes_out_as_it_must(attacked, warm, index):
    before = strays()
    outcome = attacked.run(index)
    assert not outcome.wrong, outcome.got
    assert (outcome.gained, outcome.lost, outcome.survivors) == (0, 0, 0)
    assert not descendants(warm.process.pid)
    assert strays() == before


def test_names_are_unique():
    names = [(case.row, case.name) for case in CASES]
    assert len(set(names)) == len(names)


def test_every_row_has_a_case_or_a_reason():
    assert {case.row for case in CASES} | set(LATER) == set(range(1, 71))
