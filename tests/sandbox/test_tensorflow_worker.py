"""TensorFlow in the sandbox: the warm parent only imports, and its children can train, in every layer."""

import pytest

pytest.importorskip("tensorflow", reason="TensorFlow is an extra")
from tamrin.course import Limits
from tamrin.sandbox import confinement
from tamrin.sandbox.worker import Warm, Worker

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tensorflow")]
FIT = """
import keras, numpy as np
keras.utils.set_random_seed(0)
x = np.linspace(-1, 1, 64)[:, None]
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
loss = model.fit(x, x**2, epochs=2, verbose=0).history["loss"][-1]
"""


@pytest.fixture(scope="module")
def tensorflow_warm():
    with Warm(["tensorflow", "keras"]) as process:
        yield process


@pytest.mark.parametrize("layer", confinement.LAYERS)
def test_children_train_one_after_the_other_with_the_same_result(tensorflow_warm, layer):
    if (reason := confinement.probe(tensorflow_warm, layer)) is not None:
        pytest.skip(reason)
    losses = []
    for _ in range(3):
        worker = Worker(tensorflow_warm.path, Limits(), layer)
        try:
            reply = worker.run(FIT, 120)
            assert reply["error"] is None, reply
            losses.append(worker.value("loss")["value"])
        finally:
            worker.close()
    assert len(set(losses)) == 1


def test_warm_parent_has_computed_nothing(tensorflow_warm):
    worker = Worker(tensorflow_warm.path, Limits(), "full")
    try:
        source = "from tensorflow.python.eager import context\nused = context.context()._initialized"
        assert worker.run(source, 30)["error"] is None
        assert worker.value("used")["value"] is False
    finally:
        worker.close()
