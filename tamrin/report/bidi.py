"""Code, numbers and formulas inside Persian sentences, kept from being turned around."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A run of what is not Arabic script, from the first to the last character that is neither space nor punctuation.
_ARABIC = r"\u0600-\u06ff\u0750-\u077f\u200b-\u200f\ufb50-\ufdff\ufe70-\ufefe«»\n"
_RUN = re.compile(rf"[A-Za-z0-9_\[({{'\"<\-+−=∂∑√½][^{_ARABIC}]*")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_LAST = ")]}>\"'%°_*…"  # what may end a run besides letters and digits


def isolate(text: str) -> Markup:
    """Escape a Persian text and wrap what reads from left to right in `<bdi dir="ltr">`.

    Without that, the shape (3, 5) is shown as (5, 3) in a line that reads from right to left.

    >>> isolate("شکل (3, 5) بود.")
    Markup('شکل <bdi dir="ltr">(3, 5)</bdi> بود.')
    """
    parts: list[Markup] = []
    at = 0
    for found in _RUN.finditer(text):
        start, end = _trimmed(text, found.start(), found.end())
        if start < end:
            parts += [escape(text[at:start]), Markup('<bdi dir="ltr">{}</bdi>').format(text[start:end])]
            at = end
    return Markup().join([*parts, escape(text[at:])])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    # Space, a sentence's punctuation and a bracket whose partner is in the Persian part belong to the sentence.
    while start < end:
        run = text[start:end]
        if not (run[-1].isalnum() or run[-1] in _LAST) or any(run[-1] == b and _more(run, b, a) for a, b in _PAIRS):
            end -= 1
        elif any(run[0] == a and _more(run, a, b) for a, b in _PAIRS):
            start += 1
        else:
            break
    return start, end


def _more(run: str, one: str, other: str) -> bool:
    return run.count(one) > run.count(other)
