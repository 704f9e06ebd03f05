"""One worker: what a cell, a value and a call may do to it, and that it always answers or is given up in time."""

from pathlib import Path

import numpy as np
import pytest

from tamrin.course.schema import Limits
from tamrin.sandbox import wire
from tamrin.sandbox.wire import ProtocolFault
from tamrin.sandbox.worker import OutOfTime, Warm, WarmError, Worker, WorkerGone

LIMITS = Limits(cell_seconds=1, call_seconds=0.5, memory_mb=300, output_kb=4, reply_mb=1)


@pytest.fixture
def worker(warm, layer):
    session = Worker(warm.path, LIMITS, layer)
    yield session
    session.close()


def error_of(worker, source):
    return worker.run(source, 5)["error"]


def test_cell_runs_and_its_names_stay(worker):
    assert worker.run("import numpy as np\na = np.arange(3.0)", 5) == {"id": 1, "error": None, "output": ""}
    assert worker.value("a")["value"].tolist() == [0.0, 1.0, 2.0]
    assert worker.value("b")["missing"] is True


def test_simple_values_come_together(worker):
    worker.run("import numpy as np\na, b, c, d = 3, np.eye(2), lambda: 0, [0] * 10**5", 5)
    found = {name: wire.decode(value) for name, value in worker.values(["a", "b", "c", "d", "e"])["value"].items()}
    assert found["a"] == 3 and found.pop("b").tolist() == [[1, 0], [0, 1]]
    assert set(found) == {"a"}, "functions, what is long and what is not there have to be asked for one by one"


def test_cell_output_is_kept(worker):
    assert worker.run("print('hello')\n1 + 1", 5)["output"].startswith("hello\n")


def test_cell_output_flood_is_capped_at_head_and_tail(worker):
    output = worker.run("print('first')\nfor i in range(200_000): print(i)", 10)["output"]
    assert len(output) <= 4 * 1024 + 100
    assert output.startswith("first\n") and output.endswith("199999\n") and "characters not kept" in output


def test_cell_output_of_one_enormous_line_is_capped(worker):
    output = worker.run("print('x' * 20_000_000)", 10)["output"]
    assert len(output) <= 4 * 1024 + 100


def test_cell_output_written_past_python_is_dropped(worker):
    reply = worker.run("import os\nfor i in range(1000): os.write(1, b'x' * 10_000)\n_ = os.system('echo hi')", 10)
    assert (reply["error"], reply["output"]) == (None, "")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("raise SystemExit(0)", "SystemExit"),
        ("exit()", None),
        ("quit()", None),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("class Mine(BaseException): pass\nraise Mine", "Mine"),
        ("class Mine(Exception):\n    def __str__(self): raise SystemExit\nraise Mine", "BaseException"),
        ("a = [0] * 10**12", "MemoryError"),
        ("import numpy as np\nnp.ones((10**5, 10**5))", "MemoryError"),
        ("def f(): f()\nf()", "RecursionError"),
        ("x = (", "SyntaxError"),
        ("if True:\nx = 1", "IndentationError"),
        ("return 1", "SyntaxError"),
        ("\0", None),
        ("input()", "EOFError"),
        ("import getpass\ngetpass.getpass()", "EOFError"),
        ("breakpoint()", None),
        ("import pdb; pdb.set_trace()", None),
        ("import gdown; gdown.download('x')", "ConnectionError"),
        ("%%no_such\nx = 1", "UsageError"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("assert False", "AssertionError"),
    ],
)
def test_cell_error_is_told_and_the_next_cell_runs(worker, source, kind):
    worker.run("before = 1", 5)
    error = error_of(worker, source)
    if kind is not None:
        assert kind in error["kinds"] or (kind == "EOFError" and "StdinNotImplementedError" in error["kinds"])
    assert worker.run("after = before + 1", 5)["error"] is None
    assert worker.value("after")["value"] == 2


def test_cell_error_names_its_line(worker):
    assert error_of(worker, "a = 1\nb = 2\nc = 1 / 0")["line"] == 3
    assert error_of(worker, "a = 1\nb = (")["line"] == 2


