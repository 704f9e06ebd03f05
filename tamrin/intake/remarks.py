"""What can be said of a submission without running it: what it lacks, what comes too late, what two have in common."""

from __future__ import annotations

import hashlib
import importlib.machinery
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from tamrin.intake import code
from tamrin.intake.plan import Plan
from tamrin.intake.reader import Submission

MAX_MODULES = 200  # each one costs a look into every folder of `sys.path`
MIN_STATEMENTS = 8  # inside functions and loops; answers that are numbers are alike by necessity


def uninstalled(submission: Submission, stand_ins: Collection[str]) -> list[str]:
    """For staff: the modules that a submission imports and the worker will not find, one sentence for each.

    An import that the student guards with `try` is none of these.

    Args:
        submission: what was read.
        stand_ins: full names of the modules that the worker has stand-ins for.
    """
    missing: dict[str, tuple[int, bool]] = {}
    seen: set[str] = set()
    written: set[str] = set()
    for cell in submission.cells:
        if (module := code.module_written(cell.source)) is not None:
            written.add(module)
        for name, relative in code.imports(cell.source):
            top = name.partition(".")[0]
            stood_in = any(f"{name}.".startswith(f"{known}.") for known in stand_ins)
            if stood_in or top in seen | written or len(seen) >= MAX_MODULES:
                continue
            seen.add(top)
            if relative or not _installed(top):
                missing[top] = cell.index, relative or top in submission.beside
    return [
        f"Cell {index} imports `{name[:80]}`, a file of the student's own; only the notebook is run."
        if own
        else f"Cell {index} imports `{name[:80]}`, which is not installed here."
        for name, (index, own) in missing.items()
    ]


@lru_cache(maxsize=1024)
def _installed(name: str) -> bool:
    """Whether a top-level module is to be had in this Python environment, the working folder aside."""
    if name == "__main__" or name in sys.stdlib_module_names:
        return True
    roots = [path for path in sys.path if path.startswith((sys.prefix, sys.base_prefix))]
    try:
        return importlib.machinery.PathFinder.find_spec(name, roots) is not None
    except (ImportError, ValueError):
        return False


def defined_later(plan: Plan, cell_index: int, name: str) -> int | None:
    """The first cell after `cell_index` that defines `name`; None if it is defined up to there, or nowhere."""
    later = None
    for step in plan.steps:
        if name in code.names(step.source):
            if step.index <= cell_index:
                return None
            later = later or step.index
    return later


def rebound(plan: Plan, questions: Mapping[str, str]) -> list[str]:
    """For the student: the answers that a cell further down gives another value, perhaps without meaning to.

    Args:
        plan: what is run.
        questions: by answer name, the question it belongs to.
    """
    answered: dict[str, str] = {}
    notes = []
    for step in plan.steps:
        bound = code.names(step.source)
        notes += [
            f"Cell {step.index} gives `{name}` another value; {answered[name]} is judged by the last one."
            for name in sorted(answered)
            if name in bound and step.question != answered[name]
        ]
        if step.question is not None:
            answered |= {name: step.question for name in bound if questions.get(name) == step.question}
    return notes


@lru_cache(maxsize=64)
def apart(plan: Plan, question: str) -> frozenset[int]:
    """The positions of the steps that a question needs by itself: its own, those that belong to no question, and of
    others those that bind what it reads and nobody else binds (a helper in another answer's cell).
    """
    steps = dict(enumerate(plan.steps))
    needed = {position for position, step in steps.items() if step.question in (None, question)}
    wanting = {position for position in needed if steps[position].question == question}
    while wanting:
        bound = frozenset().union(*(code.names(steps[position].source) for position in needed))
        read = frozenset().union(*(code.borrowed(steps[position].source) for position in wanting)) - bound
        wanting = {p for p, step in steps.items() if p not in needed and read & code.names(step.source)}
        needed |= wanting
    return frozenset(needed)


def fingerprint(plan: Plan) -> str:
    """A digest of the answers' code, letter by letter but for comments and layout; empty where there is too little."""
    answers = [step.source for step in plan.steps if step.question is not None]
    if sum(map(code.statements_inside, answers)) < MIN_STATEMENTS:
        return ""
    return hashlib.sha256("\0".join(sorted(map(code.essence, answers))).encode()).hexdigest()


def identical(submissions: Mapping[str, tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of submissions that are the same file or have the same code: worth a look, and no proof.

    Args:
        submissions: by id, the SHA-256 of the file and the `fingerprint`; one without a fingerprint (a blank template,
            a file that cannot be read, a few numbers) is like no other.
    """
    group = {key: key for key, (_, code_digest) in submissions.items() if code_digest}
    for part in (0, 1):
        first: dict[str, str] = {}
        for key in group:
            twin = first.setdefault(submissions[key][part], key)
            old, new = group[key], group[twin]
            if old != new:
                group = {member: new if root == old else root for member, root in group.items()}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, root in group.items():
        members[root].append(key)
    return sorted(tuple(sorted(keys)) for keys in members.values() if len(keys) > 1)
