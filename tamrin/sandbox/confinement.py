"""How far student code is confined on this machine: the best layer that works when it is tried.

| layer | what it takes |
|---|---|
| `full` | namespaces, seccomp, rlimits |
| `landlock` | Landlock, seccomp, rlimits, a subreaper |
| `plain` | a process of its own with rlimits: only with `--unconfined` |
"""

from __future__ import annotations

from tamrin.course.schema import Limits
from tamrin.sandbox.wire import ProtocolFault
from tamrin.sandbox.worker import LayerError, OutOfTime, Warm, Worker, WorkerGone

LAYERS = ("full", "landlock")
PLAIN = "plain"


class Unconfined(Exception):
    """This machine cannot confine student code, and nobody said that it may go unconfined."""


def probe(warm: Warm, layer: str) -> str | None:
    """Open a session in a layer and run a cell in it; says what failed, None when it works."""
    worker = Worker(warm.path, Limits(), layer)
    try:
        error = worker.run("open('/etc/hosts')", Limits().cell_seconds)["error"]
        return None if error is not None and "OSError" in error["kinds"] else "the file system is not hidden"
    except (LayerError, WorkerGone, OutOfTime, ProtocolFault) as error:
        return str(error) or type(error).__name__
    finally:
        worker.close()


def layer_of(warm: Warm, unconfined: bool) -> str:
    """The best layer of this machine.

    Raises:
        Unconfined: there is none, and `unconfined` is not set.
    """
    reasons = []
    for layer in LAYERS:
        reason = probe(warm, layer)
        if reason is None:
            return layer
        reasons.append(f"{layer}: {reason}")
    if unconfined:
        return PLAIN
    raise Unconfined(
        f"This machine cannot confine student code ({'; '.join(reasons)}). See `tamrin doctor`; "
        "to run it all the same, with your own rights, say --unconfined."
    )
