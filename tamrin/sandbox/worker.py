"""The judge's end of the sandbox: start the warm parent, open sessions, ask, and give up in time."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgpack

from tamrin.course.schema import Limits
from tamrin.sandbox import wire
from tamrin.student import Batch

INTERRUPT_GRACE = 1.0  # seconds between asking a cell to stop and killing it
JUDGE_MEGABYTES = 300  # a judge process and a warm process's own pages
SLACK = 5.0  # seconds for a reply that takes no student code, on a loaded machine


class WarmError(Exception):
    """The warm parent could not start, for example because a library of `preload` is missing."""


class WorkerGone(Exception):
    """The student's process ended before it answered."""

    def __init__(self, how: str, memory: bool = False) -> None:
        super().__init__(how)
        self.how = how
        self.memory = memory


class OutOfTime(Exception):
    """No answer in time: `part` of the question is without one.

    `alive` tells whether the process obeyed the interrupt and can be asked again.
    """

    def __init__(self, alive: bool, part: int = 0) -> None:
        super().__init__()
        self.alive = alive
        self.part = part


class WarmGone(BaseException):
    """The warm parent does not answer: it was killed, perhaps for want of memory.

    Not an Exception, because no check may take it for a fault of its own: the submission is graded again.
    """


class LayerError(Exception):
    """A layer of confinement is not to be had on this machine; the message says what failed."""


