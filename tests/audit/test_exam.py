"""Programs that share a process: none sees what another left behind, and what looks wrong is asked alone."""

from __future__ import annotations

import pytest

from tamrin.audit.exam import SITTINGS, Examiner, ExamRoom, Outcome, Program
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm

RIGHT = "import os\narea = height * width"


@pytest.fixture
def room(tiny):
    with ExamRoom(tiny.assignment, 1) as room:
        yield room


def area(source, **expected):
    return Program("area", source, "published", 5.0, **expected)


def test_programs_share_a_process(room):
    seats = []
    for _ in range(3):
        room.examine([area(RIGHT, right=True)])
        seats.append([*room._examiner._free])
    assert len(seats[0]) == 1 and seats[0] == seats[1] == seats[2]


@pytest.mark.parametrize(
    "left",
    [
        "helper = 3",
        "def width_of(): return width\narea = height * width",
        "height = width = 100\narea = 9",
        "grader = None",
        "import random\nrandom.seed(5)",
    ],
)
def test_what_a_program_leaves_behind_is_gone(room, left):
    look = (
        "import random\n"
        "area = height * width if not {'helper', 'width_of'} & set(globals()) and grader is not None "
        "and random.random() == random.Random(0).random() else 0"
    )
    first, between, after = room.examine([area(look), area(left), area(look)])
    assert first.full and after.full, (first, after)
    assert between.full == ("area" in left)


def test_program_that_ends_its_process_harms_no_other(room):
    outcomes = room.examine([area(RIGHT), area("import os\nos._exit(3)"), area(RIGHT)])
    assert [outcome.full for outcome in outcomes] == [True, False, True]
    assert outcomes[1].verdict == "crashed"


def test_process_is_given_up_after_a_while(room):
    room.examine([area(RIGHT)])
    (first,) = room._examiner._free
    room.examine([area(RIGHT)] * SITTINGS)
    assert first not in room._examiner._free
    assert len(room._examiner._free) == 1


def test_unexpected_outcome_is_asked_again_in_a_process_of_its_own(tiny):
    asked = []

    class Counting(Examiner):
        def _outcome(self, program, open_worker):
            asked.append(open_worker.__name__)
            return super()._outcome(program, open_worker)

    with Warm(tiny.assignment.meta.preload) as warm:
        examiner = Counting(tiny.assignment, warm.path, layer_of(warm, unconfined=True))
        # What it does to the process no clearing undoes: the next one fails there, and passes alone.
        spoil = "import builtins\nbuiltins.height = 0\nimport os\nos.spoiled = True\narea = height * width"
        fails_there = "import os\narea = 0 if hasattr(os, 'spoiled') else height * width"
        assert examiner.examine(area(spoil, right=True)).full
        assert examiner.examine(area(fails_there, right=True)).full
        assert not examiner.examine(area(fails_there)).full, "nothing was expected, so it is not asked again"
        examiner.close()
    assert asked == ["_seat", "_seat", "_process", "_seat"]


@pytest.mark.parametrize(
    ("outcome", "borne_out"),
    [
        (Outcome(full=False, traps=("perimeter",), verdict="trapped"), True),
        (Outcome(full=False, traps=("other", "perimeter"), verdict="trapped"), False),
        (Outcome(full=False, verdict="failed"), False),
        (Outcome(full=True), False),
        (Outcome(full=False, traps=("perimeter",), fault="ours"), False),
    ],
)
def test_what_is_expected_of_a_wrong_solution(outcome, borne_out):
    assert area("area = 12", right=False, trap="perimeter").bears_out(outcome) == borne_out
