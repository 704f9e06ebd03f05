"""Models from hostile hands: whatever they hold, they end as a sentence, soon, and run nothing."""

import copy
import json
import time

import numpy as np
import pytest

pytest.importorskip("tensorflow", reason="TensorFlow is an extra")
from tamrin import Network, networks
from tamrin.course import Limits
from tamrin.intake import Plan
from tamrin.judge.confined import ConfinedStudent
from tamrin.sandbox import wire
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm, Worker
from tamrin.student import StudentFault

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tensorflow")]
LIMITS = Limits(predict_seconds=8, memory_mb=700, reply_mb=1)
X = np.ones((2, 2), "float32")


def node(kind, module="keras.layers", **settings):
    return {"class_name": kind, "module": module, "config": settings, "registered_name": None}


def layer(kind, module="keras.layers", **settings):
    return node(kind, module, name=settings.pop("name", kind.lower()), **settings)


def sequential(*layers):
    first = layer("InputLayer", batch_shape=[None, 2], dtype="float32", name="input")
    return node("Sequential", "keras", name="model", layers=[first, *layers])


def dense(units=1, **more):
    return layer("Dense", **({"units": units, "use_bias": False} | more))


def functional(nodes):
    first = layer("InputLayer", batch_shape=[None, 2], dtype="float32", name="input")
    last = dense()
    last["name"], first["name"] = "dense", "input"
    first["inbound_nodes"], last["inbound_nodes"] = [], nodes
    ends = {"input_layers": [["input", 0, 0]], "output_layers": [["dense", 0, 0]]}
    return node("Functional", "keras.src.models.functional", name="model", layers=[first, last], **ends)


def tensor(name, index=0):
    return node("__keras_tensor__", None, shape=[None, 2], dtype="float32", keras_history=[name, index, 0])


def nested(depth):
    model = sequential(dense())
    for _ in range(depth):
        model = sequential(model)
    return model


KERNEL = [np.ones((2, 1), "float32")]
INITIALIZER = {"class_name": "get", "module": "keras.initializers", "config": {}, "registered_name": None}
SOFTMAX = {"class_name": "function", "module": "builtins", "config": "softmax_v2", "registered_name": "function"}
COMPILED = {"optimizer": node("SGD", "os", x=1), "loss": "mse"}
HOSTILE = {
    "no class": ({}, KERNEL),
    "a class that is a list": ({"class_name": [], "config": {}}, KERNEL),
    "layers that are none": (node("Sequential", "keras", layers=3), KERNEL),
    "a layer that is none": (node("Sequential", "keras", layers=[3]), KERNEL),
    "no settings": ({"class_name": "Sequential", "module": "keras", "config": None}, KERNEL),
    "imports a module": (sequential(layer("system", "os")), []),
    "imports by the name of a layer": (sequential(layer("Dense", "antigravity")), []),
    "a function": (sequential(dense(activation=node("function", "os", x="system"))), KERNEL),
    "a function with settings": (sequential(dense(activation=node("function", "builtins", x=1))), KERNEL),
    "a function by name": (sequential(dense(activation="os.system")), KERNEL),
    "a lambda": (sequential(node("__lambda__", "builtins", value="x")), []),
    "a Lambda layer": (sequential(layer("Lambda", function="x")), []),
    "a typespec": (sequential(node("__typespec__", None)), []),
    "a file of words": (sequential(layer("StringLookup", vocabulary="/etc/passwd")), []),
    "a layer that loads a model": (sequential(layer("TFSMLayer", filepath="/tmp")), []),
    "a registered name": (sequential(dense() | {"registered_name": "builtins>eval"}), KERNEL),
    "units without weights": (sequential(dense(2**40)), KERNEL),
    "units below zero": (sequential(dense(-5)), KERNEL),
    "units that are text": (sequential(dense("5")), KERNEL),
    "an enormous embedding": (sequential(layer("Embedding", input_dim=2**40, output_dim=2**20)), KERNEL),
    "a billion copies": (sequential(layer("RepeatVector", n=10**9)), []),
    "a copy too long for the reply": (sequential(layer("RepeatVector", n=10**6)), []),
    "an impossible shape": (sequential(layer("Reshape", target_shape=[2**31, 2**31])), []),
    "enlarged a billion times": (
        sequential(layer("Reshape", target_shape=[2, 1]), layer("UpSampling1D", size=10**9)),
        [],
    ),
    "padded a billion times": (
        sequential(layer("Reshape", target_shape=[2, 1]), layer("ZeroPadding1D", padding=10**9)),
        [],
    ),
    "unrolled a million times": (
        sequential(layer("RepeatVector", n=10**6), layer("SimpleRNN", units=1, unroll=True, use_bias=False)),
        [np.ones((2, 1), "float32"), np.ones((1, 1), "float32")],
    ),
    "a cycle": (functional([{"args": [tensor("dense")], "kwargs": {}}]), KERNEL),
    "a node that is not there": (functional([{"args": [tensor("input", 7)], "kwargs": {}}]), KERNEL),
    "a layer that is not there": (functional([{"args": [tensor("other")], "kwargs": {}}]), KERNEL),
    "nodes that are none": (functional([3]), KERNEL),
    "models 30 deep": (nested(30), KERNEL),
    "6,000 layers": (sequential(*(layer("Identity", name=f"n{i}") for i in range(6000))), []),
    "a policy that is none": (sequential(dense(dtype="os.system")), KERNEL),
    "a policy of another module": (sequential(dense(dtype=node("DTypePolicy", "os", name="float32"))), KERNEL),
    "built as it likes": (sequential(dense() | {"build_config": {"input_shape": [None, 2**40]}}), KERNEL),
    "a model without weights": (sequential(dense()), []),
    "a weight too many": (sequential(dense()), KERNEL * 2),
    "complex weights": (sequential(dense()), [np.ones((2, 1), "complex64") * 1j]),
    "weights of another shape": (sequential(dense()), [np.ones((1, 2), "float32")]),
    "weights without end": (sequential(dense()), [np.ones((0, 2**30), "float32")]),
}
HONEST = {
    "a model": (sequential(dense()), KERNEL),
    "models five deep": (nested(5), KERNEL),
    "weights of eight bytes": (sequential(dense()), [KERNEL[0].astype("float64")]),
    "whole weights": (sequential(dense()), [KERNEL[0].astype("int32")]),
    "a model that was trained": (sequential(dense()) | {"compile_config": COMPILED}, KERNEL),
    "a model in it that was trained": (sequential(sequential(dense()) | {"compile_config": COMPILED}), KERNEL),
    "a functional model": (functional([{"args": [tensor("input")], "kwargs": {}}]), KERNEL),
    "an initializer that is not needed any more": (sequential(dense(kernel_initializer=INITIALIZER)), KERNEL),
    "a regularizer of its own": (sequential(dense(kernel_regularizer=node("Own", None, x=1))), KERNEL),
    "a layer that only counts in training": (sequential(layer("ActivityRegularization", l1=0.1), dense()), KERNEL),
}