class Warm:
    """The warm parent of one assignment, shared by every judge process of a run through its socket's path.

    It starts at once; `with`, or `wait`, waits until it has imported everything.
    """

    def __init__(self, preload: Sequence[str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tamrin-"))
        self.path = str(self.folder / "warm")
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(self.folder),
            "IPYTHONDIR": str(self.folder / "ipython"),
            "MPLCONFIGDIR": str(self.folder / "matplotlib"),
            "MPLBACKEND": "Agg",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            # One thread a process: grading runs one process per core, and sums come out the same every time.
            **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")},
            "TF_NUM_INTRAOP_THREADS": "1",
            "TF_NUM_INTEROP_THREADS": "1",
        }
        self.command = [sys.executable, "-P", "-s", "-m", "tamrin.sandbox.warm", self.path, *preload]
        self.environment = environment
        self.start()

    def revive(self) -> None:
        """Start again if the process has died; its socket keeps its path."""
        if self.process.poll() is not None:
            self._close_streams()
            Path(self.path).unlink(missing_ok=True)
            self.start()
            self.wait()

    def start(self) -> None:
        """Start the process."""
        # -P and -s: neither the working folder nor the user's own packages may stand in for a module.
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            cwd=self.folder,
        )

    def wait(self) -> None:
        """Wait until it has imported everything.

        Raises:
            WarmError: it could not.
        """
        assert self.process.stdout is not None
        if self.process.stdout.readline() != b"ready\n":
            _, stderr = self.process.communicate()
            self.close()
            lines = stderr.decode(errors="replace").strip().splitlines()
            raise WarmError(f"The warm process could not start: {lines[-1] if lines else 'no message'}")

    def close(self) -> None:
        """End the warm parent and remove its folder."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._close_streams()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _close_streams(self) -> None:
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Warm:
        self.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Worker:
    """One session: a process that runs one student's code, and the questions put to it."""

    def __init__(self, warm_path: str, limits: Limits, layer: str = "full") -> None:
        self.limits = limits
        self.layer = layer
        self.until = float("inf")  # when the time of the whole submission ends: no answer is waited for any longer
        self.work_folder = tempfile.mkdtemp(prefix="tamrin-work-")
        self._next = 0
        self._ending: dict[str, Any] | None = None  # how it ended, once that has been told
        self._received = bytearray()
        self.control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.control.connect(warm_path)
        except OSError as error:
            shutil.rmtree(self.work_folder, ignore_errors=True)
            raise WarmGone(str(error)) from error
        self.data, theirs = socket.socketpair()
        settings = {
            "memory_mb": limits.memory_mb,
            "output_kb": limits.output_kb,
            "reply_mb": limits.reply_mb,
            "disk_mb": limits.disk_mb,
            "files": limits.files,
            "processes": limits.processes,
            "layer": layer,
            # In the full layer the folder is where the new root is built; nothing in it is seen from outside.
            "root": self.work_folder,
            "work_folder": self.work_folder,
        }
        socket.send_fds(self.control, [msgpack.packb(settings)], [theirs.fileno()])
        theirs.close()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._ending is None:
            self._order(b"K")
            self._farewell()
        self.data.close()
        self.control.close()
        shutil.rmtree(self.work_folder, ignore_errors=True)

    def run(self, source: str, seconds: float) -> dict[str, Any]:
        """Run one cell; returns `{"error": ... | None, "output": text}`."""
        (reply,) = self._ask({"op": "run", "source": source}, seconds, [None])
        return reply

    def value(self, name: str) -> dict[str, Any]:
        """The value of a name: `{"value": ...}`, `{"missing": True}`, `{"refused": what}` or `{"raised": error}`."""
        (reply,) = self._ask({"op": "value", "name": name}, self.limits.call_seconds + SLACK, [None])
        return reply

    def values(self, names: Sequence[str]) -> dict[str, Any]:
        """`{"value": {name: encoded}}` with the replies of `value` for names whose values are small and simple.

        The others have to be asked for one by one: no code of the student's may run here.
        """
        (reply,) = self._ask({"op": "values", "names": list(names)}, self.limits.call_seconds + SLACK, [None])
        return reply

    def describe(self, name: str, parameters: Sequence[str]) -> dict[str, Any]:
        """Whether a name is callable, and its signature where it does not fit `parameters`."""
        request = {"op": "describe", "name": name, "parameters": list(parameters)}
        (reply,) = self._ask(request, self.limits.call_seconds + SLACK, [None])
        return reply

    def calls(self, name: str, calls: Sequence[Any], seconds: float) -> list[dict[str, Any]]:
        """Call a function several times: one request, one reply for each call, each within `seconds`."""
        batch = calls if isinstance(calls, Batch) else Batch(calls)
        if batch.encoded is None:
            batch.encoded = wire.encode([[list(args), kwargs] for args, kwargs in batch], 2**31)
        request = {"op": "calls", "name": name, "calls": batch.encoded}
        return self._ask(request, seconds, list(range(len(calls))))

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files into the work folder."""
        self._ask({"op": "put", "files": dict(files)}, SLACK + self.limits.call_seconds, [None])

    def loaded(self, name: str, call: Any, weights: str, seconds: float) -> dict[str, Any]:
        """The model that a call of a function builds, with the weights of a file: `{"value": Network}`.

        Otherwise `{"absent": True}`, `{"raised": error}` by the function, or `{"unfit": error}` by loading.
        """
        args, kwargs = call
        request = {"op": "loaded", "name": name, "args": list(args), "kwargs": kwargs, "weights": weights}
        (reply,) = self._ask(request, seconds, [None])
        return reply

    def predict(self, network: Any, x: Any, layer: str | None, seconds: float) -> dict[str, Any]:
        """The output of a model, or of a layer in it: `{"value": ...}`, `{"raised": error}` or `{"unfit": error}`."""
        (reply,) = self._ask({"op": "predict", "network": network, "x": x, "layer": layer}, seconds, [None])
        return reply

    def _ask(self, request: dict[str, Any], seconds: float, parts: list[int | None]) -> list[dict[str, Any]]:
        if self._received or select.select([self.data], [], [], 0)[0]:
            if not self._received and not self.data.recv(1, socket.MSG_PEEK):
                raise self._gone()
            raise wire.ProtocolFault("data that nobody asked for")
        self._next += 1
        number = self._next
        try:
            self.data.settimeout(SLACK + seconds)
            self.data.sendall(wire.frame(wire.encode(request | {"id": number}, 2**31)))
        except (BrokenPipeError, ConnectionResetError):
            raise self._gone() from None
        except TimeoutError:
            raise self._overdue(0) from None
        replies: list[dict[str, Any]] = []
        for part in parts:
            try:
                reply = self._receive(min(time.monotonic() + seconds, self.until))
            except TimeoutError:
                raise self._overdue(len(replies)) from None
            expected = number if part is None else (number, part)
            if type(reply) is not dict or type(reply.get("id")) is not type(expected) or reply["id"] != expected:
                raise wire.ProtocolFault("a reply to another question")
            replies.append(reply)
        return replies

    def _receive(self, deadline: float) -> Any:
        (size,) = wire.HEADER.unpack(self._exactly(wire.HEADER.size, deadline))
        if size > self.limits.reply_mb * 2**20 + 1024:
            raise wire.ProtocolFault(f"a reply of {size:,} bytes")
        return wire.decode(self._exactly(size, deadline), formulas=False)

    def _exactly(self, count: int, deadline: float) -> bytes:
        # The replies to many calls come one by one: whatever has come is read at once.
        while len(self._received) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.data.settimeout(left)
            try:
                part = self.data.recv(max(1 << 16, min(count, 1 << 20)))
            except ConnectionResetError:
                part = b""
            if not part:
                raise self._gone()
            self._received += part
        data = bytes(memoryview(self._received)[:count])
        del self._received[:count]
        return data

    def _order(self, order: bytes) -> None:
        try:
            self.control.sendall(order)
        except OSError:
            pass  # the session has ended already

    def _overdue(self, part: int) -> OutOfTime:
        """Interrupt what runs too long; where that does not help, end the process."""
        self._order(b"I")
        try:
            self._receive(time.monotonic() + INTERRUPT_GRACE)
        except TimeoutError:
            self._order(b"K")
            self._farewell()
            return OutOfTime(alive=False, part=part)
        return OutOfTime(alive=True, part=part)

    def _gone(self) -> WorkerGone:
        # The data socket may have been closed by code that lives on; the process is ended in any case.
        how = self._farewell(1.0)
        if how is None:
            self._order(b"K")
            self._farewell()
            return WorkerGone("it closed the connection to the grader")
        if "setup" in how:
            raise LayerError(str(how["setup"]))
        if "memory" in how:
            return WorkerGone("it used too much memory", memory=True)
        if "processes" in how:
            return WorkerGone("it started too many processes")
        if "signal" in how:
            return WorkerGone(_signal_name(how["signal"]))
        if "code" in how:
            return WorkerGone(f"it exited with code {how['code']}")
        return WorkerGone("it ended without a word on why")

    def _farewell(self, seconds: float = 10.0) -> dict[str, Any] | None:
        """How the process ended, as its supervisor tells; None if it does not within `seconds`."""
        if self._ending is None:
            try:
                self.control.settimeout(seconds)
                message = self.control.recv(4096)
            except ConnectionError:
                message = b""  # the supervisor itself was killed
            except OSError:
                return None
            self._ending = dict(msgpack.unpackb(message)) if message else {}
        return self._ending


def _signal_name(number: int) -> str:
    import signal

    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    plain = {"SIGSEGV": "a crash in compiled code", "SIGKILL": "it was killed", "SIGABRT": "it aborted"}
    return f"{plain[name]}, {name}" if name in plain else name


def usable_jobs(limits: Limits) -> int:
    """How many submissions to grade at a time: one per core, as far as each may use all the memory it is granted."""
    try:
        meminfo = Path("/proc/meminfo").read_text("ascii")
        (available,) = (
            int(line.split()[1]) // 1024 for line in meminfo.splitlines() if line.startswith("MemAvailable")
        )
    except (OSError, ValueError):
        return usable_cores()
    return max(1, min(usable_cores(), available // (limits.memory_mb + JUDGE_MEGABYTES)))


def usable_cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
