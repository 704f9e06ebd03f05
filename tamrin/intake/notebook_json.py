"""The code cells of a notebook file. Its outputs are cut out of the text before anything is built from it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tamrin.intake.errors import Unreadable, printable

MAX_CELLS = 2_000
MAX_CONTENT = 32 * 2**20  # bytes without outputs
MAX_MARKS = 2_000_000  # brackets and commas: what a parsed file takes in memory goes by them
MAX_CUTS = 10 * MAX_CELLS
MAX_TOKENS = 5_000_000  # quotes, escapes and brackets in outputs; a scan of this many takes some four seconds
_WORTH_A_SCAN = 2**20
_HEAVY = re.compile(rb'(?<!\\)"(?:outputs|attachments|widgets)"\s*+:\s*+(?=[\[{])')
_TOKEN = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)  # no repetition: `re` keeps a state for each, millions of them
_OWN_KEYS = ("assignment", "variant", "language", "format")


@dataclass(frozen=True)
class Notebook:
    """A notebook's code cells, as pairs of source and our tag, and what its metadata says of the assignment."""

    cells: tuple[tuple[str, dict[str, Any]], ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def parse(data: bytes) -> Notebook:
    """Read a notebook of any format and encoding.

    Raises:
        Unreadable: with one sentence that says why.
    """
    notes: list[str] = []
    text = _text(data, notes)
    if not text.strip("\0 \t\r\n"):
        raise Unreadable("Cannot read the notebook: the file is empty.")
    try:
        notebook = json.loads(text)
    except RecursionError as error:
        raise Unreadable("Cannot read the notebook: it is not JSON that can be read, but nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(f"Cannot read the notebook: it is not JSON ({printable(str(error), 120)}).") from error
    if not isinstance(notebook, dict) or not (isinstance(notebook.get("cells"), list) or "worksheets" in notebook):
        raise Unreadable("Cannot read the notebook: the file is JSON, but not a notebook.")
    if "worksheets" in notebook:
        notebook = _upgraded(notebook)
    cells = [
        (_joined(raw.get("source")), _tag(raw.get("metadata")))
        for raw in notebook["cells"]
        if isinstance(raw, dict) and raw.get("cell_type") == "code"
    ]
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"The notebook has too many code cells: {len(cells):,}, at most {MAX_CELLS:,}.")
    metadata = notebook.get("metadata")
    if (language := _language(metadata)) not in ("", "python"):
        notes.append(f"The notebook says that its language is {printable(language, 40)}; it was run as Python.")
    own = {key: value for key, value in _tag(metadata).items() if key in _OWN_KEYS and isinstance(value, str | int)}
    return Notebook(tuple(cells), own, tuple(notes))


def _text(data: bytes, notes: list[str]) -> str:
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        notes.append(f"The file is in {encoding[:6].upper()}, not UTF-8; it was converted.")
        data = data.decode(encoding, "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    if len(data) > _WORTH_A_SCAN:
        data = _without_outputs(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        notes.append("The file is not valid UTF-8; it was read as Latin-1.")
        return data.decode("latin-1")


def _without_outputs(data: bytes) -> bytes:
    """The text of a notebook with its outputs, attachments and widgets' states emptied."""
    data = b"".join(_kept(data))
    if len(data) > MAX_CONTENT:
        raise Unreadable(
            f"The notebook is too large: {len(data):,} bytes without its outputs, at most {MAX_CONTENT:,}."
        )
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_MARKS:
        raise Unreadable("The notebook is too large: it has millions of commas and brackets outside its outputs.")
    return data


def _kept(data: bytes) -> Iterator[bytes]:
    position = tokens = 0
    for _ in range(MAX_CUTS):
        if (key := _HEAVY.search(data, position)) is None:
            break
        end, count = _end_of_value(data, key.end(), MAX_TOKENS - tokens)
        tokens += count
        yield data[position : key.end()]
        yield b"[]" if data[key.end()] == ord("[") else b"{}"
        position = end
    yield data[position:]


def _end_of_value(data: bytes, start: int, most: int) -> tuple[int, int]:
    """Where the list or object that begins at `start` ends, and how many tokens it has."""
    depth = 0
    in_string = False
    for count, token in enumerate(_TOKEN.finditer(data, start), 1):
        first = token[0]
        if first == b'"':
            in_string = not in_string
        elif not in_string:
            depth += (first in b"[{") - (first in b"]}")
            if depth == 0:
                return token.end(), count
        if count > most:
            raise Unreadable("The notebook is too large: clear its outputs and hand it in again.")
    raise Unreadable("Cannot read the notebook: it is not JSON, but breaks off in its outputs.")


def _upgraded(notebook: dict[str, Any]) -> dict[str, Any]:
    import nbformat

    try:
        return dict(nbformat.reads(json.dumps(notebook), as_version=4))
    except Exception as error:  # nbformat raises whatever its converters stumble over
        raise Unreadable(f"Cannot read the notebook: its format is too old ({type(error).__name__}).") from error


def _joined(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # JSON can hold halves of characters, which no encoding has.
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _tag(metadata: Any) -> dict[str, Any]:
    own = metadata.get("tamrin") if isinstance(metadata, dict) else None
    return own if isinstance(own, dict) else {}


def _language(metadata: Any) -> str:
    if isinstance(metadata, dict):
        for entry, key in (("kernelspec", "language"), ("language_info", "name")):
            said = metadata.get(entry)
            language = said.get(key) if isinstance(said, dict) else None
            if isinstance(language, str):
                return language.lower()
    return ""
