"""How long a command takes and how much memory it and all that it starts use (Linux)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tamrin.sandbox import usage

PERIOD = 0.25  # seconds between two looks at the memory


class Cost(NamedTuple):
    """Wall-clock seconds, core-seconds (user and system, of all processes), and the largest memory seen, in MiB.

    `together` is the proportional share (PSS) of all processes at one moment, in which what they share counts once;
    `main` is the peak of the process that was started, `largest` that of the largest one.
    """

    seconds: float
    busy: float
    together: float
    main: float
    largest: float


def run(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command that must succeed."""
    started, before = time.perf_counter(), core_seconds()
    # nbgrader starts commands of its environment by their names.
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=null, stderr=null)
    together = main = largest = 0.0
    while True:
        try:
            process.wait(PERIOD)
            break
        except subprocess.TimeoutExpired:
            tree = usage.tree(process.pid)
            together = max(together, sum(_mebibytes(pid, "smaps_rollup", "Pss:") for pid in tree))
            main = max(main, _mebibytes(process.pid, "status", "VmHWM:"))
            largest = max(largest, *(_mebibytes(pid, "status", "VmHWM:") for pid in tree))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.perf_counter() - started, core_seconds() - before, together, main, largest)


def core_seconds() -> float:
    """What this process and all processes that have ended below it have used of the cores."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


def script(name: str) -> str:
    """The path of a command of this environment."""
    return str(Path(sys.executable).with_name(name))


def _mebibytes(pid: int, file: str, field: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text("ascii").splitlines()
    except OSError:
        return 0.0  # it has ended
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)
