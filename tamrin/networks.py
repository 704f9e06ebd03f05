"""Rebuild a student's Keras model from plain data: only built-in layers, and no more weights than were handed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tamrin.objects import Array, Network

MAX_PARTS = 5_000
MAX_NESTING = 24

_LAYERS = """
Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
AveragePooling2D BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate Conv1D Conv1DTranspose
Conv2D Conv2DTranspose Cropping1D Cropping2D Dense DepthwiseConv1D DepthwiseConv2D Dot Dropout ELU EinsumDense
Embedding Flatten GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
GlobalMaxPooling1D GlobalMaxPooling2D GroupNormalization Identity InputLayer LSTM LSTMCell LayerNormalization
LeakyReLU Masking MaxPooling1D MaxPooling2D Maximum Minimum MultiHeadAttention Multiply Normalization PReLU Permute
RNN RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom ReLU
RepeatVector Rescaling Reshape Resizing SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell Softmax
SpatialDropout1D SpatialDropout2D StackedRNNCells Subtract TimeDistributed UnitNormalization UpSampling1D UpSampling2D
ZeroPadding1D ZeroPadding2D
"""
_OPERATIONS = """
Abs Absolute Add Clip Concatenate Cos Divide Dot Elu Exp ExpandDims Gelu GetItem LeakyRelu Log Log1p LogSigmoid
LogSoftmax Matmul Max Maximum Mean Min Minimum Multiply Negative Normalize Pad Power Relu Relu6 Reshape Sigmoid Silu
Sin Softmax Softplus Softsign Sqrt Square Squeeze Stack Subtract Sum Tanh Transpose TrueDivide Var
"""
LAYERS = frozenset(_LAYERS.split())
"""Layers whose output depends on their input, settings and weights alone; no code crosses in any of them."""
OPERATIONS = frozenset(_OPERATIONS.split())
"""Operations of `keras.ops` that a functional model may hold (`x + y`, `keras.ops.relu(x)`)."""
MODELS = frozenset({"Sequential", "Functional"})
FUNCTIONS = {"softmax_v2": "softmax", "swish": "silu"}
"""Activations of TensorFlow that Keras writes down as functions, and what it calls them itself."""

_BY_MODULE = {
    "keras": MODELS | {"DTypePolicy"},
    "keras.layers": LAYERS,
    "keras.models": MODELS,
    "keras.src.models.functional": MODELS,
    "keras.src.models.sequential": MODELS,
    "keras.src.ops.numpy": OPERATIONS,
    "keras.src.ops.nn": OPERATIONS,
    None: frozenset({"__tuple__", "__keras_tensor__", "__slice__"}),
}
# What matters only while a model is trained; a rebuilt one has its weights already.
_OF_TRAINING = ("compile_config", "_initializer", "_regularizer", "_constraint")


class NotRebuildable(Exception):
    """A model that is not rebuilt; the text says what stands in the way."""


def check(network: Network) -> None:
    """Refuse what is not made of built-in layers, before any of it is built.

    Raises:
        NotRebuildable: a class that is not on the list, code, or too many layers.
    """
    name = network.config.get("class_name")
    if type(name) is not str or name not in MODELS:
        raise NotRebuildable(f"a model of class {_shown(name)}; only Sequential and functional models are rebuilt")
    if any(np.iscomplexobj(weight) for weight in network.weights):
        raise NotRebuildable("complex weights, of which Keras would drop the imaginary part")
    for count, node in enumerate(_serialised(network.config, MAX_NESTING), 1):
        name, module = node["class_name"], node.get("module")
        if count > MAX_PARTS:
            raise NotRebuildable("a model of too many parts")
        if type(name) is not str or not isinstance(module, str | None):
            raise NotRebuildable("a part without a name")
        if name == "function" and isinstance(node.get("config"), str) and node["config"] in FUNCTIONS:
            continue
        if name in ("Lambda", "__lambda__", "function"):
            raise NotRebuildable("a Lambda layer or a function of your own, which is code")
        if name not in _BY_MODULE.get(module, ()):
            raise NotRebuildable(f"{_shown(name)}, which is not among the layers that are rebuilt")


def built(network: Network) -> Any:
    """The live Keras model; no layer may have more weights than were handed in, so that a claim takes no memory.

    Raises:
        NotRebuildable: the architecture and the weights do not fit each other.
    """
    import keras

    shapes = [tuple(weight.shape) for weight in network.weights]
    try:
        with _at_most(sum(int(np.prod(shape)) for shape in shapes)):
            model = keras.saving.deserialize_keras_object(_untrained(network.config), safe_mode=True)
        claimed = [tuple(weight.shape) for weight in model.weights]
        if claimed != shapes:
            raise NotRebuildable(f"weights of other shapes than the layers have: {_difference(claimed, shapes)}")
        model.set_weights(network.weights)
    except NotRebuildable:
        raise
    except Exception as error:
        raise NotRebuildable(f"an architecture that cannot be built ({type(error).__name__})") from error
    return model


def outputs(model: Any, x: Any, layer: str | None = None) -> Array | list[Array]:
    """What a live model, or the layer of that name in it, makes of a batch of inputs."""
    import keras

    if layer is not None:
        model = keras.Model(model.inputs, model.get_layer(layer).output)
    made = model.predict(x, batch_size=256, verbose=0)
    return [np.asarray(each) for each in made] if isinstance(made, list | tuple) else np.asarray(made)


def load(model: Any, weights: str) -> None:
    """Load the weights that a file holds into a model: Keras's `.weights.h5`, or arrays in order in an `.npz`.

    Raises:
        Exception: whatever Keras, NumPy or the model, which may be the student's own, raise where they do not fit.
    """
    if weights.endswith(".npz"):
        with np.load(weights, allow_pickle=False) as arrays:
            model.set_weights([arrays[key] for key in arrays.files])
    else:
        model.load_weights(weights)


def _serialised(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every serialised object in a config, the outermost first."""
    if depth < 0:
        raise NotRebuildable("an architecture nested too deeply")
    if isinstance(value, dict):
        if "class_name" in value:
            yield value
        for key, item in value.items():
            if not key.endswith(_OF_TRAINING):
                yield from _serialised(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            yield from _serialised(item, depth - 1)


def _untrained(value: Any) -> Any:
    """A copy of a config without how it, or a model in it, was trained: Keras would make the optimizer's slots."""
    if isinstance(value, dict):
        if value.get("class_name") == "function":
            return FUNCTIONS[value["config"]]
        return {key: _untrained(item) for key, item in value.items() if not key.endswith(_OF_TRAINING)}
    return [_untrained(item) for item in value] if isinstance(value, list) else value


@contextmanager
def _at_most(count: int) -> Iterator[None]:
    import keras

    original = keras.layers.Layer.add_weight
    left = count

    def counted(self: Any, shape: Any = None, *args: Any, **options: Any) -> Any:
        nonlocal left
        left -= int(np.prod([abs(int(n)) for n in (shape or ())], dtype=object))
        if left < 0:
            raise NotRebuildable(f"layers with more weights than the {count:,} that were handed in")
        return original(self, shape, *args, **options)

    keras.layers.Layer.add_weight = counted
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = original


def _difference(claimed: list[Any], shapes: list[Any]) -> str:
    if len(claimed) != len(shapes):
        return f"{len(shapes)} arrays for {len(claimed)}"
    return next(f"{got} for {wanted}" for wanted, got in zip(claimed, shapes, strict=True) if wanted != got)


def _shown(name: Any) -> str:
    return repr(str(name)[:60])
