"""The checks of functions: hand-worked examples, a reference on drawn inputs, and laws."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np

from tamrin import ladder, objects
from tamrin.checks import EXACT, Alike, Check, InLanguage, Tolerance, Trap, compare_alike, is_zero
from tamrin.ladder import Finding, Mismatch
from tamrin.student import Batch, Call, Outcome, Raised, Returned, Student, StudentFault

SMALL_BATCHES = (0, 8, 24, 56, 120)
"""Small inputs, the simplest first: the simplest on which a wrong function fails is shown.

They are asked several at a time, because the way to the student's process takes longer than most calls.
"""

Said = Callable[[Call], Finding]
"""What is wrong with an outcome: it becomes a finding when it is told the call, which takes long to write down."""


@dataclass(frozen=True, kw_only=True)
class FunctionCheck(Check):
    """What the checks of a student's function share: its parameters, how its results are read and compared."""

    right: Callable[..., Any]
    tolerance: Tolerance = EXACT
    raises: tuple[type[Exception], ...] = ()
    alike: Alike | None = None

    @cached_property
    def parameters(self) -> list[str]:
        """The parameter names of the reference, which the student's function must take."""
        return list(inspect.signature(self.right).parameters)

    def expected(self, function: Callable[..., Any], call: Call) -> Outcome:
        """What a staff function does for a call; only the exceptions named in `raises` are an answer."""
        try:
            return Returned(function(*map(_in_judge, _copied(call.args)), **_copied(call.kwargs)))
        except self.raises as error:
            return Raised((type(error).__name__,), str(error))

    def agrees(self, received: Outcome, expected: Outcome) -> bool:
        """Whether the student's outcome is the expected one."""
        return self.difference(received, expected) is None

    def difference(self, received: Outcome, expected: Outcome) -> Said | None:
        """What is wrong with an outcome that is not the expected one, None when it is."""
        if isinstance(expected, Raised):
            if isinstance(received, Returned):
                value = received.value
                return self._said("no_raise", lambda: {"expected": expected.kinds[0], "received": ladder.shown(value)})
            if expected.kinds[0] in received.kinds:
                return None
            return self._said("wrong_raise", lambda: {"expected": expected.kinds[0], "error": received.shown()})
        if isinstance(received, Raised):
            return partial(raised_finding, self.name, received)
        right = expected.value
        try:
            compare_alike(self.name, received.value, right, self.tolerance, self.alike)
        except Mismatch as mismatch:
            found = mismatch.finding
            if found.key in ("type", "length", "ragged", "finite", "keys"):
                return self._said("result_form", lambda: {"detail": _Detail(found)})
            shown = ladder.shown
            return self._said("result", lambda: {"expected": shown(right), "received": shown(received.value)})
        return None

    def _said(self, key: str, values: Callable[[], dict[str, Any]]) -> Said:
        return lambda call: Finding("failed", key, {"name": self.name, "call": call.text(self.name), **values()})


def raised_finding(name: str, raised: Raised, call: Call) -> Finding:
    """The finding for a call that should have returned."""
    if raised.kinds[0] == "NotImplementedError":
        return Finding("not_attempted", "not_attempted", {"name": name})
    return Finding("error", "raised", {"name": name, "call": call.text(name), "error": raised.shown()})


@dataclass(frozen=True, kw_only=True)
class ExamplesCheck(FunctionCheck):
    """Calls with their results worked out by hand, shown to students."""

    examples: tuple[tuple[Call, Any], ...]
    visibility: str = "public"

    @cached_property
    def asked(self) -> Batch:
        """The calls that are made of every student's function."""
        return Batch(call for call, _ in self.examples)

    def judge(self, student: Student) -> Finding:
        student.function(self.name, self.parameters)
        for (call, result), outcome in zip(self.examples, student.calls(self.name, self.asked), strict=True):
            said = self.difference(outcome, Returned(result))
            if said is not None:
                return said(call)
        return Finding("passed")

    def public_spec(self) -> dict[str, Any]:
        examples = [{"args": list(c.args), "kwargs": c.kwargs, "result": result} for c, result in self.examples]
        spec: dict[str, Any] = {
            "check": "examples",
            "name": self.name,
            "parameters": self.parameters,
            "examples": examples,
        }
        # What `alike` does stays with the judge: at home only the form of such a result is looked at.
        spec["values"] = self.alike is None
        return spec | {"rtol": self.tolerance.rtol, "atol": self.tolerance.atol}


@dataclass(frozen=True, kw_only=True)
class SignatureCheck(FunctionCheck):
    """The function is there and takes what was asked for; worth nothing, shown to students who get no examples."""

    visibility: str = "public"
    weight: float = 0.0

    def judge(self, student: Student) -> Finding:
        student.function(self.name, self.parameters)
        return Finding("passed", "form_passed")

    def public_spec(self) -> dict[str, Any]:
        return {"check": "signature", "name": self.name, "parameters": self.parameters, "examples": []}


