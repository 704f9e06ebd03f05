"""The full layer: user, mount, pid, network, IPC and UTS namespaces, without root and without a container engine.

What student code finds: a file system of read-only system libraries and Python, a private work folder of limited size,
its own processes, and no network.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tamrin.sandbox import syscalls as sc

WORK = "/submission"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
SETTINGS = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
    "/etc/fonts",
)
DEVICES = ("null", "zero", "full", "random", "urandom")
INNER_ID = 1000
FIRST_FREE_ID = 200_000  # above what distributions give to users; each session gets an identity of its own


def readable() -> list[str]:
    """What student code may read: the system's libraries and this Python's environment, nothing of the user's."""
    wanted = [*SYSTEM, *SETTINGS, *(os.path.realpath(p) for p in (sys.prefix, sys.base_prefix, sys.exec_prefix))]
    wanted += [sys.prefix, sys.base_prefix]
    chosen: list[str] = []
    for path in sorted(dict.fromkeys(wanted), key=len):
        if os.path.lexists(path) and not any(
            path.startswith(other + "/") for other in chosen if not os.path.islink(other)
        ):
            chosen.append(path)
    return chosen


def new_identity() -> tuple[int, int]:
    """Enter new namespaces as far as the process that stays outside must: user (unless root) and pid.

    Returns the user and group id that student code will have, as this process names them.
    """
    if os.geteuid() == 0:
        try:
            sc.unshare(sc.CLONE_NEWPID)
        except PermissionError:
            pass  # root without the capability, as in a container: try as anybody else
        else:
            identity = FIRST_FREE_ID + os.getpid() % 1_000_000
            return identity, identity
    user, group = os.geteuid(), os.getegid()
    sc.unshare(sc.CLONE_NEWUSER | sc.CLONE_NEWPID)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INNER_ID} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{INNER_ID} {group} 1")
    return INNER_ID, INNER_ID


def enter(root: str, user: int, group: int, megabytes: int, files: int) -> None:
    """Shut this process, the first of its pid namespace, in: file system, network, IPC, host name, identity.

    Args:
        root: an existing empty folder to build the new file system on.
        user, group: the identity to take.
        megabytes, files: limits of the work folder, `/tmp` and `/dev/shm` together.
    """
    sc.unshare(sc.CLONE_NEWNS | sc.CLONE_NEWNET | sc.CLONE_NEWIPC | sc.CLONE_NEWUTS)
    sc.mount("none", "/", flags=sc.MS_REC | sc.MS_PRIVATE)
    sc.mount("tmpfs", root, "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, "size=1m,nr_inodes=4096,mode=0755")
    os.umask(0o022)
    # Before what is read, because the environment itself may lie below /tmp.
    os.makedirs(root + "/dev/shm")
    _scratch(root, user, group, megabytes, files)
    for path in readable():
        _bind(path, root + path)
    for name in DEVICES:
        Path(f"{root}/dev/{name}").touch()
        sc.mount(f"/dev/{name}", f"{root}/dev/{name}", flags=sc.MS_BIND)
    for name, target in (
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ):
        os.symlink(target, f"{root}/dev/{name}")
    os.makedirs(root + "/proc")
    sc.mount("proc", root + "/proc", "proc", sc.MS_NOSUID | sc.MS_NODEV | sc.MS_NOEXEC)
    os.makedirs(root + "/etc", exist_ok=True)
    Path(root + "/etc/passwd").write_text(f"student:x:{user}:{group}::{WORK}:/bin/false\n")
    Path(root + "/etc/group").write_text(f"student:x:{group}:\n")
    old = root + "/.old"
    os.mkdir(old)
    sc.pivot_root(root, old)
    os.chdir("/")
    sc.umount("/.old", sc.MNT_DETACH)
    os.rmdir("/.old")
    sc.mount("none", "/", flags=sc.MS_REMOUNT | sc.MS_BIND | sc.MS_RDONLY | sc.MS_NOSUID | sc.MS_NODEV)
    sc.bound_capabilities()
    if os.geteuid() != user:
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
    sc.clear_capabilities()


def _scratch(root: str, user: int, group: int, megabytes: int, files: int) -> None:
    # One file system for all that may be written, so that one limit holds for all of it.
    work = root + WORK
    os.mkdir(work)
    options = f"size={megabytes}m,nr_inodes={files},mode=0700,uid={user},gid={group}"
    sc.mount("tmpfs", work, "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, options)
    os.mkdir(root + "/tmp")
    for place in ("/tmp", "/dev/shm"):
        inside = f"{work}/.{place.rsplit('/', 1)[1]}"
        os.mkdir(inside)
        os.chown(inside, user, group)
        sc.mount(inside, root + place, flags=sc.MS_BIND)


def _bind(source: str, target: str) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        Path(target).touch()
    sc.mount(source, target, flags=sc.MS_BIND | sc.MS_REC)
    sc.make_read_only(target)
