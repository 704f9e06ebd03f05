"""Variants: which numbers a student gets."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

Variant = str | int
"""`"published"`, the numbers of the original homework, or a seed that draws all givens of an assignment."""

PUBLISHED = "published"
SECRET_FILE = ".tamrin-secret"


def parse(text: object) -> Variant | None:
    """Read a variant from a command line, a roster or a notebook; None when it is not one.

    >>> parse("published"), parse("17"), parse("x")
    ('published', 17, None)
    """
    if isinstance(text, bool):
        return None
    if isinstance(text, int):
        return text if 0 <= text < 2**32 else None
    if not isinstance(text, str):
        return None
    text = text.strip()
    if text == PUBLISHED:
        return text
    return parse(int(text)) if text.isascii() and text.isdigit() and len(text) < 11 else None


def of_student(secret: bytes, assignment: str, student: str) -> int:
    """The seed of a student: HMAC-SHA256(secret, assignment, student), cut to 32 bits."""
    digest = hmac.new(secret, f"{assignment}\x00{student}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], "big")


def course_secret(root: Path, create: bool) -> bytes | None:
    """The course's secret, from `TAMRIN_SECRET` or the course's `.tamrin-secret`; made on first use if `create`."""
    if text := os.environ.get("TAMRIN_SECRET"):
        return text.encode()
    path = root / SECRET_FILE
    if path.is_file():
        return path.read_bytes().strip()
    if not create:
        return None
    path.write_text(secrets.token_hex(32) + "\n")
    path.chmod(0o600)
    return path.read_bytes().strip()