def test_cell_error_hides_memory_addresses(worker):
    assert error_of(worker, "raise ValueError(object())")["text"] == "<object object at 0x…>"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("\n\n1 / 0", 3),
        ("%%time\na = 1\n1 / 0", 3),
        ("\n%%capture\n1 / 0", 3),
        ("%%time\na = (", 2),
        ("  a = 1\n  1 / 0", 2),
        ("!ls\n1 / 0", 2),
    ],
)
def test_cell_error_names_its_line_as_the_student_sees_it(worker, source, line):
    assert error_of(worker, source)["line"] == line


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline",
        "%matplotlib widget",
        "%%time\nx = 1",
        "%timeit -n 1 -r 1 1 + 1",
        "%load_ext autoreload\n%autoreload 2",
        "%pip install tamrin",
        "%cd /",
        "%pushd /tmp",
        "%reset -f",
        "%reset_selective -f before",
        "get_ipython().reset()",
        "get_ipython().reset(new_session=False)",
        "%%capture\nprint(1)",
        "%%capture out\nprint(1)",
        "%no_such thing",
        "%tensorflow_version 2.x",
        "%load_ext no_such",
        "%pylab inline",
        "%run other.py",
        "%load other.py",
        "%%debug\nx = 1",
        "%debug",
        "%pdb on",
        "%prun 1 + 1",
        "%%prun\n1 + 1",
        "%%html\n<b>",
        "%%timeit\n1 + 1",
        "%logstart",
        "%xmode Verbose",
        "%colors Linux",
        "%autocall 2",
        "%store x",
        "%edit",
        "%recall",
        "%ls",
        "%cat /etc/passwd",
        "pip install tamrin",
        "exit",
        "quit()",
        "import IPython; IPython.embed()",
        "import code; code.interact()",
        "import pdb; pdb.Pdb().set_trace()",
        "from IPython.core.debugger import set_trace; set_trace()",
        "%config InlineBackend.figure_format = 'svg'",
        "!touch marker",
        "files = !touch marker",
        "!!touch marker",
        "%sx touch marker",
        "%system touch marker",
        "?print",
        "print?",
        "await_me = 1",
    ],
)
def test_magic_is_harmless(worker, source):
    worker.run("import os\nbefore = 7", 5)
    assert error_of(worker, source + "\n") is None
    reply = worker.run("found = os.path.exists('marker')\nx = 3\nfolder = os.getcwd()\nprint('heard')", 5)
    assert reply["output"] == "heard\n"
    assert [worker.value(name)["value"] for name in ("found", "before", "x")] == [False, 7, 3]
    assert worker.value("folder")["value"] in ("/submission", worker.work_folder)


@pytest.mark.parametrize("magic", ["bash", "sh", "shell", "script bash", "system", "!"])
def test_shell_cell_magic_is_not_run(worker, magic):
    reply = worker.run(f"%%{magic}\ntouch marker" if magic != "!" else "%%!\ntouch marker", 10)
    worker.run("import os\nfound = os.path.exists('marker')", 5)
    assert worker.value("found")["value"] is False
    assert "not run when grading" in reply["output"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("!pip install x", "Nothing is installed when grading."),
        ("!python3.11 -m pip install x", "Nothing is installed when grading."),
        ("%pip install x", "Nothing is installed when grading."),
        ("%conda install x", "Nothing is installed when grading."),
        ("!nvidia-smi", "Shell commands and other programs are not run when grading."),
        ("%run other.py", "Shell commands and other programs are not run when grading."),
        ("%cd ..", "The work folder stays as it is when grading."),
        ("%reset -f", "Nothing is reset when grading."),
        ("%no_such 1", "The magic %no_such is not known when grading; it was passed over."),
        ("breakpoint()", "A debugger does nothing when grading."),
        ("%debug", "A debugger does nothing when grading."),
        ("exit()", "Leaving the notebook does nothing when grading."),
        ("from google.colab import drive\ndrive.mount('x')", "google.colab.drive.mount does nothing when grading."),
    ],
)
def test_what_is_not_done_is_said_and_the_cell_goes_on(worker, source, said):
    assert worker.run(f"{source}\nx = 1", 5)["output"].strip() == said
    assert worker.value("x")["value"] == 1


@pytest.mark.parametrize("source", ["input('x? ')", "import getpass\ngetpass.getpass()"])
def test_question_to_a_person_is_an_error_that_says_why(worker, source):
    error = error_of(worker, source)
    assert (error["kinds"][0], error["text"].split(":")[0]) == ("EOFError", "There is nobody to ask when grading")


def test_breakpoint_in_a_function_does_not_end_the_call(worker):
    worker.run("def f(x):\n    breakpoint()\n    return x", 5)
    assert calls(worker, "f", 3)[0]["value"] == 3


