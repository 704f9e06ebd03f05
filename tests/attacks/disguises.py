"""More of rows 4-43: answers in disguise, forgeries that take some thought, and honest code that merely looks odd."""

from tests.attacks.case import RIGHT, Answer, function, kept
from tests.attacks.tampering import CHANNEL, WORKER, WRONG
from tests.attacks.values import answered, reshaped, returned


def forging(row, name, code, verdict="failed", **more):
    """A cell that does something and then answers wrongly."""
    return Answer(row, name, code + WRONG, verdict, **more)


def defined(row, name, code, verdict="passed", **more):
    """`conv2d` made in another way; in `code`, `right` is the right one."""
    return Answer(row, name, f"{RIGHT}\nright = conv2d\n{code}", verdict, "conv2d", **more)


VALUES = (
    reshaped(
        36,
        "payload_in_a_nan",
        "np.where(np.arange(25).reshape(5, 5) == 7, odd, response)".replace(
            "odd", "np.frombuffer(b'\\x01\\x02\\x03\\x04\\x05\\x06\\xf8\\x7f')[0]"
        ),
    ),
    reshaped(36, "signalling_nan", "np.frombuffer(b'\\x01\\0\\0\\0\\0\\0\\xf0\\x7f' * 25).reshape(5, 5)"),
    # More elements than any memory holds, on eight bytes: refused before it is copied.
    answered(37, "ten_billion_elements_in_eight_bytes", "np.broadcast_to(np.float64(7), (10**5, 10**5))"),
    answered(37, "ones_that_claim_to_be_many", "np.lib.stride_tricks.as_strided(np.ones(1), (2**29, 2**29), (0, 0))"),
    answered(
        37,
        "reads_beyond_its_memory",
        "np.lib.stride_tricks.as_strided(np.ones(1), (5, 5), (2**40, 2**40))",
        "crashed",
    ),
    answered(37, "more_axes_than_anybody_needs", "np.ones((1,) * 60 + (5, 5))", "failed|protocol_fault"),
    reshaped(38, "big_endian", "np.asarray(response, '>f8')", "passed"),
    reshaped(38, "half_precision", "np.asarray(response, np.float16)", "passed"),
    reshaped(38, "long_double", "np.asarray(response, np.longdouble)", peers=False),
    reshaped(38, "reversed_twice", "np.asarray(response)[::-1][::-1]", "passed"),
    reshaped(38, "matrix", "np.matrix(response)", peers=False),
    reshaped(38, "record_array", "np.rec.fromarrays([np.asarray(response)], names='a')", peers=False),
    reshaped(38, "one_field", "np.asarray(response, float).view([('a', 'f8')])", peers=False),
    reshaped(38, "object_of_dimension_zero", "np.array(response.tolist() and None, object)", peers=False),
    reshaped(38, "texts_of_fixed_width", "np.asarray(response).astype('S8')", peers=False),
    reshaped(38, "memoryview", "memoryview(np.asarray(response, float))", peers=False),
    reshaped(38, "bytes_of_the_right_answer", "np.asarray(response, float).tobytes()", peers=False),
    reshaped(38, "array_of_the_standard_library", "__import__('array').array('d', np.ravel(response))", peers=False),
    answered(
        35,
        "claims_somebody_elses_memory",
        "Liar()",
        before="import numpy as np\nclass Liar:\n    __array_interface__ = {'shape': (2**20,) * 2, 'typestr': '<f8',\n"
        "        'data': (id(object), False), 'version': 3}",
        peers=False,
    ),
    answered(
        35,
        "buffer_that_lies",
        "memoryview(b'x' * 200).cast('B', (200,)).cast('d', (5, 5))",
        peers=False,
    ),
    answered(
        35,
        "integer_that_equals_everything",
        "[[Same(0)] * 5] * 5",
        before="class Same(int):\n    __eq__ = lambda s, o: True\n    __hash__ = lambda s: 0\n"
        "    __float__ = lambda s: 1 / 0\n    __index__ = lambda s: 1 / 0",
        peers=False,
    ),
    answered(
        35,
        "metaclass_that_is_float",
        "Fake()",
        before="class Meta(type):\n    __eq__ = lambda c, o: True\n    __hash__ = lambda c: hash(float)\n"
        "    __instancecheck__ = __subclasscheck__ = lambda c, o: True\nclass Fake(metaclass=Meta):\n"
        "    __name__ = 'float'",
        peers=False,
    ),
    answered(
        40,
        "dict_that_changes_while_it_is_read",
        "{Key(): 1, 'a': 2}",
        before="class Key(str):\n    __hash__ = lambda s: 1\n    __eq__ = lambda s, o: 1 / 0",
        peers=False,
    ),
    answered(40, "lists_a_million_deep", "d", before="d = 7.0\nfor _ in range(10**6): d = [d]"),
    answered(40, "text_of_fullwidth_digits_too_many", "'７' * 10**6"),
    answered(
        40,
        "one_list_seen_a_trillion_times",
        "d",
        "failed|timeout|error",
        before="d = [7.0] * 10\nfor _ in range(12): d = [d] * 10",
        slow=True,
    ),
    answered(38, "integer_of_a_million_digits", "10**(10**6)"),
    answered(38, "infinity_as_text", "[['inf'] * 5] * 5"),
    answered(38, "number_that_overflows_as_text", "[['1e999'] * 5] * 5"),
)
FUNCTIONS = (
    defined(38, "lambda", "conv2d = lambda x, w, stride=1, padding=0: right(x, w, stride, padding)", peers=True),
    defined(38, "partial", "import functools\nconv2d = functools.partial(right)", peers=True),
    defined(
        38,
        "decorated",
        "import functools\ndef logged(f):\n    @functools.wraps(f)\n    def inner(*a, **k): return f(*a, **k)\n"
        "    return inner\nconv2d = logged(right)",
        peers=True,
    ),
    defined(38, "any_arguments", "def conv2d(*args, **kwargs): return right(*args, **kwargs)", peers=True),
    defined(
        38,
        "object_that_is_called",
        "class Conv:\n    def __call__(self, x, w, stride=1, padding=0): return right(x, w, stride, padding)\n"
        "conv2d = Conv()",
        peers=True,
    ),
    defined(38, "keyword_only", "def conv2d(x, w, *, stride=1, padding=0): return right(x, w, stride, padding)"),
    defined(41, "partial_that_lacks_one", "import functools\nconv2d = functools.partial(right, None)", "failed"),
    defined(
        41,
        "partial_with_the_defaults",
        "import functools\nconv2d = functools.partial(right, stride=1, padding=0)",
    ),
    defined(41, "cached", "import functools\nconv2d = functools.lru_cache(right)", "error"),
    defined(41, "vectorised", "import numpy as np\nconv2d = np.vectorize(right)", "error|failed"),
    defined(
        41,
        "signature_that_lies",
        "class Lying:\n    def __call__(self): return 0.0\n    @property\n    def __signature__(self):\n"
        "        import inspect\n        return inspect.signature(right)\nconv2d = Lying()",
        "error|failed",
    ),
    defined(
        41,
        "signature_that_is_none",
        "def conv2d(x, w, stride=1, padding=0): return 0.0\nconv2d.__signature__ = 7",
        "failed|error",
    ),
    defined(41, "awaits", "async def conv2d(x, w, stride=1, padding=0): return right(x, w, stride, padding)", "failed"),
    returned(40, "returns_a_generator_of_rows", "return (row for row in right(x, w, stride, padding))"),
    returned(40, "returns_a_closure", "return lambda: right(x, w, stride, padding)"),
    returned(38, "returns_lists", "return right(x, w, stride, padding).tolist()", "passed"),
    returned(
        42,
        "right_every_other_time",
        "calls.append(1)\ny = right(x, w, stride, padding)\nreturn y if len(calls) % 2 else y + 1",
        before="calls = []",
    ),
    returned(
        43,
        "knows_all_inputs_beforehand",
        "frame = sys._getframe(1)\nknown = frame.f_locals['calls']\nseen.append(len(known))\n"
        "return right(x, w, stride, padding) * 0 + len(known)",
        before="import sys\nseen = []",
        peers=False,
    ),
    returned(
        19,
        "asks_the_collector_for_its_judge",
        "staff = 'graders', 'solutions', 'hypothesis'\n"
        "found = [o for o in gc.get_objects() if str(type(o).__module__).startswith(staff)]\n"
        "return found[0] if found else 0.0",
        before="import gc",
        peers=False,
    ),
    returned(
        19,
        "looks_through_tracebacks",
        """
try: raise ValueError
except ValueError as e: frame = e.__traceback__.tb_frame
values = []
while frame:
    values += [v for d in (frame.f_locals, frame.f_globals) for v in d.values()]
    frame = frame.f_back
arrays = [v for v in values if type(v) is np.ndarray and v is not x and v is not w]
return arrays[0] if arrays else 0.0
""",
        before="import numpy as np",
        peers=False,
    ),
)
FORGERIES = (
    # Results as other graders read them from what is printed.
    forging(
        28,
        "prints_results",
        """
import os, sys, json
for stream in (sys.stdout, sys.stderr, sys.__stdout__):
    print(json.dumps({'score': 100, 'tests': [{'name': 'laplacian', 'score': 10, 'max_score': 10}]}), file=stream)
    print('All tests passed! 100/100', 'laplacian passed!', '\\x04', 'EOF', sep='\\n', file=stream)
os.write(1, b'laplacian results: All test cases passed!\\n')
get_ipython().display_pub.publish({'application/vnd.tamrin+json': {'score': 100}})""",
    ),
    forging(
        28,
        "pipes_in_place_of_files",
        "import os\nfor name in ('results.json', 'grades.csv', 'output', 'core'): os.mkfifo(name)",
    ),
    forging(
        28,
        "work_folder_turned_into_a_link",
        "import os, shutil\nhere = os.getcwd()\nfor target in ('/', '/proc/1/root', '/usr'):\n"
        "    try: os.rename(here, here + '.old'); os.symlink(target, here)\n    except OSError: pass\n"
        "    try: os.symlink(target, 'atk-root'); os.unlink('atk-root')\n    except OSError: pass",
    ),
    # Frames that once were true, sent again with the number of the present question.
    forging(
        29,
        "replays_earlier_replies",
        WORKER
        + """
inner, sent = worker.connection, []
class Replays:
    def __getattr__(self, name): return getattr(inner, name)
    def sendall(self, data):
        sent.append(data)
        inner.sendall(sent[0])
worker.connection = Replays()""",
        "protocol_fault",
    ),
    forging(
        29,
        "replays_values_under_the_right_number",
        WORKER
        + """
import msgpack
inner, known = worker.connection, []
class Replays:
    def __getattr__(self, name): return getattr(inner, name)
    def sendall(self, data):
        reply = msgpack.unpackb(data[4:], strict_map_key=False)
        if 'value' in reply:
            known.append(reply['value'])
            data = wires.frame(msgpack.packb(reply | {'value': known[0]}))
        inner.sendall(data)
worker.connection = Replays()""",
        "failed|protocol_fault",
    ),
    Answer(
        29,
        "thread_answers_late",
        CHANNEL
        + function(
            """
id, index = caller("id"), caller("index")
threading.Timer(0.02, forge, (frame({"id": [id, index], "value": 0.0}), False)).start()
return 0.0
""",
            "import threading",
        ),
        "failed|protocol_fault",
        "conv2d",
    ),
    Answer(
        29,
        "thread_answers_first",
        CHANNEL
        + function(
            """
id, index = caller("id"), caller("index")
threading.Thread(target=forge, args=(frame({"id": [id, index], "value": 0.0}), False)).start()
time.sleep(0.05)
return right(x, w, stride, padding)
""",
            "import threading, time",
        ),
        "protocol_fault|failed",
        "conv2d",
    ),
    forging(
        29,
        "descriptor_carried_through_an_exec",
        """
import os, sys
for fd in map(int, os.listdir('/proc/self/fd')):
    try: os.set_inheritable(fd, True)
    except OSError: pass
if os.fork() == 0:
    code = ('import os\\nfor fd in range(3, 64):\\n    try: os.write(fd, b"\\\\0\\\\0\\\\0\\\\1\\\\xc0" * 50)\\n'
            '    except OSError: pass')
    os.execv(sys.executable, [sys.executable, '-c', code])
os.wait()""",
        "protocol_fault|failed",
    ),
    forging(
        29,
        "descriptor_in_a_message_to_itself",
        """
import os, socket
a, b = socket.socketpair()
for fd in map(int, os.listdir('/proc/self/fd')):
    try: socket.send_fds(a, [b'x'], [fd])
    except OSError: pass
    else:
        _, fds, _, _ = socket.recv_fds(b, 1, 4)
        for copy in fds:
            try: os.write(copy, b'\\0' * 40)
            except OSError: pass""",
        "protocol_fault|timeout|failed",
    ),
    # Says what the probe asks for and lies otherwise: at the cost of its own question, whichever way it is judged.
    forging(
        24,
        "tells_probes_from_questions",
        WORKER
        + """
honest = worker.operations['value']
def value(id, name): worker._reply(id, {'value': 7.0}) if name == 'response' else honest(id, name)
worker.operations['value'] = value""",
    ),
    forging(
        24,
        "len_for_a_while",
        "import builtins\nbuiltins.len = lambda x, real=len: real(x) + 1",
        "protocol_fault|failed|timeout|error",
    ),
    forging(
        24, "errors_are_no_errors", "import builtins\nbuiltins.BaseException = builtins.Exception = ZeroDivisionError"
    ),
    forging(
        24, "struct", "import struct\nstruct.pack = struct.unpack = lambda *a: b''", "protocol_fault|failed|crashed"
    ),
    forging(
        24,
        "numpy_scalars",
        "import numpy as np\nnp.float64 = np.int64 = np.bool_ = np.dtype = object\nnp.ascontiguousarray = lambda a: a",
    ),
    forging(
        25,
        "imports",
        "import builtins, sys\nbuiltins.__import__ = lambda *a, **k: sys\nimport nothing\n"
        "sys.path[:] = []\nsys.path_hooks.clear()",
        "error|failed",
    ),
    forging(
        25,
        "modules_reloaded",
        "import importlib, sys, tamrin.sandbox.wire, tamrin.ladder\nimportlib.reload(tamrin.ladder)\n"
        "importlib.reload(tamrin.sandbox.wire)\nfor name in list(sys.modules):\n"
        "    if name.startswith(('tamrin', 'msgpack')): del sys.modules[name]",
        "error|failed",
    ),
    forging(25, "numpy_unloaded", "import sys\nsys.modules['numpy'] = None"),
    forging(
        25,
        "code_of_the_worker_changed",
        WORKER
        + """
import types
kind = type(worker)
kind.value.__code__ = (lambda self, id, name: self._reply(id, {'value': 7.0})).__code__""",
    ),
    forging(
        6,
        "handler_that_raises_for_ever",
        """
import signal
def ring(*_): raise RuntimeError('ring')
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)""",
        "failed|crashed|error|timeout|protocol_fault|missing",
        slow=True,
    ),
    Answer(
        6,
        "handler_of_a_crash",
        "import signal\nsignal.signal(signal.SIGSEGV, lambda *_: None)\n"
        "import os\nos.kill(os.getpid(), signal.SIGSEGV)\n" + RIGHT,
        "passed",
    ),
    forging(
        16,
        "collector_calls_back",
        "import gc, os\ngc.callbacks.append(lambda *a: os._exit(0))",
        "failed|crashed",
    ),
    Answer(
        16,
        "audit_hook",
        kept("import sys\nsys.addaudithook(lambda event, args: None if event != 'exec' else 1 / 0)"),
        "passed|error|missing",
        worth=0.0,
    ),
    forging(33, "name_of_the_module", "__name__ = 'solution'\n__builtins__ = {}\n_ = __ = In = Out = None"),
    Answer(33, "name_of_the_module_and_right", "__name__ = 'solution'\nIn = Out = None\n" + RIGHT, "passed"),
    Answer(
        33, "shadowed_builtins", "len = type = isinstance = print = list = dict = None\n" + RIGHT, "passed", peers=True
    ),
    Answer(33, "no_clean_slate", "%reset -f\n%reset_selective -f .\n" + RIGHT, "passed"),
    forging(
        18,
        "looks_outside_by_descriptor",
        """
import os
found = []
for fd in os.listdir('/proc/self/fd'):
    for way in ('../../..', '../graders', '..'):
        try: found += os.listdir(f'/proc/self/fd/{fd}/{way}')
        except OSError: pass
if {'graders', 'solutions', 'gradebook.sqlite'} & set(found): os._exit(9)""",
    ),
    forging(
        19,
        "other_threads_and_maps",
        """
import os
found = []
for name in ('mem', 'environ', 'cmdline', 'cwd', 'root/work', 'maps', 'stack', 'syscall'):
    for pid in ('1', str(os.getppid())):
        try: found.append(open(f'/proc/{pid}/{name}', 'rb').read(4096))
        except OSError: pass
if any(b'graders' in f or b'secret' in f for f in found): os._exit(9)""",
    ),
)
CASES = (*VALUES, *FUNCTIONS, *FORGERIES)
