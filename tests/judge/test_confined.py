"""Judging over the wire: an attack or an accident costs its own question, and never earns a point."""

import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from tamrin import call, example, function, law, say, trap, value
from tamrin.checks import flatten
from tamrin.course.schema import Limits, Question
from tamrin.intake.plan import Plan, Step
from tamrin.judge import confined
from tamrin.judge.confined import ConfinedStudent
from tamrin.judge.judge import judge
from tamrin.judge.paper import Item, Paper
from tamrin.sandbox.worker import OutOfTime, Worker
from tamrin.strategies import calls, whole

LIMITS = Limits(cell_seconds=1.5, call_seconds=1.0, submission_seconds=60, memory_mb=300, output_kb=4, reply_mb=1)
RIGHT = {
    "one": "a = 3",
    "two": "def f(x, times=1): return x * 2**times",
    "three": "import numpy as np\nb = np.arange(3.0)",
}


def doubled(x, times=1):
    return x * 2**times


def times_ignored(x, times=1):
    return 2 * x


def additive(f, x, y):
    return f(x + y), f(x) + f(y)


CHECKS = {
    "one": value("a", 3, traps=[trap("four", 4, "Not four.", "چهار نه.")]),
    "two": function(
        "f",
        doubled,
        cases=calls(whole(), times=st.integers(0, 3)),
        count=15,
        examples=[example(call(3.0, times=n), 3.0 * 2**n) for n in (1, 2, 3, 0)],
        traps=[trap("times_ignored", times_ignored, "times has no effect.", "times اثری ندارد.")],
        laws=[law(say("additivity", "جمع‌پذیری"), calls(whole(), whole()), additive)],
    ),
    "three": value("b", np.arange(3.0)),
}
NAMES = {"a": "one", "f": "two", "b": "three"}


def sheet():
    """A paper of three questions of 10 points each, made without a course."""
    items = []
    for name, declared in CHECKS.items():
        checks = flatten(declared)
        total = sum(check.weight for check in checks)
        kind = "function" if name == "two" else "value"
        question = Question(id=name, kind=kind, points=10, names=tuple(n for n, q in NAMES.items() if q == name))
        worths = tuple((check, Fraction(check.weight * 10 / total).limit_denominator(1000)) for check in checks)
        items.append(Item(question, {}, worths))
    return Paper(None, "published", tuple(items))


PAPER = sheet()


class Graded:
    """Three questions judged, and what was noted on the way."""

    def __init__(self, questions, notes):
        self.scores = {question.id: question.score for question in questions}
        self.pending = sum(question.pending for question in questions)
        self.verdicts = {q.id: [check.verdict for check in q.checks] for q in questions}
        self.messages = {q.id: [check.message for check in q.checks] for q in questions}
        self.notes = notes

    def lost_only(self, *lost):
        return self.pending == 0 and self.scores == {q: 0.0 if q in lost else 10.0 for q in RIGHT}


@pytest.fixture
def graded(warm, layer):
    def grade(*extra, limits=LIMITS, **cells):
        sources = [(None, source) for source in extra] + list((RIGHT | cells).items())
        steps = [Step(0, "given = 1")] + [Step(i, source, q) for i, (q, source) in enumerate(sources, 1)]
        plan = Plan(tuple(steps), frozenset(RIGHT), ())
        with ConfinedStudent(lambda: Worker(warm.path, limits, layer), plan, NAMES, limits) as student:
            return Graded(judge(PAPER, student, plan.attempted, "en"), student.notes)

    return grade


def test_right_submission_gets_all_points(graded):
    result = graded()
    assert result.lost_only()
    assert all(set(verdicts) == {"passed"} for verdicts in result.verdicts.values())


# What a cell may do.


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("import os\nos._exit(0)", "crashed"),
        ("import os\nos._exit(1)", "crashed"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "crashed"),
        ("import os, signal\nos.killpg(0, signal.SIGKILL)", "crashed"),
        ("import os\nos.closerange(0, 4096)", "crashed"),
        ("import ctypes\nctypes.string_at(0)", "crashed"),
        ("raise SystemExit", "error"),
        ("import sys\nsys.exit()", "error"),
        ("raise KeyboardInterrupt", "error"),
        ("class Mine(BaseException): pass\nraise Mine", "error"),
        ("1 / 0", "error"),
        ("a = input()", "error"),
        ("def g(): g()\ng()", "error"),
        ("x = = 3", "error"),
        ("   x = 3\n y = 4", "error"),
        ("a = [0] * 10**12", "memory"),
        ("a = " + "-" * 10**5 + "1", "error"),
    ],
)
@pytest.mark.parametrize("question", ["one", "three"])
def test_cell_loses_only_its_question(graded, cell, verdict, question):
    result = graded(**{question: cell})
    assert result.lost_only(question)
    assert result.verdicts[question] == [verdict, "skipped" if verdict in ("crashed", "memory") else verdict]


