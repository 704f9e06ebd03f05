"""Models, figures and formulas as plain data: what crosses, what comes back, and what is refused."""

import json

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin import objects
from tamrin.objects import Drawing, Formula, Network, Panel
from tamrin.sandbox import wire


def crossed(value):
    return wire.decode(wire.encode(value, 2**24))


def forged(code, parts):
    return msgpack.packb(msgpack.ExtType(code, msgpack.packb(parts)))


NETWORK = Network({"class_name": "Sequential", "config": {"layers": []}}, [np.arange(6.0).reshape(2, 3), np.ones(3)])


def panel(**changes):
    plain = {
        "title": "t",
        "xlabel": "x",
        "ylabel": "y",
        "xlim": (0.0, 1.0),
        "ylim": (0.0, 2.0),
        "xscale": "linear",
        "yscale": "log",
        "aspect": "auto",
        "lines": [(np.zeros(2), np.ones(2))],
        "stems": [],
        "points": [],
        "bars": [(0.0, 0.0, 1.0, 2.0)],
        "images": [np.zeros((2, 2))],
        "texts": [(0.0, 0.5, "here")],
        "alphas": [0.5],
    }
    return Panel(**plain | changes)


def test_network_crosses_whole():
    got = crossed([NETWORK])[0]
    assert (type(got), got.config) == (Network, NETWORK.config)
    assert all(np.array_equal(a, b) for a, b in zip(got.weights, NETWORK.weights, strict=True))
    assert (got.count_params(), repr(got)) == (9, "<Keras model, 9 parameters>")


def test_formula_crosses_as_text_and_is_evaluated_only_when_brought_to_life():
    got = crossed(Formula("lambda x: np.tanh(x).sum()"))
    assert (type(got), repr(got)) == (Formula, "lambda x: np.tanh(x).sum()")
    assert objects.live(got)(np.zeros(3)) == 0
    assert objects.live(7) == 7


def test_drawing_crosses_whole():
    got = crossed(Drawing([panel(), panel(title="second")], b"\x89PNG\r\n\x1a\nrest"))
    assert [p.title for p in got.panels] == ["t", "second"]
    assert got.panels[0].bars == [(0.0, 0.0, 1.0, 2.0)] and got.panels[0].texts == [(0.0, 0.5, "here")]
    assert repr(got) == "<figure with 2 panels>"


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (6, []),
        (6, ["{}", {}]),
        (6, ["{}", [1.0]]),
        (6, ["[1]", []]),
        (6, ["{", []]),
        (6, ["[" * 100_000, []]),
        (6, [b"{}", []]),
        (6, ['{"a": ' + "9" * 10_000 + "}", []]),
        (6, [json.dumps("x" * objects.MAX_CONFIG), []]),
        (7, [[], b"GIF89a"]),
        (7, [{}, b""]),
        (7, [[1], b""]),
        (7, [[[]], b""]),
        (7, [[["t"] * 15], b""]),
        (7, [["t" * 15], b""]),
        (8, [7]),
        (8, ["x", "y"]),
        (8, 3),
        (9, []),
    ],
)
def test_forged_parts_are_a_protocol_fault(code, parts):
    with pytest.raises(wire.ProtocolFault):
        wire.decode(forged(code, parts))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 7},
        {"aspect": 1.0},
        {"xlim": [0.0, 1.0]},
        {"xlim": (0.0, 1.0, 2.0)},
        {"ylim": (0, 1)},
        {"lines": [(np.zeros(2), np.ones(3))]},
        {"lines": [(np.zeros((2, 2)), np.zeros((2, 2)))]},
        {"stems": [(np.zeros(2, int), np.zeros(2))]},
        {"points": [np.zeros((2, 2))]},
        {"bars": [(0.0, 0.0, 1.0)]},
        {"images": [[[1.0]]]},
        {"texts": [(0.0, 0.0)]},
        {"texts": [(0.0, 0.0, 7)]},
        {"alphas": 0.5},
        {"alphas": [1]},
        {"alphas": [0.5, 0.5]},
    ],
)
def test_panel_of_the_wrong_kind_is_a_protocol_fault(changes):
    with pytest.raises(wire.ProtocolFault):
        crossed(Drawing([panel(**changes)]))


plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=5) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=15) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


@given(st.sampled_from([6, 7, 8]), plain_data)
def test_any_parts_make_a_whole_or_a_protocol_fault(code, parts):
    try:
        got = wire.decode(forged(code, parts))
    except wire.ProtocolFault:
        return
    assert type(got) in (Network, Drawing, Formula)


class Figure:
    """Named like matplotlib's, and not it."""


def test_only_the_libraries_own_classes_are_converted():
    with pytest.raises(wire.Refused, match="Figure"):
        wire.encode(Figure(), 2**20)


def test_figure_becomes_what_it_shows():
    from matplotlib.figure import Figure

    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.plot([0, 1, 2], [3, 4, 5], label="line")
    left.set(title="Loss", xlabel="epoch", ylabel="loss", xlim=(0, 2), yscale="log")
    left.scatter([1, 2], [3, 4])
    left.text(1, 3, "word")
    right.stem([0, 1], [2, -2])
    right.bar([0, 1], [5, 6], width=0.5)
    right.imshow(np.arange(4).reshape(2, 2))
    right.imshow(np.eye(2), alpha=0.5)
    got = crossed(right)
    assert [type(got), len(got.panels)] == [Drawing, 2] and got.png.startswith(b"\x89PNG")
    one, two = got.panels
    assert (one.title, one.xlabel, one.ylabel, one.xlim, one.yscale) == ("Loss", "epoch", "loss", (0.0, 2.0), "log")
    assert [y.tolist() for _, y in one.lines] == [[3, 4, 5]] and one.texts == [(1.0, 3.0, "word")]
    assert [(x.tolist(), y.tolist()) for x, y in one.points] == [([1, 2], [3, 4])]
    assert [y.tolist() for _, y in two.stems] == [[2, -2]] and two.lines == []
    assert two.alphas == [1.0, 0.5] and one.alphas == []
    assert two.bars == [(-0.25, 0.0, 0.5, 5.0), (0.75, 0.0, 0.5, 6.0)] and two.images[0].tolist() == [[0, 1], [2, 3]]
