"""What a file really is, by its first bytes: a name says little."""

from __future__ import annotations

_BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive (.tar.gz)"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
SUFFIXES = (".ipynb", ".zip", ".py")
MISNAMED = (".txt", ".json")  # what browsers and mail programs make of a notebook's name
# What students hand in by mistake; in a folder of submissions these have a row of their own, too.
ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
DOCUMENTS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".png", ".jpg", ".jpeg", ".heic")


def is_zip(data: bytes) -> bool:
    """Whether it begins as a zip archive does."""
    return data.startswith(ZIP)


def looks_like_notebook(data: bytes) -> bool:
    """Whether it begins as a notebook's JSON does and has cells."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cells"' in data


def foreign(data: bytes) -> str | None:
    """What it is, if it is something that cannot be a submission: "a PDF"."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[257:262] == b"ustar":
        return "a tar archive"
    start = data[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "a web page" if start.startswith((b"<!doctype html", b"<html")) else None
