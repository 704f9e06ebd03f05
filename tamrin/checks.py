"""The checks that an author's declarations turn into: each is one judgement worth points.

A check asks a `Student` for plain data and returns a `Finding`. It knows no process, notebook or file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from tamrin import ladder
from tamrin.ladder import Finding, Mismatch
from tamrin.student import Student, StudentFault


class Text(NamedTuple):
    """One sentence in English and in Persian."""

    en: str
    fa: str

    def in_language(self, language: str) -> str:
        """The sentence in `en` or `fa`."""
        return self.fa if language == "fa" else self.en


class InLanguage(ladder.Words):
    """A `Text` inside a message."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def in_language(self, language: str) -> str:
        return self.text.in_language(language)


class Trap(NamedTuple):
    """A named misconception: what it leads to (a value, or a function like the student's) and what to say of it."""

    name: str
    outcome: Any
    text: Text

    def finding(self) -> Finding:
        """The verdict for an answer that fell into this trap."""
        return Finding("trapped", note=self.name, text=(self.text.en, self.text.fa))


class Tolerance(NamedTuple):
    """|received − right| ≤ atol + rtol·|right|, element by element; for float32 and float16 with `room`."""

    rtol: float = 0.0
    atol: float = 0.0
    room: ladder.Room = ladder.ROOM


EXACT = Tolerance()

Alike = Callable[[Any, Any], tuple[Any, Any]]
"""For answers that are right in several ways: maps a received and the right value to two that must be equal."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One judgement. `weight` shares the question's points out among its checks."""

    title: Text
    name: str
    visibility: str = "hidden"
    weight: float = 1.0

    def judge(self, student: Student) -> Finding:
        """What this check finds in a student's work."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Work out what depends on no student; else it is done when it is first needed."""

    @property
    def parts(self) -> int:
        """In how many equal parts the points are earned."""
        return 1

    def public_spec(self) -> dict[str, Any] | None:
        """What students may run at home, as plain data for `tamrin.build`; None for a hidden check."""
        return None


@dataclass(frozen=True, kw_only=True)
class FormCheck(Check):
    """The answer exists and has the kind and shape that was asked for; worth nothing, shown to students."""

    form: dict[str, Any]
    visibility: str = "public"
    weight: float = 0.0

    def judge(self, student: Student) -> Finding:
        ladder.read(self.name, student.value(self.name), self.form)
        return Finding("passed", "form_passed")

    def public_spec(self) -> dict[str, Any]:
        return {"check": "form", "name": self.name, "form": self.form}


@dataclass(frozen=True, kw_only=True)
class ValueCheck(Check):
    """A value against the right one, its traps, and what would follow from the student's own earlier answers."""

    right: Any
    traps: tuple[Trap, ...] = ()
    tolerance: Tolerance = EXACT
    follows: Callable[..., Any] | None = None
    alike: Alike | None = None

    def judge(self, student: Student) -> Finding:
        received = student.value(self.name)
        try:
            compare_alike(self.name, received, self.right, self.tolerance, self.alike)
        except Mismatch as mismatch:
            if self.follows is not None and self._carried(student, received):
                return Finding("passed", "follows")
            return _trapped(self, received) or self._few_digits(received) or mismatch.finding
        return self._cast(received) or Finding("passed")

    def _cast(self, received: Any) -> Finding | None:
        """The finding of a trap whose value is, digit by digit, what was received in float32."""
        dtype = getattr(received, "dtype", None)
        if not isinstance(self.right, float | np.ndarray) or dtype not in self.tolerance.room:
            return None
        if np.array_equal(np.asarray(self.right, dtype), received):
            return None
        # What has another form than the answer cannot be cast.
        near = (t for t in self.traps if ladder.same(received, t.outcome, room=self.tolerance.room))
        return next((t.finding() for t in near if np.array_equal(np.asarray(t.outcome, dtype), received)), None)

    def _few_digits(self, received: Any) -> Finding | None:
        dtype = getattr(received, "dtype", None)
        roomy = self.tolerance._replace(room=ladder.ROOM)
        if dtype in ladder.ROOM and same_alike(received, self.right, roomy, self.alike):
            return Finding("failed", "few_digits", {"name": self.name, "dtype": str(dtype)})
        return None

    def same(self, received: Any, right: Any) -> bool:
        """Whether a value is as good as the right one."""
        return same_alike(received, right, self.tolerance, self.alike)

    def _carried(self, student: Student, received: Any) -> bool:
        assert self.follows is not None
        try:
            earlier = {name: student.earlier(name) for name in inspect.signature(self.follows).parameters}
            consequence = self.follows(**earlier)
        except (StudentFault, Mismatch, ArithmeticError, ValueError, TypeError, IndexError):
            return False
        # An earlier answer chosen to make this one trivial (all zeros, say) earns nothing.
        if any(_uniform(answer) for answer in earlier.values()) or (_uniform(consequence) and not _uniform(self.right)):
            return False
        if is_zero(consequence, self.tolerance.atol) and not is_zero(self.right, self.tolerance.atol):
            return False
        return self.same(received, consequence)


