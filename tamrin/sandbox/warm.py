"""The warm parent: imports once what an assignment needs, then forks a supervised process per submission.

Run as `python -P -s -m tamrin.sandbox.warm SOCKET PRELOAD...`. It listens on a Unix socket. Each connection is one
session: the judge sends the limits and one end of a data socket; the parent forks a supervisor, which forks the
process that runs student code. The connection stays with the supervisor: `I` interrupts, `K` kills, and when the
student's process has ended the supervisor says how. A closed connection ends the session.

The parent itself only imports. After TensorFlow has run a single op no child that uses it would ever finish, so
nothing here may compute.
"""

from __future__ import annotations

import importlib
import os
import select
import signal
import socket
import sys
from typing import Any, NoReturn

import msgpack

READY = b"ready\n"


def serve(path: str, preload: list[str]) -> NoReturn:
    """Listen on `path` and fork one supervisor per connection, for as long as standard input stays open."""
    from tamrin.sandbox import child

    for name in preload:
        importlib.import_module(name)
    child.prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are reaped by the kernel
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the judge, which closes our input
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(64)
    os.write(1, READY)
    while True:
        ready, _, _ = select.select([listener, 0], [], [])
        if 0 in ready:  # the judge has gone
            os._exit(0)
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            try:
                _supervise(connection)
            finally:
                os._exit(0)
        connection.close()


def _supervise(connection: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    message, fds, _, _ = socket.recv_fds(connection, 65536, 1)
    if len(fds) != 1:
        return
    limits: dict[str, Any] = msgpack.unpackb(message)
    data = socket.socket(fileno=fds[0])
    student = os.fork()
    if student == 0:
        from tamrin.sandbox import child

        connection.close()
        os.setsid()
        child.main(data, limits)
    data.close()
    status = _watch(connection, student)
    _kill(student)
    how = {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"code": os.WEXITSTATUS(status)}
    try:
        connection.sendall(msgpack.packb(how))
    except OSError:
        pass  # nobody waits for it any more


def _watch(connection: socket.socket, student: int) -> int:
    """Obey the judge until the student's process has ended; returns its wait status."""
    ended = os.pidfd_open(student) if hasattr(os, "pidfd_open") else -1
    poller = select.poll()
    poller.register(connection, select.POLLIN)
    if ended >= 0:
        poller.register(ended, select.POLLIN)
    while True:
        for fd, _ in poller.poll(None if ended >= 0 else 50):
            if fd != connection.fileno():
                continue
            order = connection.recv(1)
            if order == b"I":
                os.kill(student, signal.SIGINT)
            else:  # `K`, or the judge has gone
                poller.unregister(connection)
                _kill(student)
        pid, status = os.waitpid(student, os.WNOHANG)
        if pid == student:
            return status


def _kill(student: int) -> None:
    # The student's process leads its own session and group: what it started and left in the group goes, too.
    for kill, target in ((os.killpg, student), (os.kill, student)):
        try:
            kill(target, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
