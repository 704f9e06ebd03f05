"""Rows 24-34: tampering with the judge, the channel and the state that questions share."""

from tests.attacks.case import RIGHT, Answer, function

WRONG = "\nresponse = 7.0"
WORKER = """
import gc, struct, tamrin.sandbox.wire as wires
worker = next(o for o in gc.get_objects() if type(o).__name__ == "_Worker")
"""
ONE_BY_ONE = """
worker.operations["values"] = lambda id, names: worker._reply(id, {"value": {}})
"""
CHANNEL = """
import os, stat, struct, sys, msgpack
def forge(data, everywhere=True):
    for fd in map(int, os.listdir("/proc/self/fd")):
        try:
            if everywhere or stat.S_ISSOCK(os.fstat(fd).st_mode): os.write(fd, data)
        except OSError: pass
def frame(value):
    payload = msgpack.packb(value)
    return struct.pack(">I", len(payload)) + payload
def caller(name):
    frame = sys._getframe(1)
    while frame:
        if name in frame.f_locals and frame.f_code.co_filename.endswith("child.py"): return frame.f_locals[name]
        frame = frame.f_back
"""


def forged(name, data, verdict="protocol_fault", row=29, **more):
    """Frames that a cell writes on every descriptor."""
    return Answer(row, name, CHANNEL + f"forge({data})" + WRONG, verdict, **more)


def patched(row, name, code, verdict="failed", **more):
    """A library that is changed before a wrong answer is given."""
    return Answer(row, name, code + WRONG, verdict, **more)


BODIES = (
    ("array_of_four_billion", "b'\\xdd\\xff\\xff\\xff\\xff'"),
    ("map_of_four_billion", "b'\\xdf\\xff\\xff\\xff\\xff'"),
    ("ten_million_nils", "b'\\xdd' + struct.pack('>I', 10**7) + b'\\xc0' * 10**7"),
    ("ten_million_equal_keys", "b'\\xdf' + struct.pack('>I', 10**7) + b'\\x01\\xc0' * 10**7"),
    ("headers_in_headers", "b'\\xdd\\x00\\xf0\\x00\\x00' * 500 + b'\\xc0' * 16_000_000"),
    ("lone_surrogate", "b'\\xa3\\xed\\xa0\\x80'"),
    ("duplicate_keys", "b'\\x82\\xa1a\\x01\\xa1a\\x02'"),
    ("timestamp", "b'\\xd6\\xff\\x00\\x00\\x00\\x00'"),
    ("unknown_extension", "b'\\xd4\\x63\\x00'"),
    ("huge_integer", "b'\\xc9' + struct.pack('>I', 10**6) + b'\\x04' + b'\\x7f' * 10**6"),
    ("array_larger_than_its_bytes", "b'\\xc7\\x0b\\x03' + b'\\x92\\xa3<f8\\x92\\xcd\\xff\\xff\\xcd\\xff'"),
    ("array_of_objects", "b'\\xc7\\x06\\x03' + b'\\x92\\xa2|O\\x91\\x01'"),
    ("keys_of_lists", "b'\\x81\\x91\\x01\\x01'"),
    ("two_values", "b'\\x01\\x02'"),
)
"""No values, whatever else: each is sent where an answer is expected on the wire."""

