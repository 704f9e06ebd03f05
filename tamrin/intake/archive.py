"""Look into a zip without unpacking it: nothing of it is ever written, and its headers are not believed."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from tamrin.intake import weights
from tamrin.intake.errors import MAX_BYTES, Unreadable, printable

MAX_ENTRIES = 1_000
MAX_RATIO = 200  # a notebook of one line printed over and over reaches a hundred
MAX_CANDIDATES = 20
_FREE = 16 * 2**20  # bytes that may come out of however few


@dataclass(frozen=True)
class Candidate:
    """A notebook or script in an archive."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """`.ipynb` or `.py`."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True)
class Contents:
    """What an archive holds for us: its notebooks, or its scripts where it has none, the shallowest first.

    `files` are those of the wanted names, wherever they lie, and `modules` the names of its Python files.
    """

    candidates: tuple[Candidate, ...]
    modules: frozenset[str]
    files: dict[str, bytes]
    notes: tuple[str, ...]


def open_zip(data: bytes, wanted: Collection[str] = (), nested: bool = False) -> Contents:
    """The candidates and the wanted files in an archive, or in the one archive that it holds.

    Raises:
        Unreadable: with one sentence that says why.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _contents(archive, wanted, nested)
    except Unreadable:
        raise
    except Exception as error:  # zipfile and its decompressors raise many kinds for a broken archive
        raise Unreadable(f"Cannot read the archive ({type(error).__name__}: {printable(str(error), 100)}).") from error


def _contents(archive: zipfile.ZipFile, wanted: Collection[str], nested: bool) -> Contents:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_ENTRIES:
        raise Unreadable(f"The archive has too many entries: {len(infos):,}, at most {MAX_ENTRIES:,}.")
    notes = []
    if refused := [info.filename for info in infos if not _is_safe(info)]:
        shown = ", ".join(f"`{printable(name, 60)}`" for name in refused[:5]) + (", …" if len(refused) > 5 else "")
        notes.append(f"Entries of the archive that are no plain files inside it were passed over: {shown}.")
    files = [info for info in infos if _is_safe(info) and not _is_hidden(info.filename)]
    files.sort(key=lambda info: (info.filename.count("/"), info.filename))
    modules = frozenset(PurePosixPath(i.filename).stem for i in files if i.filename.lower().endswith(".py"))
    for suffix in (".ipynb", ".py"):
        if chosen := [info for info in files if info.filename.lower().endswith(suffix)]:
            left = MAX_BYTES
            candidates = []
            for info in chosen[:MAX_CANDIDATES]:
                content = _unpacked(archive, info, left)
                left -= len(content)
                candidates.append(Candidate(info.filename, content))
            entries = {info.filename: info for info in files}
            lying = weights.among(entries, wanted)
            beside = {}
            for name, entry in lying.items():
                beside[name] = _unpacked(archive, entries[entry], left)
                left -= len(beside[name])
            notes += [*weights.renamed(lying), *weights.foreign(entries, wanted)]
            return Contents(tuple(candidates), modules, beside, tuple(notes))
    inner = [info for info in files if info.filename.lower().endswith(".zip")]
    if len(inner) == 1 and not nested:
        found = open_zip(_unpacked(archive, inner[0], MAX_BYTES), wanted, nested=True)
        notes.append(f"The archive holds another one, `{printable(inner[0].filename, 60)}`, which was read.")
        return Contents(found.candidates, found.modules, found.files, (*notes, *found.notes))
    if any(info.filename == "[Content_Types].xml" for info in files):
        raise Unreadable("Cannot read the archive: it is an Office document; hand in the notebook itself (.ipynb).")
    if inner:
        raise Unreadable("The archive holds no notebook but archives again: hand in the notebook itself (.ipynb).")
    raise Unreadable("The archive holds no notebook (.ipynb) and no script (.py).")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes, counted as they come out, because the header may lie."""
    if info.flag_bits & 1:
        raise Unreadable("The archive is encrypted: hand it in without a password.")
    allowed = min(most, max(_FREE, MAX_RATIO * info.compress_size))
    with archive.open(info) as member:
        content = member.read(allowed + 1)
    if len(content) > allowed:
        name = printable(info.filename, 60)
        if allowed < most:
            raise Unreadable(f"{name} in the archive is larger than {MAX_RATIO} times its packed size.")
        raise Unreadable(f"{name} in the archive is larger than {MAX_BYTES:,} bytes.")
    return content


def _is_safe(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a regular file below the archive's root; not a link, a device or a path that leads out."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    path = PurePosixPath(info.filename.replace("\\", "/"))
    return kind in (0, stat.S_IFREG) and not path.is_absolute() and ".." not in path.parts and ":" not in info.filename


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name.replace("\\", "/")).parts)
