"""Models, figures and formulas as plain data: how they cross between the judge and a student's process.

A Keras model crosses as its architecture and its weights, a matplotlib figure as what is drawn in it. A formula is code
of the course's own that a student's function is called with. None of them does anything by itself: `live` is what the
student's process makes of those that it receives.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tamrin import ladder

MAX_CONFIG = 2**20
"""Characters of a model's architecture; that of ResNet152 has some 300,000."""
MAX_PNG = 4 * 2**20
"""Bytes of a figure's picture; of a larger one only what it shows is judged."""

Array = np.ndarray[Any, Any]
Points = list[tuple[Array, Array]]


class NotPlain(Exception):
    """A model or figure that cannot cross; the text says what it is."""


@dataclass(frozen=True, eq=False)
class Network:
    """A Keras model: the architecture as Keras serialises it, and the weights in the order of `model.get_weights()`."""

    config: dict[str, Any]
    weights: list[Array]

    def get_weights(self) -> list[Array]:
        """The weights, as a Keras model would give them: a reference may take either."""
        return self.weights

    def count_params(self) -> int:
        """The number of entries of all weights."""
        return sum(weight.size for weight in self.weights)

    @property
    def layers(self) -> list[tuple[str, dict[str, Any]]]:
        """Class name and settings of each layer, inputs left out."""
        found = self.config.get("config", {}).get("layers", [])
        named = [(layer.get("class_name", ""), layer.get("config", {})) for layer in found]
        return [(kind, settings) for kind, settings in named if kind != "InputLayer"]

    def __repr__(self) -> str:
        return f"<Keras model, {self.count_params():,} parameters>"


@dataclass(frozen=True)
class Formula:
    """A function written as one Python expression over `np`, such as `Formula("lambda x: np.tanh(x)")`."""

    source: str

    def __repr__(self) -> str:
        return self.source


@dataclass(frozen=True, eq=False)
class Panel:
    """What one Axes shows. `lines`, `stems` and `points` are pairs of x and y; a bar is (x, y, width, height).

    `alphas` are the opacities of the images, from 0 (not to be seen) to 1 (hides what is below).
    """

    title: str
    xlabel: str
    ylabel: str
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    xscale: str
    yscale: str
    aspect: str
    lines: Points
    stems: Points
    points: Points
    bars: list[tuple[float, float, float, float]]
    images: list[Array]
    texts: list[tuple[float, float, str]]
    alphas: list[float]


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure: its panels in the order in which they were made, and its picture (PNG)."""

    panels: list[Panel]
    png: bytes = b""

    def __repr__(self) -> str:
        return f"<figure with {len(self.panels)} panel{'s' * (len(self.panels) != 1)}>"


def live(argument: Any) -> Any:
    """What a student's function is called with: models and formulas brought to life, anything else as it is."""
    if isinstance(argument, Formula):
        return evaluated(argument)
    if isinstance(argument, Network):
        from tamrin import networks

        return networks.built(argument)
    return argument


def evaluated(formula: Formula) -> Callable[..., Any]:
    """The function that a formula of the course stands for."""
    function: Callable[..., Any] = eval(formula.source, {"np": np})
    return function


def plain(value: Any) -> Network | Drawing | dict[Any, Any] | tuple[Any, ...] | None:
    """A live Keras model or matplotlib figure, or one of the standard library's containers, as plain data.

    None for anything else.

    Raises:
        NotPlain: a model that is not made of Keras' own parts.
    """
    bases = {(base.__module__.split(".")[0], base.__name__) for base in type(value).__mro__}
    if ("keras", "Model") in bases:
        return _network(value)
    if ("matplotlib", "Figure") in bases:
        return drawing(value)
    if ("matplotlib", "Axes") in bases or ("matplotlib", "_AxesBase") in bases:
        return drawing(value.get_figure())
    container: dict[Any, Any] | tuple[Any, ...] = ladder.unwrapped(value)
    return None if container is value else container


def _network(model: Any) -> Network:
    try:
        if not model.built:
            raise ValueError("it has no shape yet: begin with keras.Input")
        config = json.loads(model.to_json())
        config.pop("compile_config", None)  # how it was trained does not matter
        weights = [np.asarray(weight) for weight in model.get_weights()]
    except Exception as error:  # a class of the student's own may fail in any way
        raise NotPlain(f"a model that cannot be written down ({type(error).__name__}: {str(error)[:80]})") from error
    return Network(config, weights)