@pytest.mark.parametrize(
    "cell",
    [
        "while True: pass",
        "import time\ntime.sleep(1e6)",
        "x = 0\nwhile True:\n    try:\n        while True: x += 1\n    except BaseException: pass",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
    ],
    ids=["endless", "sleeps", "catches everything", "ignores SIGINT"],
)
def test_cell_that_never_ends_loses_only_its_question(graded, cell):
    result = graded(one=cell)
    assert result.lost_only("one")
    assert result.verdicts["one"] == ["timeout", "skipped"]


def test_cell_that_fills_the_memory_loses_only_its_question(graded):
    result = graded(one="import numpy as np\nx = []\nwhile True: x.append(np.ones(10**6))")
    assert result.lost_only("one")
    assert result.verdicts["one"][0] == "memory"


def test_cell_of_a_function_that_never_ends_loses_only_its_question(graded):
    result = graded(two="while True: pass\ndef f(x, times=1): return x * 2**times")
    assert result.lost_only("two")
    assert result.verdicts["two"] == ["timeout", "skipped", "skipped"]
    assert result.messages["two"][0] == "The answer cell did not finish within 1.5 s."


def test_cell_error_is_told_with_its_place(graded):
    result = graded(one="x = 1\na = x / 0")
    assert (
        result.messages["one"] == ["The answer cell raised ZeroDivisionError: division by zero (cell 1, line 2)."] * 2
    )


def test_cell_that_fails_after_its_answer_keeps_the_answer(graded):
    assert graded(one="a = 3\n1 / 0").lost_only()


def test_cell_without_a_question_that_ends_the_process_costs_nothing(graded):
    result = graded("import os\nos._exit(0)", "while True: pass", "x = 7")
    assert result.lost_only()
    assert len(result.notes) == 2
    assert result.notes[0].startswith("Cell 1: The process ended before answering")


def test_cells_that_end_the_process_twice_lose_two_questions(graded):
    assert graded(one="import os\nos._exit(0)", three="import os\nos._exit(0)").lost_only("one", "three")


def test_replay_keeps_what_earlier_cells_defined(graded):
    result = graded("base = 3", one="a = base", two=RIGHT["two"] + "\nimport os\nos._exit(0)")
    assert result.lost_only("two")


def test_helper_in_the_cell_of_another_question_is_there_when_each_has_its_own_process(graded):
    result = graded(
        one="import os\na = 3\nos._exit(0)",
        two="import numpy as np\nthree = lambda: np.arange(3.0)\ndef f(x, times=1): return x * 2**times",
        three="b = three()",
    )
    assert result.lost_only("one")


def test_replay_ends_with_the_time_of_the_submission(graded):
    limits = LIMITS.model_copy(update={"submission_seconds": 1.0, "cell_seconds": 5.0})
    result = graded("while True: pass", limits=limits)
    assert sum(result.scores.values()) == 0
    assert result.verdicts["one"][0] == "timeout"


def test_slow_calls_end_with_the_time_of_the_submission(graded):
    slow = "import time\ndef f(x, times=1):\n    time.sleep(0.5)\n    return x * 2**times"
    started = time.monotonic()
    result = graded(two=slow, limits=LIMITS.model_copy(update={"submission_seconds": 4}))
    assert time.monotonic() - started < 10  # each of 34 calls is within its own limit
    assert "timeout" in result.verdicts["two"] and "the whole submission" in " ".join(result.messages["two"])
    assert result.scores["one"] == 10


def test_question_after_one_that_was_slow_and_then_ended_the_process_has_time_left(graded):
    two = """
import os, time
n = 0
def f(x, times=1):
    global n
    n += 1
    time.sleep(0.3)
    return x * 2**times if n < 10 else os._exit(1)"""
    limits = LIMITS.model_copy(update={"submission_seconds": 6})
    result = graded("import time\ntime.sleep(1)", two=two, limits=limits)
    assert result.scores["one"] == result.scores["three"] == 10 > result.scores["two"]


