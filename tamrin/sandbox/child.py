"""The process that runs student code: IPython, one cell after the other, and answers in plain data.

It holds nothing worth stealing: no reference, no check, no expected value, no other submission.
"""

from __future__ import annotations

import collections
import gc
import importlib
import itertools
import linecache
import os
import random
import re
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from tamrin import ladder, networks, objects
from tamrin.sandbox import shell, wire

_shell: Any = None
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")
_sleep = time.sleep
_set_clock = signal.setitimer
_CLOCKS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)
_MISSING = object()


class Output:
    """Standard output of a cell: the first and the last half of `limit` characters are kept."""

    encoding = "utf-8"
    errors = "replace"
    closed = False

    def __init__(self, limit: int) -> None:
        self.half = max(limit // 2, 1)
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.head: list[str] = []
        self.tail: collections.deque[str] = collections.deque()
        self.kept = [0, 0]
        self.lost = 0

    def write(self, text: Any) -> int:
        """Keep what fits."""
        text = str(text)
        rest = text
        if self.kept[0] < self.half:
            first = text[: self.half - self.kept[0]]
            self.head.append(first)
            self.kept[0] += len(first)
            rest = text[len(first) :]
        if rest:
            self.tail.append(rest[-self.half :])
            self.kept[1] += len(self.tail[-1])
            self.lost += len(rest) - len(self.tail[-1])
            while self.kept[1] - len(self.tail[0]) >= self.half:
                dropped = len(self.tail.popleft())
                self.kept[1] -= dropped
                self.lost += dropped
        return len(text)

    def text(self) -> str:
        """What was kept, saying how much was not."""
        gap = f"\n… {self.lost:,} characters not kept …\n" if self.lost else ""
        return "".join(self.head) + gap + "".join(self.tail)

    def writelines(self, lines: Any) -> None:
        """As of a file."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """As of a file."""

    def isatty(self) -> bool:
        """As of a file."""
        return False

    def fileno(self) -> int:
        """Where compiled code may write, `faulthandler` for example: nobody reads it."""
        return 2

    def close(self) -> None:
        """As of a file; does nothing."""


def prepare() -> None:
    """Make the IPython shell in the warm parent, so that no submission waits for it."""
    global _shell
    _shell = shell.make()
    gc.collect()
    gc.freeze()  # the collector of a child must not touch, and so copy, the parent's pages


def serve(connection: socket.socket, limits: dict[str, Any]) -> NoReturn:
    """Answer requests until the judge closes the connection."""
    output = Output(limits["output_kb"] * 1024)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = output  # type: ignore[assignment,misc]
    worker = _Worker(connection, limits, output)
    try:
        while True:
            worker.answer()
    except (EOFError, OSError, wire.ProtocolFault):
        pass
    os._exit(0)


def settle(keep: list[int], limits: dict[str, Any], tasks: int) -> None:
    """Set limits, streams, work folder and seeds; of the open files only `keep` stays open, of tasks `tasks` may run.

    Raises:
        OSError: this machine cannot do it.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    for low, high in itertools.pairwise([2, *sorted(keep), 4096]):
        os.closerange(low + 1, high)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits["disk_mb"] * 2**20),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_NPROC, tasks),
    ):
        _limit(kind, most)
    used = _data_bytes()
    if used is not None:
        _limit(resource.RLIMIT_DATA, used + limits["memory_mb"] * 2**20)
    os.chdir(limits["work_folder"])
    os.environ["HOME"] = limits["work_folder"]
    sys.path.append(limits["work_folder"])  # for what `%%writefile` writes; last, so that it stands in for nothing
    random.seed(0)
    np.random.seed(0)


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)  # who started us may have set a lower one
    resource.setrlimit(kind, (most, most))


def _data_bytes() -> int | None:
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmData:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


