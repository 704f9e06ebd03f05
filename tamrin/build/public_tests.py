"""Self-contained Otter tests: what students run at home needs only Otter and NumPy.

Each file carries the source of `tamrin.ladder`, so that the notebook and the judge say the same, and the public
checks as plain data: forms, signatures and hand-worked examples.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

from tamrin import ladder
from tamrin.build.cells import literal
from tamrin.judge.paper import Item, Paper

TABLES = ("MESSAGES", "KIND_NAMES")
RUNNER = '''
def _run(env, spec):
    """Judge one public check against the notebook's names; raise AssertionError with what is wrong."""
    name = spec["name"]
    try:
        if name not in env:
            raise Mismatch("missing", name=name)
        value = env[name]
        if is_blank(value):
            raise Mismatch("not_attempted", name=name)
        if spec["check"] == "form":
            read(name, _plain(name, value), spec["form"])
            return
        if not callable(value):
            raise Mismatch("not_callable", name=name, received=Words(kind_of(value)))
        found = wrong_signature(value, spec["parameters"])
        if found is not None:
            raise Mismatch("signature", name=name, expected="(" + ", ".join(spec["parameters"]) + ")", received=found)
        for case in spec["examples"]:
            _example(name, value, case, spec)
    except Mismatch as mismatch:
        raise AssertionError(mismatch.finding.message(LANGUAGE)) from None


def _plain(name, value):
    value = unwrapped(value)
    if type(value) in (list, tuple):
        return type(value)(_plain(name, item) for item in value)
    if type(value) is dict:
        return {key: _plain(name, item) for key, item in value.items()}
    if isinstance(value, np.ndarray) and type(value) is not np.ndarray:  # a matrix, or an array with a mask
        raise Mismatch("refused", name=name, expected=Words("array"), received=type(value).__name__)
    return np.asarray(value) if hasattr(value, "__array__") else value


def _example(name, function, case, spec):
    parts = [shown(a) for a in case["args"]] + [f"{k}={shown(v)}" for k, v in case["kwargs"].items()]
    call = f"{name}({', '.join(parts)})"
    try:
        received = function(*copy.deepcopy(case["args"]), **copy.deepcopy(case["kwargs"]))
    except NotImplementedError:
        raise Mismatch("not_attempted", name=name) from None
    except BaseException as error:
        raise Mismatch("raised", name=name, call=call, error=f"{type(error).__name__}: {error}") from None
    received = _plain(name, received)
    if not spec["values"]:
        read(f"{name}(...)", received, form_of(case["result"]))
    elif not same(received, case["result"], spec["rtol"], spec["atol"]):
        raise Mismatch("result", name=name, call=call, expected=shown(case["result"]), received=shown(received))
'''


def test_files(paper: Paper, language: str) -> dict[str, str]:
    """By file name: the public test of every question that has one."""
    files = {}
    for item in paper.items:
        source = _test_file(item, language)
        if source is not None:
            files[f"{item.question.id}.py"] = source
    return files


def _test_file(item: Item, language: str) -> str | None:
    public = [(check, spec) for check, _ in item.checks if (spec := check.public_spec()) is not None]
    if not public:
        return None
    parts = [
        "# Generated; the hidden checks are run after you hand in.",
        "from otter.test_files import test_case\n",
        "OK_FORMAT = False",
        f"name = {item.question.id!r}",
        "points = 0\n",
        "import copy\n",
        ladder_source(language) + RUNNER,
        f"LANGUAGE = {language!r}\n",
    ]
    for number, (check, spec) in enumerate(public, 1):
        success = ladder.MESSAGES[language]["passed" if spec["check"] == "examples" else "form_passed"]
        title = check.title.in_language(language)
        parts.append(
            f"@test_case(name={title!r}, points=0, hidden=False, success_message={success!r})\n"
            f"def test_{number}(env):\n"
            f"    _run(env, {_literal(spec)})\n"
        )
    return "\n".join(parts)


def ladder_source(language: str) -> str:
    """The source of `tamrin.ladder` without docstrings and comments, with the messages of one language."""
    tree = ast.parse(Path(inspect.getfile(ladder)).read_text("utf-8"))
    tree.body = [node for node in tree.body if not _is_future(node)]
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and _is_text(body[0].value):
            body[:] = body[1:] or [ast.Pass()]
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in TABLES:
            one_language = {language: getattr(ladder, node.target.id)[language]}
            node.value = ast.parse(repr(one_language), mode="eval").body
    return ast.unparse(tree) + "\n"


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _literal(spec: dict[str, Any]) -> str:
    return literal(spec).replace("\n", " ")
