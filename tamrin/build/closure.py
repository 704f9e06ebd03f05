"""The source of a function together with everything of its module that it needs."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection
from types import ModuleType


class Closure:
    """The top-level definitions of a module, ready to be cut out one by one."""

    def __init__(self, module: ModuleType) -> None:
        self.source = inspect.getsource(module)
        self.lines = self.source.splitlines()
        self.nodes: dict[str, ast.stmt] = {}
        self.order: list[ast.stmt] = ast.parse(self.source).body
        for node in self.order:
            for name in _defines(node):
                self.nodes[name] = node

    def of(self, *names: str, without: Collection[str] = ()) -> str:
        """The source of `names` with helpers, constants and imports, in the module's order, decorators removed.

        What is defined elsewhere, and all that only it needs, is left out: `without` are the names of that.
        """
        elsewhere = {self.nodes[name] for name in without if name in self.nodes}
        needed = set(elsewhere)
        for name in names:
            self._need(self.nodes[name], needed)
        needed -= elsewhere
        return "\n\n".join(self._text(node) for node in self.order if node in needed)

    def body_of(self, name: str) -> ast.stmt:
        """The syntax tree of one definition."""
        return self.nodes[name]

    def around(self, name: str, replacement: str) -> str:
        """Like `of`, with the definition of `name` replaced by other source (for mutants)."""
        needed: set[ast.stmt] = set()
        target = self.nodes[name]
        self._need(target, needed)
        parts = [replacement if node is target else self._text(node) for node in self.order if node in needed]
        return "\n\n".join(parts)

    def _need(self, node: ast.stmt, needed: set[ast.stmt]) -> None:
        if node in needed:
            return
        needed.add(node)
        returns = [node.returns] if isinstance(node, ast.FunctionDef) and node.returns else []
        body = [*node.body, node.args, *returns] if isinstance(node, ast.FunctionDef) else [node]
        own = _bound(node) if isinstance(node, ast.FunctionDef) else set()
        for part in body:
            for inner in ast.walk(part):
                if isinstance(inner, ast.Name) and inner.id in self.nodes and inner.id not in own:
                    self._need(self.nodes[inner.id], needed)

    def _text(self, node: ast.stmt) -> str:
        # `lineno` of a function is its `def` line, below its decorators.
        return "\n".join(self.lines[node.lineno - 1 : node.end_lineno])


def _bound(function: ast.FunctionDef) -> set[str]:
    """The names that are a function's own: parameters and what it assigns, which may hide a name of the module."""
    inside = list(ast.walk(function))
    names = {node.arg for node in inside if isinstance(node, ast.arg)}
    return names | {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _defines(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Import | ast.ImportFrom) and getattr(node, "module", "") != "__future__":
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return []
