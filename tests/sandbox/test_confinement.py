"""What student code cannot do, tried in each layer that this machine has."""

import os
import struct
import textwrap
import time

import pytest

from tamrin.course import Limits
from tamrin.sandbox import confinement, seccomp
from tamrin.sandbox.worker import Worker, WorkerGone

LIMITS = Limits(memory_mb=300, disk_mb=20, files=200, processes=40, call_seconds=5)


@pytest.fixture(params=confinement.LAYERS)
def worker(request, warm):
    reason = confinement.probe(warm, request.param)
    if reason is not None:
        pytest.skip(f"{request.param}: {reason}")
    session = Worker(warm.path, LIMITS, request.param)
    yield session
    session.close()


def run(worker, source, seconds=20):
    return worker.run(textwrap.dedent(source), seconds)


def raised(worker, source):
    """The names of the classes of what a cell raises."""
    error = run(worker, source)["error"]
    return error["kinds"] if error else []


def value(worker, name):
    return worker.value(name)["value"]


@pytest.mark.parametrize(
    "source",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET6)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import socket; socket.getaddrinfo('localhost', 80) and socket.create_connection(('localhost', 80))",
        "open('/etc/hosts').read()",
        "open('/proc/1/mem', 'rb').read(1)",
        "import os; os.listdir(os.path.expanduser('~root'))",
        "open('/usr/tamrin-was-here', 'w')",
        "import os; os.chroot('/tmp')",
        "import os; os.kill(1, 0) or os.setuid(0)",
        "import ctypes; ctypes.CDLL(None, use_errno=True).unshare(0x10000000) == -1 and 1 / 0",
        "import ctypes; ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0) == -1 and 1 / 0",
        "import ctypes; ctypes.CDLL(None, use_errno=True).mount(b'a', b'/tmp', b'tmpfs', 0, 0) == -1 and 1 / 0",
    ],
)
def test_forbidden_act_raises(worker, source):
    assert {"OSError", "ZeroDivisionError"} & set(raised(worker, source))


def test_course_and_tests_are_not_to_be_seen(worker, course):
    for folder in ("solutions", "graders", "assignments", "tests"):
        assert "OSError" in raised(worker, f"import os; os.listdir({str(course.root / folder)!r})")


def test_environment_holds_no_secret(worker, monkeypatch):
    run(worker, "import os; names = sorted(os.environ); text = open('/proc/self/environ').read()")
    assert not any("TAMRIN" in name or "TOKEN" in name or "KEY" in name for name in value(worker, "names"))
    assert "TAMRIN" not in value(worker, "text")


def test_work_folder_can_be_written_and_is_empty_in_the_next_session(worker, warm):
    run(worker, "open('mine', 'w').write('x'); import tempfile; tempfile.mkstemp()")
    other = Worker(warm.path, LIMITS, worker.layer)
    try:
        run(other, "import os; files = [name for name in os.listdir('.') if not name.startswith('.')]")
        assert value(other, "files") == []
    finally:
        other.close()


def test_large_file_is_refused(worker):
    source = "with open('big', 'wb') as file:\n    for _ in range(40):\n        file.write(bytes(2**20))"
    assert "OSError" in raised(worker, "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + source)


def test_number_of_files_is_limited_in_the_full_layer(worker):
    if worker.layer != "full":
        pytest.skip("this layer has no quota")
    assert "OSError" in raised(worker, "for i in range(1000):\n    open(f'f{i}', 'w')")


def test_fork_bomb_meets_a_limit(worker):
    source = """
    import os, time
    count = 0
    try:
        while True:
            if os.fork() == 0:
                time.sleep(100)
            count += 1
    except OSError as error:
        stopped = type(error).__name__
    """
    with pytest.raises(WorkerGone, match="too many processes"):
        run(worker, source)
        time.sleep(2)  # a cell that catches the error may answer before the supervisor looks
        value(worker, "count")


def test_memory_of_several_processes_counts_together(worker):
    source = """
    import mmap, os, time
    for _ in range(4):
        if os.fork() == 0:
            hog = mmap.mmap(-1, 150 * 2**20)
            for i in range(0, len(hog), 4096):
                hog[i] = 1
            time.sleep(100)
    time.sleep(100)
    """
    with pytest.raises(WorkerGone) as gone:
        run(worker, source)
    assert gone.value.memory


def test_no_process_outlives_its_session(worker):
    marker = f"tamrin-test-{os.getpid()}"
    source = f"""
    import ctypes, os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(15, {marker[-15:].encode()!r}, 0, 0, 0)
            time.sleep(1000)
        os._exit(0)
    time.sleep(0.2)
    """
    run(worker, source)
    assert named(marker[-15:])
    worker.close()
    assert not named(marker[-15:])


def named(name):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/comm") as file:
                if file.read().strip() == name:
                    found.append(pid)
        except OSError:
            continue
    return found


def test_signal_to_its_group_or_to_all_does_not_reach_the_judge(worker):
    with pytest.raises(WorkerGone):
        run(
            worker,
            "import os, signal\nos.killpg(0, signal.SIGTERM)\nos.kill(-1, signal.SIGKILL)\nos.kill(os.getpid(), 9)",
        )


def test_judge_that_goes_away_takes_the_session_along(warm):
    session = Worker(warm.path, LIMITS, "full")
    marker = f"tamrin-gone-{os.getpid()}"[-15:]
    run(session, f"import ctypes; ctypes.CDLL(None).prctl(15, {marker.encode()!r}, 0, 0, 0)")
    assert named(marker)
    session.data.close()
    session.control.close()
    deadline = time.monotonic() + 10
    while named(marker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not named(marker)
    session._ended = True
    session.close()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filter_program_jumps_stay_inside_it(machine):
    lines = [
        struct.unpack("<HBBI", seccomp.program(machine)[i : i + 8]) for i in range(0, len(seccomp.program(machine)), 8)
    ]
    for position, (code, yes, no, _) in enumerate(lines):
        if code & 7 == 5:
            assert position + 1 + max(yes, no) < len(lines)
    assert lines[-1][0] == 6


def test_plain_layer_needs_to_be_asked_for(warm, monkeypatch):
    monkeypatch.setattr(confinement, "probe", lambda warm, layer: "not here")
    with pytest.raises(confinement.Unconfined, match="full: not here; landlock: not here"):
        confinement.layer_of(warm, unconfined=False)
    assert confinement.layer_of(warm, unconfined=True) == "plain"