class _Worker:
    def __init__(self, connection: socket.socket, limits: dict[str, Any], output: Output) -> None:
        self.connection = connection
        self.limit = limits["reply_mb"] * 2**20
        self.work_folder = limits["work_folder"]  # code of the student's may have gone elsewhere
        self.output = output
        self.operations: dict[str, Callable[..., None]] = {
            "run": self.run,
            "value": self.value,
            "values": self.values,
            "describe": self.describe,
            "calls": self.calls,
            "put": self.put,
            "loaded": self.loaded,
            "predict": self.predict,
        }

    def answer(self) -> None:
        (size,) = wire.HEADER.unpack(self._receive(wire.HEADER.size))
        request = wire.decode(self._receive(size))
        self.operations[request.pop("op")](**request)

    def run(self, id: int, source: str) -> None:
        self.output.clear()
        error = None
        self._let_interrupt()
        try:
            result = _shell.run_cell(shell.numbered(source), store_history=False, silent=False)
            raised = result.error_before_exec or result.error_in_exec
            if raised is not None:
                error = _error(raised)
        except BaseException as raised:  # the cell tampered with IPython itself
            error = _error(raised)
        _be_left_alone()
        self._reply(id, {"error": error, "output": self.output.text()})

    def value(self, id: int, name: str) -> None:
        value = _shell.user_ns.get(name, _MISSING)
        if value is _MISSING:
            self._reply(id, {"missing": True})
        else:
            self._reply_value(id, value)

    def values(self, id: int, names: list[str]) -> None:
        """Of the names that are there, those whose values can be encoded without running anybody's code."""
        found = {name: _shell.user_ns[name] for name in names if name in _shell.user_ns}
        simple = {name: value for name, value in found.items() if wire.is_simple(value)}
        self._reply(id, {"value": {name: wire.encode(value, self.limit) for name, value in simple.items()}})

    def describe(self, id: int, name: str, parameters: list[str]) -> None:
        value = _shell.user_ns.get(name, _MISSING)
        if value is _MISSING:
            self._reply(id, {"missing": True})
            return
        try:
            found = callable(value)
            signature = ladder.wrong_signature(value, parameters) if found else None
            kind = "blank" if ladder.is_blank(value) else ladder.kind_of(value)
        except BaseException as raised:
            self._reply(id, {"raised": _error(raised)})
            return
        self._reply(id, {"value": {"callable": found, "kind": kind, "signature": signature}})

    def calls(self, id: int, name: str, calls: bytes) -> None:
        function = _shell.user_ns.get(name, _MISSING)
        for index, (args, kwargs) in enumerate(wire.decode(calls)):
            args = [objects.live(argument) for argument in args]
            self._let_interrupt()
            try:
                value, raised = function(*args, **kwargs), None
            except BaseException as error:
                value, raised = None, error
            _be_left_alone()
            if raised is None:
                self._reply_value((id, index), value)
            else:
                self._reply((id, index), {"raised": _error(raised)})
            if self.interrupted:
                return

    def put(self, id: int, files: dict[str, bytes]) -> None:
        """Write files into the work folder."""
        for name, content in files.items():
            path = os.path.join(self.work_folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
        self._reply(id, {"value": True})

    def loaded(self, id: int, name: str, args: list[Any], kwargs: dict[str, Any], weights: str) -> None:
        """Build a model with the student's function, and load the weights from a file in the work folder."""
        self._let_interrupt()
        value: Any = None
        reply: dict[str, Any] = {}
        try:
            value = _shell.user_ns.get(name)(*args, **kwargs)
        except BaseException as raised:
            reply = {"raised": _error(raised)}
        else:
            # A builder that nobody has written says so, before the file that it would need is missed.
            try:
                path = os.path.join(self.work_folder, weights)
                if os.path.isfile(path):
                    networks.load(value, path)
                else:
                    reply = {"absent": True}
            except BaseException as raised:
                reply = {"unfit": _error(raised)}
        _be_left_alone()
        if reply:
            self._reply(id, reply)
        else:
            self._reply_value(id, value)

    def predict(self, id: int, network: objects.Network, x: Any, layer: str | None) -> None:
        """The output of a rebuilt model; asked of a process in which no code of a student's has run."""
        try:
            model = networks.built(network)
        except networks.NotRebuildable as error:
            self._reply(id, {"unfit": _error(error)})
            return
        try:
            self._reply(id, {"value": networks.outputs(model, x, layer)})
        except Exception as raised:
            self._reply(id, {"raised": _error(raised)})

    def _let_interrupt(self) -> None:
        """From here to the end of student code, the judge's interrupt raises KeyboardInterrupt."""
        self.interrupted = False

        def interrupt(signum: int, frame: Any) -> NoReturn:
            self.interrupted = True
            raise KeyboardInterrupt

        signal.signal(signal.SIGINT, interrupt)

    def _reply_value(self, id: Any, value: Any) -> None:
        try:
            payload = wire.encode({"id": id, "value": value}, self.limit)
        except wire.Refused as refused:
            payload = wire.encode({"id": id, "refused": str(refused)}, self.limit)
        except BaseException as raised:
            payload = wire.encode({"id": id, "raised": _error(raised)}, self.limit)
        self.connection.sendall(wire.frame(payload))

    def _reply(self, id: Any, reply: dict[str, Any]) -> None:
        self.connection.sendall(wire.frame(wire.encode({"id": id} | reply, self.limit)))

    def _receive(self, count: int) -> bytes:
        parts = []
        while count:
            part = self.connection.recv(min(count, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


def _be_left_alone() -> None:
    """Ignore the judge's interrupts, which came too late, and stop the clocks that student code has set to ring."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for clock in _CLOCKS:
        _set_clock(clock, 0)


def _error(raised: BaseException) -> dict[str, Any]:
    """An exception as plain data: its classes' names, its text without memory addresses, its line in a cell."""
    try:
        text = _ADDRESS.sub("0x…", str(raised))[:2000]
    except BaseException:
        text = ""
    if isinstance(raised, BlockingIOError) or "can't start new thread" in text:
        _sleep(0.5)  # a task too many: the supervisor, which looks every tenth of a second, tells the cause better
    try:
        kinds = [str(kind.__name__)[:100] for kind in type(raised).__mro__[:8]]
    except BaseException:  # a class may lie about its name, too
        kinds = ["Exception"]
    line = None
    try:
        if isinstance(raised, SyntaxError):
            line = raised.lineno
        trace = raised.__traceback__
        while trace is not None:
            if "ipykernel" in trace.tb_frame.f_code.co_filename or "ipython-input" in trace.tb_frame.f_code.co_filename:
                line = trace.tb_lineno
            trace = trace.tb_next
    except BaseException:
        line = None
    return {"kinds": kinds, "text": text, "line": line if type(line) is int else None}


def _warm_up() -> None:
    # Modules that the first cell or error would import are imported before the fork.
    for name in ("traceback", "inspect", "linecache"):
        importlib.import_module(name)
    linecache.clearcache()


_warm_up()
