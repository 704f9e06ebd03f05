"""Files of a report: names that are safe whatever a submission is called, and writing that leaves no halves."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

_SAFE = re.compile(r"\w[\w.@+-]{0,99}")
_HASHED = re.compile(r"-[0-9a-f]{10}$")
# Fullwidth signs are folded to ASCII by some spreadsheets.
_FORMULA = tuple("=+-@＝＋－＠")


def file_name(submission: str) -> str:
    """A file name without suffix, different for different ids: the id, or a slug and a hash where it is not safe.

    An id that looks hashed is hashed again, so that nobody can hand in a file that takes another's place.

    >>> file_name("s0123456"), file_name("../../etc/passwd")
    ('s0123456', 'etc-passwd-3754d6cb3a')
    """
    safe = _SAFE.fullmatch(submission) and len(submission.encode()) <= 100 and not _HASHED.search(submission)
    if safe:
        return submission
    slug = re.sub(r"[^A-Za-z0-9]+", "-", submission)[:40].strip("-") or "submission"
    return f"{slug}-{hashlib.sha256(submission.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}.{path.name[-100:]}.draft")
    try:
        # Lone surrogates (file names in no encoding) become escapes: a report is written whatever a file is called.
        draft.write_text(text, encoding, errors="backslashreplace", newline="\n")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def sweep(folder: Path, suffix: str, keep: Collection[str]) -> None:
    """Remove the files of a folder with this suffix whose names are not to be kept."""
    for path in folder.glob(f"*{suffix}"):
        if path.name not in keep:
            path.unlink()


def number(value: float) -> str:
    """A number as short as possible.

    >>> number(10.0), number(2.5), number(1 / 3)
    ('10', '2.5', '0.3333')
    """
    return format(round(value, 4) + 0.0, ".15g")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading apostrophe where it could be one.

    >>> neutral("=1+1"), neutral("s1")
    ("'=1+1", 's1')
    """
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r", "\n") else text


def csv_text(rows: Iterable[Sequence[str | float]]) -> str:
    """Rows as CSV: numbers as short as possible, text neutralised."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow([neutral(cell) if isinstance(cell, str) else number(cell) for cell in row])
    return buffer.getvalue()
