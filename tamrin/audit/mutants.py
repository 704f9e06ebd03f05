"""Mutants: the references with one small change each, as answer cells that a good grader must reject.

A kept mutation library (cosmic-ray, mutmut) does not fit: they change files on disk and run a test command for each
mutant, while here a mutant is a submission and the judge is the test; slices, axes and dropped terms, which
matter most in numerical code, are not among their operators either.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tamrin.audit.operators import alternatives
from tamrin.build.answers import given_to, references
from tamrin.build.closure import Closure
from tamrin.judge.paper import Item, Paper

MUTATED = ("value", "function", "class", "model")
"""Kinds of questions that get mutants: whose answer is the reference's own code or what that computes from givens.

A mutant of a `trained` question would have to train, and whether it trains well enough is a matter of degree.
"""

_SKIPPED_FIELDS = ("annotation", "returns", "decorator_list", "type_params", "format_spec")
_SHORTEST = 12
"""A rendering shorter than this says too little about where a change is, so its surroundings are rendered, too."""


@dataclass(frozen=True)
class Mutant:
    """One mutant of one question's reference.

    `id` is `question/definition: before => after`, with ` #2`, ` #3`, … for later changes that read the same. It
    stays when other lines of the reference change.
    """

    id: str
    question: str
    source: str


@dataclass(frozen=True)
class _Place:
    """Where a node hangs: `node` is `parent.field`, or `parent.field[index]`."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    ancestors: tuple[ast.AST, ...]

    @contextmanager
    def replaced(self, other: ast.AST) -> Iterator[None]:
        """The tree with another node in this place, for as long as the context lasts."""
        self._put(other)
        try:
            yield
        finally:
            self._put(self.node)

    def _put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants_of(sheet: Paper) -> tuple[Mutant, ...]:
    """All mutants of an assignment, in the order of questions, definitions and source."""
    return tuple(mutant for item in sheet.items if has_mutants(item) for mutant in _of(sheet, item))


def has_mutants(item: Item) -> bool:
    """Whether a question is answered by code or by what code computes from its givens."""
    return item.question.kind in MUTATED and not item.fault


def original(sheet: Paper, item: Item) -> str:
    """The unchanged reference as the answer cell from which mutants are made; it must get full points."""
    return ast.unparse(_tree(sheet, item)) + _ending(sheet, item)


def sample(made: Sequence[Mutant], count: int | None, keep: Collection[str] = ()) -> list[Mutant]:
    """At most `count` mutants (all if None) besides those to `keep`, spread evenly over questions and their code."""
    if count is None:
        return list(made)
    pools: dict[str, list[Mutant]] = {}
    for mutant in made:
        if mutant.id not in keep:
            pools.setdefault(mutant.question, []).append(mutant)
    chosen: set[str] = set(keep)
    for served, question in enumerate(sorted(pools, key=lambda question: len(pools[question]))):
        # Small pools are served first, and what they cannot give is shared by the larger ones.
        pool = pools[question]
        quota = min(len(pool), -(-count // (len(pools) - served)))
        chosen |= {pool[i * len(pool) // quota].id for i in range(quota)}
        count -= quota
    return [mutant for mutant in made if mutant.id in chosen]


def _of(sheet: Paper, item: Item) -> Iterator[Mutant]:
    tree, ending = _tree(sheet, item), _ending(sheet, item)
    seen = {ast.unparse(tree)}
    renderings: Counter[str] = Counter()
    for definition in tree.body:
        for place in _places(definition, ()):
            around = _surroundings(place)
            before = _line(around)
            for other in alternatives(place.node):
                with place.replaced(other):
                    after, code = _line(other if around is place.node else around), ast.unparse(tree)
                if code in seen or not _compiles(code):
                    continue
                seen.add(code)
                name = f"{item.question.id}/{_name(definition)}: {before} => {after}"
                renderings[name] += 1
                number = f" #{renderings[name]}" if renderings[name] > 1 else ""
                yield Mutant(name + number, item.question.id, code + ending)


def _tree(sheet: Paper, item: Item) -> ast.Module:
    reference = references(sheet.assignment)[item.question.id]
    tree = ast.parse(Closure(sheet.assignment.solution).of(reference.__name__))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _ending(sheet: Paper, item: Item) -> str:
    """What turns the reference of a value question into an answer: a call on the givens, and the names."""
    if item.question.is_reference:
        return ""
    reference = references(sheet.assignment)[item.question.id]
    givens = given_to(reference, item.givens)
    names = item.question.names
    lines = [f"_answer = {reference.__name__}({', '.join(f'{name}={name}' for name in givens)})"]
    returned = reference(**givens)
    if isinstance(returned, dict) and set(returned) == set(names):
        lines += [f"{name} = _answer[{name!r}]" for name in names]
    else:
        lines += [f"{names[0]} = _answer"]
    return "\n" + "\n".join(lines)


def _places(node: ast.AST, ancestors: tuple[ast.AST, ...]) -> Iterator[_Place]:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
        return
    below = (*ancestors, node)
    for field, value in ast.iter_fields(node):
        if field in _SKIPPED_FIELDS:
            continue
        children = value if isinstance(value, list) else [value]
        for i, child in enumerate(children):
            if isinstance(child, ast.AST):
                yield _Place(child, node, field, i if isinstance(value, list) else None, below)
                yield from _places(child, below)


def _surroundings(place: _Place) -> ast.AST:
    """The changed node or, where that says too little, the smallest expression or statement around it."""
    around = place.node
    for ancestor in reversed(place.ancestors):
        if isinstance(around, ast.stmt) or len(_line(around)) >= _SHORTEST:
            break
        around = ancestor
    return around


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).strip().split("\n")[0].split())


def _compiles(code: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            compile(code, "<mutant>", "exec")
        except (SyntaxError, ValueError):
            return False
    return True


def _name(definition: ast.stmt) -> str:
    if isinstance(definition, ast.FunctionDef | ast.ClassDef):
        return definition.name
    return _line(definition).split("=")[0].strip()
