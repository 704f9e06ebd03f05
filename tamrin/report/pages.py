"""What all pages share: the template environment, the stylesheet and the policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from tamrin.report.bidi import isolate
from tamrin.report.files import number


@dataclass(frozen=True)
class Titles:
    """What an assignment and its questions are called, by language; an id stands in for a title that is not there."""

    assignment: dict[str, str] = field(default_factory=dict)
    questions: dict[str, dict[str, str]] = field(default_factory=dict)

    def of_assignment(self, language: str, assignment: str) -> str:
        """The assignment's title."""
        return self.assignment.get(language, assignment)

    def of_question(self, language: str, question: str) -> str:
        """A question's title."""
        return self.questions.get(language, {}).get(question, question)


def render(template: str, stylesheet: str, **values: Any) -> str:
    """A page with its stylesheet inside, and a policy that lets a browser load only that and pictures in the page."""
    environment = _environment()
    style = "".join(environment.get_template(name).render() for name in ("base.css", stylesheet))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(style=style, policy=policy, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tamrin.report"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "isolate": isolate, "href": lambda name: quote(name, errors="replace")}
    return environment
