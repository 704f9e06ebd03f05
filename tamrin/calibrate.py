"""`tamrin calibrate`: train the references over many seeds and write down what they reach."""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import inspect
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from tamrin import calibration, objects
from tamrin.course import Assignment, CourseError
from tamrin.course.schema import Limits
from tamrin.course.variants import PUBLISHED
from tamrin.data import card_of, located
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import Item, paper
from tamrin.report.files import write_text
from tamrin.result_checks import Calls, MeasuredCheck, Model

Progress = Callable[[str, int], None]
"""Called with the question and how many seeds have been trained before this one."""
FRESH = 1000
"""The first of the seeds that no calibration uses."""


@dataclass
class Training:
    """A reference that is trained over several seeds, what to measure on it, and what it reached, seed by seed."""

    name: str
    train: Callable[[int], tuple[Any, ...]]
    measure: Callable[..., Mapping[str, Any]]
    checks: Mapping[str, MeasuredCheck] = field(default_factory=dict)
    data: str | None = None
    values: dict[str, list[float]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    curves: list[dict[str, list[float]]] = field(default_factory=list)
    results: list[tuple[Any, ...]] = field(default_factory=list)

    def run(self, seed: int) -> None:
        """Train with one more seed, and measure.

        Raises:
            CourseError: what was trained cannot be measured.
        """
        started = time.perf_counter()
        results = self.train(seed)
        self.seconds.append(time.perf_counter() - started)
        self.results.append(results)
        logs = [getattr(getattr(result, "history", None), "history", None) for result in results]
        for curves in [log for log in logs if log][:1]:
            self.curves.append({name: [float(v) for v in values] for name, values in curves.items()})
        for title, value in self.measure(*results).items():
            if not isinstance(value, int | float | np.number):
                raise CourseError(f"{self.name}: the reference is not measured: {value}")
            self.values.setdefault(title, []).append(float(value))

    def less_is_better(self, title: str, mean: float) -> bool:
        """Whether a measure is to be small: those who miss everything have more than the mean."""
        floor = self.checks[title].floor
        return floor is not None and mean <= floor

    def worst(self, title: str) -> float:
        """The worst value of a measure over the seeds."""
        values = self.values[title]
        return _rounded((max if self.less_is_better(title, statistics.fmean(values)) else min)(values))

    def record(self) -> dict[str, Any]:
        """The training's part of the calibration file. Targets are for students, who are judged on built-in data."""
        measures: dict[str, dict[str, Any]] = {}
        for title, values in self.values.items():
            mean, deviation = statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else 0.0
            measures[title] = {"mean": _rounded(mean), "sd": _rounded(deviation)}
            if self.data is None:
                measures[title]["target"] = calibration.target(mean, deviation, self.less_is_better(title, mean))
            measures[title] |= {"min": _rounded(min(values)), "max": _rounded(max(values))}
            measures[title] |= {"values": [_rounded(value) for value in values]}
        seconds = {"mean": round(statistics.fmean(self.seconds), 2), "max": round(max(self.seconds), 2)}
        record: dict[str, Any] = {"seeds": len(self.seconds), "measures": measures, "seconds": seconds}
        if self.data is not None:
            record["data"] = self.data
        models = [result for result in self.results[0] if hasattr(result, "count_params")]
        if models:
            record["parameters"] = sum(model.count_params() for model in models)
        if self.curves:
            names = sorted(set.intersection(*(set(curve) for curve in self.curves)))
            record["curve"] = {
                name: [_rounded(statistics.fmean(epoch)) for epoch in zip(*(curve[name] for curve in self.curves))]  # noqa: B905
                for name in names
            }
        return record


def calibrate(
    assignment: Assignment, seeds: int, subset: str, only: Sequence[str] = (), progress: Progress | None = None
) -> dict[str, Any]:
    """Train the references of all trained questions, and write `solutions/calibration/HW.json` and the weights.

    Of the built-in data the weights of the seed in the middle are kept: the solved notebook is handed in with them.

    Args:
        assignment: the assignment.
        seeds: how many; seed by seed 0, 1, 2, …
        subset: `mini` (built in) or `full`, which trains the questions that say what they reach on real data.
        only: questions; all trained ones unless given.
        progress: called after every training.

    Raises:
        CourseError: no question of the assignment is trained on such data.
    """
    found = calibration.load(assignment.course.root, assignment.id)
    for item, training in _selected(assignment, subset, only):
        for seed in range(seeds):
            training.run(seed)
            if progress is not None:
                progress(training.name, seed)
        questions = found.get(subset, {}).get("questions", {}) | {training.name: training.record()}
        about = {"seeds": min(record["seeds"] for record in questions.values())} | _about(assignment)
        about |= {"data": _built_in(assignment) if subset == "mini" else _real(assignment, questions)}
        found[subset] = about | {"questions": dict(sorted(questions.items()))}
        _write(assignment, found)
        if subset == "mini" and item.question.weights:
            _keep(training, item.question.weights, calibration.path_of(assignment.course.root, assignment.id))
    return found


def verify(
    assignment: Assignment, seeds: int, only: Sequence[str] = (), progress: Progress | None = None
) -> dict[str, Any]:
    """Train with seeds that no calibration uses, and count in its file with how many of them all targets are reached.

    Args:
        assignment: the assignment, calibrated on its built-in data.
        seeds: how many; `FRESH`, `FRESH` + 1, …
        only: questions; all trained ones unless given.
        progress: called after every training.

    Raises:
        CourseError: no question of the assignment is trained, or a question has not been calibrated.
    """
    found = calibration.load(assignment.course.root, assignment.id)
    for _, training in _selected(assignment, "mini", only):
        record = found.get("mini", {}).get("questions", {}).get(training.name)
        if record is None:
            raise CourseError(
                f"{assignment.id}: {training.name} has no calibration yet: tamrin calibrate {assignment.id}"
            )
        for number in range(seeds):
            training.run(FRESH + number)
            training.results.clear()
            if progress is not None:
                progress(training.name, number)
        reached = [
            all(training.checks[title].share(values[number]) == 1 for title, values in training.values.items())
            for number in range(seeds)
        ]
        least = {title: training.worst(title) for title in training.values}
        record["fresh"] = {"seeds": seeds, "reached": sum(reached), "worst": least}
        _write(assignment, found)
    return found


def _selected(assignment: Assignment, subset: str, only: Sequence[str]) -> list[tuple[Item, Training]]:
    items = [item for item in paper(assignment, PUBLISHED).items if item.question.kind == "trained" and _measured(item)]
    items = [item for item in items if not only or item.question.id in only]
    found = [(item, each) for item in items for each in _trainings(assignment, item, subset)]
    if not found:
        where = "of that name" if only else ("on real data" if subset == "full" else "at all")
        raise CourseError(f"{assignment.id} has no trained question {where}.")
    return found


def _write(assignment: Assignment, found: dict[str, Any]) -> None:
    path = calibration.path_of(assignment.course.root, assignment.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    plot(assignment.id, found, path.with_suffix(".png"))


def plot(title: str, found: dict[str, Any], path: Path) -> None:
    """For each question a row: the values of all seeds, measure by measure, with their targets, and the mean curves."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    rows = [(subset, name, record) for subset, part in found.items() for name, record in part["questions"].items()]
    heights = [max(2.6, 0.9 * len(record["measures"])) for _, _, record in rows]
    figure = Figure(figsize=(9, sum(heights) + 0.4), layout="constrained")
    grid = figure.add_gridspec(len(rows), 2, height_ratios=heights)
    for i, (subset, name, record) in enumerate(rows):
        lines = grid[i, 0].subgridspec(len(record["measures"]), 1)
        for j, (measure, values) in enumerate(record["measures"].items()):
            axes = figure.add_subplot(lines[j])
            axes.scatter(values["values"], [0] * len(values["values"]), s=18, alpha=0.6)
            said = f"{name}, {subset}: {measure}, mean {values['mean']:.4g}"
            if "target" in values:
                axes.axvline(values["target"], color="black")
                said += f", target {values['target']:g}"
            axes.set_title(said, fontsize="small", loc="left")
            axes.set(yticks=[])
            axes.margins(0.1)
        right = figure.add_subplot(grid[i, 1])
        for series, mean in record.get("curve", {}).items():
            right.plot(range(1, len(mean) + 1), mean, label=series)
        if record.get("curve"):
            right.set(xlabel="epoch", title=f"{name}, {subset}: mean over the seeds")
            right.xaxis.set_major_locator(MaxNLocator(integer=True))
            right.legend(frameon=False)
        else:
            right.axis("off")
    figure.suptitle(title)
    figure.savefig(path, dpi=80)


def _measured(item: Item) -> list[MeasuredCheck]:
    return [check for check, _ in item.checks if isinstance(check, MeasuredCheck)]


def _trainings(assignment: Assignment, item: Item, subset: str) -> list[Training]:
    question, checks = item.question.id, _measured(item)
    trainer = assignment.declared(assignment.solution, "training").get(question)
    if subset == "full":
        reached = assignment.declared(assignment.grader, "on_real_data").get(question)
        if reached is None:
            return []
        if trainer is None:
            raise CourseError(f"{assignment.id}: {question} has an `on_real_data`, but no `training`")
        names = reached.__tamrin__.data  # type: ignore[attr-defined]
        for name in names:  # before hours are spent on the first of them
            if located(card_of(assignment.course.root, name)) is None:
                raise CourseError(f"The data set {name} is not here: `tamrin data fetch {name}`, or see TAMRIN_DATA.")
        return [
            Training(
                question if name == names[0] else f"{question} on {name}",
                functools.partial(trainer, data=name),
                functools.partial(_measured_as_judged, functools.partial(reached, name)),
                data=name,
            )
            for name in names
        ]
    source = checks[0].source
    by_title = {check.quantity.en: check for check in checks}

    def measure(*results: Any) -> dict[str, Any]:
        return {title: check.measure(*results) for title, check in by_title.items()}

    if isinstance(source, Calls):
        return [Training(question, functools.partial(_called, source), measure, by_title)]
    if trainer is None:
        raise CourseError(f"{assignment.id}: nothing trains the models of {question}")
    return [Training(question, trainer, functools.partial(_measured_as_judged, measure), by_title)]


def _called(source: Calls, seed: int) -> tuple[Any, ...]:
    """The arguments of a measure: what the reference returns for the first call with another seed, and the call's."""
    bound = inspect.signature(source.right).bind(*source.calls[0].args, **source.calls[0].kwargs)
    if "seed" in bound.arguments:
        bound.arguments["seed"] = seed
    result = source.right(*bound.args, **bound.kwargs)
    return (objects.plain(result) or result, *bound.args)


def _measured_as_judged(measure: Callable[..., Mapping[str, Any]], *results: Any) -> Mapping[str, Any]:
    """Measure models by the same road as in grading: written down, rebuilt, measured."""
    found = [objects.plain(result) for result in results]
    models = [Model(n, InProcessStudent({}, Limits())) if isinstance(n, objects.Network) else None for n in found]
    return measure(*(model or result for model, result in zip(models, results, strict=True)))


def _keep(training: Training, names: Sequence[str], path: Path) -> None:
    first = next(iter(training.values.values()))
    middle = sorted(range(len(first)), key=first.__getitem__)[len(first) // 2]
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    for model, name in zip(training.results[middle], names, strict=True):
        model.compile()  # the state of the optimizer does not belong to what was learned
        model.save_weights(folder / name)


def _about(assignment: Assignment) -> dict[str, Any]:
    """Where and with what a calibration was made."""
    found: dict[str, Any] = {"backend": "numpy", "device": platform.machine(), "cores": os.cpu_count()}
    if any(name.split(".")[0] == "keras" for name in assignment.meta.preload):
        import keras

        found |= {"backend": keras.backend.backend(), "device": _device(keras.backend.backend())}
    names = ["numpy", "keras", "tensorflow", "jax", "torch"]
    return found | {
        "versions": {"python": platform.python_version()}
        | {name: importlib.metadata.version(name) for name in names if importlib.util.find_spec(name) is not None}
    }


def _built_in(assignment: Assignment) -> dict[str, dict[str, str]]:
    """By data set: the files of `datasets/` that its built-in form comes from, with their SHA-256."""
    if not assignment.meta.data:
        return {}
    folder, made = assignment.course.root / "datasets", assignment.course.module("datasets").BUILT_IN
    stems = {name: made[name].__module__.rpartition(".")[2] for name in assignment.meta.data}
    files = {
        name: [path for path in (folder / f"{stem}.py", folder / f"{stem}.npz") if path.is_file()]
        for name, stem in stems.items()
    }
    return {name: {path.name: sha256(path.read_bytes()).hexdigest() for path in paths} for name, paths in files.items()}


def _real(assignment: Assignment, questions: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By data set: its files with their SHA-256, as its card says and the loader has compared."""
    names = sorted({record["data"] for record in questions.values()})
    found = {name: card_of(assignment.course.root, name).files for name in names}
    return {name: {file.name: file.sha256 for file in files} for name, files in found.items()}


def _device(backend: str) -> str:
    if backend == "tensorflow":
        import tensorflow

        gpus = tensorflow.config.list_physical_devices("GPU")
        return str(tensorflow.config.experimental.get_device_details(gpus[0])["device_name"]) if gpus else _cpu()
    if backend == "torch":
        import torch

        return str(torch.cuda.get_device_name(0)) if torch.cuda.is_available() else _cpu()
    import jax

    device = jax.devices()[0]
    return str(device.device_kind) if device.platform != "cpu" else _cpu()


def _cpu() -> str:
    return f"CPU, {os.cpu_count()} cores, {platform.machine()}"


def _rounded(value: float) -> float:
    return float(f"{value:.5g}")
