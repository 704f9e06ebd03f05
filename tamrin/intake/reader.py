"""Read what a student handed in: a notebook, a script in percent format, or a zip with one of them."""

from __future__ import annotations

import ast
import codecs
import hashlib
import io
import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tamrin.course import stub
from tamrin.intake import code, folder, kinds, notebook_json, weights
from tamrin.intake.archive import Candidate, open_zip
from tamrin.intake.errors import MAX_BYTES, Unreadable, printable

MAX_CELL = 1_000_000
MAX_CODE = 1_000_000
_TOP = 2_000  # characters in which the mark of a cell is looked for
_HAND_IN = "hand in the notebook itself (.ipynb)"
# The mark is in the first comment; a magic or another comment may stand above it.
_QUESTION = re.compile(
    r"(?:[ \t]*+(?:(?!#\s*(?:Question|Train):)[#%!][^\n]*+)?\n)*+\s*#\s*"
    # `# Train: forward, and what the others share` is a student's own.
    r"(Question|Train(?=:\s*\w+[ \t]*$)):\s*([a-z][a-z0-9_]*)",
    re.IGNORECASE | re.MULTILINE,
)
_ROLES = {"question": "answer", "train": "train"}


@dataclass(frozen=True)
class Cell:
    """One code cell: its place among the code cells (from 1), its source, and what its metadata or first line say."""

    index: int
    source: str
    question: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Submission:
    """What one student handed in, read but not yet trusted in anything.

    `beside` are the modules that lie beside the notebook in its archive, `files` the wanted files that came with it.
    """

    id: str
    sha256: str
    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the notebook, for feedback."""
        return "fa" if self.metadata.get("language") == "fa" else "en"


def digest(path: Path, wanted: Collection[str] = ()) -> str:
    """SHA-256 of a submission: of its file and the wanted ones beside it; of its name where it cannot be read."""
    total = hashlib.sha256()
    try:
        main = folder.gradeable(path) if path.is_dir() else [path]
        files = [*main, *(file for _, file in sorted(_beside(path, wanted).items()))]
        for file in files:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256")
            if len(files) == 1:
                return digest.hexdigest()
            total.update(digest.digest())
    except OSError:
        files = []
    if not files:
        total.update(str(path.name).encode())
    return total.hexdigest()


def _beside(path: Path, wanted: Collection[str]) -> dict[str, Path]:
    """The wanted files of a submission: those in a student's own folder, wherever they lie in it.

    In a folder that others may have handed in to, too: those named after the file's stem, or simply so where it is the
    only submission there.
    """
    if not wanted:
        return {}
    if path.is_dir():
        return {name: Path(file) for name, file in weights.among(map(str, folder.all_files(path)), wanted).items()}
    if path.suffix.lower() == ".zip":
        return {}
    files = folder.plain_files(path.parent)
    named = {file.name[len(path.stem) + 1 :]: file for file in files if _is_named_after(path.stem, file.name)}
    found = {name: named[rest] for name, rest in weights.among(named, wanted).items()}
    if sum(file.suffix.lower() in kinds.SUFFIXES for file in files) == 1:
        plain = {file.name: file for file in files}
        found = {name: plain[rest] for name, rest in weights.among(plain, wanted).items()} | found
    return found


def _is_named_after(stem: str, name: str) -> bool:
    return name.startswith(stem) and name[len(stem) :].startswith((".", "_", "-"))


def read(
    path: Path, submission_id: str | None = None, assignment: str | None = None, wanted: Collection[str] = ()
) -> Submission:
    """Read one submission.

    Args:
        path: the file, or the folder of one student.
        submission_id: its stem unless given.
        assignment: of several notebooks in an archive, the one that says it is of this assignment is read.
        wanted: names of files that belong to the submission, beside the notebook or in its archive.

    Raises:
        Unreadable: with one sentence that says why.
    """
    notes: list[str] = []
    file = _in_folder(path) if path.is_dir() else path
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(f"The file is too large: {size:,} bytes, at most {MAX_BYTES:,}.")
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {error.strerror}.") from error
    beside: frozenset[str] = frozenset()
    files: dict[str, bytes] = {}
    suffix = _true_suffix(file, data, notes)
    if suffix == ".zip":
        contents = open_zip(data, wanted)
        notes += contents.notes
        files = contents.files
        chosen, cells, metadata = _chosen(contents.candidates, assignment, notes)
        beside = contents.modules - {Path(chosen).stem}
    else:
        cells, metadata = _cells(suffix, data, notes)
    if path.is_dir():
        around = [str(each.relative_to(path)) for each in folder.all_files(path)]
        beside |= {Path(each).stem for each in around if each.lower().endswith(".py")} - {file.stem}
        notes += weights.foreign(around, wanted)
    lying = {name: each for name, each in _beside(path, wanted).items() if name not in files}
    for name, each in lying.items():
        if each.stat().st_size > MAX_BYTES:
            raise Unreadable(f"{printable(name, 60)} is too large: at most {MAX_BYTES:,} bytes.")
        files[name] = each.read_bytes()
    notes += weights.renamed({name: str(each) for name, each in lying.items()})
    return Submission(
        submission_id or path.stem, digest(path, wanted), _limited(cells, notes), metadata, tuple(notes), beside, files
    )


def _in_folder(path: Path) -> Path:
    """What in a student's folder is to be read."""
    files = folder.gradeable(path)
    if len(files) > 1:
        raise Unreadable("The folder holds several submissions: hand in one notebook (.ipynb).")
    if not files and (instead := folder.refusable(path)) is not None:
        return instead
    if not files:
        raise Unreadable("There is no notebook (.ipynb) in the folder, and no script (.py) or .zip.")
    return files[0]


