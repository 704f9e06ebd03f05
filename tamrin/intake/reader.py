"""Read what a student handed in: a notebook, a script in percent format, or a zip with one of them."""

from __future__ import annotations

import ast
import codecs
import hashlib
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from tamrin.course import stub

MAX_BYTES = 50 * 2**20
MAX_CELLS = 2_000
MAX_ENTRIES = 1_000
SUFFIXES = (".ipynb", ".py", ".zip")
_QUESTION = re.compile(r"^\s*#\s*Question:\s*([a-z][a-z0-9_]*)", re.IGNORECASE)


class Unreadable(Exception):
    """A submission cannot be read; the message is one sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """One code cell: its place among the code cells (from 1), its source, and what its metadata or first line say."""

    index: int
    source: str
    question: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Submission:
    """What one student handed in, read but not yet trusted in anything."""

    id: str
    sha256: str
    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of the notebook, for feedback."""
        return "fa" if self.metadata.get("language") == "fa" else "en"


def collect(paths: Iterable[Path]) -> dict[str, Path]:
    """The submissions in files and folders, by id: the file's stem, or its name where two stems are equal."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
        else:
            files.append(path)
    found: dict[str, Path] = {}
    for path in files:
        key = path.stem if path.stem not in found else path.name
        number = 2
        while key in found:
            key, number = f"{path.name}-{number}", number + 1
        found[key] = path
    return found


def digest(path: Path) -> str:
    """SHA-256 of a file; of its name where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(str(path.name).encode()).hexdigest()


def read(path: Path, submission_id: str | None = None) -> Submission:
    """Read one submission.

    Raises:
        Unreadable: with one sentence that says why.
    """
    name = submission_id or path.stem
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(f"The file is too large: {size:,} bytes, at most {MAX_BYTES:,}.")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {error.strerror}.") from error
    sha256 = hashlib.sha256(data).hexdigest()
    notes: list[str] = []
    suffix = path.suffix.lower()
    if suffix == ".zip":
        suffix, data = _from_zip(data, notes)
    if suffix == ".py":
        cells, metadata = _script(_text(data, notes)), dict[str, Any]()
    elif suffix == ".ipynb":
        cells, metadata = _notebook(_text(data, notes))
    else:
        raise Unreadable(f"A {suffix or 'file without a suffix'} is not a submission: hand in a notebook (.ipynb).")
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"The notebook has too many code cells: {len(cells):,}, at most {MAX_CELLS:,}.")
    return Submission(name, sha256, tuple(cells), metadata, tuple(notes))


def _text(data: bytes, notes: list[str]) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notes.append("The file is in UTF-16, not UTF-8; it was converted.")
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        notes.append("The file is not valid UTF-8; it was read as Latin-1.")
        return data.decode("latin-1")


def _notebook(text: str) -> tuple[list[Cell], dict[str, Any]]:
    if not text.strip("\0 \t\r\n"):
        raise Unreadable("Cannot read the notebook: the file is empty.")
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"Cannot read the notebook: it is not JSON ({str(error)[:120]}).") from error
    if not isinstance(notebook, dict) or not (isinstance(notebook.get("cells"), list) or "worksheets" in notebook):
        raise Unreadable("Cannot read the notebook: the file is JSON, but not a notebook.")
    if "worksheets" in notebook:
        notebook = _upgraded(text)
    cells: list[Cell] = []
    for raw in notebook["cells"]:
        if isinstance(raw, dict) and raw.get("cell_type") == "code":
            cells.append(_cell(len(cells) + 1, _joined(raw.get("source")), raw.get("metadata")))
    metadata = notebook.get("metadata")
    own = metadata.get("tamrin") if isinstance(metadata, dict) else None
    return cells, own if isinstance(own, dict) else {}


def _upgraded(text: str) -> dict[str, Any]:
    import nbformat

    try:
        return dict(nbformat.reads(text, as_version=4))
    except Exception as error:  # nbformat raises whatever its converters stumble over
        raise Unreadable(f"Cannot read the notebook: its format is too old ({type(error).__name__}).") from error


def _joined(source: Any) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _cell(index: int, source: str, metadata: Any) -> Cell:
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    own = metadata.get("tamrin") if isinstance(metadata, dict) else None
    question = own.get("question") if isinstance(own, dict) else None
    role = own.get("role") if isinstance(own, dict) else None
    mark = _QUESTION.match(source)
    if not (isinstance(question, str) and isinstance(role, str)):
        question, role = (mark[1].lower(), "answer") if mark else (None, None)
    return Cell(index, source, question, role)


def _script(text: str) -> list[Cell]:
    text = text.replace("\r\n", "\n").replace("\0", "")
    pieces = stub.split(text)
    if all(name is None for name, _ in pieces):
        pieces = [(None, piece) for piece in _statements(text)]
    return [
        Cell(i, source, name, "answer" if name else None) if name else _cell(i, source, None)
        for i, (name, source) in enumerate(pieces, 1)
    ]


def _statements(text: str) -> list[str]:
    """The top-level statements of a script without cell marks, so that an error loses only its own statement."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [text]
    lines = list(io.StringIO(text))  # as Python counts lines; `splitlines` knows a dozen other ends
    starts: list[int] = []
    last = 0
    for node in body:
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        if start > last:  # else it shares a line with the statement before, and stays with it
            starts.append(start)
        last = node.end_lineno or start
    return ["".join(lines[a - 1 : b - 1]) for a, b in itertools.pairwise([*starts, len(lines) + 1])]


def _from_zip(data: bytes, notes: list[str]) -> tuple[str, bytes]:
    """The notebook or script in an archive; nothing is ever unpacked to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_ENTRIES:
                raise Unreadable(f"The archive has too many entries: {len(infos):,}, at most {MAX_ENTRIES:,}.")
            files = [i for i in infos if not i.is_dir() and _plain_name(i.filename)]
            for suffix in (".ipynb", ".py"):
                found = [i for i in files if i.filename.lower().endswith(suffix)]
                if found:
                    chosen = min(found, key=lambda i: (i.filename.count("/"), i.filename))
                    if len(found) > 1:
                        others = ", ".join(sorted(i.filename for i in found if i is not chosen))
                        notes.append(
                            f"The archive holds several submissions; {chosen.filename} was graded, not {others}."
                        )
                    if chosen.flag_bits & 1:
                        raise Unreadable("The archive is encrypted: hand it in without a password.")
                    with archive.open(chosen) as member:
                        content = member.read(MAX_BYTES + 1)
                    if len(content) > MAX_BYTES:
                        raise Unreadable(f"{chosen.filename} in the archive is larger than {MAX_BYTES:,} bytes.")
                    return suffix, content
    except Unreadable:
        raise
    except Exception as error:  # zipfile and its decompressors raise many kinds for a broken archive
        raise Unreadable(f"Cannot read the archive ({type(error).__name__}: {str(error)[:100]}).") from error
    raise Unreadable("The archive holds no notebook (.ipynb) and no script (.py).")


def _plain_name(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        return False
    return not any(part.startswith((".", "__MACOSX")) for part in path.parts)
