"""Rows 1-17: code that ends, never ends, or takes what it can get."""

from tests.attacks.case import RIGHT, Answer, function, kept

FORK_AND_STAY = """
import os, time
def leave():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True: time.sleep(0.05)
        os._exit(0)
leave()
"""
NEVER_STOPS = """
while True:
    try:
        while True: pass
    except BaseException: pass
"""


def called(row, name, body, verdict, before="", **more):
    """A function of the student's that misbehaves when it is called."""
    return Answer(row, name, function(body, before), verdict, "conv2d", **more)


CASES = (
    Answer(1, "exits_0", "import os\nos._exit(0)", "crashed", peers=True),
    Answer(1, "exits_1", "import os\nos._exit(1)", "crashed", peers=True),
    Answer(1, "kills_itself", "import os\nos.kill(os.getpid(), 9)", "crashed", peers=True),
    Answer(1, "aborts", "import os\nos.abort()", "crashed", peers=True),
    called(1, "exits_0_when_called", "import os\nos._exit(0)", "crashed", peers=True),
    called(
        1,
        "exits_on_hidden_input",
        "import os\nif x.size > 9: os._exit(0)\nreturn right(x, w, stride, padding)",
        "crashed",
        worth=14 / 6,
    ),
    Answer(2, "sys_exit", "import sys\nsys.exit()", "error", peers=True),
    Answer(2, "exit", "exit()", "missing", peers=True),
    Answer(2, "system_exit", "raise SystemExit(0)", "error", peers=True),
    Answer(2, "keyboard_interrupt", "raise KeyboardInterrupt", "error", peers=True),
    Answer(2, "own_base_exception", "class Mine(BaseException): pass\nraise Mine", "error", peers=True),
    Answer(2, "generator_exit", "raise GeneratorExit", "error", peers=True),
    called(2, "system_exit_when_called", "raise SystemExit(0)", "error", peers=True),
    Answer(
        2,
        "error_that_cannot_be_shown",
        """
        class Meta(type):
            __name__ = property(lambda cls: 1 / 0)
        class Mine(Exception, metaclass=Meta):
            def __str__(self): raise SystemExit
        raise Mine
    """,
        "error",
    ),
    called(
        2,
        "error_that_cannot_be_shown_when_called",
        "raise Mine",
        "error",
        """
        class Meta(type):
            __name__ = property(lambda cls: 1 / 0)
        class Mine(Exception, metaclass=Meta):
            def __str__(self): raise SystemExit
    """,
    ),
    called(2, "error_of_a_megabyte", "raise ValueError('LEAK' * 10**6)", "error", unseen=("LEAK" * 100,)),
    Answer(3, "loops", "while True: pass", "timeout", slow=True, peers=True),
    Answer(3, "loops_after_its_answer", RIGHT + "\nwhile True: pass", "passed", slow=True),
    called(4, "loops_when_called", "while True: pass", "timeout", slow=True, peers=True),
    called(
        4,
        "loops_on_hidden_input",
        "while x.size > 9: pass\nreturn right(x, w, stride, padding)",
        "timeout",
        worth=14 / 6,
        slow=True,
    ),
    Answer(
        4,
        "loops_when_asked_for_its_signature",
        """
        class Endless:
            def __call__(self, x, w, stride=1, padding=0): return 0
            @property
            def __signature__(self):
                while True: pass
        conv2d = Endless()
    """,
        "timeout",
        "conv2d",
        slow=True,
    ),
    Answer(5, "sleeps", "import time\ntime.sleep(1e6)", "timeout", slow=True, peers=True),
    Answer(5, "waits_for_a_socket", "import socket\na, b = socket.socketpair()\na.recv(1)", "timeout", slow=True),
    Answer(5, "deadlocks", "import threading\nx = threading.Lock()\nx.acquire()\nx.acquire()", "timeout", slow=True),
    Answer(
        5, "waits_for_a_child", "import os\nif os.fork() == 0:\n    while True: pass\nos.wait()", "timeout", slow=True
    ),
    Answer(5, "stops_itself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "timeout", slow=True),
    Answer(6, "catches_everything", NEVER_STOPS, "timeout", slow=True),
    Answer(
        6,
        "ignores_signals",
        """
        import signal
        for s in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGHUP, signal.SIGXCPU):
            signal.signal(s, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        while True: pass
    """,
        "timeout",
        slow=True,
    ),
    Answer(
        6,
        "blocks_signals",
        """
        import signal
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        while True: pass
    """,
        "timeout",
        slow=True,
    ),
    called(
        6,
        "swallows_the_interrupt",
        "try:\n    while True: pass\nexcept KeyboardInterrupt:\n    return right(x, w)",
        "timeout",
        slow=True,
    ),
    called(6, "catches_everything_when_called", NEVER_STOPS, "timeout", slow=True),
    Answer(7, "backtracks", "import re\nre.match('(a+)+$', 'a' * 60 + 'b')", "timeout", slow=True),
    Answer(
        7,
        "inverts_a_huge_matrix",
        "import numpy as np\nnp.linalg.svd(np.random.rand(1800, 1800))",
        "timeout",
        slow=True,
    ),
    Answer(7, "raises_a_huge_power", "x = 7 ** 7 ** 12", "timeout", slow=True),
    Answer(
        8,
        "fork_bomb",
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        "crashed",
        said="it started too many processes",
        slow=True,
    ),
    Answer(
        8,
        "thread_bomb",
        """
        import threading, time
        while True: threading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()
    """,
        "crashed",
        said="it started too many processes",
        slow=True,
    ),
    Answer(
        8,
        "pool_of_ten_thousand",
        "import multiprocessing as m\nm.get_context('fork').Pool(10**4)",
        "crashed",
        said="it started too many processes",
        slow=True,
    ),
    Answer(9, "a_list_of_a_trillion", "response = [0] * 10**12", "memory", peers=True),
    Answer(9, "a_huge_array", "import numpy as np\nresponse = np.ones((10**6, 10**6))", "memory", peers=True),
    Answer(9, "fills_memory", "x = []\nwhile True: x.append(bytearray(10**7))", "memory", slow=True),
    Answer(
        9,
        "maps_memory",
        """
        import mmap
        x = []
        while True:
            x.append(mmap.mmap(-1, 10**8))
            x[-1].write(b'1' * 10**8)
    """,
        "memory|timeout",  # whichever limit it reaches first
        slow=True,
    ),
    Answer(
        9,
        "memory_in_children",
        """
        import os, time
        for _ in range(40):
            if os.fork() == 0:
                x = b'1' * 10**8
                time.sleep(100)
        time.sleep(100)
    """,
        "memory|timeout",
        slow=True,
    ),
    called(9, "memory_when_called", "x = [0] * 10**12", "memory", peers=True),
    Answer(
        10,
        "ten_gigabytes",
        "with open('atk-big', 'wb') as f:\n    for _ in range(10**4): f.write(b'1' * 10**6)",
        "error",
        slow=True,
    ),
    Answer(10, "a_million_files", "for i in range(10**6): open(f'atk-{i}', 'w').close()", "error", slow=True),
    Answer(
        10,
        "fills_shared_memory",
        """
        for n in range(100):
            with open(f'/dev/shm/atk-{n}', 'wb') as f: f.write(b'1' * 10**7)
    """,
        "error",
        slow=True,
    ),
    Answer(
        10,
        "fills_tmp",
        """
        for n in range(100):
            with open(f'/tmp/atk-{n}', 'wb') as f: f.write(b'1' * 10**7)
    """,
        "error",
        slow=True,
    ),
    Answer(11, "one_long_line", "print('x' * 10**8)\n" + RIGHT, "passed", peers=True),
    Answer(11, "many_small_writes", "for i in range(10**5): print(i, end='\\r')\n" + RIGHT, "passed", slow=True),
    Answer(
        11,
        "writes_to_the_descriptor",
        "import os\nfor _ in range(100): os.write(1, b'\\033[2J' * 10**5)\n" + RIGHT,
        "passed",
    ),
    Answer(
        11,
        "displays_a_lot",
        "from IPython.display import display, HTML\ndisplay(HTML('x' * 10**8))\n" + RIGHT,
        "passed",
    ),
    Answer(11, "never_stops_printing", "while True: print('x' * 1000)", "timeout", slow=True),
    Answer(12, "recurses", "def f(): f()\nf()", "error", peers=True),
    Answer(
        12,
        "recurses_without_limit",
        """
        import sys
        sys.setrecursionlimit(10**9)
        def f(g): return g(g)
        class C:
            def __getattr__(self, name): return getattr(self, name + 'x'[:0])
        C().x
    """,
        "crashed",
        peers=True,
    ),
    called(12, "recurses_when_called", "return conv2d(x, w)", "error", peers=True),
    Answer(13, "segfault", "import ctypes\nctypes.string_at(0)", "crashed", peers=True),
    Answer(13, "faulthandler", "import faulthandler\nfaulthandler._sigsegv()", "crashed", peers=True),
    called(13, "segfault_when_called", "import ctypes\nctypes.string_at(0)", "crashed", peers=True),
    Answer(14, "daemon", FORK_AND_STAY + RIGHT, "passed"),
    called(
        14,
        "daemon_when_called",
        "if not left: left.append(leave())\nreturn right(x, w, stride, padding)",
        "passed",
        FORK_AND_STAY.replace("\nleave()", "\nleft = []"),
    ),
    Answer(
        14,
        "daemon_that_edits_files",
        kept("""
        import os, time
        if os.fork() == 0:
            os.setsid()
            while True:
                for folder in ('.', '/tmp', '/dev/shm', '/work/main', os.path.expanduser('~')):
                    try: open(folder + '/atk-edit', 'a').write('x')
                    except OSError: pass
                time.sleep(0.01)
    """),
        "passed",
    ),
    Answer(
        15,
        "threads_left",
        kept("""
        import threading, time
        for _ in range(5): threading.Thread(target=time.sleep, args=(1e6,)).start()
    """),
        "passed",
    ),
    Answer(
        15,
        "pool_left",
        kept("""
        from concurrent.futures import ThreadPoolExecutor
        import time
        pool = ThreadPoolExecutor(4)
        [pool.submit(time.sleep, 1e6) for _ in range(9)]
    """),
        "passed",
    ),
    Answer(
        15,
        "asyncio_left",
        kept("""
        import asyncio
        async def forever():
            while True: await asyncio.sleep(1)
        loop = asyncio.new_event_loop()
        task = loop.create_task(forever())
        loop.run_until_complete(asyncio.sleep(0))
    """),
        "passed",
    ),
    Answer(
        15,
        "thread_that_exits_later",
        """
        import threading, os
        threading.Timer(0.02, os._exit, (0,)).start()
    """,
        "missing|crashed",
    ),
    Answer(
        16,
        "atexit",
        kept("""
        import atexit, weakref, os, threading
        class Payload:
            def __del__(self): open('/work/main/atk-del', 'w')
        kept = Payload()
        weakref.finalize(kept, os.write, 1, b'x')
        atexit.register(os.write, 3, b'x' * 100)
        threading._register_atexit(os.write, 3, b'x')
    """),
        "passed",
    ),
    Answer(
        16,
        "answer_with_a_destructor",
        """
        import os
        class Payload(list):
            def __del__(self): os._exit(0)
        response = Payload()
    """,
    ),
    called(
        17, "slow_but_right", "import time\ntime.sleep(0.01)\nreturn right(x, w, stride, padding)", "passed", slow=True
    ),
    called(
        17,
        "slow_but_right_in_every_call",
        "sum(range(10**6))\nreturn right(x, w, stride, padding)",
        "passed",
        slow=True,
    ),
)
