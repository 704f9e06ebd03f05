"""References that train with Keras reach the same on JAX: their code names no backend."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tamrin.course import Course

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
TRAINED = [
    assignment.id
    for assignment in COURSE.assignments.values()
    if any(question.weights for question in assignment.questions)
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("jax") is None, reason="JAX is not installed: `make test-jax`"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course, where a calibration may write."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("assignments", "solutions", "graders", "datasets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "bank"))
    return folder


@pytest.mark.parametrize("name", TRAINED)
def test_reference_reaches_the_same_on_jax(name, copy):
    committed = json.loads((copy / "solutions" / "calibration" / f"{name}.json").read_text("utf-8"))
    command = [str(Path(sys.executable).with_name("tamrin")), "calibrate", name, "--seeds", "1", "--backend", "jax"]
    subprocess.run([*command, "--course", str(copy)], check=True, capture_output=True, timeout=900)
    found = json.loads((copy / "solutions" / "calibration" / f"{name}.json").read_text("utf-8"))["mini"]
    assert found["backend"] == "jax"
    for question, trained in committed["mini"]["questions"].items():
        for measure, figures in trained["measures"].items():
            reached = found["questions"][question]["measures"][measure]["mean"]
            # Twice what a target leaves; where all is right on every seed, the deviation leaves nothing.
            room = max(8 * figures["sd"], 0.02 * abs(figures["mean"]))
            assert abs(reached - figures["mean"]) <= room, (question, measure, reached)