def _true_suffix(path: Path, data: bytes, notes: list[str]) -> str:
    """`.ipynb`, `.py` or `.zip`: what the file is, which need not be what its name says."""
    suffix = path.suffix.lower()
    if suffix in kinds.MISNAMED and kinds.looks_like_notebook(data):
        notes.append(f"The file's name ends in {suffix}, but it is a notebook; it was read as that.")
        return ".ipynb"
    if suffix not in kinds.SUFFIXES:
        if suffix in kinds.ARCHIVES:
            raise Unreadable(f"A {suffix} archive cannot be read: {_HAND_IN} or in a .zip.")
        raise Unreadable(f"A {suffix or 'file without a suffix'} is not a submission: hand in a notebook (.ipynb).")
    said = {".ipynb": "notebook: it is not JSON", ".py": "script: it is not Python", ".zip": "archive: it is not a zip"}
    if (kind := kinds.foreign(data)) is not None:
        raise Unreadable(f"Cannot read the {said[suffix]} but {kind}; {_HAND_IN}.")
    if kinds.is_zip(data):
        true = ".zip"
    elif kinds.looks_like_notebook(data):
        true = ".ipynb"
    else:
        true = suffix
    if true != suffix:
        notes.append(f"The file's name ends in {suffix}, but it is a {said[true].split(':')[0]}; it was read as that.")
    return true


def _chosen(
    candidates: tuple[Candidate, ...], assignment: str | None, notes: list[str]
) -> tuple[str, list[Cell], dict[str, Any]]:
    """The candidate to grade.

    One in which something was attempted, rather than the template beside it; of several the one of the assignment;
    where none or several say so, the shallowest of them that can be read.
    """
    readable: list[tuple[str, list[Cell], dict[str, Any], list[str]]] = []
    failure: Unreadable | None = None
    for candidate in candidates:
        said: list[str] = []
        try:
            readable.append((candidate.name, *_cells(candidate.suffix, candidate.data, said), said))
        except Unreadable as unreadable:
            failure = failure or unreadable
    if not readable:
        raise failure or Unreadable("The archive holds nothing that can be read.")
    readable = [found for found in readable if not _is_untouched(found[1])] or readable
    fitting = [found for found in readable if assignment and found[2].get("assignment") == assignment]
    name, cells, metadata, said = (fitting or readable)[0]
    notes += said
    if others := [candidate.name for candidate in candidates if candidate.name != name]:
        shown = ", ".join(printable(other, 60) for other in others[:5]) + (", …" if len(others) > 5 else "")
        notes.append(f"The archive holds several submissions; {printable(name, 60)} was graded, not {shown}.")
    return name, cells, metadata


def _is_untouched(cells: list[Cell]) -> bool:
    """Whether a notebook has answer cells, and nothing in them but what a stub leaves to be filled in."""
    answers = [cell.source for cell in cells if cell.role == "answer"]
    return bool(answers) and all(map(code.is_untouched, answers))


def _cells(suffix: str, data: bytes, notes: list[str]) -> tuple[list[Cell], dict[str, Any]]:
    if suffix == ".ipynb":
        notebook = notebook_json.parse(data)
        notes += notebook.notes
        return [_cell(i, source, tag) for i, (source, tag) in enumerate(notebook.cells, 1)], notebook.metadata
    if len(data) > 4 * MAX_CODE:
        raise Unreadable(f"The script is too large: {len(data):,} bytes, at most {4 * MAX_CODE:,}.")
    return _script(_text(data, notes)), {}


def _limited(cells: list[Cell], notes: list[str]) -> tuple[Cell, ...]:
    """The cells, those of no reasonable size left out."""
    kept = []
    for cell in cells:
        if len(cell.source) > MAX_CELL:
            notes.append(f"Cell {cell.index} was not run: it has {len(cell.source):,} characters.")
        else:
            kept.append(cell)
    if (total := sum(len(cell.source) for cell in kept)) > MAX_CODE:
        raise Unreadable(f"The code is too long: {total:,} characters, at most {MAX_CODE:,}.")
    return tuple(kept)


def _cell(index: int, source: str, tag: dict[str, Any]) -> Cell:
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    question, role = tag.get("question"), tag.get("role")
    if not (isinstance(question, str) and isinstance(role, str)):
        mark = _QUESTION.match(source[:_TOP])
        question, role = (mark[2].lower(), _ROLES[mark[1].lower()]) if mark else (None, None)
    return Cell(index, source, question, role)


def _text(data: bytes, notes: list[str]) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notes.append("The file is in UTF-16, not UTF-8; it was converted.")
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append("The file is not valid UTF-8; it was read as Latin-1.")
        return data.decode("latin-1")


def _script(text: str) -> list[Cell]:
    text = text.replace("\r\n", "\n").replace("\0", "")
    pieces = stub.split(text)
    if all(name is None for name, _ in pieces):
        pieces = [(None, piece) for piece in _statements(text)]
    return [
        Cell(i, source, name.removesuffix(stub.TRAIN), "train" if name.endswith(stub.TRAIN) else "answer")
        if name
        else _cell(i, source, {})
        for i, (name, source) in enumerate(pieces, 1)
    ]


def _statements(text: str) -> list[str]:
    """The top-level statements of a script without cell marks, so that an error loses only its own statement."""
    try:
        body = ast.parse(text).body if len(text) <= code.LARGE else []
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        body = []
    if not body:
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
