"""What a submission may measure, and how it is refused."""

from __future__ import annotations

MAX_BYTES = 100 * 2**20


class Unreadable(Exception):
    """A submission cannot be read; the message is one sentence for the student."""


def printable(text: str, most: int) -> str:
    """A student's text as part of a sentence: one line, short, without control or direction characters."""
    return "".join(c if c.isprintable() else "�" for c in text[:most])