@pytest.fixture(scope="module")
def student():
    with Warm(["tensorflow", "keras"]) as warm:
        layer = layer_of(warm, unconfined=True)
        with ConfinedStudent(lambda: Worker(warm.path, LIMITS, layer), Plan((), frozenset(), ()), {}, LIMITS) as one:
            yield one


@pytest.mark.parametrize(("config", "weights"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_model_ends_as_one_sentence_in_time(student, config, weights):
    started = time.monotonic()
    try:  # as it crosses: refused by the wire, by the judge's look at it, or by the process that would rebuild it
        network = wire.decode(wire.encode(Network(config, weights), 2**24), formulas=False)
        networks.check(network)
        assert isinstance(network.layers, list)
        student.predict(network, X)
    except (wire.ProtocolFault, networks.NotRebuildable):
        return
    except StudentFault as fault:
        finding = fault.finding
        assert finding.verdict in ("failed", "timeout", "memory", "crashed")
        assert finding.message()
        assert time.monotonic() - started < LIMITS.predict_seconds + 15
        return
    pytest.fail("it was rebuilt, and answers")


@pytest.mark.parametrize(("config", "weights"), HONEST.values(), ids=HONEST.keys())
def test_honest_model_is_rebuilt(student, config, weights):
    network = wire.decode(wire.encode(Network(copy.deepcopy(config), weights), 2**24), formulas=False)
    networks.check(network)
    assert student.predict(network, X).tolist() == [[2.0], [2.0]]


def test_activation_of_tensorflow_is_the_one_of_keras(student):
    network = Network(sequential(dense(2, activation=SOFTMAX)), [np.eye(2, dtype="float32")])
    networks.check(network)
    assert student.predict(network, X).tolist() == [[0.5, 0.5]] * 2


def test_process_after_a_hostile_model_answers_as_before(student):
    config, weights = HOSTILE["a billion copies"]
    with pytest.raises(StudentFault):
        student.predict(Network(config, weights), X)
    assert student.predict(Network(*HONEST["a model"]), X).tolist() == [[2.0], [2.0]]


def test_hostile_models_are_plain_data():
    assert json.loads(json.dumps([config for config, _ in HOSTILE.values()]))
