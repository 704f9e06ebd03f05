"""The second layer, where user namespaces are refused: Landlock limits which files, sockets and signals are reached.

Source of the constants: the kernel's userspace API documentation of Landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct

from tamrin.sandbox import syscalls as sc
from tamrin.sandbox.namespaces import DEVICES, readable

CREATE_VERSION = 1
PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
FILE_ACCESS = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
ALL_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP = 3  # bind and connect, from version 4
SCOPES = 3  # abstract Unix sockets and signals stay inside, from version 6


def version() -> int:
    """The Landlock version of this kernel; 0 when there is none."""
    try:
        return sc.syscall(sc.LANDLOCK_CREATE, None, 0, CREATE_VERSION)
    except OSError:
        return 0


def enter(work: str) -> None:
    """From now on, this process and its children read the system and Python, and write below `work` only."""
    available = version()
    everything = ALL_OF_VERSION[min(available, 5)]
    fields = [everything]
    if available >= 4:
        fields.append(TCP)
    if available >= 6:
        fields.append(SCOPES)
    attributes = struct.pack(f"<{len(fields)}Q", *fields)
    ruleset = sc.syscall(
        sc.LANDLOCK_CREATE, ctypes.create_string_buffer(attributes, len(attributes)), len(attributes), 0
    )
    for path in (*readable(), "/proc/cpuinfo", "/proc/meminfo", "/proc/self"):
        _allow(ruleset, path, EXECUTE | READ_FILE | READ_DIR, everything)
    for name in DEVICES:
        _allow(ruleset, f"/dev/{name}", READ_FILE | WRITE_FILE, everything)
    _allow(ruleset, work, everything, everything)
    sc.prctl(sc.PR_SET_NO_NEW_PRIVS, 1)
    sc.syscall(sc.LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int, known: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        access &= FILE_ACCESS
    rule = struct.pack("<Qi", access & known, fd)
    sc.syscall(sc.LANDLOCK_ADD, ruleset, PATH_BENEATH, ctypes.create_string_buffer(rule, len(rule)), 0)
    os.close(fd)
