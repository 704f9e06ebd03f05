"""Find the submissions in files and folders, as platforms for learning hand them over."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tamrin.intake.folder import folders, gradeable, is_misnamed_notebook
from tamrin.intake.kinds import ARCHIVES, DOCUMENTS, MISNAMED, SUFFIXES

# What platforms put before the name of a student's file: all files with the same beginning are one student's.
_OWNER = re.compile(
    r"(?P<moodle>.+?)_assignsubmission_"
    r"|(?P<canvas>[^_]+(?:_late)?_\d+)_\d+_"
    r"|(?P<blackboard>.+_attempt_\d{4}(?:-\d\d){5})",
    re.IGNORECASE,
)
_NO_SUBMISSIONS = ("readme", "license", "notes", "requirements", "roster", "index")
_LOCK = ".lock"  # `tamrin grade` leaves it where it writes its results


@dataclass(frozen=True)
class _Found:
    """Something with a row: `readable` unless it can only be refused."""

    key: str
    path: Path
    readable: bool


def collect(paths: Iterable[Path]) -> dict[str, Path]:
    """The submissions in files and folders, by id; nothing that somebody handed in is without one.

    A file's id is its stem, or its name where two stems are equal. A folder in a folder is one student's, as Moodle and
    Gradescope make them: its id is the folder's name, whatever is in it, so that no submission's id depends on the
    others. Where it holds several notebooks none is passed over: each is a submission.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for key, file in _in_folder(path) if path.is_dir() else [(_stem(path), path)]:
            other = file.name if key == _stem(file) else key
            names = itertools.chain([key, other], (f"{other}-{number}" for number in itertools.count(2)))
            found[next(name for name in names if name not in found)] = file
    return found


def _in_folder(folder: Path) -> list[tuple[str, Path]]:
    found = [
        _Found(_stem(path), path, path.suffix.lower() in SUFFIXES or is_misnamed_notebook(path))
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and not path.is_dir() and _may_be_submission(path)
    ]
    for inner in folders(folder):
        if not (_is_written(inner) or (_is_written(folder) and inner.name in ("results", "feedback"))):
            found += _of_student(inner.name, inner)
    # A report beside a notebook has no row of its own.
    owners = {_owner(each.key) for each in found if each.readable}
    return [(each.key, each.path) for each in found if each.readable or _owner(each.key) not in owners]


def _may_be_submission(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in (*SUFFIXES, *ARCHIVES):
        return True
    return suffix in (*DOCUMENTS, *MISNAMED) and path.stem.lower() not in _NO_SUBMISSIONS


def _of_student(key: str, folder: Path) -> list[_Found]:
    files = gradeable(folder)
    if len(files) <= 1:
        return [_Found(key, folder, bool(files))]
    root = Path(os.path.commonpath([file.parent for file in files]))
    if any(file.parent == root for file in files):
        return [_Found(f"{key}_{_stem(file)}", file, True) for file in files]
    return [found for inner in folders(root) for found in _of_student(f"{key}_{inner.name}", inner)]


def _owner(key: str) -> str:
    platform = _OWNER.match(key)
    return key if platform is None else str(platform[platform.lastgroup or 0])


def _is_written(folder: Path) -> bool:
    return (folder / _LOCK).exists()


def _stem(path: Path) -> str:
    return path.name if path.is_dir() else path.stem.removesuffix(".tar").removesuffix(".ipynb")
