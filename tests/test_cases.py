"""Drawn inputs: the same in every run, at random and small."""

import numpy as np
import pytest
from hypothesis import strategies as st

from tamrin.cases import draw, seed_of, simplicity, small
from tamrin.strategies import arrays, calls, whole
from tamrin.student import call


def test_seed_is_pinned():
    # A different number would change every student's hidden inputs between two gradings.
    assert seed_of("conv2d", 3) == 1705116454
    assert seed_of("ab", "c") != seed_of("a", "bc")


def test_draw_is_deterministic():
    strategy = st.tuples(st.integers(), st.text())
    assert draw(strategy, 20, 7) == draw(strategy, 20, 7)
    assert draw(strategy, 20, 7) != draw(strategy, 20, 8)


def test_draw_does_not_disturb_global_randomness():
    import random

    random.seed(1)
    np.random.seed(1)
    expected = (random.random(), np.random.rand())
    random.seed(1)
    np.random.seed(1)
    draw(st.integers(), 20, 7)
    assert (random.random(), np.random.rand()) == expected


@pytest.mark.parametrize("count", [1, 5, 40])
def test_draw_counts(count):
    assert len(draw(st.integers(), count, 1)) == count


def test_small_inputs_come_simplest_first_and_only_once():
    found = small(st.lists(st.integers(-9, 9), max_size=4), 120, 1)
    assert found[:2] == [[], [0]]
    assert len({tuple(case) for case in found}) == len(found) > 20
    assert [simplicity(case) for case in found] == sorted(simplicity(case) for case in found)


def test_small_inputs_stay_inside_their_strategy():
    assert min(small(st.integers(7, 10_000), 50, 1)) == 7
    assert set(small(st.integers(-3, -2), 50, 1)) == {-2, -3}
    assert set(small(st.sampled_from("ab"), 50, 1)) == {"a", "b"}
    assert all(len(case) == 3 for case in small(st.text("xyz", min_size=3, max_size=3), 20, 1))
    assert all(0.5 <= case <= 2.5 for case in small(st.floats(0.5, 2.5), 50, 1))


def test_small_inputs_are_deterministic():
    strategy = st.builds(call, arrays((2, 3)), whole())
    assert repr(small(strategy, 40, 5)) == repr(small(strategy, 40, 5))


def test_small_arrays_are_mostly_zeros_and_ones_without_being_all_alike():
    found = small(arrays((2, 2)), 100, 3)
    assert np.array_equal(found[0], np.zeros((2, 2)))
    assert np.mean([np.mean(case == 0) for case in found]) > 0.3
    assert {-1.0, 0.5, 1.0, 2.0} <= {float(entry) for case in found for entry in case.flat}


def test_an_input_is_simpler_with_fewer_and_rounder_numbers():
    ordered = [np.zeros((1, 1)), np.ones((1, 1)), np.full((1, 1), -1.0), np.full((1, 1), 2.5), np.ones((3, 3))]
    assert [simplicity(call(case)) for case in ordered] == sorted(simplicity(call(case)) for case in ordered)
    assert simplicity(call(1)) < simplicity(call(1, stride=1))


def test_arrays_are_whole_numbers_and_halves_in_float64():
    drawn = draw(arrays((3, 2), -4, 4), 20, 1)
    assert all(a.shape == (3, 2) and a.dtype == np.float64 and np.all(2 * a == np.rint(2 * a)) for a in drawn)
    assert any(np.any(a != np.rint(a)) for a in drawn)  # else truncation to integers would pass
    assert max(np.max(np.abs(a)) for a in drawn) == 4


def test_calls_carry_arguments_and_names():
    (drawn,) = draw(calls(st.just(1), st.just(2), stride=st.just(3)), 1, 1)
    assert drawn == call(1, 2, stride=3)


def test_draws_do_not_depend_on_what_else_is_imported(tmp_path, monkeypatch):
    import importlib

    strategy = st.lists(st.integers() | st.floats(), min_size=5)
    before = draw(strategy, 60, 7)
    (tmp_path / "full_of_constants.py").write_text("\n".join(f"c{i} = {7919 * i + 13}" for i in range(500)))
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.import_module("full_of_constants")
    assert repr(draw(strategy, 60, 7)) == repr(before)
