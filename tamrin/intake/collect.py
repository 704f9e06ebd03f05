"""Find the submissions in files and folders, as platforms for learning hand them over."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from tamrin.intake.kinds import ARCHIVES, DOCUMENTS

SUFFIXES = (".ipynb", ".zip", ".py")


def collect(paths: Iterable[Path]) -> dict[str, Path]:
    """The submissions in files and folders, by id.

    A file's id is its stem, or its name where two stems are equal. A folder in a folder is one student's, as Moodle and
    Gradescope make them: its id is the folder's name, whatever the file in it is called, so that no submission's id
    depends on the others. Where it holds several notebooks none is passed over: each is a submission.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for key, file in _in_folder(path) if path.is_dir() else [(_stem(path), path)]:
            other = file.name if key == _stem(file) else key
            names = itertools.chain([key, other], (f"{other}-{number}" for number in itertools.count(2)))
            found[next(name for name in names if name not in found)] = file
    return found


def _in_folder(folder: Path) -> list[tuple[str, Path]]:
    found = [(_stem(path), path) for path in _files(folder, (*SUFFIXES, *ARCHIVES))]
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and not inner.is_symlink() and not inner.name.startswith((".", "__MACOSX")):
            found += _of_student(inner)
    return found


def _of_student(folder: Path) -> list[tuple[str, Path]]:
    # What else lies beside a notebook is data, a report or a helper; a document alone is refused with a sentence.
    for suffixes in ((".ipynb",), (".zip",), (".py",), (*ARCHIVES, *DOCUMENTS)):
        files = [path for path in _files(folder, suffixes) if not path.is_symlink()]
        if len(files) == 1 or (files and suffixes[0] not in SUFFIXES):
            return [(folder.name, files[0])]
        if files:
            return [(f"{folder.name}_{_stem(path)}", path) for path in files]
    return []


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    return sorted(
        p for p in folder.iterdir() if p.suffix.lower() in suffixes and not p.name.startswith(".") and not p.is_dir()
    )


def _stem(path: Path) -> str:
    return path.stem.removesuffix(".tar")