def test_magics_that_compute_do(worker):
    worker.run("%time a = 1\nt = %timeit -o -q 1 + 1\nfiles = !ls\nran = []", 5)
    worker.run("%%timeit -n 100 -r 100\nran.append(1)", 5)
    worker.run("b = len(ran), files, type(t).__name__", 5)
    assert (worker.value("a")["value"], worker.value("b")["value"]) == (1, (1, [], "TimeitResult"))


def test_captured_output_is_the_students(worker):
    worker.run("%%capture out\nprint('mine')\nx = 2", 5)
    worker.run("text = out.stdout", 5)
    assert (worker.value("text")["value"], worker.value("x")["value"]) == ("mine\n", 2)


def test_file_written_by_a_cell_stays_in_the_work_folder_and_can_be_imported(worker):
    assert error_of(worker, "%%writefile mine.py\nx = 3") is None
    assert error_of(worker, "%%writefile -a mine.py\ny = 4") is None
    assert error_of(worker, "from mine import x, y") is None
    assert (worker.value("x")["value"], worker.value("y")["value"]) == (3, 4)
    reply = worker.run("%%writefile ../tamrin-marker.py\nx = 3", 5)
    assert (reply["error"], "was not written" in reply["output"]) == (None, True)


@pytest.mark.parametrize(
    "source",
    [
        "from google.colab import drive\ndrive.mount('/content/drive', force_remount=True)\nx = 1",
        "import google.colab\ngoogle.colab.drive.mount('/content/drive')\nx = 1",
        "from google.colab import files\nx = 1 - len(files.upload())\nfiles.download('x')",
        "from google.colab import userdata, output, auth\nx = 1 if userdata.get('KEY') == '' else 0\noutput.clear()\n"
        "auth.authenticate_user()",
        "from google.colab.patches import cv2_imshow\ncv2_imshow(None)\nx = 1",
        "import google\nx = 1",
        "try:\n    from google.colab import drive\nexcept ImportError:\n    x = 0\nelse:\n    x = 1",
        "import kaggle, gdown, wget\nx = 1",
        "from kaggle.api.kaggle_api_extended import KaggleApi\nx = 1",
        "from otter import Notebook\nNotebook('x.ipynb').check('q')\nx = 1",
    ],
)
def test_modules_of_colab_and_downloaders_are_stood_in_for(worker, source):
    assert error_of(worker, source) is None
    assert worker.value("x")["value"] == 1


@pytest.mark.parametrize(
    "source", ["gdown.download('x')", "wget.download('x')", "kaggle.api.authenticate()", "kaggle.api.x.y.Z()"]
)
def test_download_says_that_there_is_no_network(worker, source):
    error = error_of(worker, f"import gdown, kaggle, wget\n{source}")
    assert error["kinds"][0] == "ConnectionError"
    assert error["text"].startswith("There is no network when grading")


def test_stand_ins_come_only_when_they_are_imported_and_hide_nothing(worker):
    worker.run("import sys\nnames = [n for n in sys.modules if n.split('.')[0] in ('google', 'gdown', 'otter')]", 5)
    assert worker.value("names")["value"] == []
    assert error_of(worker, "import google.no_such")["kinds"][0] == "ModuleNotFoundError"
    assert error_of(worker, "import numpy, json, gdown2")["text"] == "No module named 'gdown2'"


def test_top_level_await_runs(worker):
    assert error_of(worker, "import asyncio\nawait asyncio.sleep(0)\na = 1") is None
    assert worker.value("a")["value"] == 1


def test_checks_left_in_the_notebook_do_nothing(worker):
    source = "import otter\ngrader = otter.Notebook(tests_dir='tests')\ngrader.check('laplacian')\ngrader.check_all()"
    assert error_of(worker, source) is None
    assert error_of(worker, "grader.export(run_tests=True)") is None


def test_infinite_cell_is_interrupted_and_the_next_runs(worker):
    with pytest.raises(OutOfTime) as late:
        worker.run("a = 1\nwhile True: pass", 0.3)
    assert late.value.alive
    assert worker.run("b = a + 1", 5)["error"] is None
    assert worker.value("b")["value"] == 2


