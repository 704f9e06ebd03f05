"""Prompts: `prompt.<language>.md`, a preamble and one `## question_id: Title` section per question.

Sections are Jinja templates over the question's givens. A choice lists its options as `- (key) text`; several
lines with the same key are wordings of the same option, of which each variant shows one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

LANGUAGES = ("en", "fa")
_HEADING = re.compile(r"^## +(?P<id>[a-z][a-z0-9_]*) *: *(?P<title>.+?) *$", re.MULTILINE)
_OPTION = re.compile(r"^- \((?P<key>[a-z][a-z0-9_]*)\) (?P<text>.+(?:\n  .+)*)\n?", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """One question's prompt before its givens are filled in."""

    title: str
    template: str

    @property
    def options(self) -> list[str]:
        """The keys of a choice, in the order of the text, each once."""
        return list(dict.fromkeys(match["key"] for match in _OPTION.finditer(self.template)))

    def placeholders(self) -> set[str]:
        """The givens that the section mentions."""
        from jinja2 import meta

        return set(meta.find_undeclared_variables(_environment().parse(self.template)))

    def render(self, givens: Mapping[str, Any], letters: Mapping[str, str], wording: np.random.RandomState) -> str:
        """The section as Markdown: options in the order of `letters` (letter to key), then the givens filled in."""
        text = self.template
        matches = list(_OPTION.finditer(text))
        if matches:
            wordings: dict[str, list[str]] = {}
            for match in matches:
                wordings.setdefault(match["key"], []).append(match["text"])
            lines = []
            for letter, key in letters.items():
                choices = wordings[key]
                lines.append(f"- **{letter}.** {choices[wording.randint(len(choices))]}")
            start, end = matches[0].start(), matches[-1].end()
            text = text[:start] + "\n".join(lines) + "\n" + text[end:]
        return str(_environment().from_string(text).render(**givens)).strip()


def parse(text: str) -> tuple[str, dict[str, Section]]:
    """Split a prompt file into its preamble and its sections."""
    parts = list(_HEADING.finditer(text))
    ends = [*(part.start() for part in parts[1:]), len(text)]
    sections = {
        part["id"]: Section(part["title"], text[part.end() : end].strip() + "\n")
        for part, end in zip(parts, ends, strict=False)
    }
    return text[: parts[0].start()].strip() if parts else text.strip(), sections


def load(folder: Path) -> dict[str, tuple[str, dict[str, Section]]]:
    """The prompts of an assignment in every language."""
    return {language: parse((folder / f"prompt.{language}.md").read_text("utf-8")) for language in LANGUAGES}


def matrix(value: Any) -> str:
    """LaTeX of a number, vector or matrix.

    >>> matrix([[1, 2], [3, 4.5]])
    '\\\\begin{bmatrix} 1 & 2 \\\\\\\\ 3 & 4.5 \\\\end{bmatrix}'
    """
    array = np.asarray(value)
    if array.ndim == 0:
        return number(array.item())
    table = array.reshape(1, -1) if array.ndim == 1 else array
    body = r" \\ ".join(" & ".join(number(entry) for entry in row) for row in table.tolist())
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def number(value: Any) -> str:
    """A number without a trailing `.0` and, unless it is tiny or huge, without an exponent.

    >>> number(2.0), number(-0.25), number(1e-5)
    ('2', '-0.25', '0.00001')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float) and 1e-7 < abs(value) < 1:
        return f"{value:.{10 - 1 - math.floor(math.log10(abs(value)))}f}".rstrip("0").rstrip(".")
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def letters_for(keys: Sequence[str]) -> dict[str, str]:
    """Letters A, B, C, … for options in the order they are shown."""
    return {chr(ord("A") + i): key for i, key in enumerate(keys)}


def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters |= {"matrix": matrix, "number": number}
    return environment
