"""The authoring API: everything an assignment, a solution or a grader may use.

A grader module says, question by question, how answers are judged:

    @grades("pointwise")
    def pointwise(height, width, channels, filters):
        return [
            value("pointwise_params", solution.parameters(channels, filters), traps=[
                trap("weights_without_depth", filters * 2, "One filter has a weight per input channel.", "…"),
            ]),
        ]

The function's parameters are the question's givens, so one declaration serves every variant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import numpy as np

from tamrin import ladder
from tamrin.calibration import Targets as Targets
from tamrin.cases import seed_of
from tamrin.checks import (
    Alike,
    Check,
    ChoiceCheck,
    EssayCheck,
    FormCheck,
    RowCheck,
    Text,
    Tolerance,
    Trap,
    ValueCheck,
    form_title,
)
from tamrin.function_checks import ExamplesCheck, OracleCheck, PropertyCheck, SignatureCheck
from tamrin.objects import Drawing as Drawing
from tamrin.objects import Formula as Formula
from tamrin.objects import Network as Network
from tamrin.objects import Panel as Panel
from tamrin.result_checks import Calls, MeasuredCheck, Part, RequirementCheck, Trained
from tamrin.student import Call
from tamrin.student import call as call

F = TypeVar("F", bound=Callable[..., Any])


class Role(NamedTuple):
    """What a decorated function is for, for which question, and with which real data sets."""

    role: str
    question: str
    data: tuple[str, ...] = ()


def _marks(role: str) -> Callable[..., Callable[[F], F]]:
    def for_question(question: str, *data: str) -> Callable[[F], F]:
        def mark(function: F) -> F:
            function.__tamrin__ = Role(role, question, data)  # type: ignore[attr-defined]
            return function

        return mark

    return for_question


grades = _marks("grades")
"""In a grader: the decorated function of a question's givens returns its checks."""

reference = _marks("reference")
"""In a solution: the decorated function is the answer to a function question, or returns that of any other.

For a value question it takes the question's givens and returns the value, or a dict of values by name when the
question has several names; for a choice it returns the right option's key. A question that asks for several functions,
or for values and functions, has a reference that returns a dict in which the functions stand by name, too.
"""

second_derivation = _marks("second_derivation")
"""In a solution: the same answer derived independently of the reference; the key is refused unless both agree."""

training = _marks("training")
"""In a solution: the decorated function trains what a question asks for and returns it as a tuple.

Its parameters are `seed` and, where there is an `on_real_data`, `data`: "mini", or the name of a real data set.
"""

on_real_data = _marks("on_real_data")
"""In a grader, `@on_real_data("classifier", "fashion_mnist")`: what the reference reaches on real data, for the record.

`tamrin calibrate --data full` hands the decorated function the name of the data set and what the `training` function
has trained on it, models as in measures; it returns what it measures by title. No student is judged by it.
"""

steps = _marks("steps")
"""In a solution: the decorated function of a question's givens returns the worked steps as Markdown."""


class Erratum(NamedTuple):
    """A printed answer that is not true: listed in a solution as `ERRATA`, shown in the key of that variant."""

    question: str
    name: str
    printed: Any
    why: str


def say(en: str, fa: str) -> Text:
    """A sentence in English and Persian."""
    return Text(en, fa)


def trap(name: str, outcome: Any, en: str, fa: str) -> Trap:
    """A misconception: its name, the value (or, for a function question, the function) it leads to, and what to say."""
    return Trap(name, outcome, Text(en, fa))