def drawing(figure: Any) -> Drawing:
    """What a matplotlib figure shows."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=80)
    png = picture.getvalue()
    return Drawing([_panel(axes) for axes in figure.axes], png if len(png) <= MAX_PNG else b"")


def _panel(axes: Any) -> Panel:
    stems = [box for box in axes.containers if type(box).__name__ == "StemContainer"]
    bars = [box for box in axes.containers if type(box).__name__ == "BarContainer"]
    of_stems = {id(line) for box in stems for line in (box.markerline, box.baseline)}
    return Panel(
        title=str(axes.get_title()),
        xlabel=str(axes.get_xlabel()),
        ylabel=str(axes.get_ylabel()),
        xlim=_pair(axes.get_xlim()),
        ylim=_pair(axes.get_ylim()),
        xscale=str(axes.get_xscale()),
        yscale=str(axes.get_yscale()),
        aspect=str(axes.get_aspect()),
        lines=[_points(*line.get_data()) for line in axes.lines if id(line) not in of_stems],
        stems=[_points(*box.markerline.get_data()) for box in stems],
        points=[_points(*np.ma.getdata(dots.get_offsets()).T) for dots in _scattered(axes.collections)],
        bars=[
            (float(p.get_x()), float(p.get_y()), float(p.get_width()), float(p.get_height()))
            for box in bars
            for p in box.patches
        ],
        images=[np.ma.filled(image.get_array().astype(float), np.nan) for image in axes.images],
        texts=[(*map(float, getattr(text, "xy", text.get_position())), text.get_text()) for text in axes.texts],
        alphas=[1.0 if image.get_alpha() is None else float(np.mean(image.get_alpha())) for image in axes.images],
    )


def _scattered(collections: Iterable[Any]) -> list[Any]:
    return [found for found in collections if type(found).__name__ == "PathCollection"]


def _points(x: Any, y: Any) -> tuple[Array, Array]:
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)


def _pair(limits: Any) -> tuple[float, float]:
    return float(limits[0]), float(limits[1])


def parts_of(value: Network | Drawing | Formula) -> list[Any]:
    """A value of this module as a list of plainer ones."""
    if isinstance(value, Network):
        return [json.dumps(value.config), list(value.weights)]
    if isinstance(value, Formula):
        return [value.source]
    return [[list(vars(panel).values()) for panel in value.panels], value.png]


def network_of(parts: Any) -> Network:
    """Undo `parts_of`.

    Raises:
        ValueError: these are not the parts of a model.
    """
    config, weights = parts
    if type(config) is not str or len(config) > MAX_CONFIG or type(weights) is not list:
        raise ValueError("not a model")
    if any(type(weight) is not np.ndarray for weight in weights):
        raise ValueError("a weight that is not an array")
    try:
        read = json.loads(config)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    inner = read.get("config") if type(read) is dict else None
    layers = inner.get("layers", []) if type(inner) is dict else None
    if type(layers) is not list or not all(map(_is_layer, layers)):
        raise ValueError("an architecture that is not one")
    return Network(read, weights)


def _is_layer(layer: Any) -> bool:
    return type(layer) is dict and type(layer.get("class_name")) is str and type(layer.get("config")) is dict


def formula_of(parts: Any) -> Formula:
    """Undo `parts_of`; the formula is not evaluated.

    Raises:
        ValueError: these are not the parts of a formula.
    """
    (source,) = parts
    if type(source) is not str:
        raise ValueError("not a formula")
    return Formula(source)


def drawing_of(parts: Any) -> Drawing:
    """Undo `parts_of`.

    Raises:
        ValueError: these are not the parts of a figure.
    """
    panels, png = parts
    if type(png) is not bytes or len(png) > MAX_PNG or (png and not png.startswith(b"\x89PNG\r\n\x1a\n")):
        raise ValueError("not a picture")
    if type(panels) is not list:
        raise ValueError("not panels")
    return Drawing([_panel_of(parts) for parts in panels], png)


def _panel_of(parts: Any) -> Panel:
    words, limits, series, rest = parts[:3], parts[3:5], parts[8:11], parts[11:]
    words = [*words, *parts[5:8]]
    bars, images, texts, alphas = rest
    sound = (
        all(type(word) is str for word in words)
        and all(_is_numbers(limit, 2) for limit in limits)
        and all(type(pairs) is list and all(_is_series(pair) for pair in pairs) for pairs in series)
        and type(bars) is list
        and all(_is_numbers(bar, 4) for bar in bars)
        and type(images) is list
        and all(type(image) is np.ndarray for image in images)
        and type(texts) is list
        and all(_is_numbers(text[:2], 2) and len(text) == 3 and type(text[2]) is str for text in texts)
        and type(alphas) is list
        and _is_numbers(tuple(alphas), len(images))
    )
    if not sound:
        raise ValueError("not a panel")
    return Panel(*parts)


def _is_numbers(value: Any, count: int) -> bool:
    return type(value) is tuple and len(value) == count and all(type(number) is float for number in value)


def _is_series(pair: Any) -> bool:
    return (
        type(pair) is tuple
        and len(pair) == 2
        and all(type(side) is np.ndarray and side.dtype == np.float64 and side.ndim == 1 for side in pair)
        and len(pair[0]) == len(pair[1])
    )