@dataclass(frozen=True, kw_only=True)
class RowCheck(Check):
    """One row of a table whose columns are the student's lists `names`, with carry-forward from the row above."""

    names: tuple[str, ...]
    index: int
    right: tuple[Any, ...]
    above: tuple[Any, ...] | None
    step: Callable[[int, tuple[Any, ...]], Any] | None
    traps: tuple[Trap, ...] = ()
    tolerance: Tolerance = EXACT

    def judge(self, student: Student) -> Finding:
        columns = [student.value(name) for name in self.names]
        received = tuple(self._cell(column, name, self.index) for column, name in zip(columns, self.names, strict=True))
        try:
            for name, cell, right in zip(self.names, received, self.right, strict=True):
                label = f"{name}[{self.index}]"
                ladder.compare(label, ladder.read(label, cell, ladder.form_of(right)), right, *self.tolerance)
        except Mismatch as mismatch:
            if self._carried(columns, received):
                return Finding("passed", "follows")
            return _trapped(self, received) or mismatch.finding
        return Finding("passed")

    def same(self, received: Any, right: Any) -> bool:
        """Whether a row is as good as the right one."""
        return ladder.same(received, right, *self.tolerance)

    def _cell(self, column: Any, name: str, index: int) -> Any:
        if not isinstance(column, list | tuple) and not (isinstance(column, np.ndarray) and column.ndim):
            received = ladder.Words(ladder.kind_of(column))
            raise Mismatch("type", name=name, expected=ladder.Words("sequence"), received=received)
        if index >= len(column):
            raise Mismatch("length", name=name, expected=f"≥ {index + 1}", received=len(column))
        cell = column[index]
        return cell.tolist() if isinstance(cell, np.ndarray | np.generic) else cell

    def _read(self, name: str, cell: Any, right: Any) -> Any:
        # Where the right row above has nothing, whatever the student has there is what the next row follows from.
        return cell if right is None else ladder.read(name, cell, ladder.form_of(right))

    def _carried(self, columns: list[Any], received: tuple[Any, ...]) -> bool:
        if self.step is None or self.above is None:
            return False
        try:
            above = tuple(
                self._read(name, self._cell(column, name, self.index - 1), right)
                for column, name, right in zip(columns, self.names, self.above, strict=True)
            )
            if ladder.same(above, self.above, *self.tolerance) or ladder.same(received, above):
                return False  # nothing to carry, or a table that repeats one row
            return ladder.same(received, tuple(self.step(self.index, above)), *self.tolerance)
        except (Mismatch, ArithmeticError, ValueError, TypeError, IndexError):
            return False