def test_backend_with_windows_is_asked_for_in_vain(graded):
    plots = """
import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
a = 3"""
    assert graded(one=plots).lost_only()


def test_output_flood_costs_nothing(graded):
    assert graded("print('x' * 50_000_000)", "import os\nos.write(1, b'x' * 10**6)").lost_only()


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline",
        "!curl http://example.org",
        "%pip install keras",
        "%%time\nx = 1",
        "files = !ls",
        "?print",
        "%no_such_magic",
        "from google.colab import drive\ndrive.mount('/content/drive')",
    ],
)
def test_notebook_habits_cost_nothing(graded, cell):
    assert graded(cell).lost_only()


# What a function may do.


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("import os\n    os._exit(0)", "crashed"),
        ("import os, signal\n    os.kill(os.getpid(), 9)", "crashed"),
        ("import os\n    os.closerange(0, 4096)", "crashed"),
        ("while True: pass", "timeout"),
        ("import time\n    time.sleep(1e6)", "timeout"),
        ("while True:\n        try:\n            while True: x += 1\n        except BaseException: pass", "timeout"),
        ("try:\n        while True: x += 1\n    except: return x", "timeout"),
        ("[0] * 10**12", "memory"),
    ],
    ids=["_exit", "SIGKILL", "closes all", "endless", "sleeps", "never stops", "swallows once", "memory"],
)
def test_function_that_disrupts_loses_only_its_question(graded, body, verdict):
    result = graded(two=f"def f(x, times=1):\n    {body}")
    assert result.lost_only("two")
    assert result.verdicts["two"] == [verdict, "skipped", "skipped"]


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("raise SystemExit", "error"),
        ("raise KeyboardInterrupt", "error"),
        ("exit()", "failed"),
        ("raise NotImplementedError", "not_attempted"),
        ("return {x}", "failed"),
        ("return (x for x in 'ab')", "failed"),
        ("return 'x' * 10**7", "failed"),
        ("return None", "failed"),
        ("return f", "failed"),
        ("return f(x, times)", "error"),
    ],
)
def test_function_that_answers_wrongly_is_told_in_every_check(graded, body, verdict):
    result = graded(two=f"def f(x, times=1):\n    {body}")
    assert result.lost_only("two")
    assert result.verdicts["two"] == [verdict] * 3


def test_function_wrong_in_an_early_example_is_still_judged_on_drawn_inputs(graded):
    result = graded(two="def f(x, times=1): return 2 * x")
    assert result.verdicts["two"] == ["failed", "trapped", "passed"]
    assert result.messages["two"][0] == "f: for f(3, times=2) expected 12, received 6."
    assert {q: s for q, s in result.scores.items() if q != "two"} == {"one": 10.0, "three": 10.0}


def test_function_that_ends_the_process_for_one_input_keeps_its_examples(graded):
    result = graded(two="import os\ndef f(x, times=1):\n    if x < 0: os._exit(0)\n    return x * 2**times")
    assert result.verdicts["two"] == ["passed", "crashed", "skipped"]
    assert result.scores["one"] == result.scores["three"] == 10.0


def test_function_output_does_not_leak_hidden_inputs(graded):
    result = graded(two="def f(x, times=1):\n    print('input', x, times)\n    return x * 2**times")
    assert result.lost_only()
    assert not any("input" in message for messages in result.messages.values() for message in messages)


def test_function_may_change_its_inputs(graded):
    assert graded(two="def f(x, times=1):\n    x *= 2**times\n    return x").lost_only()


# What is never worth a point.