def value(
    name: str,
    right: Any,
    *,
    traps: Sequence[Trap] = (),
    follows: Callable[..., Any] | None = None,
    alike: Alike | None = None,
    decimals: int | None = None,
    rtol: float = 1e-6,
    atol: float | None = None,
    weight: float = 1.0,
    reveal_shape: bool = True,
) -> list[Check]:
    """A variable with one right value: number, text, array, or a list, tuple or dict of them.

    Args:
        name: the variable.
        right: the right value; its type decides what is asked for (int: a whole number; ndarray: that shape).
        traps: what named misconceptions lead to; the first that matches speaks.
        follows: computes the value that follows from the student's own earlier answers, which are its parameters.
        alike: where several values are right (eigenvectors up to sign, say): maps the received value, already of the
            right one's form, and the right one to two values that must be equal.
        decimals: tolerate half a unit of this decimal instead of `rtol` and `atol`.
        rtol, atol: |received − right| ≤ atol + rtol·|right|; unless given, `atol` is 10⁻⁹ of the largest entry, so that
            an entry that is zero may come out of a transform as 10⁻¹⁶. A value in float32 may be off by 10⁻⁶.
        weight: share of the question's points.
        reveal_shape: False where the shape or length is itself the answer.
    """
    if decimals is not None:
        rtol, atol = 0.0, 0.5 * 10.0**-decimals * (1 + 1e-9)
    elif atol is None:
        atol = 1e-9 * float(np.max(np.abs(right), initial=0.0)) if isinstance(right, np.ndarray) else 0.0
    title = Text(f"{name}: value", f"{name}: مقدار")
    return [
        FormCheck(name=name, title=form_title(name), form=ladder.form_of(right, reveal_shape)),
        ValueCheck(
            name=name,
            title=title,
            weight=weight,
            right=right,
            traps=tuple(traps),
            tolerance=Tolerance(rtol, atol, ladder.ROOM_OF_VALUE),
            follows=follows,
            alike=alike,
        ),
    ]


def rows(
    names: str | Sequence[str],
    right: Sequence[Any],
    *,
    step: Callable[[int, tuple[Any, ...]], Any] | None = None,
    traps: Mapping[int, Sequence[Trap]] | None = None,
    labels: Sequence[str] | None = None,
    rtol: float = 1e-6,
    atol: float = 0.0,
) -> list[Check]:
    """A table, judged row by row: each of `names` is a list that the student fills, one entry per row.

    Args:
        names: the columns' variables (one name, or several).
        right: the rows; each a tuple with one entry per name (for a single name, the entry itself).
        step: `step(i, above)` is row `i` computed from the student's row above it, for carry-forward.
        traps: for row `i`, the misconceptions and the rows they lead to.
        labels: what to call the rows in titles; their numbers otherwise.
    """
    columns = (names,) if isinstance(names, str) else tuple(names)
    table = [(row,) if isinstance(names, str) else tuple(row) for row in right]

    def stepped(i: int, above: tuple[Any, ...]) -> tuple[Any, ...]:
        assert step is not None
        row = step(i, above)
        return (row,) if isinstance(names, str) else tuple(row)

    form = {"kind": "sequence", "items": None}
    checks: list[Check] = [FormCheck(name=name, title=form_title(name), form=form) for name in columns]
    for i, row in enumerate(table):
        label = labels[i] if labels else str(i)
        bound = tuple(
            Trap(t.name, (t.outcome,) if isinstance(names, str) else tuple(t.outcome), t.text)
            for t in (traps or {}).get(i, ())
        )
        checks.append(
            RowCheck(
                name=columns[0],
                names=columns,
                title=Text(f"{', '.join(columns)}: row {label}", f"{'، '.join(columns)}: سطر {label}"),
                index=i,
                right=row,
                above=table[i - 1] if i else None,
                step=stepped if step else None,
                traps=bound,
                tolerance=Tolerance(rtol, atol, ladder.ROOM_OF_VALUE),
            )
        )
    return checks


def choice(name: str, right: str, traps: Sequence[Trap] | Mapping[str, Text]) -> Check:
    """A letter. The options stand in the prompt as `- (key) text`; every wrong key needs a trap that says why not."""
    if isinstance(traps, Mapping):
        traps = [Trap(key, key, text) for key, text in traps.items()]
    return ChoiceCheck(name=name, title=Text(f"{name}: choice", f"{name}: گزینه"), right=right, traps=tuple(traps))


def essay(name: str, rubric: Sequence[tuple[float, Text]]) -> Check:
    """A text that a person marks: `rubric` pairs points with what earns them. At most one per assignment."""
    title = Text(f"{name}: marked by a person", f"{name}: تصحیح به دست مصحح")
    return EssayCheck(name=name, title=title, rubric=tuple(rubric))