CASES = (
    patched(
        24, "numpy_comparisons", "import numpy as np\nnp.allclose = np.array_equal = np.isclose = lambda *a, **k: True"
    ),
    patched(24, "numpy_testing", "import numpy as np\nnp.testing.assert_allclose = lambda *a, **k: None"),
    patched(24, "numpy_core", "import numpy as np\nnp.ndarray.__class__\nnp.abs = np.all = lambda *a, **k: np.True_"),
    patched(24, "math", "import math\nmath.isclose = math.isfinite = lambda *a, **k: True"),
    patched(24, "json_pickle", "import json, pickle\njson.dumps = pickle.dumps = lambda *a, **k: 'passed'"),
    patched(24, "msgpack", "import msgpack\nmsgpack.packb = lambda *a, **k: b'\\xc3'", "protocol_fault"),
    patched(
        24,
        "encoder",
        "import tamrin.sandbox.wire as w\nw.encode = lambda *a: b'\\x81\\xa5value\\xc3'",
        "protocol_fault",
    ),
    patched(24, "encoder_of_nothing", "import tamrin.sandbox.wire as w\nw.encode = lambda *a: b''", "protocol_fault"),
    patched(24, "ladder", "import tamrin.ladder as l\nl.same = l.compare = l.close = l.read = lambda *a, **k: True"),
    patched(24, "refusals", "import tamrin.sandbox.wire as w\nw.Refused = ValueError"),
    patched(24, "isinstance", "import builtins\nbuiltins.isinstance = lambda *a: True", "failed|crashed"),
    patched(24, "len", "import builtins\nbuiltins.len = lambda x: 0", "protocol_fault"),
    patched(24, "type", "import builtins\nbuiltins.type = lambda *a: float", "failed|protocol_fault"),
    patched(24, "abs_all_any", "import builtins\nbuiltins.abs = builtins.all = builtins.any = lambda *a: True"),
    patched(24, "print_open", "import builtins\nbuiltins.print = builtins.open = lambda *a, **k: None"),
    patched(
        24,
        "worker_methods",
        WORKER
        + ONE_BY_ONE
        + """
worker.operations["value"] = lambda id, name: worker._reply(id, {'value': True})""",
    ),
    patched(
        24,
        "worker_says_passed",
        WORKER
        + ONE_BY_ONE
        + """
worker.operations["value"] = lambda id, name: worker._reply(id, {'verdict': 'passed', 'score': 10})""",
        "protocol_fault",
    ),
    patched(
        24,
        "worker_says_missing_keys",
        WORKER
        + ONE_BY_ONE
        + """
worker.operations["value"] = lambda id, name: worker._reply(id, {'raised': {'kinds': [], 'text': None}})""",
        "protocol_fault",
    ),
    patched(
        24,
        "description_of_lists",
        WORKER
        + """
worker.operations["describe"] = lambda id, **_: worker._reply(id, {'value': {'callable': 1, 'kind': []}})""",
    ),
    patched(25, "shell", "get_ipython().run_cell = lambda *a, **k: None"),
    patched(25, "input_transformers", "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])"),
    patched(
        25,
        "ast_transformers",
        """
import ast
class Drop(ast.NodeTransformer):
    def visit_Raise(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())""",
    ),
    patched(25, "otter", "import otter\notter.Notebook = otter = None\ngrader = None"),
    patched(
        25,
        "meta_path",
        """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None): raise SystemExit
sys.meta_path.insert(0, Finder())""",
    ),
    patched(
        25,
        "sitecustomize",
        """
import os, sys, site
for folder in [*sys.path, *site.getsitepackages(), '.', '/usr/lib/python3']:
    for name in ('atk-sitecustomize.py', 'sitecustomize.py', 'conftest.py', 'numpy.py', 'msgpack.py'):
        if folder and os.path.isdir(folder):
            try: open(os.path.join(folder, name), 'w').write('raise SystemExit')
            except OSError: pass""",
    ),
    patched(
        25,
        "site_packages",
        """
import os, numpy, msgpack, tamrin
for module in (numpy, msgpack, tamrin):
    folder = os.path.dirname(module.__file__)
    for name in ('atk-payload.py', '__init__.py'):
        try: open(os.path.join(folder, name), 'a').write('# atk')
        except OSError: pass""",
    ),
    patched(
        25,
        "modules_replaced",
        """
import sys, types
for name in ('tamrin.judge', 'tamrin.checks', 'hypothesis', 'pytest', 'struct'):
    sys.modules[name] = types.ModuleType(name)""",
    ),
    patched(26, "givens_changed", "image[:] = 0\nkernel[:] = 0\nx[:] = 0\nw[:] = 0"),
    patched(26, "helper_redefined", "grader = None\nimage = kernel = x = w = None"),
    Answer(
        28,
        "results_written",
        """
import os, json
for name in ('results.json', 'results/results.json', '/autograder/results/results.json', '/tmp/results.json',
             '/work/main/atk-results.json', '../grades.csv', '../results/atk.json', '../gradebook.sqlite'):
    try:
        os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
        json.dump({'score': 100, 'tests': []}, open(name, 'w'))
    except OSError: pass
"""
        + WRONG,
    ),
    Answer(
        28,
        "everything_symlinked",
        """
import os
for target in ('/work/main/atk-target', '/root/atk-target', '/tmp/atk-target'):
    for name in ('results', 'grades.csv', 'feedback'):
        try: os.symlink(target, name)
        except OSError: pass
"""
        + WRONG,
    ),
    forged("frames_on_all_descriptors", 'b"".join(frame({"id": n, "value": image.tolist()}) for n in range(60))'),
    forged("results_on_all_descriptors", 'b"".join(frame({"id": n, "error": None, "output": ""}) for n in range(60))'),
    forged("second_frame_for_this_request", 'frame({"id": caller("id"), "error": None, "output": ""})'),
    forged("frame_for_a_later_request", 'frame({"id": caller("id") + 1, "value": 3})'),
    forged("half_a_frame", 'struct.pack(">I", 100) + b"x"', "timeout|protocol_fault", slow=True),
    forged("one_byte", 'b"\\0"'),
    Answer(
        29,
        "frames_of_a_function",
        CHANNEL
        + """
def conv2d(x, w, stride=1, padding=0):
    forge(frame({"id": [caller("id"), caller("index")], "value": 0.0}))
    return 0.0
""",
        "protocol_fault",
        "conv2d",
    ),
    Answer(
        29,
        "frames_for_all_calls",
        CHANNEL
        + """
def conv2d(x, w, stride=1, padding=0):
    if caller("index") == 0: forge(b"".join(frame({"id": [caller("id"), n], "value": 0.0}) for n in range(1000)))
    return 0.0
""",
        "protocol_fault",
        "conv2d",
    ),
    Answer(
        29,
        "replays_a_frame",
        """
import socket
send = socket.socket.sendall
def twice(self, data): send(self, data); send(self, data)
import tamrin.sandbox.child as c
class Twice:
    def __init__(self, inner): self.inner = inner
    def __getattr__(self, name): return getattr(self.inner, name)
    def sendall(self, data): self.inner.sendall(data); self.inner.sendall(data)
import gc
for worker in gc.get_objects():
    if type(worker).__name__ == '_Worker': worker.connection = Twice(worker.connection)
"""
        + WRONG,
        "protocol_fault",
    ),
    Answer(
        29,
        "frames_from_a_thread",
        CHANNEL
        + """
import threading, time
def later():
    while True:
        time.sleep(0.01)
        forge(frame({"id": 9, "value": 3}), False)
threading.Thread(target=later, daemon=True).start()
"""
        + WRONG,
        "protocol_fault|failed",
    ),
    Answer(
        29,
        "frames_from_a_daemon",
        CHANNEL
        + """
import time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
            forge(frame({"id": 9, "value": 3}), False)
    os._exit(0)
"""
        + WRONG,
        "protocol_fault|failed",
    ),
    Answer(29, "two_processes_answer", "import os\nos.fork()" + WRONG, "protocol_fault|failed"),
    Answer(
        29,
        "two_processes_answer_a_call",
        "import os\n" + function("os.fork()\nreturn 0.0"),
        "protocol_fault|failed",
        "conv2d",
    ),
    # Which of the two is heard, and when, is a race; neither earns anything.
    Answer(29, "the_child_answers", "import os\nif os.fork(): os._exit(0)" + WRONG, "crashed|failed"),
    Answer(
        29,
        "reads_the_requests",
        CHANNEL
        + """
import threading
def steal():
    for fd in map(int, os.listdir("/proc/self/fd")):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                while True: os.read(fd, 1)
        except OSError: pass
threading.Thread(target=steal, daemon=True).start()
"""
        + WRONG,
        "timeout|crashed",
        slow=True,
    ),
    Answer(
        29,
        "shuts_the_channel",
        CHANNEL
        + """
import socket
for fd in map(int, os.listdir("/proc/self/fd")):
    try: socket.socket(fileno=fd).shutdown(socket.SHUT_RDWR)
    except OSError: pass
"""
        + WRONG,
        "crashed",
    ),
    Answer(
        30,
        "pickle_payload",
        """
import os
class Payload:
    def __reduce__(self): return os.system, ('touch /work/main/atk-pickle',)
response = Payload()
""",
    ),
    Answer(
        30,
        "array_of_payloads",
        """
import os, numpy as np
class Payload:
    def __reduce__(self): return os.system, ('touch /work/main/atk-pickle',)
response = np.full((5, 5), Payload(), dtype=object)
""",
    ),
    Answer(30, "bytes_of_a_pickle", "import pickle\nresponse = pickle.dumps(print)"),
    Answer(
        30,
        "pickles_in_files",
        """
import pickle
for name in ('.OTTER_LOG', 'response.pkl', 'results.pkl', 'data.npy'): open(name, 'wb').write(pickle.dumps(print))
"""
        + WRONG,
    ),
    forged("length_of_4_gigabytes", 'struct.pack(">I", 2**32 - 1)', row=31),
    forged(
        "length_within_the_limit", 'struct.pack(">I", 2**22) + b"x" * 9', "timeout|protocol_fault", row=31, slow=True
    ),
    forged("no_length", 'struct.pack(">I", 0)', row=31),
    forged("deep_nesting", 'struct.pack(">I", 100_001) + b"\\x91" * 100_000 + b"\\xc0"', row=31),
    forged("not_msgpack", 'struct.pack(">I", 8) + b"\\xc1" * 8', row=31),
    *(
        Answer(
            31,
            name,
            WORKER
            + ONE_BY_ONE
            + f"def value(id, name):\n    body = {body}\n    if name != 'response': body = b'\\xc0'\n"
            "    worker.connection.sendall(wires.frame(b'\\x82\\xa2id' + bytes([id]) + b'\\xa5value' + body))\n"
            "worker.operations['value'] = value\nresponse = 7.0",
            "protocol_fault",
        )
        for name, body in BODIES
    ),
    *(
        Answer(
            31,
            f"{name}_among_values",
            WORKER + f"def values(id, names, honest=worker.values):\n    body = {body}\n"
            "    if 'response' in names: worker._reply(id, {'value': {'response': body}})\n"
            "    else: honest(id, names)\n"
            "worker.operations['values'] = values\nresponse = 7.0",
            "protocol_fault",
        )
        for name, body in BODIES
    ),
    patched(
        31,
        "values_under_other_names",
        WORKER
        + """
worker.operations["values"] = lambda id, names: worker._reply(id, {"value": {n: b"\\x07" for n in names}})""",
        "failed|protocol_fault",
    ),
    Answer(32, "signals_its_group", "import os, signal\nos.killpg(0, signal.SIGTERM)\nos.kill(0, 9)", "crashed"),
    Answer(
        32,
        "signals_everybody",
        "import os\nfor pid in (-1, 0, 1, os.getppid()):\n    try: os.kill(pid, 9)\n    except OSError: pass",
        "crashed",
    ),
    Answer(
        32,
        "signals_every_number",
        """
import os
for pid in range(1, 40_000):
    if pid != os.getpid():
        try: os.kill(pid, 9)
        except OSError: pass
os._exit(0)
""",
        "crashed",
    ),
    Answer(
        32,
        "new_namespaces",
        """
import ctypes, os
libc = ctypes.CDLL(None)
found = [f for f in (0x20000, 0x10000000, 0x40000000, 0x20000000) if libc.unshare(f) == 0]
found += [libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0, libc.chroot(b'/tmp') == 0, libc.setuid(0) == 0]
if any(found): os._exit(9)
"""
        + WRONG,
    ),
    Answer(
        32,
        "priorities",
        """
import os
found = []
for call in (lambda: os.nice(-10), lambda: os.setpriority(os.PRIO_USER, 0, -5),
             lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))):
    try: call(); found.append(call)
    except OSError: pass
if found: os._exit(9)
"""
        + WRONG,
    ),
    Answer(
        32,
        "limits_raised",
        """
import resource, os
found = []
for kind in (resource.RLIMIT_NPROC, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    try: resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2); found.append(kind)
    except (OSError, ValueError): pass
if found: os._exit(9)
"""
        + WRONG,
    ),
    Answer(
        33,
        "work_folder",
        "import os, shutil\nos.mkdir('atk-sub')\nos.chdir('atk-sub')\nos.rmdir('../atk-sub')\n" + RIGHT,
        "passed",
    ),
    Answer(33, "environment", "import os\nos.environ.clear()\nos.umask(0o777)\n" + RIGHT, "passed"),
    Answer(
        33,
        "streams_closed",
        "import os, sys\nsys.stdout.close()\nsys.stdin.close()\nfor n in range(3): os.close(n)\n" + RIGHT,
        "passed",
    ),
    Answer(
        33,
        "streams_replaced",
        "import sys\nsys.stdout = sys.stderr = sys.displayhook = sys.excepthook = None\n" + RIGHT,
        "passed",
    ),
    Answer(33, "all_descriptors_closed", "import os\nos.closerange(0, 4096)", "crashed"),
    Answer(
        33,
        "all_descriptors_closed_when_called",
        function("import os\nos.closerange(0, 4096)\nreturn 0.0"),
        "crashed",
        "conv2d",
    ),
    Answer(33, "numpy_errors_raise", "import numpy as np\nnp.seterr(all='raise')\n" + RIGHT, "passed"),
    Answer(33, "warnings_are_errors", "import warnings\nwarnings.simplefilter('error')\n" + RIGHT, "passed"),
    Answer(
        33,
        "locale_and_float_info",
        "import locale, sys\nsys.float_info = sys.maxsize = None\nlocale.setlocale(locale.LC_ALL, 'C')\n" + RIGHT,
        "passed",
    ),
    Answer(
        33,
        "limits_lowered",
        """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
"""
        + RIGHT,
        "passed",
    ),
    Answer(
        33,
        "memory_limit_lowered",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (10**6, 10**6))\n" + RIGHT,
        "passed",
    ),
    Answer(33, "shallow_recursion", "import sys\nsys.setrecursionlimit(60)\n" + RIGHT, "passed"),
    Answer(33, "collector_off", "import gc\ngc.disable()\ngc.set_threshold(1)\n" + RIGHT, "passed"),
    Answer(
        33, "traced", "import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)\n" + RIGHT, "passed"
    ),
    Answer(
        33,
        "signals_masked",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n" + RIGHT,
        "passed",
    ),
    # The alarm ends the process before or after it is asked for the answer that is not there.
    Answer(
        33, "an_alarm_rings_later", "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.02)\n", "missing|crashed"
    ),
    Answer(
        34,
        "clock",
        """
import time
time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
time.sleep = lambda s: None
"""
        + WRONG,
    ),
    Answer(
        34,
        "clock_and_endless_loop",
        "import time\ntime.monotonic = time.time = lambda: 0.0\nwhile True: pass",
        "timeout",
        slow=True,
    ),
)
