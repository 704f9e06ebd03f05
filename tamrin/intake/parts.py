"""Parts of a cell: what a student has added to one of the course's, what one that trains defines."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection
from functools import lru_cache

from tamrin.intake import code

# The tests and data that a setup cell carries: long, and never code.
_PAYLOAD = re.compile(r"""^_(?:TESTS|DATA) = (['"]).*\1$""", re.MULTILINE)
_SETUP_IMPORTS = {"base64", "json", "pathlib", "zlib"}
_SETUP_NAMES = {"otter", "_folder", "_TESTS", "_DATA", "_path"}
# What a constant is made of: no calls, and nothing that binds elsewhere.
_PLAIN = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Name, ast.Attribute, ast.Starred, ast.expr_context, ast.Constant),
    *(ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Subscript, ast.Slice, ast.JoinedStr, ast.FormattedValue),
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.operator, ast.unaryop, ast.boolop, ast.cmpop),
)


@lru_cache(maxsize=256)  # the course's cells are the same in a whole class
def beyond(source: str, known: str) -> str:
    """What a student has added to a cell of the course, each statement on its own line of the cell; "" if nothing.

    Args:
        source: the cell; all of it where it is no Python.
        known: the course's code: its statements are left out, and so is what sets up and calls the public checks.
    """
    source = _PAYLOAD.sub("pass", source)
    if len(source) > code.LARGE:
        return source if code.claimed(source) - code.claimed(known) else ""
    tree = code.parsed(known)
    course = {ast.dump(statement) for statement in tree.body} if tree is not None else set()
    return _only(source, lambda statement: not (ast.dump(statement) in course or _is_setup(statement)), source)


def definitions(source: str, but: Collection[str] = ()) -> str:
    """Of a cell its imports, functions, classes and constants, each on its own line; nothing that computes.

    What binds one of the names `but` is left out, too: answers to other questions, of which the cell has a copy.
    """
    lost: set[str] = set()

    def is_kept(statement: ast.stmt) -> bool:
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
            kept = True
        elif isinstance(statement, ast.Try):
            parts = (statement.body, *(handler.body for handler in statement.handlers), statement.orelse)
            kept = all(is_kept(inner) for part in parts for inner in part) and not statement.finalbody
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            kept = not lost & _read_at_once(statement)
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            kept = all(isinstance(node, _PLAIN) for node in ast.walk(statement)) and not _is_blank(statement)
            read = _read_at_once(statement)
            if isinstance(statement, ast.AugAssign):
                read |= code.bound(statement)
            kept = kept and not lost & read
        else:
            kept = False
        kept = kept and code.bound(statement).isdisjoint(but)
        if kept:
            lost.difference_update(code.bound(statement))
        else:
            lost.update(code.bound(statement))
        return kept

    return _only(source, is_kept, "")


def only_assigns(source: str, names: Collection[str]) -> bool:
    """Whether it does nothing but assign to some of these names."""
    tree = code.parsed(source)
    return tree is not None and all(
        isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign) and code.bound(statement) <= set(names)
        for statement in tree.body
    )


def _only(source: str, is_kept: Callable[[ast.stmt], bool], otherwise: str) -> str:
    """The statements of a cell that are kept, each on the line on which it stands."""
    if len(source) > code.LARGE:
        return ""
    tree = code.parsed(code.python(source))
    if tree is None:
        return otherwise
    try:
        kept = [(statement.lineno, ast.unparse(statement)) for statement in tree.body if is_kept(statement)]
    except (RecursionError, MemoryError):
        return otherwise
    text = ""
    for line, plain in kept:
        if plain == "pass":
            continue
        text += "\n" * max(bool(text), line - 1 - text.count("\n")) + plain
    return text


def _is_blank(statement: ast.Assign | ast.AnnAssign | ast.AugAssign) -> bool:
    return isinstance(statement.value, ast.Constant) and statement.value.value is ...


def _is_setup(statement: ast.stmt) -> bool:
    """Whether it is a statement of the setup cell but for the course's imports, or a call of a check."""
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Import) and {alias.name for alias in statement.names} <= _SETUP_IMPORTS:
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return True
    named = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    named |= {alias.name for node in ast.walk(statement) if isinstance(node, ast.Import) for alias in node.names}
    return bool(named & _SETUP_NAMES) or (isinstance(statement, ast.Expr) and "grader" in named)


def _read_at_once(statement: ast.AST) -> set[str]:
    """The names that a definition reads when it is run: not those in the bodies of functions."""
    found = set()
    open_nodes = [statement]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        body = node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) else []
        inside = body if isinstance(body, list) else [body]
        open_nodes += [child for child in ast.iter_child_nodes(node) if child not in inside]
    return found