def example(arguments: Call, result: Any) -> tuple[Call, Any]:
    """One call and its result worked out by hand; students see it."""
    return arguments, result


def law(title: Text, cases: Any, sides: Callable[..., tuple[Any, Any]]) -> tuple[Text, Any, Callable[..., Any]]:
    """A property of the student's function: `sides(function, *args)` returns two things that must be equal."""
    return title, cases, sides


def function(
    name: str,
    right: Callable[..., Any],
    *,
    cases: Any,
    examples: Sequence[tuple[Call, Any]] = (),
    laws: Sequence[tuple[Text, Any, Callable[..., Any]]] = (),
    traps: Sequence[Trap] = (),
    raises: Sequence[type[Exception]] = (),
    alike: Alike | None = None,
    count: int = 40,
    rtol: float = 1e-7,
    atol: float = 1e-9,
) -> list[Check]:
    """A function, judged on hand-worked examples (public), on inputs drawn by Hypothesis, and by laws (hidden).

    Args:
        name: the function.
        right: the reference; its parameters are the ones that the student's function must take.
        cases: a Hypothesis strategy of `call(...)`s; for a slow function a list of a few, all of which are put.
        examples: `example(call(...), result)`s; a sixth of the points.
        laws: `law(title, cases, sides)`s; a sixth of the points each.
        traps: wrong functions; a trap speaks when the student's function behaves like it on every case drawn.
        raises: exception types that are a right answer where the reference raises them.
        alike: where several results are right: maps a result and the right one to two values that must be equal.
        count: how many cases are drawn.
        rtol, atol: float64 tolerance; float32 results are given room by themselves.
    """
    shared: dict[str, Any] = {
        "name": name,
        "right": right,
        "tolerance": Tolerance(rtol, atol),
        "raises": tuple(raises),
        "alike": alike,
    }
    checks: list[Check] = [_signature(name, right)]
    if examples:
        title = Text(f"{name}: examples", f"{name}: نمونه‌ها")
        checks = [ExamplesCheck(**shared, title=title, examples=tuple(examples))]
    title = Text(f"{name}: drawn inputs", f"{name}: ورودی‌های تصادفی")
    checks.append(
        OracleCheck(
            **shared,
            title=title,
            weight=4.0,
            cases=cases,
            count=count,
            seed=seed_of(name),
            traps=tuple(traps),
        )
    )
    for title, law_cases, sides in laws:
        number = seed_of(name, title.en)
        checks.append(PropertyCheck(**shared, title=title, sides=sides, cases=law_cases, count=15, seed=number))
    return checks


def measured(
    name: str,
    right: Callable[..., Any],
    *,
    calls: Sequence[Call],
    measure: Callable[..., float | Text],
    title: Text,
    target: float,
    floor: float | None = None,
    together: Callable[[Sequence[Any]], Text | None] | None = None,
    traps: Sequence[Trap] = (),
    weight: float = 1.0,
) -> list[Check]:
    """A function whose result is not unique, such as one that trains: its results are measured.

    Args:
        name: the function.
        right: the reference; its parameters are the ones that the student's function must take.
        calls: the function is called once with each; checks given the same tuple share what it returns.
        measure: `measure(result, *args)` is a number, or a `say(...)` where the result has not the form to be measured.
            A Keras model arrives as a `Network`, a figure as a `Drawing`.
        title: what is measured.
        target: the mean over all calls that earns all points.
        floor: the mean that earns none, in tenths between; all or nothing unless given. Above `target`: less is better.
        together: what is wrong with all results, given in the order of the calls, or None: that they do not differ
            where they should, say. A call that is there twice, to see whether its result repeats, is measured once.
        traps: their outcome is a predicate `holds(result, *args)`; one speaks when it holds for every call.
        weight: share of the question's points.
    """
    source = Calls(name, right, tuple(calls))
    check = _measured(name, source, Measure(title, measure, target, floor, weight), traps)
    return [_signature(name, right), replace(check, together=together)]


