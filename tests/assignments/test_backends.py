"""References that train with Keras reach the same on JAX and on PyTorch, as far as these are installed."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tamrin.course import Course

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
TRAINED = [
    assignment.id
    for assignment in COURSE.assignments.values()
    if any(question.weights for question in assignment.questions)
]

OTHERS = [
    pytest.param(
        backend,
        marks=pytest.mark.skipif(importlib.util.find_spec(backend) is None, reason=f"{backend} is not installed"),
    )
    for backend in ("jax", "torch")
]
GRAD_CAM = """
import sys
import keras
import numpy as np
from solutions import hw08_class_activation as solution

rng = np.random.default_rng(0)
layers = keras.layers
model = keras.Sequential([
    keras.Input((12, 12, 2)),
    layers.Conv2D(4, 3, activation="relu", name="first"),
    layers.MaxPooling2D(),
    layers.Conv2D(6, 3, activation="relu", name="second"),
    layers.Flatten(),
    layers.Dense(5, activation="softmax"),
])
model.set_weights([rng.normal(size=weights.shape) for weights in model.get_weights()])
image = rng.normal(size=(12, 12, 2)).astype("float32")
maps = [solution.grad_cam(model, image, c, name) for c in range(3) for name in ("first", "second")]
np.savez(sys.argv[1], *maps)
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course, where a calibration may write."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("assignments", "solutions", "graders", "datasets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "bank"))
    return folder


@pytest.mark.parametrize("backend", OTHERS)
@pytest.mark.parametrize("name", TRAINED)
def test_reference_reaches_the_same(name, backend, copy):
    committed = json.loads((copy / "solutions" / "calibration" / f"{name}.json").read_text("utf-8"))
    command = [str(Path(sys.executable).with_name("tamrin")), "calibrate", name, "--seeds", "1", "--backend", backend]
    subprocess.run([*command, "--course", str(copy)], check=True, capture_output=True, timeout=900)
    found = json.loads((copy / "solutions" / "calibration" / f"{name}.json").read_text("utf-8"))["mini"]
    assert found["backend"] == backend
    for question, trained in committed["mini"]["questions"].items():
        for measure, figures in trained["measures"].items():
            reached = found["questions"][question]["measures"][measure]["mean"]
            # Twice what a target leaves; where all is right on every seed, the deviation leaves nothing.
            room = max(8 * figures["sd"], 0.02 * abs(figures["mean"]))
            assert abs(reached - figures["mean"]) <= room, (question, measure, reached)


@pytest.mark.parametrize("backend", OTHERS)
def test_grad_cam_finds_the_same_gradients(backend, tmp_path):
    maps = []
    for each in ("tensorflow", backend):
        path = tmp_path / f"{each}.npz"
        command = [sys.executable, "-c", GRAD_CAM, str(path)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"KERAS_BACKEND": each}, check=True, capture_output=True)
        with np.load(path) as found:
            maps.append([found[name] for name in found.files])
    for mine, other in zip(*maps, strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-5)
    assert [round(float(found.max()), 6) for found in maps[0]].count(1) >= 4  # else there is little to compare
