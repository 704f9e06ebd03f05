"""The supervisor of one session: shuts the student's process in, obeys the judge, and sees that nothing is left.

It is a fork of the warm parent that stays outside. In the full layer the student's process is the second one of its pid
namespace; the first reaps what is orphaned there, and when it ends the kernel ends all the others.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import sys
import time
from typing import Any, NoReturn

import msgpack

from tamrin.sandbox import child, landlock, namespaces, seccomp, usage
from tamrin.sandbox import syscalls as sc

LINUX = sys.platform == "linux"
PERIOD = 0.1  # seconds between two looks at what is used
SPARE_TASKS = 16  # the kernel refuses a process or thread only after we have had cause to end the session


def supervise(connection: socket.socket) -> None:
    """Run one session over `connection`, from the judge's settings to the word on how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    message, fds, _, _ = socket.recv_fds(connection, 65536, 1)
    if len(fds) != 1:
        return
    settings: dict[str, Any] = msgpack.unpackb(message)
    data = socket.socket(fileno=fds[0])
    try:
        ending = _Session(connection, data, settings).run()
    except OSError as error:  # this layer is not to be had on this machine
        ending = {"setup": str(error)}
    try:
        connection.sendall(msgpack.packb(ending))
    except OSError:
        pass  # nobody waits for it any more


class _Session:
    def __init__(self, connection: socket.socket, data: socket.socket, settings: dict[str, Any]) -> None:
        self.connection = connection
        self.data = data
        self.settings = settings
        self.layer = settings["layer"]
        self.processes = int(settings["processes"])
        self.tasks = self.processes + SPARE_TASKS
        self.budget = int(settings["memory_mb"] * 2**20 * 1.1)
        self.baseline = usage.own_anonymous() if LINUX else 0

    def run(self) -> dict[str, Any]:
        if LINUX:
            sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
        if self.layer == "full":
            identity = namespaces.new_identity()
        else:
            identity = os.getuid(), os.getgid()
            self.tasks += _others()
        told, tell = os.pipe()
        parent = os.getpid()
        first = os.fork()
        if first == 0:
            os.close(told)
            self.connection.close()
            self._inside(tell, parent, identity)
        os.close(tell)
        self.data.close()
        ending = self._watch(first, told)
        self._end(first)
        return ending

    def _inside(self, tell: int, parent: int, identity: tuple[int, int]) -> NoReturn:
        """In the first process: confine, then become or start the student's process."""
        try:
            self._confine(parent, identity)
        except OSError as error:
            os.write(tell, b"E" + str(error).encode()[:400])
            os._exit(1)
        student = os.fork() if self.layer == "full" else 0
        if student == 0:
            self._student(tell)
        self.data.close()
        signal.signal(signal.SIGINT, lambda *_: os.kill(student, signal.SIGINT))
        signal.signal(signal.SIGTERM, lambda *_: os.kill(student, signal.SIGKILL))
        while True:
            pid, status = os.waitpid(-1, 0)
            if pid == student:
                os.write(tell, b"S" + struct.pack(">i", status))
                os._exit(0)

    def _confine(self, parent: int, identity: tuple[int, int]) -> None:
        settings = self.settings
        if self.layer == "full":
            namespaces.enter(settings["root"], *identity, settings["disk_mb"], settings["files"])
            self.settings = settings | {"work_folder": namespaces.WORK}
        elif self.layer == "landlock":
            landlock.enter(settings["work_folder"])
            if os.geteuid() == 0:
                sc.bound_capabilities()
                sc.clear_capabilities()
        if LINUX:
            # A supervisor that dies takes its session along; set after the identity has changed, which clears it.
            sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
            if self.layer != "full" and os.getppid() != parent:
                os._exit(1)
        if self.layer in ("full", "landlock"):
            seccomp.install()

    def _student(self, tell: int) -> NoReturn:
        os.setsid()  # so that a signal to its group does not reach the supervisor
        if LINUX:
            # A change of identity makes a process's own /proc unreadable to it, which libraries do not expect.
            sc.prctl(sc.PR_SET_DUMPABLE, 1)
        try:
            child.settle([self.data.fileno(), tell], self.settings, self.tasks)
        except OSError as error:
            os.write(tell, b"E" + str(error).encode()[:400])
            os._exit(1)
        os.close(tell)
        child.serve(self.data, self.settings)

    def _watch(self, first: int, told: int) -> dict[str, Any]:
        """Obey the judge until the session ends; says how it did."""
        poller = select.poll()
        poller.register(self.connection, select.POLLIN)
        poller.register(told, select.POLLIN)
        if hasattr(os, "pidfd_open"):  # elsewhere the end is noticed when we look at the memory
            poller.register(os.pidfd_open(first), select.POLLIN)
        look = time.monotonic() + PERIOD
        while True:
            wait = max(0.0, look - time.monotonic())
            for fd, _ in poller.poll(wait * 1000):
                if fd == told:
                    word = os.read(told, 500)
                    if word.startswith(b"E"):
                        return {"setup": word[1:].decode(errors="replace")}
                    if word.startswith(b"S"):
                        return _how(struct.unpack(">i", word[1:5])[0])
                    poller.unregister(told)
                elif fd == self.connection.fileno():
                    if self.connection.recv(1) == b"I":
                        self._signal(first, signal.SIGINT)
                    else:  # `K`, or the judge has gone
                        self._dismiss(first, told)
                        return {"signal": int(signal.SIGKILL)}
            pid, status = os.waitpid(first, os.WNOHANG)
            if pid == first:
                return _how(status)
            if time.monotonic() >= look:
                look = time.monotonic() + PERIOD
                if LINUX and (excess := self._excess(first)):
                    self._end(first)
                    return {excess: True}

    def _excess(self, first: int) -> str | None:
        tree = usage.tree(first)
        if usage.tasks(tree) > self.processes:
            return "processes"
        return "memory" if usage.exceeds(tree, self.baseline, self.budget) else None

    def _signal(self, pid: int, number: int) -> None:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            pass

    def _dismiss(self, first: int, told: int) -> None:
        """End the session so that what the student's process has used of the processor is put to its account.

        What is left in a namespace when its first process is killed, the kernel reaps itself, and tells nobody.
        """
        if self.layer == "full":
            self._signal(first, signal.SIGTERM)
            select.select([told], [], [], PERIOD)
        self._end(first)

    def _end(self, first: int) -> None:
        """Kill the session and wait until nothing of it is left."""
        self._signal(first, signal.SIGKILL)
        while True:
            for pid in usage.children(os.getpid()) if LINUX else ():
                self._signal(pid, signal.SIGKILL)  # orphans of the second layer come to us
            try:
                os.waitpid(-1, 0)
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass
            except ChildProcessError:
                return


def _how(status: int) -> dict[str, Any]:
    return {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"code": os.WEXITSTATUS(status)}


def _others() -> int:
    """Processes and threads of this user outside the sandbox, which the kernel counts, too."""
    owned = []
    for pid in filter(str.isdigit, os.listdir("/proc")) if os.path.isdir("/proc") else ():
        try:
            if os.stat(f"/proc/{pid}").st_uid == os.getuid():
                owned.append(int(pid))
        except OSError:
            continue
    return usage.tasks(owned)
