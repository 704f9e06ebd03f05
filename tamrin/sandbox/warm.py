"""The warm parent: imports once what an assignment needs, then forks a supervised process per submission.

Run as `python -P -s -m tamrin.sandbox.warm SOCKET PRELOAD...`. It listens on a Unix socket. Each connection is one
session: the judge sends the limits and one end of a data socket; the parent forks a supervisor, which forks the
process that runs student code. The connection stays with the supervisor: `I` interrupts, `K` kills, and when the
student's process has ended the supervisor says how. A closed connection ends the session.

The parent itself only imports. After TensorFlow has run a single op no child that uses it would ever finish, so
nothing here may compute.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import socket
import sys
from typing import NoReturn

READY = b"ready\n"
# What every session would otherwise import by itself, each time anew; importing computes nothing.
SESSIONS_IMPORT = (
    "encodings.ascii",
    "IPython.core.logger",
    "IPython.utils.timing",
    "numpy.random",
    "pygments.formatters.terminal256",
    "pygments.styles",
)


def serve(path: str, preload: list[str]) -> NoReturn:
    """Listen on `path` and fork one supervisor per connection, for as long as standard input stays open."""
    from tamrin.sandbox import child, supervisor

    for name in preload:
        importlib.import_module(name)
    for name in SESSIONS_IMPORT:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    child.prepare()
    signal.signal(signal.SIGCHLD, _reap)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the judge, which closes our input
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(64)
    os.write(1, READY)
    while True:
        ready, _, _ = select.select([listener.fileno(), 0], [], [])
        if 0 in ready:  # the judge has gone
            os._exit(0)
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)  # ours is the judge's sign of life
            try:
                supervisor.supervise(connection)
            finally:
                os._exit(0)
        connection.close()


def _reap(*_: object) -> None:
    """Take in the supervisors that have ended: the time that they and their sessions took then counts as ours."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        pass  # there is none


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
