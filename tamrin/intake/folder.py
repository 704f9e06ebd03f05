"""Look into a student's folder, to any depth: what in it is to be graded, and what else lies there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tamrin.intake.errors import MAX_BYTES
from tamrin.intake.kinds import ARCHIVES, DOCUMENTS, MISNAMED, SUFFIXES, looks_like_notebook


def gradeable(folder: Path) -> list[Path]:
    """The notebooks in a folder; where there is none its zips, then its scripts, then what only looks otherwise.

    What lies beside a notebook is data, a report or a helper, and what lies in folders below one is an older copy.
    """
    for is_one in (*(_ends_in(suffix) for suffix in SUFFIXES), is_misnamed_notebook):
        if found := _nearest(folder, is_one):
            return found
    return []


def refusable(folder: Path) -> Path | None:
    """What was handed in in the place of a notebook, where there is such a thing."""
    return next(iter(_nearest(folder, _ends_in(*ARCHIVES, *DOCUMENTS))), None)


def is_misnamed_notebook(path: Path) -> bool:
    """Whether a `.txt` or `.json` is a notebook."""
    try:
        small = path.suffix.lower() in MISNAMED and path.stat().st_size <= MAX_BYTES
        return small and looks_like_notebook(path.read_bytes())
    except OSError:
        return False


def plain_files(folder: Path) -> list[Path]:
    """The files of a folder, but hidden ones and links."""
    return [path for path in _entries(folder) if path.is_file()]


def folders(folder: Path) -> list[Path]:
    """The folders of a folder, but hidden ones, links, and what macOS adds."""
    return [path for path in _entries(folder) if path.is_dir() and not path.name.startswith("__MACOSX")]


def all_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, the nearest first."""
    level = [folder]
    while level:
        for here in level:
            yield from plain_files(here)
        level = [inner for here in level for inner in folders(here)]


def _ends_in(*suffixes: str) -> Callable[[Path], bool]:
    return lambda path: path.suffix.lower() in suffixes


def _nearest(folder: Path, is_one: Callable[[Path], bool]) -> list[Path]:
    found = []
    unseen = [folder]
    while unseen:
        here = unseen.pop()
        if files := [path for path in plain_files(here) if is_one(path)]:
            found += files
        else:
            unseen += reversed(folders(here))
    return found


def _entries(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if not path.name.startswith(".") and not path.is_symlink()]
