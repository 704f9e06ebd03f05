from __future__ import annotations

import ast

import pytest

from tamrin.audit.mutants import Mutant, mutants_of, original, sample
from tamrin.audit.operators import alternatives
from tamrin.judge.paper import paper


def changed(code: str) -> set[str]:
    """What the outermost expression or statement of a piece of code may become."""
    statement = ast.parse(code).body[0]
    node = statement.value if isinstance(statement, ast.Expr) else statement
    return {ast.unparse(ast.fix_missing_locations(other)) for other in alternatives(node)}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a + b", {"a - b", "a * b", "a", "b"}),
        ("a - b", {"a + b", "b - a", "a", "b"}),
        ("a // b", {"a / b", "-(-a // b)", "b // a", "a", "b"}),
        ("a < b", {"a <= b", "a >= b"}),
        ("a and b", {"a or b", "a", "b"}),
        ("-a", {"a"}),
        ("not a", {"a"}),
        ("0", {"1", "-1"}),
        ("1", {"2", "0", "-1"}),
        ("True", {"False"}),
        ("a if t else b", {"a if not t else b", "a", "b"}),
        ("f(x, y, k=1)", {"f(x, y)", "f(y, x, k=1)", "f(x, k=1)", "x"}),
        ("x.mean()", {"x"}),
        ("range(n)", {"range(n + 1)", "range(n - 1)", "range(1, n)"}),
        ("x[::-1]", {"x"}),
        ("x.T", {"x"}),
        ("x.sum", {"x.mean"}),
        ("(a, b)", {"(b, a)"}),
        ("'ijuv,uv->ij'", {"'ijuv,uv->ji'"}),
        ("[a for a in b if c]", {"[a for a in b]", "[a for a in b if not c]"}),
        ("a += b", {"a -= b", "a *= b", "a = b", "pass"}),
        ("if a:\n    b()", {"if not a:\n    b()", "if True:\n    b()", "pass"}),
        ("return a", set()),
    ],
)
def test_operators(code, expected):
    assert changed(code) == expected


def test_slices_lose_a_part_or_are_off_by_one():
    slices = ast.parse("x[a:b:c]").body[0].value.slice
    found = {ast.unparse(other) for other in alternatives(slices)}
    assert found == {":b:c", "a + 1:b:c", "a - 1:b:c", "a::c", "a:b + 1:c", "a:b - 1:c", "a:b"}


def test_mutants_are_deterministic_distinct_and_differ_from_the_original(tiny):
    sheet = paper(tiny.assignment, "published")
    made = mutants_of(sheet)
    assert made == mutants_of(sheet)
    assert len({mutant.id for mutant in made}) == len(made) == len({(m.question, m.source) for m in made})
    originals = {original(sheet, item) for item in sheet.items if item.question.kind != "choice"}
    assert not originals & {mutant.source for mutant in made}
    assert {mutant.question for mutant in made} == {"area", "clip"}


def test_ids_say_what_changed_and_survive_unrelated_edits(tiny, second_tiny):
    before = {mutant.id for mutant in mutants_of(paper(tiny.assignment, "published"))}
    assert {"area/area: height * width => height / width", "clip/clip: if x < low: => if x >= low:"} <= before
    second_tiny.replace("solutions/hw01_tiny.py", "@reference", "UNUSED = 1\n\n\n@reference")
    second_tiny.replace("solutions/hw01_tiny.py", "The area.", "The area of a rectangle.")
    assert {mutant.id for mutant in mutants_of(paper(second_tiny.assignment, "published"))} == before


def test_value_mutants_compute_the_answer_from_the_givens(tiny):
    mutant = next(m for m in mutants_of(paper(tiny.assignment, "published")) if m.id.endswith("=> height / width"))
    namespace = {"height": 6, "width": 3}
    exec(mutant.source, namespace)
    assert namespace["area"] == 2


def test_sample_is_even_deterministic_and_keeps_what_is_listed():
    made = [
        Mutant(f"{question}/{i}", question, "") for question, n in (("a", 3), ("b", 50), ("c", 50)) for i in range(n)
    ]
    chosen = sample(made, 23)
    assert chosen == sample(made, 23)
    assert [sum(m.question == question for m in chosen) for question in "abc"] == [3, 10, 10]
    assert [m.id for m in chosen if m.question == "b"] == [f"b/{i}" for i in range(0, 50, 5)]
    assert "c/7" in {m.id for m in sample(made, 2, keep=["c/7"])}
    assert sample(made, None) == made
    assert len(sample(made, 1000)) == len(made)