@dataclass(frozen=True, kw_only=True)
class OracleCheck(FunctionCheck):
    """The student's function against the reference on inputs drawn by Hypothesis; traps are wrong functions."""

    cases: Any
    count: int
    seed: int
    traps: tuple[Trap, ...] = ()

    # Inputs and expected results depend on no submission: one grading process computes them once.

    def prepare(self) -> None:
        _ = self.asked, self._expected, self._trapped, self._small

    @cached_property
    def asked(self) -> Batch:
        """The calls that are made of every student's function."""
        from tamrin.cases import draw

        return Batch(draw(self.cases, self.count, self.seed))

    @cached_property
    def _expected(self) -> list[Outcome]:
        return [self.expected(self.right, call) for call in self.asked]

    @cached_property
    def _trapped(self) -> list[list[Outcome]]:
        return [[self._trap_outcome(trap, call) for call in self.asked] for trap in self.traps]

    def _trap_outcome(self, trap: Trap, call: Call) -> Outcome:
        try:
            return self.expected(trap.outcome, call)
        except Exception as error:  # a misconception may well fail on some input; that is part of its behaviour
            return Raised((type(error).__name__,), str(error))

    def judge(self, student: Student) -> Finding:
        student.function(self.name, self.parameters)
        outcomes = student.calls(self.name, self.asked)
        wrong = [
            (call, said)
            for call, outcome, right in zip(self.asked, outcomes, self._expected, strict=True)
            if (said := self.difference(outcome, right)) is not None
        ]
        if not wrong:
            return Finding("passed")
        call, said = wrong[0]
        if (finding := said(call)).verdict == "not_attempted":
            return finding
        for trap, trapped in zip(self.traps, self._trapped, strict=True):
            if all(self.agrees(o, t) for o, t in zip(outcomes, trapped, strict=True)):
                return trap.finding()
        return self._simplest(student, wrong)

    @cached_property
    def _small(self) -> list[Batch]:
        # Drawn for the first wrong function that a grading process meets, and the same ones in every process.
        from tamrin.cases import small

        calls = small(self.cases, SMALL_BATCHES[-1], self.seed)
        return [Batch(calls[start:end]) for start, end in pairwise(SMALL_BATCHES) if calls[start:end]]

    @cached_property
    def _small_expected(self) -> dict[int, list[Outcome]]:
        return {}

    def _simplest(self, student: Student, wrong: list[tuple[Call, Said]]) -> Finding:
        """The finding for the simplest input on which the function is wrong, of those drawn and of small ones."""
        call, said = min(wrong, key=self._simplicity) if student.patience else wrong[0]
        for number, batch in enumerate(self._small if student.patience else ()):
            outcomes = student.calls(self.name, batch)
            if number not in self._small_expected:
                self._small_expected[number] = [self.expected(self.right, each) for each in batch]
            for each, outcome, right in zip(batch, outcomes, self._small_expected[number], strict=True):
                small = self.difference(outcome, right)
                if small is not None:
                    call, said = min([(each, small), (call, said)], key=self._simplicity)
                    return said(call)
        return said(call)

    def _simplicity(self, pair: tuple[Call, Said]) -> float:
        # The calls are the same for all submissions.
        call = pair[0]
        if id(call) not in self._simplicities:
            from tamrin.cases import simplicity

            self._simplicities[id(call)] = simplicity(call)
        return self._simplicities[id(call)]

    @cached_property
    def _simplicities(self) -> dict[int, float]:
        return {}


