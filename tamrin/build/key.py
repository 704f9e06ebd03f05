"""The key: the solved notebook, every number worked out, and the answers for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tamrin import ladder
from tamrin.authoring import Erratum
from tamrin.build import answers as right
from tamrin.build import notebook
from tamrin.course import Assignment, CourseError
from tamrin.course.variants import PUBLISHED, Variant
from tamrin.judge.paper import Item, Paper, paper

WORDS = {
    "en": {"key": "key", "variant": "variant", "answer": "Answer", "worked": "Worked out"},
    "fa": {"key": "کلید", "variant": "نسخهٔ", "answer": "پاسخ", "worked": "گام‌ها"},
}
DIRECTION = {"en": "ltr", "fa": "rtl"}


def write(assignment: Assignment, variant: Variant, language: str, out: Path) -> list[Path]:
    """Write `HW.ipynb` (solved), `key.html`, `key.md` and `answers.json` to `out/HW`; returns their paths.

    Raises:
        CourseError: a reference is missing, two derivations disagree, or an erratum is none.
    """
    sheet = paper(assignment, variant)
    answers = right.answers(sheet)
    folder = out / assignment.id
    folder.mkdir(parents=True, exist_ok=True)
    parts = key_parts(sheet, answers, language)
    files = {
        f"{assignment.id}.ipynb": notebook.dumps(solved_notebook(sheet, answers, language)),
        "key.md": "\n\n".join(text for _, text in parts) + "\n",
        "key.html": page(parts, language, f"{getattr(assignment.meta.title, language)}: {WORDS[language]['key']}"),
        "answers.json": json.dumps(answers_record(sheet, answers), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def solved_notebook(sheet: Paper, answers: Mapping[str, Mapping[str, Any]], language: str) -> Any:
    """The student notebook with every answer in place and the worked steps under it."""
    cells = right.solved_cells(sheet, answers)
    return notebook.build(sheet, language, cells, {item.question.id: worked(sheet, item) for item in sheet.items})


def worked(sheet: Paper, item: Item) -> str:
    """The worked steps of a question as Markdown, with what is wrong in print where something is."""
    steps = sheet.assignment.declared(sheet.assignment.solution, "steps").get(item.question.id)
    if steps is None:
        raise CourseError(f"solutions/{sheet.assignment.id}.py works out no steps for {item.question.id}")
    return str(steps(**right.given_to(steps, item.givens)))


def key_parts(sheet: Paper, answers: Mapping[str, Mapping[str, Any]], language: str) -> list[tuple[str, str]]:
    """The whole key as pairs of language and Markdown: prompts, answers, steps (in English) and errata."""
    assignment, words = sheet.assignment, WORDS[language]
    title = getattr(assignment.meta.title, language)
    parts = [(language, f"# {title}: {words['key']} ({words['variant']} {sheet.variant})")]
    for number, item in enumerate(sheet.items, 1):
        question = item.question
        section = assignment.prompts[language][1][question.id]
        heading = f"## {number}. {section.title} (`{question.id}`, {question.points:g})"
        parts += [(language, heading), (language, notebook.prompt(sheet, item, language))]
        parts += [(language, f"### {words['answer']}"), ("en", _answer_markdown(sheet, item, answers[question.id]))]
        parts += [(language, f"### {words['worked']}"), ("en", worked(sheet, item))]
        parts += [("en", _erratum(erratum, answers)) for erratum in errata(sheet) if erratum.question == question.id]
    return parts


def errata(sheet: Paper) -> list[Erratum]:
    """What is wrong in print; it concerns the published numbers only."""
    return list(getattr(sheet.assignment.solution, "ERRATA", [])) if sheet.variant == PUBLISHED else []


def answers_record(sheet: Paper, answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The answers as JSON: arrays as nested lists, functions by their source."""
    questions = {}
    for question in sheet.assignment.questions:
        questions[question.id] = {
            name: right.answer_cell(sheet, question, {name: value}) if callable(value) else plain(value)
            for name, value in answers[question.id].items()
        }
    return {"assignment": sheet.assignment.id, "variant": sheet.variant, "answers": questions}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def page(parts: list[tuple[str, str]], language: str, title: str) -> str:
    """Pairs of language and Markdown with LaTeX as one HTML page that needs no network: formulas become MathML."""
    from html import escape

    body = "".join(f'<div lang="{own}" dir="{DIRECTION[own]}">\n{render(text)}</div>\n' for own, text in parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{DIRECTION[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def render(markdown: str) -> str:
    """Markdown with `$…$` and `$$…$$` as HTML and MathML."""
    from latex2mathml.converter import convert
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def formula(text: str, options: dict[str, Any]) -> str:
        mathml = str(convert(text, display="block" if options["display_mode"] else "inline"))
        # Brackets only stretch where a mathematical font is installed; a matrix gets borders instead (see STYLE).
        return re.sub(
            r"<mo[^>]*>(?:&#x0005B;|\[)</mo>(<mtable.*?</mtable>)<mo[^>]*>(?:&#x0005D;|\])</mo>", r"\1", mathml
        )

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    dollarmath_plugin(parser, renderer=formula, allow_digits=True)
    return str(parser.render(markdown))


def _answer_markdown(sheet: Paper, item: Item, answer: Mapping[str, Any]) -> str:
    lines = []
    functions = {name: value for name, value in answer.items() if callable(value)}
    if functions:
        lines.append(f"```python\n{right.answer_cell(sheet, item.question, functions)}\n```")
    for name, value in answer.items():
        if callable(value):
            continue
        lines.append(_equation(name, value))
    return "\n\n".join(lines)


def _equation(name: str, value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim == 2:
        from tamrin.course.prompts import matrix

        return f"`{name}` $= {matrix(value)}$"
    return f"`{name}` = **{ladder.shown(value, 2000)}**"


def _erratum(erratum: Erratum, answers: Mapping[str, Mapping[str, Any]]) -> str:
    truth = answers[erratum.question][erratum.name]
    if ladder.same(erratum.printed, truth, 1e-9, 0.0):
        raise CourseError(f"the erratum of {erratum.name} is none: the printed answer is right")
    return f"> **The printed answer is wrong.** {_equation(erratum.name, erratum.printed)}. {erratum.why}"


STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { margin: 0; font: 1rem/1.6 system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1.2rem; }
h3 { font-size: .85rem; letter-spacing: .04em; text-transform: uppercase; opacity: .65; margin: 1.4rem 0 .3rem; }
code, pre { font: .9em/1.5 ui-monospace, "Noto Sans Mono", monospace; direction: ltr; unicode-bidi: isolate; }
pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: .4rem; text-align: left; }
mtable { border-inline: 1.5px solid; border-radius: .3em; margin-inline: .15em; }
math { direction: ltr; } math[display=block] { overflow-x: auto; padding: .3rem 0; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-inline-start: 4px solid #c60; background: #c601; }
"""
