"""How much a tree of processes uses: threads, and memory beyond what it shares with the warm parent (Linux)."""

from __future__ import annotations

import os


def children(pid: int) -> list[int]:
    """The direct children of a process."""
    found: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                found += [int(word) for word in file.read().split()]
    except OSError:
        pass  # it has ended
    return found


def own_anonymous() -> int:
    """Bytes of memory of this process that no file backs."""
    return _anonymous(os.getpid())


def tree(first: int) -> list[int]:
    """A process and its descendants."""
    found, new = [first], [first]
    while new:
        new = [pid for parent in new for pid in children(parent)]
        found += new
    return found


def tasks(tree: list[int]) -> int:
    """How many threads, of which a process has at least one, processes have together."""
    total = 0
    for pid in tree:
        try:
            total += len(os.listdir(f"/proc/{pid}/task"))
        except OSError:
            continue  # it has ended
    return total


def exceeds(tree: list[int], baseline: int, budget: int) -> bool:
    """Whether processes together use more than `budget` bytes beyond `baseline` each."""
    if sum(max(0, _anonymous(pid) - baseline) for pid in tree) <= budget:
        return False
    # Pages that processes share have been counted for each of them: count again, exactly and slowly.
    return sum(_proportional(pid) for pid in tree) > budget


def _anonymous(pid: int) -> int:
    return _fields(f"/proc/{pid}/status", ("RssAnon:", "RssShmem:"))


def _proportional(pid: int) -> int:
    exact = _fields(f"/proc/{pid}/smaps_rollup", ("Pss_Anon:", "Pss_Shmem:"))
    return exact if exact else _anonymous(pid)


def _fields(path: str, names: tuple[str, ...]) -> int:
    total = 0
    try:
        with open(path, encoding="ascii") as file:
            for line in file:
                if line.startswith(names):
                    total += int(line.split()[1]) * 1024
    except OSError:
        return 0  # it has ended
    return total
