"""`tamrin calibrate`: train the references over many seeds and write down what they reach."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import inspect
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tamrin import calibration, objects
from tamrin.course import Assignment, CourseError
from tamrin.course.schema import Limits
from tamrin.course.variants import PUBLISHED
from tamrin.data import cards
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import Item, paper
from tamrin.report.files import write_text
from tamrin.result_checks import Calls, MeasuredCheck, Model, Trained

Progress = Callable[[str, int], None]
"""Called with the question and the seed that has been trained."""


@dataclass
class Training:
    """What a question's reference reached, seed by seed."""

    question: str
    checks: Sequence[MeasuredCheck]
    values: dict[str, list[float]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    curves: list[dict[str, list[float]]] = field(default_factory=list)
    parameters: int | None = None

    def record(self) -> dict[str, Any]:
        """The question's part of the calibration file."""
        measures = {}
        for check in self.checks:
            values = self.values[check.quantity.en]
            mean, deviation = statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else 0.0
            less = check.floor is not None and not check.floor < mean
            measures[check.quantity.en] = {
                "target": calibration.target(mean, deviation, less),
                "mean": _rounded(mean),
                "sd": _rounded(deviation),
                "min": _rounded(min(values)),
                "max": _rounded(max(values)),
                "values": [_rounded(value) for value in values],
            }
        seconds = {"mean": round(statistics.fmean(self.seconds), 2), "max": round(max(self.seconds), 2)}
        record: dict[str, Any] = {"measures": measures, "seconds": seconds}
        if self.parameters is not None:
            record["parameters"] = self.parameters
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
        subset: `mini` (built in) or `full`.
        only: questions; all trained ones unless given.
        progress: called after every training.

    Raises:
        CourseError: no question of the assignment is trained.
    """
    items = [item for item in paper(assignment, PUBLISHED).items if _measured(item)]
    if only:
        items = [item for item in items if item.question.id in only]
    if not items:
        raise CourseError(f"{assignment.id} has no trained question of that name.")
    path = calibration.path_of(assignment.course.root, assignment.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    found = calibration.load(assignment.course.root, assignment.id)
    before = found.get(subset, {}).get("questions", {})
    trained = {item.question.id: _train(assignment, item, seeds, subset, progress) for item in items}
    questions = before | {name: training.record() for name, training in trained.items()}
    found[subset] = about(assignment, seeds, subset) | {"questions": dict(sorted(questions.items()))}
    write_text(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    plot(assignment.id, found, path.with_suffix(".png"))
    return found


def plot(title: str, found: dict[str, Any], path: Path) -> None:
    """One row for each question and measure: the values of all seeds with the target, and the mean curves."""
    from matplotlib.figure import Figure

    rows = [(subset, name, record) for subset, part in found.items() for name, record in part["questions"].items()]
    figure = Figure(figsize=(9, 2.6 * len(rows)), layout="constrained")
    axes = np.atleast_2d(figure.subplots(len(rows), 2, squeeze=False))
    for (left, right), (subset, name, record) in zip(axes, rows, strict=True):
        for i, (measure, values) in enumerate(record["measures"].items()):
            left.scatter(values["values"], [i] * len(values["values"]), s=18, alpha=0.6)
            left.plot([values["target"]] * 2, [i - 0.3, i + 0.3], color="black")
            left.annotate(
                f"{measure}: target {values['target']:g}", (0.02, i + 0.32), xycoords=("axes fraction", "data")
            )
        left.set(title=f"{name}, {subset}", yticks=[], ylim=(-0.6, len(record["measures"]) - 0.2))
        for series, mean in record.get("curve", {}).items():
            right.plot(range(1, len(mean) + 1), mean, label=series)
        right.set(xlabel="epoch", title="mean over the seeds")
        if record.get("curve"):
            right.legend(frameon=False)
        else:
            right.axis("off")
    figure.suptitle(title)
    figure.savefig(path, dpi=80)


def _measured(item: Item) -> list[MeasuredCheck]:
    return [check for check, _ in item.checks if isinstance(check, MeasuredCheck)]


def _train(assignment: Assignment, item: Item, seeds: int, subset: str, progress: Progress | None) -> Training:
    checks = _measured(item)
    training = Training(item.question.id, checks, {check.quantity.en: [] for check in checks})
    kept: list[list[bytes]] = []
    for seed in range(seeds):
        started = time.perf_counter()
        source = checks[0].source
        if isinstance(source, Trained):
            trainer = assignment.declared(assignment.solution, "training")[item.question.id]
            models = trainer(seed=seed, subset=subset)
            training.seconds.append(time.perf_counter() - started)
            arguments, kept = _as_judged(models), [*kept, _weights(models, item.question.weights)]
            training.parameters = sum(model.count_params() for model in models)
            if history := [model.history.history for model in models if getattr(model, "history", None)]:
                training.curves.append({name: [float(v) for v in values] for name, values in history[0].items()})
        else:
            arguments = _called(source, seed)
            training.seconds.append(time.perf_counter() - started)
        for check in checks:
            measured = check.measure(*arguments)
            if not isinstance(measured, int | float | np.number):
                raise CourseError(f"{item.question.id}: the reference is not measured: {measured}")
            training.values[check.quantity.en].append(float(measured))
        if progress is not None:
            progress(item.question.id, seed)
    if kept and subset == "mini":
        first = training.values[checks[0].quantity.en]
        middle = sorted(range(seeds), key=first.__getitem__)[seeds // 2]
        folder = calibration.path_of(assignment.course.root, assignment.id).with_suffix("")
        folder.mkdir(exist_ok=True)
        for name, content in zip(item.question.weights, kept[middle], strict=True):
            (folder / name).write_bytes(content)
    return training


def _called(source: Calls, seed: int) -> tuple[Any, ...]:
    """The arguments of a measure: what the reference returns for the first call with another seed, and the call's."""
    bound = inspect.signature(source.right).bind(*source.calls[0].args, **source.calls[0].kwargs)
    if "seed" in bound.arguments:
        bound.arguments["seed"] = seed
    result = source.right(*bound.args, **bound.kwargs)
    return (objects.plain(result) or result, *bound.args)


def _as_judged(models: Sequence[Any]) -> tuple[Model, ...]:
    # The same road as in grading: written down, rebuilt, measured.
    networks = [objects.plain(model) for model in models]
    return tuple(Model(n, InProcessStudent({}, Limits())) for n in networks if isinstance(n, objects.Network))


def _weights(models: Sequence[Any], names: Sequence[str]) -> list[bytes]:
    import tempfile

    contents = []
    with tempfile.TemporaryDirectory() as folder:
        for model, name in zip(models, names, strict=True):
            model.compile()  # the state of the optimizer does not belong to what was learned
            model.save_weights(Path(folder) / name)
            contents.append((Path(folder) / name).read_bytes())
    return contents


def about(assignment: Assignment, seeds: int, subset: str) -> dict[str, Any]:
    """Where and with what a calibration was made."""
    found: dict[str, Any] = {"seeds": seeds, "backend": "numpy", "device": platform.machine(), "cores": os.cpu_count()}
    if any(name.split(".")[0] == "keras" for name in assignment.meta.preload):
        import keras

        found |= {"backend": keras.backend.backend(), "device": _device(keras.backend.backend())}
    names = ["numpy", "keras", "tensorflow", "jax", "torch"]
    found["versions"] = {"python": platform.python_version()} | {
        name: importlib.metadata.version(name) for name in names if importlib.util.find_spec(name) is not None
    }
    if subset == "full":
        known = cards(assignment.course.root)
        found["data"] = {
            name: {file.name: file.sha256 for file in known[name].files}
            for name in assignment.meta.data
            if name in known
        }
    return found


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