def _signature(name: str, right: Callable[..., Any]) -> Check:
    return SignatureCheck(name=name, title=form_title(name), right=right)


class Requirement(NamedTuple):
    """One thing that must hold: its title, the predicate `holds(result, *args)`, and what to say where it does not."""

    title: Text
    holds: Callable[..., bool]
    message: Text
    weight: float = 1.0


def requirement(title: Text, holds: Callable[..., bool], message: Text, weight: float = 1.0) -> Requirement:
    """A requirement of `requires`: `holds(result, *args)` for every call, else `message`."""
    return Requirement(title, holds, message, weight)


def requires(
    name: str,
    right: Callable[..., Any],
    *,
    calls: Sequence[Call],
    requirements: Sequence[Requirement],
    traps: Sequence[Trap] = (),
) -> list[Check]:
    """A function that makes a model or a figure: one check for each thing that must hold for what it returns.

    Args:
        name: the function.
        right: the reference; its parameters are the ones that the student's function must take.
        calls: the function is called once with each.
        requirements: what must hold. A Keras model arrives as a `Network`, a figure or axes as a `Drawing`.
        traps: their outcome is a predicate `holds(result, *args)`; the first that holds for every call speaks in the
            place of a requirement that is not met.
    """
    source = Calls(name, right, tuple(calls))
    return [_signature(name, right), *(_required(name, source, each, traps) for each in requirements)]


def _measured(name: str, source: Calls | Trained, each: Measure, traps: Sequence[Trap]) -> MeasuredCheck:
    return MeasuredCheck(
        name=name,
        title=Text(f"{name}: {each.title.en}", f"{name}: {each.title.fa}"),
        weight=each.weight,
        source=source,
        traps=tuple(traps),
        quantity=each.title,
        measure=each.of,
        target=each.target,
        floor=each.floor,
    )


def _required(name: str, source: Calls | Trained, each: Requirement, traps: Sequence[Trap]) -> Check:
    return RequirementCheck(
        name=name,
        title=Text(f"{name}: {each.title.en}", f"{name}: {each.title.fa}"),
        weight=each.weight,
        source=source,
        traps=tuple(traps),
        holds=each.holds,
        message=each.message,
    )


def part(name: str, right: Callable[..., Any], arguments: Call, weights: str) -> Part:
    """A model of `trained`: the function that builds it, its reference, the call, and the file of the weights."""
    return Part(name, right, arguments, weights)


class Measure(NamedTuple):
    """One quantity by which trained models are judged; see `measure`."""

    title: Text
    of: Callable[..., float | Text]
    target: float
    floor: float | None = None
    weight: float = 1.0


def measure(
    title: Text, of: Callable[..., float], *, target: float, floor: float | None = None, weight: float = 1.0
) -> Measure:
    """A quantity of `trained`: `of(model, ...)`; all points at `target`, none at `floor`, tenths between."""
    return Measure(title, of, target, floor, weight)


def trained(
    *parts: Part,
    most_parameters: int,
    measures: Sequence[Measure],
    requirements: Sequence[Requirement] = (),
    traps: Sequence[Trap] = (),
) -> list[Check]:
    """Models that students train at home and hand in as weights files beside the notebook.

    The student's process builds each model and loads its weights; architecture and weights cross as data; the models
    are rebuilt from built-in layers in a process in which no code of the student's has run, and measured there.

    Args:
        parts: `part(...)`s; measures, requirements and traps get one model for each, in this order.
        most_parameters: how many entries the weights of each model may have.
        measures: `measure(...)`s. `model.predict(x)` is its output, `model.predict(x, layer="code")` that of a layer.
        requirements: `requirement(...)`s; `model.network` is the `Network` with its layers' settings.
        traps: their outcome is a predicate `holds(model, ...)`; one speaks where a measure misses its target.
    """
    source, name = Trained(parts, most_parameters), parts[0].name
    checks: list[Check] = [_signature(part.name, part.right) for part in parts]
    checks += [_measured(name, source, each, traps) for each in measures]
    return [*checks, *(_required(name, source, each, traps) for each in requirements)]