@pytest.mark.parametrize(
    "source",
    [
        "x = 0\nwhile True:\n    try:\n        while True: x += 1\n    except BaseException: pass",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))\nwhile True: pass",
        "import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
        "import time\nwhile True:\n    try: time.sleep(1e6)\n    except KeyboardInterrupt: pass",
    ],
    ids=["catches everything", "ignores SIGINT", "blocks signals", "regular expression", "deadlock", "sleeps on"],
)
def test_cell_that_will_not_stop_is_given_up(worker, source):
    with pytest.raises((OutOfTime, WorkerGone)):
        worker.run(source, 0.2)


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("import os\nos._exit(0)", "code 0"),
        ("import os\nos._exit(7)", "code 7"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "killed"),
        ("import os\nos.abort()", "SIGABRT"),
        ("import os, signal\nos.killpg(0, signal.SIGKILL)", "killed"),
        ("import ctypes\nctypes.string_at(0)", "crash"),
        ("import os\nos.closerange(0, 4096)", "connection|code 0"),
    ],
)
def test_cell_that_ends_the_process_is_told(worker, source, how):
    with pytest.raises(WorkerGone, match=how):
        worker.run(source, 5)


FORGE = """
import os, socket, stat, struct, msgpack
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
        'struct.pack(">I", 2**32 - 1)',
        'struct.pack(">I", 5) + b"\\xff" * 5',
        'struct.pack(">I", 4) + b"\\xdd\\xff\\xff\\xff"',
        "frame([1, 2])",
        'frame({"id": [2]})',
        'frame({"id": True, "error": None, "output": ""})',
    ],
)
def test_forged_frame_is_a_protocol_fault(worker, forged):
    assert worker.run(FORGE, 5)["error"] is None
    with pytest.raises((ProtocolFault, OutOfTime)):
        worker.run(f"forge({forged})", 0.5)
        worker.value("a")


def test_forged_reply_before_the_question_is_a_protocol_fault(worker):
    worker.run(FORGE, 5)
    with pytest.raises(ProtocolFault):
        worker.run('forge(frame({"id": 2, "error": None, "output": ""}) + frame({"id": 3, "value": 42}))', 5)
        worker.value("a")


def test_large_reply_is_refused(worker):
    worker.run("import numpy as np\na = np.zeros(10**6)\nb = 'x' * 10**7", 5)
    assert "8,000,000 bytes" in worker.value("a")["refused"]
    assert "10,000,000" in worker.value("b")["refused"]


def test_value_that_is_not_plain_is_refused_by_name(worker):
    worker.run("class MyFloat(float): pass\na = MyFloat(1)\nb = {1}\nc = (x for x in 'ab')", 5)
    assert [worker.value(name)["refused"] for name in "abc"] == ["MyFloat", "set", "generator"]


def test_description_of_names(worker):
    worker.run(
        "def f(x, stride=1): pass\na = 3\nb = ...\nclass C:\n    def __call__(self, x, stride=1): pass\nc = C()", 5
    )
    assert worker.describe("f", ["x", "stride"])["value"] == {"callable": True, "kind": "function", "signature": None}
    assert worker.describe("f", ["y"])["value"]["signature"] == "(x, stride=1)"
    assert worker.describe("a", [])["value"] == {"callable": False, "kind": "integer", "signature": None}
    assert worker.describe("b", [])["value"]["kind"] == "blank"
    assert worker.describe("c", ["x", "stride"])["value"]["signature"] is None
    assert worker.describe("nothing", [])["missing"] is True


def calls(worker, name, *arguments, seconds=0.5):
    return worker.calls(name, [((argument,), {}) for argument in arguments], seconds)


def test_calls_answer_in_order_and_tell_errors(worker):
    worker.run("def f(x): return 10 // x", 5)
    first, second, third = calls(worker, "f", 2, 0, 5)
    assert (first["value"], second["raised"]["kinds"][0], third["value"]) == (5, "ZeroDivisionError", 2)


@pytest.mark.parametrize("kind", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "MemoryError"])
def test_call_that_raises_a_base_exception_is_told(worker, kind):
    worker.run(f"def f(x): raise {kind}\ndef g(x): return x", 5)
    (reply,) = calls(worker, "f", 1)
    assert reply["raised"]["kinds"][0] == kind
    assert calls(worker, "g", 3)[0]["value"] == 3


def test_call_sees_its_own_copy_of_the_arguments(worker):
    worker.run("def f(x):\n    x += 1\n    return x", 5)
    argument = np.zeros(2)
    assert [reply["value"].tolist() for reply in calls(worker, "f", argument, argument)] == [[1.0, 1.0]] * 2
    assert argument.tolist() == [0.0, 0.0]


def test_call_output_does_not_reach_the_next_cell(worker):
    worker.run("def f(x):\n    print('hidden input', x)\n    return x", 5)
    (reply,) = calls(worker, "f", 12345)
    assert set(reply) == {"id", "value"}
    assert worker.run("1", 5)["output"].find("12345") < 0


def test_infinite_call_is_interrupted_and_the_next_answers(worker):
    worker.run("def f(x):\n    while True: pass\ndef g(x): return x", 5)
    with pytest.raises(OutOfTime):
        calls(worker, "f", 1, 2, 3)
    assert calls(worker, "g", 3)[0]["value"] == 3


def test_call_that_swallows_the_interrupt_does_not_delay_the_next_question(worker):
    # A bare `except:` is no malice: beginners write it, and the interrupt must not be mistaken for an answer.
    worker.run("def f(x):\n    try:\n        while True: x += 1\n    except: return 0\ndef g(x): return x", 5)
    with pytest.raises(OutOfTime) as late:
        calls(worker, "f", 1, 2, 3)
    if late.value.alive:
        assert calls(worker, "g", 3)[0]["value"] == 3


def test_call_that_raises_keyboard_interrupt_itself_leaves_no_call_unanswered(worker):
    worker.run("def f(x):\n    if x == 1: raise KeyboardInterrupt\n    return x", 5)
    assert [reply.get("value") for reply in calls(worker, "f", 0, 1, 2)] == [0, None, 2]


def test_call_that_ends_the_process_is_told(worker):
    worker.run("import os\ndef f(x): os._exit(0)", 5)
    with pytest.raises(WorkerGone, match="code 0"):
        calls(worker, "f", 1)


def test_question_after_the_end_is_told_how_it_ended(worker):
    for _ in range(2):
        with pytest.raises(WorkerGone, match="it exited with code 7"):
            worker.run("import os\nos._exit(7)", 5)


THREADS = (
    "import threading, time\nfor _ in range({}): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
)
FORKS = "import os, time\nfor _ in range({}):\n    if os.fork() == 0: time.sleep(60)"


@pytest.mark.parametrize("bomb", [THREADS, FORKS], ids=["threads", "forks"])
def test_too_many_processes_or_threads_end_the_session_by_that_name(warm, layer, bomb):
    session = Worker(warm.path, LIMITS.model_copy(update={"processes": 24, "memory_mb": 600}), layer)
    try:
        assert session.run(bomb.format(12), 5)["error"] is None
        with pytest.raises(WorkerGone, match="it started too many processes"):
            session.run(bomb.format(1000), 5)
    finally:
        session.close()


def test_crash_handler_can_be_enabled(worker):
    assert error_of(worker, "import faulthandler, sys\nfaulthandler.enable()\nsys.stderr.fileno()") is None


def test_sessions_do_not_see_each_other(warm, layer):
    first, second = Worker(warm.path, LIMITS, layer), Worker(warm.path, LIMITS, layer)
    try:
        first.run("import numpy, builtins\na = 1\nnumpy.allclose = None\nbuiltins.mine = 1", 5)
        second.run("import numpy, builtins\nfound = numpy.allclose is None or hasattr(builtins, 'mine')", 5)
        assert second.value("a")["missing"] is True
        assert second.value("found")["value"] is False
    finally:
        first.close()
        second.close()


def test_random_numbers_are_the_same_in_every_session(warm, layer):
    drawn = []
    for _ in range(2):
        session = Worker(warm.path, LIMITS, layer)
        session.run("import random, numpy as np\na = (random.random(), np.random.rand())", 5)
        drawn.append(session.value("a")["value"])
        session.close()
    assert repr(drawn[0]) == repr(drawn[1])


def test_environment_holds_nothing_of_the_judge(worker):
    worker.run("import os\nnames = sorted(os.environ)", 5)
    assert not any("TAMRIN" in name or "SECRET" in name or "PYTEST" in name for name in worker.value("names")["value"])


def test_modules_of_the_judge_are_not_loaded(worker):
    worker.run("import sys\nnames = sorted(sys.modules)", 5)
    loaded = worker.value("names")["value"]
    for private in ("tamrin.checks", "tamrin.judge", "tamrin.authoring", "solutions", "graders"):
        assert private not in loaded


def test_work_folder_is_removed(warm, layer):
    session = Worker(warm.path, LIMITS, layer)
    session.run("open('left', 'w').write('x')", 5)
    session.close()
    assert not Path(session.work_folder).exists()


def test_warm_process_that_cannot_import_says_what_is_missing():
    with pytest.raises(WarmError, match="no_such_library"), Warm(["no_such_library"]):
        raise AssertionError("it has started")