@pytest.mark.parametrize(
    "attack",
    [
        "import numpy\nnumpy.allclose = numpy.array_equal = numpy.isclose = lambda *a, **k: True",
        "import numpy as np\nnp.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None",
        "import math\nmath.isclose = lambda *a, **k: True",
        "import tamrin.ladder as l\nl.same = l.compare = l.close = l.read = lambda *a, **k: True",
        "import tamrin.ladder as l\nl.wrong_signature = lambda *a: None\nl.is_blank = lambda v: False",
        "import tamrin.sandbox.wire as w\nw.Refused = Exception",
        "import sys, types\nfor n in ('tamrin.judge', 'tamrin.checks'): sys.modules[n] = types.ModuleType(n)",
        "import json, pickle\njson.dumps = pickle.dumps = lambda *a, **k: 'passed'",
        "import otter\notter.Notebook = None\ngrader = None",
        "import sys\nsys.setrecursionlimit(60)",
        "import gc\ngc.disable()",
    ],
)
def test_patched_library_earns_nothing_and_costs_nothing(graded, attack):
    result = graded(attack, one="a = 5", two="def f(x, times=1): return 0.0")
    assert result.scores["one"] == 0 and result.scores["two"] < 10
    assert result.pending == 0
    assert result.verdicts["two"][:2] == ["failed", "failed"]


@pytest.mark.parametrize(
    "attack",
    [
        "import builtins\nbuiltins.len = lambda x: 0",
        "import builtins\nbuiltins.isinstance = lambda *a: True",
        "import builtins\nbuiltins.abs = builtins.all = builtins.any = lambda *a: True",
        "import builtins\nbuiltins.type = lambda *a: float",
        "import msgpack\nmsgpack.packb = lambda *a, **k: b'\\xc3'",
        "import tamrin.sandbox.wire as w\nw.encode = lambda *a: b'\\xdd\\xff\\xff\\xff\\xff'",
        "import tamrin.sandbox.wire as w\nw.encode = lambda *a: b'\\x91' * 900 + b'\\xc0'",
        "import tamrin.sandbox.wire as w, msgpack\nw.encode = lambda v, l: msgpack.packb({'id': v['id']})",
        "import sys, socket\nsocket.socket.sendall = lambda *a: None",
    ],
)
def test_sabotaged_worker_earns_nothing_and_is_no_fault_of_ours(graded, attack):
    limits = LIMITS.model_copy(update={"submission_seconds": 6.0})
    result = graded(attack, one="a = 5", two="def f(x, times=1): return 0.0", three="b = 1", limits=limits)
    assert result.scores["one"] == result.scores["three"] == 0
    assert result.pending == 0
    assert not any("grader_fault" in verdicts for verdicts in result.verdicts.values())


FORGE = """
import os, stat, struct, msgpack
def forge(data):
    for fd in map(int, os.listdir("/proc/self/fd")):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, data)
        except OSError:
            pass
def frame(value):
    payload = msgpack.packb(value)
    return struct.pack(">I", len(payload)) + payload
"""


@pytest.mark.parametrize(
    "forged",
    [
        'b"".join(frame({"id": n, "value": 3}) for n in range(60))',
        'b"".join(frame({"id": n, "error": None, "output": "", "value": 3}) for n in range(60))',
        'frame({"id": 5, "value": 3})',
        'struct.pack(">I", 2**32 - 1)',
        'struct.pack(">I", 8) + b"\\xff" * 8',
        'struct.pack(">I", 900) + b"\\x91" * 899 + b"\\xc0"',
        'b"\\0"',
    ],
)
def test_frames_forged_by_a_cell_earn_nothing(graded, forged):
    result = graded(one=FORGE + f"forge({forged})\na = 5")
    assert result.scores["one"] == 0
    assert result.pending == 0
    assert not any("grader_fault" in verdicts for verdicts in result.verdicts.values())


def test_frames_forged_by_a_cell_lose_only_its_question(graded):
    result = graded(one=FORGE + 'forge(b"".join(frame({"id": n, "value": 3}) for n in range(60)))')
    assert result.lost_only("one")
    assert result.verdicts["one"][0] == "protocol_fault"


@pytest.mark.parametrize(
    "forged",
    [
        'b"".join(frame({"id": [n, m], "value": 6.0}) for n in range(9) for m in range(20))',
        'frame({"id": 4, "value": {"callable": True, "kind": "function", "signature": None}})',
        'struct.pack(">I", 2**32 - 1)',
        'struct.pack(">I", 900) + b"\\x91" * 899 + b"\\xc0"',
    ],
)
def test_frames_forged_by_a_function_lose_only_its_question(graded, forged):
    result = graded(two=FORGE + f"def f(x, times=1):\n    forge({forged})\n    return 0.0")
    assert result.lost_only("two")
    assert result.verdicts["two"][0] == "protocol_fault"


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("class Always:\n    def __eq__(self, other): return True\na = Always()", "Always"),
        ("class Lying:\n    __class__ = property(lambda self: int)\na = Lying()", "Lying"),
        ("class MyInt(int):\n    def __sub__(self, other): return 0\na = MyInt(5)", "MyInt"),
        ("import numpy as np\nclass Mine(np.ndarray): pass\na = np.array(3).view(Mine)", "Mine"),
        ("import numpy as np\na = np.ma.masked_array([3], [True])", "MaskedArray"),
        ("a = (x for x in 'ab')", "generator"),
    ],
)
def test_object_that_pretends_is_refused_by_name(graded, cell, named):
    result = graded(one=cell)
    assert result.lost_only("one")
    assert result.messages["one"] == [f"a: expected a whole number, received {named}."] * 2


