"""What this machine can do."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
from typing import Any

from tamrin.course import Course
from tamrin.data import cards, located
from tamrin.sandbox.confinement import LAYERS, PLAIN, layer_of, probe
from tamrin.sandbox.worker import Warm, WarmError, usable_cores

LIBRARIES = ("numpy", "tensorflow", "keras", "jax", "torch", "scikit-learn", "otter-grader", "dask")


def examine(course: Course) -> dict[str, Any]:
    """Probe the machine: every finding is the result of trying, not of a version table."""
    with Warm([]) as warm:
        layers = {layer: probe(warm, layer) or "works" for layer in LAYERS} | {PLAIN: "works, with --unconfined"}
        confinement = layer_of(warm, unconfined=True)
    return {
        "confinement": confinement,
        "layers": layers,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}, {usable_cores()} cores",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "warm process": {a.id: _warm(a.meta.preload) for a in course.assignments.values()},
        "gpu": _gpu(),
        "data": {card.name: str(located(card) or "not here") for card in cards(course.root).values()},
    }


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _warm(preload: tuple[str, ...]) -> str:
    try:
        with Warm(preload):
            return "starts"
    except WarmError as error:
        return str(error)


def _gpu() -> str:
    if shutil.which("nvidia-smi") is None:
        return "none found"
    query = ["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "none found"