@dataclass(frozen=True, kw_only=True)
class PropertyCheck(FunctionCheck):
    """A law that the student's function must obey, as two sides that must be equal, on inputs drawn by Hypothesis.

    `sides(function, *args, **kwargs)` returns the two sides; `function` is the student's, and its results have
    already climbed the ladder to the form of the reference's result for the same arguments.
    """

    sides: Callable[..., tuple[Any, Any]]
    cases: Any
    count: int
    seed: int

    def prepare(self) -> None:
        _ = self.asked, self._prepared

    @cached_property
    def _prepared(self) -> list[tuple[Call, list[tuple[Any, Outcome]]]]:
        # The cases, each with the keys of the calls that the law makes of a right function, and their outcomes.
        from tamrin.cases import key

        return [(case, [(key(call), outcome) for call, outcome in foreseen]) for case, foreseen in self._cases]

    @cached_property
    def _cases(self) -> list[tuple[Call, list[tuple[Call, Outcome]]]]:
        from tamrin.cases import draw

        return [(case, self._foreseen(case)) for case in draw(self.cases, self.count, self.seed)]

    def _foreseen(self, case: Call) -> list[tuple[Call, Outcome]]:
        # Only what does not depend on a result may be asked ahead: an argument that the reference has computed (the
        # law f(f(x)) = x has one) would tell the student's process what is expected.
        from tamrin.cases import key

        (made, _), (shifted, _) = self._made(case, lambda value: value), self._made(case, _shifted)
        same = [key(one) == key(other) for (one, _), (other, _) in zip(made, shifted, strict=False)]
        return made[: (*same, False).index(False)]

    def _made(self, case: Call, change: Callable[[Any], Any]) -> tuple[list[tuple[Call, Outcome]], bool]:
        """The calls that the law makes of a function, and what the reference does; the law is told `change` of that.

        Also whether the law could then be worked out.
        """
        made: list[tuple[Call, Outcome]] = []

        def function(*args: Any, **kwargs: Any) -> Any:
            inner = Call(_copied(args), _copied(kwargs))
            made.append((inner, self.expected(self.right, inner)))
            if isinstance(made[-1][1], Raised):
                raise StudentFault(Finding("failed", "raised"))
            return change(_copied(made[-1][1].value))

        try:
            self.sides(function, *_copied(case.args), **_copied(case.kwargs))
        except StudentFault:
            pass
        except Exception:  # whatever it is, it comes again when the law is put to a student's function
            return made, False
        return made, True

    @cached_property
    def asked(self) -> Batch:
        """The calls that are made of every student's function, as far as they can be foreseen."""
        return Batch(call for _, foreseen in self._cases for call, _ in foreseen)

    def judge(self, student: Student) -> Finding:
        student.function(self.name, self.parameters)
        # All that can be foreseen is asked at once, because the way to the student's process takes longer than a call.
        outcomes = iter(student.calls(self.name, self.asked))
        sides: list[Any] = []
        broken = []
        for case, foreseen in self._prepared:
            answers = [(known, next(outcomes), expected) for known, expected in foreseen]
            finding = self._broken(student, case, answers, sides)
            if finding is not None:
                broken.append((case, finding))
        if broken:
            return min(broken, key=lambda pair: len(pair[0].text(self.name)))[1]
        if sides and all(is_zero(side) for side in sides):
            # Nothing but zeros obeys most laws, whatever they say.
            return Finding("failed", "zeros", {"name": self.name, "property": InLanguage(self.title)})
        return Finding("passed")

    def _broken(
        self, student: Student, case: Call, answers: list[tuple[Any, Outcome, Outcome]], sides: list[Any]
    ) -> Finding | None:
        """The finding where the law does not hold for a case; what the sides were is added to `sides`.

        `answers` are, in order, the keys of the calls that the law is expected to make, and the student's and the
        right outcomes.
        """
        from tamrin.cases import key

        ahead = iter(answers)

        def function(*args: Any, **kwargs: Any) -> Any:
            inner = Call(args, kwargs)
            foreseen, outcome, expected = next(ahead, (None, None, None))
            if outcome is None or expected is None or foreseen != key(inner):
                outcome, expected = student.call(self.name, inner), self.expected(self.right, inner)
            if isinstance(outcome, Raised) or isinstance(expected, Raised):
                said = self.difference(outcome, expected)
                raise StudentFault(said(inner) if said else Finding("failed", "raised"))
            return ladder.read(self.name, outcome.value, ladder.form_of(expected.value))

        try:
            left, right = self.sides(function, *_copied(case.args), **_copied(case.kwargs))
        except Mismatch as mismatch:
            return mismatch.finding
        except StudentFault as fault:
            if fault.finding.verdict in ("timeout", "crashed", "memory", "protocol_fault"):
                raise
            return fault.finding
        except Exception:
            _, sound = self._made(case, lambda value: value)
            if not sound:
                raise
            # With right results there is none of this: what came is beyond every float, say.
            values = {"name": self.name, "call": case.text(self.name), "detail": InLanguage(self.title)}
            return Finding("failed", "unmeasurable", values)
        if ladder.same(left, right, *self.tolerance):
            sides.append(left)
            return None
        values = {"name": self.name, "property": InLanguage(self.title), "call": case.text(self.name)}
        return Finding("failed", "property", values | {"left": ladder.shown(left), "right": ladder.shown(right)})


class _Detail(ladder.Words):
    """A finding's sentence inside another sentence."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.key)
        self.finding = finding

    def in_language(self, language: str) -> str:
        return self.finding.message(language)


def _in_judge(argument: Any) -> Any:
    return objects.evaluated(argument) if isinstance(argument, objects.Formula) else argument


def _shifted(value: Any) -> Any:
    """Another value of the same form."""
    if isinstance(value, list | tuple):
        return type(value)(_shifted(item) for item in value)
    if isinstance(value, dict):
        return {name: _shifted(item) for name, item in value.items()}
    if isinstance(value, np.ndarray):
        return ~value if value.dtype.kind == "b" else value + np.ones((), value.dtype)
    if isinstance(value, str):
        return value + " "
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int | float | complex) else value


def _copied(arguments: Any) -> Any:
    # References and traps must not be able to change the inputs that the student's function will see.
    if isinstance(arguments, np.ndarray):
        return arguments.copy()
    if isinstance(arguments, tuple) and not hasattr(arguments, "_fields"):
        return tuple(_copied(a) for a in arguments)
    if isinstance(arguments, list):
        return [_copied(a) for a in arguments]
    if isinstance(arguments, dict):
        return {key: _copied(a) for key, a in arguments.items()}
    return arguments