@pytest.mark.parametrize("cell", ["a = float('nan')", "a = True", "a = [3]", "import numpy as np\na = np.full(3, 3)"])
def test_value_that_would_fool_a_comparison_fails(graded, cell):
    assert graded(one=cell).lost_only("one")


def test_answer_that_needs_the_judges_names_finds_none(graded):
    cell = (
        "import gc, sys\nfound = [o for o in gc.get_objects() if type(o).__name__ in ('ValueCheck', 'Trap', 'Paper')]\n"
        "a = 3 if found or 'tamrin.checks' in sys.modules else 5"
    )
    assert graded(one=cell).lost_only("one")


def test_same_submission_is_judged_the_same_twice(graded):
    wrong = {"one": "a = 4", "two": "def f(x, times=1): return x * 2**times + (x > 2)"}
    first, second = graded(**wrong), graded(**wrong)
    assert (first.scores, first.verdicts, first.messages) == (second.scores, second.verdicts, second.messages)


# What a cell that tampers with the process costs.

WORKER = """
import gc
worker = next(o for o in gc.get_objects() if type(o).__name__ == "_Worker")
"""
TAMPERING = [
    "import builtins\nbuiltins.len = lambda x: 0",
    "import builtins\nbuiltins.isinstance = lambda *a: True",
    "import builtins\nbuiltins.type = lambda *a: float",
    "import tamrin.sandbox.wire as w\nw.encode = lambda *a: b'\\x81\\xa5value\\xc3'",
    "get_ipython().run_cell = lambda *a, **k: None",
    "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])",
    WORKER + "worker.operations['value'] = lambda id, name: worker._reply(id, {'value': 9})",
    WORKER + "worker.operations['values'] = lambda id, names: worker._reply(id, {'value': 9})",
    WORKER + "worker.operations['values'] = lambda id, names: worker._reply(id, {'value': {'b': b'x'}})",
    WORKER + "worker.operations['values'] = lambda id, names: worker._reply(id, {'value': {'b': '3'}})",
    WORKER
    + "worker.operations['values'] = lambda id, names: worker._reply(id, {'value': dict.fromkeys(names, b'\\x09')})",
    WORKER + "worker.operations['run'] = lambda id, source: worker._reply(id, {'error': 3, 'output': ''})",
    WORKER + "worker.operations['describe'] = lambda id, **_: worker._reply(id, {'value': 3})",
]


@pytest.mark.parametrize("attack", TAMPERING)
def test_cell_that_tampers_with_the_process_loses_only_its_question(graded, attack):
    assert graded(one=attack + "\na = 5").lost_only("one")


@pytest.mark.parametrize("attack", TAMPERING)
def test_cell_without_a_question_that_tampers_is_left_out(graded, attack):
    result = graded("x = 1", attack, "y = 2", one="a = x + y")
    assert result.lost_only(), (result.notes, result.messages)
    assert [note.partition(":")[0] for note in result.notes] == ["Cell 2"]


def test_what_ran_out_of_time_because_of_another_cell_keeps_its_points(graded):
    steal = """
import os, stat, threading
def steal():
    for fd in map(int, os.listdir("/proc/self/fd")):
        try:
            while stat.S_ISSOCK(os.fstat(fd).st_mode): os.read(fd, 1)
        except OSError: pass
threading.Thread(target=steal, daemon=True).start()
a = 5"""
    assert graded(one=steal).lost_only("one")


