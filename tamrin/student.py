"""What a check may ask of a student's work: one interface, however the work is run.

`tamrin.sandbox` implements it over the wire for a process that cannot reach the judge; `tamrin.judge.inprocess`
implements it over a plain namespace for Otter and for a debugger. Both hand over plain data only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from tamrin import ladder
from tamrin.ladder import Finding
from tamrin.objects import Drawing, Network

T = TypeVar("T")


class Call(NamedTuple):
    """The arguments of one call of a student's function."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def text(self, name: str) -> str:
        """The call as a person would write it, e.g. `conv2d([[1, 2]], [[3]], stride=2)`."""
        parts = [ladder.shown(a) for a in self.args]
        parts += [f"{key}={ladder.shown(value)}" for key, value in self.kwargs.items()]
        return f"{name}({', '.join(parts)})"


class Batch(tuple[Call, ...]):
    """The calls that a check puts to every student: what they are on the wire is worked out once."""

    encoded: bytes | None = None


def call(*args: Any, **kwargs: Any) -> Call:
    """Write the arguments of a call as you would write the call: `call(x, w, stride=2)`."""
    return Call(args, kwargs)


class Returned(NamedTuple):
    """A call of a student's function came back with plain data."""

    value: Any


class Raised(NamedTuple):
    """A call of a student's function raised: the names of the exception's classes (nearest first) and its text."""

    kinds: tuple[str, ...]
    text: str

    def shown(self) -> str:
        """`ValueError: the text`, cut to a line, without characters that would turn or hide what stands beside it."""
        kind, text = (
            "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(part.split())[:200])
            for part in (self.kinds[0], self.text)
        )
        return f"{kind}: {text}" if text else kind


Outcome = Returned | Raised


class StudentFault(Exception):
    """The student's work could not answer; carries the finding to record."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.key)
        self.finding = finding


class Student(ABC):
    """One student's executed work."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[str, Any]] = {}
        self.patience = True
        """Whether calls are spent on finding a simpler counterexample, which is in vain where nobody reads it."""
        self.seconds: dict[str, float] = {}
        """By answer name: how long one call may take, where the question itself says so."""
        self.most_seconds = float("inf")
        """No call may take longer, whatever the question says."""
        self._found: dict[tuple[int, ...], tuple[tuple[Any, ...], Any]] = {}

    @abstractmethod
    def value(self, name: str) -> Any:
        """The value of a top-level name as plain data.

        Raises:
            StudentFault: the name is missing, its value is not plain data, or the process could not answer.
        """

    @abstractmethod
    def describe(self, name: str, parameters: Sequence[str]) -> dict[str, Any]:
        """What a top-level name is: `{"callable": bool, "kind": str, "signature": str | None}`.

        `signature` is the function's own signature as text if a call with `parameters` would not bind, else None.
        """

    @abstractmethod
    def calls(self, name: str, calls: Sequence[Call]) -> list[Outcome]:
        """Call a function once per entry of `calls`; the outcomes in order."""

    @abstractmethod
    def loaded(self, name: str, call: Call, weights: str) -> Any:
        """The model that a call of a function builds, with the weights of a file that was handed in or written."""

    @abstractmethod
    def predict(self, network: Network, x: Any, layer: str | None = None) -> Any:
        """The output of a rebuilt model, or of a layer in it, in a process where no student's code has run."""

    def network(self, name: str, call: Call, weights: str) -> Network:
        """As `loaded`; what is no Keras model is a finding."""
        found = self.loaded(name, call, weights)
        if not isinstance(found, Network):
            values = {"name": name, "expected": "Keras model", "received": ladder.Words(ladder.kind_of(found))}
            raise StudentFault(Finding("failed", "type", values))
        return found

    def remembered(self, what: tuple[Any, ...], ask: Callable[[], T]) -> T:
        """What `ask` found the first time for these very objects: checks that share a source share what came of it."""
        key = tuple(map(id, what))
        if key not in self._found:
            self._found[key] = what, ask()  # the objects are kept, so that their ids stay theirs
        found: T = self._found[key][1]
        return found

    def call(self, name: str, call: Call) -> Outcome:
        """Call a function once."""
        (outcome,) = self.calls(name, [call])
        return outcome

    def outcomes(self, name: str, calls: Sequence[Call]) -> list[Outcome]:
        """As `calls`, once for the same sequence of calls: training is not repeated."""
        return self.remembered((name, calls), lambda: self.calls(name, calls))

    def drawn(self, name: str, calls: Sequence[Call]) -> Drawing | None:
        """The figure that the first of these calls returned, if they were made and it did."""
        _, outcomes = self._found.get((id(name), id(calls)), ((), []))
        first = outcomes[0] if outcomes else None
        return first.value if isinstance(first, Returned) and isinstance(first.value, Drawing) else None

    def function(self, name: str, parameters: Sequence[str]) -> None:
        """Climb the rungs *exists → callable → signature* for a function."""
        found = self.describe(name, parameters)
        if not found["callable"]:
            received = ladder.Words(found["kind"])
            raise StudentFault(Finding("failed", "not_callable", {"name": name, "received": received}))
        if found["signature"] is not None:
            expected = f"({', '.join(parameters)})"
            raise StudentFault(
                Finding("failed", "signature", {"name": name, "expected": expected, "received": found["signature"]})
            )

    def earlier(self, name: str) -> Any:
        """The student's answer to another question, in the form that was asked there (for carry-forward)."""
        return ladder.read(name, self.value(name), self.forms[name])