@dataclass(frozen=True, kw_only=True)
class ChoiceCheck(Check):
    """One letter. `letters` maps the letters of this variant to the options' keys; every wrong key is a trap."""

    right: str
    traps: tuple[Trap, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> dict[str, Any]:
        """The letters that may be answered."""
        return {"kind": "option", "options": sorted(self.letters)}

    def judge(self, student: Student) -> Finding:
        key = self.letters[ladder.read(self.name, student.value(self.name), self.form)]
        if key == self.right:
            return Finding("passed")
        return next(trap for trap in self.traps if trap.name == key).finding()

    def public(self) -> FormCheck:
        """The check that students may run: is it one of the letters?"""
        return FormCheck(name=self.name, title=form_title(self.name), form=self.form)


@dataclass(frozen=True, kw_only=True)
class EssayCheck(Check):
    """A text that a person marks with a rubric: pairs of points and what earns them."""

    rubric: tuple[tuple[float, Text], ...]
    visibility: str = "public"

    def judge(self, student: Student) -> Finding:
        student.value(self.name)
        return Finding("skipped", "pending")


def compare_alike(name: str, received: Any, right: Any, tolerance: Tolerance, alike: Alike | None) -> None:
    """Climb the ladder with a received value; raise `Mismatch` at the first rung that fails.

    What `alike` cannot make sense of (a basis of zeros, say) is not right, whatever it raises.
    """
    read = ladder.read(name, received, ladder.form_of(right))
    if alike is not None:
        try:
            read, right = alike(read, right)
        except Exception:
            raise Mismatch("value_one", name=name, received=ladder.shown(received)) from None
    ladder.compare(name, read, right, *tolerance)


def same_alike(received: Any, right: Any, tolerance: Tolerance, alike: Alike | None) -> bool:
    """Whether `compare_alike` finds no difference."""
    try:
        compare_alike("", received, right, tolerance, alike)
    except Mismatch:
        return False
    return True


def _trapped(check: ValueCheck | RowCheck, received: Any) -> Finding | None:
    """The finding of the first trap that leads to the received value."""
    return next((trap.finding() for trap in check.traps if check.same(received, trap.outcome)), None)


def _uniform(value: Any) -> bool:
    """Whether an answer is made of several equal entries, for which nobody needs to calculate."""
    if isinstance(value, list | tuple) and len(value) > 1:
        return all(ladder.same(item, value[0]) for item in value[1:])
    return isinstance(value, np.ndarray) and value.size > 1 and bool(np.all(value == value.flat[0]))


def is_zero(value: Any, atol: float = 0.0) -> bool:
    """Whether an answer is 0, give or take `atol`, or made of nothing else."""
    if isinstance(value, list | tuple):
        return all(is_zero(item, atol) for item in value)
    if isinstance(value, dict):
        return all(is_zero(item, atol) for item in value.values())
    return not isinstance(value, str) and not np.any(value if atol == 0 else np.abs(value) > atol)


def form_title(name: str) -> Text:
    """The title of the public check of an answer's form."""
    return Text(f"{name}: form", f"{name}: شکل پاسخ")


def run(check: Check, student: Student) -> Finding:
    """Judge one check: what goes wrong on the student's side is a finding, what goes wrong here a fault of ours."""
    try:
        return check.judge(student)
    except Mismatch as mismatch:
        return mismatch.finding
    except StudentFault as fault:
        return fault.finding
    except Exception as error:
        return Finding("grader_fault", "grader_fault", {"error": f"{type(error).__name__}: {error}"})


def flatten(declared: Check | Iterable[Any]) -> list[Check]:
    """The checks of a declaration, however deeply an author nested them."""
    if isinstance(declared, Check):
        return [declared]
    return [check for item in declared for check in flatten(item)]


def with_letters(checks: Sequence[Check], letters: Mapping[str, str]) -> list[Check]:
    """Give every choice the letters of this variant, and the public check that goes with them."""
    bound: list[Check] = []
    for check in checks:
        if isinstance(check, ChoiceCheck):
            check = replace(check, letters=letters)
            bound.append(check.public())
        bound.append(check)
    return bound