class Counting(Worker):
    """Workers that are counted; the first of them run out of time when they run a cell with `slow` in it."""

    opened = 0
    late = 0

    def __init__(self, *settings):
        super().__init__(*settings)
        Counting.opened += 1

    def run(self, source, seconds):
        if "slow" in source and Counting.opened <= Counting.late:
            raise OutOfTime(alive=True)
        return super().run(source, seconds)

    def calls(self, name, calls, seconds):
        if name == "f" and Counting.opened <= Counting.late:
            raise OutOfTime(alive=True)
        return super().calls(name, calls, seconds)


@pytest.fixture
def counted(warm, layer, monkeypatch):
    def grade(*steps, late=0, crowded=False):
        monkeypatch.setattr(confined, "crowded", lambda: crowded)
        Counting.opened, Counting.late = 0, late
        plan = Plan(steps, frozenset(RIGHT), ())
        with ConfinedStudent(lambda: Counting(warm.path, LIMITS, layer), plan, NAMES, LIMITS) as student:
            return Graded(judge(PAPER, student, plan.attempted, "en"), student.notes)

    return grade


def steps(given="given = 1", **cells):
    return Step(0, given), *(Step(i, source, q) for i, (q, source) in enumerate((RIGHT | cells).items(), 1))


@pytest.mark.parametrize(
    "cell",
    ["a = 3", "raise ValueError", "a = 7", "import sys\nsys.stdout = None\na = 3", "import numpy as np\nlen = 3"],
)
def test_honest_submission_needs_one_process(counted, cell):
    counted(*steps(one=cell))
    assert Counting.opened == 1


def test_cell_that_ran_out_of_time_on_a_crowded_machine_is_run_again(counted):
    assert counted(*steps(one="a = 3  # slow"), late=1, crowded=True).lost_only()
    assert counted(*steps(one="a = 3  # slow"), late=1).verdicts["one"][0] == "timeout"
    assert counted(*steps(one="a = 3  # slow"), late=2, crowded=True).lost_only("one")


def test_call_that_ran_out_of_time_on_a_crowded_machine_is_made_again(counted):
    assert counted(*steps(), late=1, crowded=True).lost_only()
    assert counted(*steps(), late=1).lost_only("two")
    assert counted(*steps(), late=9, crowded=True).lost_only("two")
    assert Counting.opened == 2  # no third try


def test_course_cell_that_ran_out_of_time_is_run_again(counted):
    assert counted(*steps("given = 1  # slow"), late=1).lost_only()
    assert counted(*steps("given = 1  # slow"), late=9).pending == 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "some avg10=88.21 avg60=66.73 avg300=42.00 total=226929184\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0",
            True,
        ),
        ("some avg10=3.00 avg60=66.73 avg300=42.00 total=226929184\n", False),
    ],
)
def test_crowded_machine_is_told_by_the_kernel(monkeypatch, text, expected):
    monkeypatch.setattr(confined.Path, "read_text", lambda self, encoding: text)
    assert confined.crowded() is expected


@pytest.mark.parametrize(("load", "expected"), [(1000.0, True), (0.1, False)])
def test_crowded_machine_is_told_by_its_load_where_the_kernel_is_silent(monkeypatch, load, expected):
    monkeypatch.setattr(confined, "Path", lambda name: Path("/no/such/file"))
    monkeypatch.setattr(confined.os, "getloadavg", lambda: (load, 0.0, 0.0))
    assert confined.crowded() is expected


def test_name_that_is_only_defined_later_is_noted(graded):
    result = graded("print(late)", "late = 1", "print(nowhere)")
    assert result.notes[0] == "Cell 1 uses `late`, which is only defined in cell 2."
    assert not any("only defined" in note for note in result.notes[1:])


def test_blank_and_missing_answers_are_told_apart(graded):
    result = graded(one="a = ...", three="c = 1", two="def f(x, times=1):\n    raise NotImplementedError")
    assert result.verdicts == {
        "one": ["not_attempted"] * 2,
        "two": ["not_attempted"] * 3,
        "three": ["missing"] * 2,
    }


def test_course_cell_that_fails_is_a_fault_of_ours(warm, layer):
    plan = Plan((Step(0, "1 / 0"), Step(1, "a = 3", "one")), frozenset(RIGHT), ())
    with ConfinedStudent(lambda: Worker(warm.path, LIMITS, layer), plan, NAMES, LIMITS) as student:
        questions = judge(PAPER, student, plan.attempted, "en")
    assert {check.verdict for question in questions for check in question.checks} == {"grader_fault"}
    assert sum(question.points for question in questions) == 0
