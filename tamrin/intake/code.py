"""Students' code as text: IPython's own syntax taken out, the names that it binds, the modules that it imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from tamrin.course import stub

LARGE = 100_000  # characters; a syntax tree takes some six hundred times the memory of its text
_MAGIC_LIKE = re.compile(r"^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_TRANSPARENT = re.compile(r"\s*%%(?:time|capture|prun|debug)\b")
_CELL_MAGIC = re.compile(r"\s*%%\s*[A-Za-z!]")
_TIMED_LINE = re.compile(r"([ \t]*+)%time[ \t]+(.*)")
_ASSIGNED = re.compile(r"([^=%!?#'\"]*+=)[ \t]*+[%!](?!=)")
_MAGIC = re.compile(r"([ \t]*+)(?:%{1,2}[A-Za-z]|!(?!=)|\?|[^#'\"?]*+\?{1,2}[ \t]*+$)")
_BINDING = re.compile(
    r"^(?:(?:async +)?def|class)[ \t]+([^\W\d]\w*)|^([^\W\d]\w*)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE
)
_WORD = re.compile(r"[^\W\d]\w*")
_NOT_WRITTEN = "id='NotImplementedError'"
_WRITTEN = re.compile(r"\s*%%(?:writefile|file)[ \t]+(?:-a[ \t]+)?[\"']?(?:[^\s\"']*/)?(\w+)\.py\b")


def python(source: str) -> str:
    """A cell as Python would read it: magics, shell commands and questions for help become `pass`, line by line.

    >>> python("%matplotlib inline\\nfiles = !ls\\n%time x = 1")
    'pass\\nfiles = None\\nx = 1'
    """
    if not _MAGIC_LIKE.search(source) or parsed(source) is not None:
        return source
    lines = source.split("\n")
    start = next(i for i, line in enumerate(lines) if line.strip())
    if _TRANSPARENT.match(lines[start]):
        lines[start] = ""
    elif _CELL_MAGIC.match(lines[start]):
        return ""
    continued = False
    for i, line in enumerate(lines):
        plain = "" if continued else _plain(line)
        continued = (continued or plain != line) and line.endswith("\\")
        lines[i] = plain
    return "\n".join(lines)


def _plain(line: str) -> str:
    if timed := _TIMED_LINE.fullmatch(line):
        return timed[1] + timed[2]
    if assigned := _ASSIGNED.match(line):
        return assigned[1] + " None"
    if magic := _MAGIC.match(line):
        return magic[1] + "pass"
    return line


@lru_cache(maxsize=1024)
def names(source: str) -> frozenset[str]:
    """The names that a cell binds at its top level; none where it is not Python."""
    if len(source) > LARGE:
        return _bindings(source)
    plain = python(source)
    found = stub.defined_names(plain)
    for node in _nodes(plain):
        if isinstance(node, ast.Global):  # a function that is called binds them
            found |= set(node.names)
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
            found.add(node.name)
    return frozenset(found)


def claimed(source: str) -> frozenset[str]:
    """The names that a cell binds or, where it has a syntax error, looks like binding."""
    return names(source) or _bindings(source)


def _bindings(source: str) -> frozenset[str]:
    return frozenset(function or variable for function, variable in _BINDING.findall(source))


@lru_cache(maxsize=256)
def essence(source: str) -> str:
    """A cell's code without comments, docstrings and layout, as `stub.essence`; never fails."""
    if len(source) > LARGE or _is_opaque(source):
        return source.strip()
    try:
        return stub.essence(python(source))
    except (RecursionError, MemoryError):  # a sum of a thousand terms is a tree a thousand deep
        return source.strip()


@lru_cache(maxsize=256)
def imports(source: str) -> tuple[tuple[str, bool], ...]:
    """The modules that a cell imports, by full name, and whether relative; not those whose absence it handles."""
    return tuple(_imports(source))


def _imports(source: str) -> Iterator[tuple[str, bool]]:
    tree = parsed(python(source)) if len(source) <= LARGE else None
    open_nodes: list[ast.AST] = [tree] if tree is not None else []
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from google import colab` imports a module, too, as far as one can see.
            prefix = f"{node.module}." if node.module else ""
            yield from (
                (prefix + alias.name if alias.name != "*" else prefix.strip("."), bool(node.level))
                for alias in node.names
            )
        elif not (isinstance(node, ast.Try) and node.handlers):
            open_nodes += ast.iter_child_nodes(node)


@lru_cache(maxsize=256)
def statements_inside(source: str) -> int:
    """How many statements stand inside functions, classes, loops and branches."""
    tree = parsed(python(source)) if len(source) <= LARGE else None
    if tree is None:
        return 0
    return sum(isinstance(node, ast.stmt) for node in ast.walk(tree)) - len(tree.body)


def module_written(source: str) -> str | None:
    """The module that a cell writes with `%%writefile`, which later cells may import."""
    found = _WRITTEN.match(source)
    return found[1] if found else None


@lru_cache(maxsize=256)
def borrowed(source: str) -> frozenset[str]:
    """The names that a cell reads before it binds them, as far as the order of its statements tells."""
    if len(source) > LARGE:
        return frozenset(_WORD.findall(source))
    found: set[str] = set()
    before: set[str] = set()
    tree = parsed(python(source))
    for statement in tree.body if tree is not None else []:
        nodes = list(ast.walk(statement))
        own = bound(statement)
        read = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)}
        inner = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):  # `x = x + 1`, `x += 1`
            inner -= own
            if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
                read.add(statement.target.id)
        else:  # a loop or a function: what it binds itself it reads itself
            inner |= own | {node.arg for node in nodes if isinstance(node, ast.arg)}
        found |= read - inner - before
        before |= own
    return frozenset(found)


def is_untouched(source: str) -> bool:
    """Whether an answer cell is as stubs are: `...` for every value, a function that raises NotImplementedError."""
    tree = parsed(python(source)) if len(source) <= LARGE and not _is_opaque(source) else None
    if tree is None:
        return False
    values = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    if not all(isinstance(value, ast.Constant) and value.value is ... for value in values):
        return False
    raised = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return bool(values) or not tree.body or any(_NOT_WRITTEN in ast.dump(error) for error in raised if error)


def bound(statement: ast.stmt) -> set[str]:
    """The names that a statement binds, as `names`."""
    try:
        return set(names(ast.unparse(statement)))
    except (RecursionError, MemoryError):
        return set()


def _is_opaque(source: str) -> bool:
    """Whether it begins with a cell magic that makes of it what it likes."""
    return _CELL_MAGIC.match(source) is not None and _TRANSPARENT.match(source) is None


def _nodes(source: str) -> Iterator[ast.AST]:
    tree = parsed(source)
    if tree is not None:
        yield from ast.walk(tree)


def parsed(source: str) -> ast.Module | None:
    """Its syntax tree; None where there is none, or where Python's own parser gives up."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
