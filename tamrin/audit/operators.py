"""Mutation operators: the small changes by which a program goes wrong, as alternatives to one node of its tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.FloorDiv, ast.Mult),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)
COMPARISON: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NAMES = {
    name: other
    for pair in (
        ("min", "max"),
        ("minimum", "maximum"),
        ("argmin", "argmax"),
        ("any", "all"),
        ("floor", "ceil"),
        ("zeros", "ones"),
        ("zeros_like", "ones_like"),
        ("mean", "sum"),
        ("sin", "cos"),
        ("tanh", "sinh"),
        ("exp", "expm1"),
        ("log", "log1p"),
        ("var", "std"),
    )
    for name, other in (pair, pair[::-1])
}
KEPT = (ast.Return, ast.Pass, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Global, ast.Nonlocal)
"""Statements that are not deleted: without them a program fails at once, which says nothing about a grader."""

_EINSUM = re.compile(r"(?P<inputs>[a-zA-Z.,]+)->(?P<output>[a-zA-Z]{2,})")


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in a node's place. New nodes share the children of the old one: unparse them, never edit them."""
    if isinstance(node, ast.expr | ast.Slice):
        yield from _expression(node)
    elif isinstance(node, ast.stmt):
        yield from _statement(node)


def _expression(node: ast.expr | ast.Slice) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=value):
            yield from _constant(value)
        case ast.BinOp(left=left, op=op, right=right):
            for other in ARITHMETIC.get(type(op), ()):
                yield ast.BinOp(left, other(), right)
            if isinstance(op, ast.FloorDiv):  # rounded up instead of down
                yield _negative(ast.BinOp(_negative(left), op, right))
            if not isinstance(op, COMMUTATIVE):
                yield ast.BinOp(right, op, left)
            yield left
            yield right
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.Compare(left=left, ops=[op], comparators=comparators):
            for swapped in COMPARISON[type(op)]:
                yield ast.Compare(left, [swapped()], comparators)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(_not(test), body, orelse)
            yield body
            yield orelse
        case ast.Call():
            yield from _call(node)
        case ast.Subscript(value=value, ctx=ast.Load()):
            yield value
        case ast.Slice():
            yield from _slice(node)
        case ast.Tuple(elts=items, ctx=ctx):
            yield from (ast.Tuple(swapped, ctx) for swapped in _exchanged(items))
        case ast.List(elts=items, ctx=ctx):
            yield from (ast.List(swapped, ctx) for swapped in _exchanged(items))
        case ast.Attribute(value=value, attr=name, ctx=ctx):
            if name == "T":
                yield value
            if name in NAMES:
                yield ast.Attribute(value, NAMES[name], ctx)
        case ast.Name(id="min" | "max" | "any" | "all" as name, ctx=ctx):
            yield ast.Name(NAMES[name], ctx)
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            yield from _comprehension(node)


def _constant(value: Any) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield from (ast.Constant(other) for other in dict.fromkeys((value + 1, value - 1, -value)) if other != value)
    elif isinstance(value, str) and (subscripts := _EINSUM.fullmatch(value)):
        for (i, a), (j, b) in pairwise(enumerate(subscripts["output"])):
            output = subscripts["output"]
            yield ast.Constant(f"{subscripts['inputs']}->{output[:i]}{b}{a}{output[j + 1 :]}")


def _call(node: ast.Call) -> Iterator[ast.AST]:
    positional = not any(isinstance(argument, ast.Starred) for argument in node.args)
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])
    if positional:
        yield from (ast.Call(node.func, swapped, node.keywords) for swapped in _exchanged(node.args))
    if positional and len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    if isinstance(node.func, ast.Name) and node.func.id == "range" and positional:
        yield from _range(node)
    elif positional and node.args:
        yield node.args[0]
    elif isinstance(node.func, ast.Attribute):
        yield node.func.value


def _range(node: ast.Call) -> Iterator[ast.AST]:
    # Constant bounds are shifted as constants.
    stop = 1 if len(node.args) > 1 else 0
    for i, argument in enumerate(node.args[: stop + 1]):
        if not isinstance(argument, ast.Constant):
            for shifted in _shifted(argument):
                yield ast.Call(node.func, [*node.args[:i], shifted, *node.args[i + 1 :]], [])
    if stop == 0:
        yield ast.Call(node.func, [ast.Constant(1), *node.args], [])


def _slice(node: ast.Slice) -> Iterator[ast.AST]:
    if node.lower is None:
        yield ast.Slice(ast.Constant(1), node.upper, node.step)
    else:
        yield ast.Slice(None, node.upper, node.step)
        yield from (ast.Slice(lower, node.upper, node.step) for lower in _shifted(node.lower))
    if node.upper is None:
        yield ast.Slice(node.lower, _negative(ast.Constant(1)), node.step)
    else:
        yield ast.Slice(node.lower, None, node.step)
        yield from (ast.Slice(node.lower, upper, node.step) for upper in _shifted(node.upper))
    if node.step is not None:
        yield ast.Slice(node.lower, node.upper, None)


def _comprehension(node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> Iterator[ast.AST]:
    for i, clause in enumerate(node.generators):
        for condition in clause.ifs:
            others = [test for test in clause.ifs if test is not condition]
            for tests in (others, [*others, _not(condition)]):
                changed = ast.comprehension(clause.target, clause.iter, tests, clause.is_async)
                yield type(node)(node.elt, [*node.generators[:i], changed, *node.generators[i + 1 :]])


def _statement(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.AugAssign):
        for other in ARITHMETIC.get(type(node.op), ()):
            yield ast.AugAssign(node.target, other(), node.value)
        yield ast.Assign([node.target], node.value, lineno=node.lineno)
    if isinstance(node, ast.If):
        yield ast.If(_not(node.test), node.body, node.orelse)
        yield ast.If(ast.Constant(True), node.body, node.orelse)
    if not isinstance(node, KEPT):
        yield ast.Pass()


def _exchanged(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for i, (a, b) in enumerate(pairwise(items)):
        yield [*items[:i], b, a, *items[i + 2 :]]


def _shifted(value: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(value, ast.Constant):
        yield ast.BinOp(value, ast.Add(), ast.Constant(1))
        yield ast.BinOp(value, ast.Sub(), ast.Constant(1))


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _negative(value: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), value)
