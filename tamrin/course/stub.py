"""Code in percent format: a Python file cut into cells by `# %% question_id` lines."""

from __future__ import annotations

import ast
import itertools
import re

TRAIN = ".train"
"""A cell marked `# %% question.train` trains the question's models; it is skipped where their weights are handed in."""

# Possessive: a line of a million blanks must not be tried in a million ways.
_MARK = re.compile(r"^# *+%% *+(?:(?P<id>[A-Za-z_]\w*+(?:\.train)?) *+)?$", re.MULTILINE)


def split(text: str) -> list[tuple[str | None, str]]:
    """The cells of a percent-format file: pairs of question id (None if unnamed) and source.

    >>> split("import numpy as np\\n# %% a\\nx = 1\\n")
    [(None, 'import numpy as np'), ('a', 'x = 1')]
    """
    marks = list(_MARK.finditer(text))
    cells: list[tuple[str | None, str]] = []
    head = text[: marks[0].start()] if marks else text
    if head.strip():
        cells.append((None, head.strip("\n")))
    for mark, after in itertools.pairwise([*marks, None]):
        assert mark is not None
        body = text[mark.end() : after.start() if after else len(text)].strip("\n")
        cells.append((mark["id"], body))
    return cells


def essence(source: str) -> str:
    """A cell's code without comments, docstrings and layout: two cells that do the same by the letter are equal."""
    try:
        return ast.dump(_Undocumented().visit(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source.strip()


def defined_names(source: str) -> set[str]:
    """The names that a cell binds at its top level, inside blocks too; not those that it changes in place."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names: set[str] = set()
    open_nodes: list[ast.AST] = [tree]
    while open_nodes:
        for node in ast.iter_child_nodes(open_nodes.pop()):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                open_nodes.append(node)
    return names


class _Undocumented(ast.NodeTransformer):
    def _strip(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        body = getattr(node, "body", [])
        first = body[0].value if body and isinstance(body[0], ast.Expr) else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            node.body = body[1:]  # type: ignore[attr-defined]
        return node

    visit_Module = visit_FunctionDef = visit_ClassDef = visit_AsyncFunctionDef = _strip
