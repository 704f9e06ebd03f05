"""TensorFlow in the sandbox: the warm parent only imports, and its children can train, in every layer."""

import pytest

pytest.importorskip("tensorflow", reason="TensorFlow is an extra")
import numpy as np

from tamrin import Network, call
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


MODEL = """
import keras, numpy as np
def build(width):
    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(width, "sigmoid"), keras.layers.Dense(1)])
def hidden_weights(model, x):
    return model.get_layer(index=0).get_weights()[0], model.predict(x, verbose=0)
class Own(keras.Model):
    def call(self, x):
        return x
def own(width):
    return Own()
def shapeless(width):
    return keras.Sequential([keras.layers.Dense(width)])
"""


def test_models_cross_in_both_directions(tensorflow_warm):
    worker = Worker(tensorflow_warm.path, Limits(), "full")
    try:
        assert worker.run(MODEL, 60)["error"] is None
        (reply,) = worker.calls("build", [call(4)], 60)
        network = reply["value"]
        assert [kind for kind, _ in network.layers] == ["Dense", "Dense"]
        assert [weight.shape for weight in network.weights] == [(3, 4), (4,), (4, 1), (1,)]
        weights = [np.cos(np.arange(weight.size)).reshape(weight.shape) for weight in network.weights]
        x = np.array([[0.5, -1.0, 2.0]])
        (reply,) = worker.calls("hidden_weights", [call(Network(network.config, weights), x)], 60)
        first, predicted = reply["value"]
        assert np.allclose(first, weights[0])
        activation = 1 / (1 + np.exp(-(x @ weights[0] + weights[1])))
        assert np.allclose(predicted, activation @ weights[2] + weights[3], rtol=1e-5)
    finally:
        worker.close()


@pytest.mark.parametrize("name", ["own", "shapeless"])
def test_model_that_is_not_made_of_built_keras_parts_is_refused(tensorflow_warm, name):
    worker = Worker(tensorflow_warm.path, Limits(), "full")
    try:
        assert worker.run(MODEL, 60)["error"] is None
        (reply,) = worker.calls(name, [call(4)], 60)
        assert reply["refused"].startswith("a model that cannot be written down")
    finally:
        worker.close()
