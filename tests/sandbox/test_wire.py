"""The wire: plain data comes back as it went, anything else is refused by name, and no bytes can hurt the judge."""

import enum
import struct
import tracemalloc
from collections import Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction

import msgpack
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin.objects import Drawing, Formula, Network, Panel, parts_of
from tamrin.sandbox import wire
from tamrin.sandbox.wire import ProtocolFault, Refused

LIMIT = 2**20


def crossed(value):
    return wire.decode(wire.encode(value, LIMIT))


def equal(a, b):
    """Identity as data: type, dtype, shape, bits (NaN and the sign of zero included), key order aside."""
    if isinstance(b, np.generic):
        b = np.asarray(b)
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        little = b.astype(b.dtype.newbyteorder("<"), copy=False)
        return a.dtype == little.dtype and a.shape == b.shape and a.tobytes() == little.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, Network | Drawing | Formula):
        return equal(parts_of(a), parts_of(b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(equal(x, y) and equal(a[x], b[y]) for x, y in zip(a, b, strict=True))
    if isinstance(a, float):
        return struct.pack(">d", a) == struct.pack(">d", b)
    if isinstance(a, complex):
        return equal(a.real, b.real) and equal(a.imag, b.imag)
    return a == b


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
dtypes = st.sampled_from(["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"])
byte_orders = st.sampled_from("<>")
arrays = st.builds(
    lambda dtype, order: np.dtype(dtype if dtype in ("?", "i1", "u1") else order + dtype), dtypes, byte_orders
).flatmap(lambda dtype: npst.arrays(dtype, npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)))
views = st.sampled_from(
    [
        lambda a: a,
        lambda a: a.T,
        lambda a: np.asfortranarray(a),
        lambda a: a[..., ::-1] if a.ndim else a,
        lambda a: a[::2] if a.ndim else a,
        lambda a: np.broadcast_to(a, (2, *a.shape)),
    ]
)
floats = st.floats()
vectors = st.integers(0, 3).map(lambda n: np.arange(float(n)))
series = st.lists(vectors.map(lambda x: (x, x)), max_size=2)
pairs = st.tuples(floats, floats)
panels = st.builds(
    lambda *parts: Panel(*parts[:12], [image for image, _ in parts[12]], parts[13], [alpha for _, alpha in parts[12]]),
    *[text] * 3,
    *[pairs] * 2,
    *[text] * 3,
    *[series] * 3,
    st.lists(st.tuples(floats, floats, floats, floats), max_size=2),
    st.lists(st.tuples(arrays, floats), max_size=2),
    st.lists(st.tuples(floats, floats, text), max_size=2),
)
layers = st.lists(st.fixed_dictionaries({"class_name": text, "config": st.dictionaries(text, text)}), max_size=2)
objects = (
    st.builds(Network, st.fixed_dictionaries({"config": st.fixed_dictionaries({"layers": layers})}), st.lists(arrays))
    | st.builds(Drawing, st.lists(panels, max_size=2), st.just(b"") | st.just(b"\x89PNG\r\n\x1a\n"))
    | st.builds(Formula, text)
)
leaves = (
    objects
    | st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**4000), 2**4000)
    | st.floats()
    | st.complex_numbers()
    | text
    | st.binary(max_size=10)
    | st.just(...)
    | st.builds(lambda array, view: view(array), arrays, views)
)
keys = text | st.integers(-(2**63), 2**64 - 1) | st.none() | st.floats(allow_nan=False)
plain_data = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=300)
@given(plain_data)
@example(float("nan"))
@example(-0.0)
@example([-0.0, 2**64 - 1, -(2**63), 2**64, -(2**63) - 1])
@example({"a": (1, (2, [3, {"b": (..., None)}]))})
@example(np.zeros((0, 3)))
@example(np.array(3.5))
@example(np.array([1, 2], ">i4"))
@example(np.asfortranarray(np.arange(6.0).reshape(2, 3)))
@example(np.arange(12.0)[::-3])
@example(np.array([1.0, np.nan, -0.0], np.float16))
@example(np.array([[True], [False]]))
@example(())
@example(((),))
def test_plain_data_round_trips(value):
    assert equal(crossed(value), value)


@settings(max_examples=300)
@given(plain_data)
@example(np.float64(2.5))
@example(np.str_("a"))
@example([np.zeros((2, 3)), (1, None, "x"), {"k": True}])
def test_what_is_simple_crosses_whole(value):
    if wire.is_simple(value):
        assert equal(crossed(value), np.asarray(value) if isinstance(value, np.generic) else value)


class Prying(type):
    def __eq__(cls, other):
        raise AssertionError("code of the student's")

    def __hash__(cls):
        raise AssertionError("code of the student's")


class Sly(float):
    def __getattribute__(self, name):
        raise AssertionError("code of the student's")


@pytest.mark.parametrize(
    "value",
    [
        namedtuple("Pair", "a b")(1, 2),
        OrderedDict(a=1),
        enum.IntEnum("Colour", "red").red,
        2**64,
        [0] * 5000,
        "a" * 5000,
        np.zeros(5000),
        [[[[[[0]]]]]],
        1j,
        b"bytes",
        ...,
    ],
)
def test_what_is_not_small_and_plain_is_not_simple(value):
    assert not wire.is_simple(value)


def test_nobodys_code_runs_to_find_out():
    sly, prying = Sly(1.0), Prying("Prying", (float,), {})(1.0)
    for value in (sly, prying, [1.0, [sly]], (prying,), {"k": sly}, {sly: 1}, np.array([sly], dtype=object)):
        assert not wire.is_simple(value)


@pytest.mark.parametrize(
    "value", [3, -0.5, "A", True, None, [1, 2], (1, "b"), {"w": np.eye(3)}, np.int64(3), np.arange(9)]
)
def test_usual_answers_are_simple(value):
    assert wire.is_simple(value)


@given(st.sampled_from([np.float32, np.float64, np.int8, np.uint64, np.bool_, np.complex64, np.float16]))
def test_numpy_scalar_crosses_as_array_without_axes(kind):
    assert equal(crossed(kind(1)), np.array(1, kind))


def test_integer_beyond_a_machine_word_is_a_valid_key_or_refused():
    try:
        assert crossed({2**70: 1}) == {2**70: 1}
    except Refused as refused:
        assert "key" in str(refused)


def test_lone_surrogate_crosses_as_question_mark():
    assert crossed("a\ud800") == "a?"


def test_lone_surrogate_in_a_key_crosses_or_is_refused():
    try:
        assert crossed({"\ud800": 1}) == {"?": 1}
    except Refused as refused:
        assert "key" in str(refused)


def test_range_crosses_as_list():
    assert crossed(range(3, 9, 2)) == [3, 5, 7]


def test_array_of_text_crosses_as_nested_lists():
    assert crossed(np.array([["a", "b"], ["c", "d"]])) == [["a", "b"], ["c", "d"]]


def test_received_array_may_be_written():
    received = crossed(np.arange(3.0))
    received[0] = 7.0
    assert received.tolist() == [7.0, 1.0, 2.0]


class MyInt(int): ...


class MyFloat(float): ...


class MyStr(str): ...


class MyBytes(bytes): ...


class MyList(list): ...


class MyTuple(tuple): ...


class MyDict(dict): ...


class MyArray(np.ndarray): ...


class Colour(enum.IntEnum):
    RED = 1


Pair = namedtuple("Pair", "a b")


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = None


class Lying:
    """Says that it is a float."""

    @property
    def __class__(self):
        return float

    def __repr__(self):
        return "Lying"


class Arrayish:
    def __array__(self, dtype=None, copy=None):
        return np.zeros(2)


def generator():
    yield 1


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (MyInt(1), "MyInt"),
        (MyFloat(1), "MyFloat"),
        (MyStr("a"), "MyStr"),
        (MyBytes(b"a"), "MyBytes"),
        (MyList([1]), "MyList"),
        (MyTuple([1]), "MyTuple"),
        (MyDict(a=1), "MyDict"),
        (np.zeros(2).view(MyArray), "MyArray"),
        (Colour.RED, "Colour"),
        (np.ma.masked_array([1.0], [True]), "MaskedArray"),
        (np.array([object()]), "an array of dtype object"),
        (np.array([None, 1.0]), "an array of dtype object"),
        (np.array(["2020-01-01"], "M8[D]"), "an array of dtype datetime64[D]"),
        (np.zeros(2, [("a", "f8")]), "an array of dtype [('a', '<f8')]"),
        (np.zeros(2, np.longdouble), "an array of dtype float128"),
        (np.array([b"ab"]), "an array of dtype |S2"),
        ({1, 2}, "set"),
        (frozenset(), "frozenset"),
        (generator(), "generator"),
        (iter([1]), "list_iterator"),
        (generator, "function"),
        (len, "builtin_function_or_method"),
        (float, "type"),
        (np, "module"),
        (object(), "object"),
        (AlwaysEqual(), "AlwaysEqual"),
        (Lying(), "Lying"),
        (Arrayish(), "Arrayish"),
        (Decimal(1), "Decimal"),
        (Fraction(1), "Fraction"),
        (deque([1]), "deque"),
        (UserDict(a=1), "UserDict"),
        (bytearray(b"a"), "bytearray"),
        (memoryview(b"a"), "memoryview"),
        (NotImplemented, "NotImplementedType"),
        (ValueError("x"), "ValueError"),
        ({(1, 2): 3}, "a dict with a key of type tuple"),
        ({b"a": 3}, "a dict with a key of type bytes"),
        ({MyStr("a"): 3}, "a dict with a key of type MyStr"),
    ],
)
@pytest.mark.parametrize(
    "wrap", [lambda v: v, lambda v: [v], lambda v: {"k": (v,)}], ids=["alone", "in list", "in dict"]
)
def test_refusal_names_the_type(value, named, wrap):
    with pytest.raises(Refused) as refused:
        wire.encode(wrap(value), LIMIT)
    assert str(refused.value) == named


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Pair(1, [2.5]), (1, [2.5])),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        (Counter("aab"), {"a": 2, "b": 1}),
    ],
)
def test_containers_of_the_standard_library_are_what_they_hold(value, plain):
    received = wire.decode(wire.encode(value, LIMIT))
    assert received == plain and type(received) is type(plain)


def test_refusal_of_a_deep_value():
    value = []
    for _ in range(wire.MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(Refused, match="nested too deeply"):
        wire.encode(value, LIMIT)


def test_refusal_of_a_value_that_holds_itself():
    value = []
    value.append(value)
    with pytest.raises(Refused, match="nested too deeply"):
        wire.encode(value, LIMIT)


def test_depth_at_the_limit_crosses():
    value, tuples = [], ()
    for _ in range(wire.MAX_DEPTH - 1):
        value, tuples = [value], (tuples,)
    assert crossed(value) == value
    assert crossed(tuples) == tuples


@pytest.mark.parametrize(
    "value",
    [
        "a" * 2000,
        b"a" * 2000,
        [0] * 2000,
        range(10**12),
        np.zeros(2000),
        np.broadcast_to(1.0, (10**6, 10**6)),
        {i: i for i in range(2000)},
    ],
    ids=lambda value: type(value).__name__,
)
def test_refusal_of_a_long_value(value):
    with pytest.raises(Refused):
        wire.encode(value, 1000)


def test_refusal_of_shared_lists_that_would_unfold():
    value = [0]
    for _ in range(30):
        value = [value, value]
    with pytest.raises(Refused, match="too many entries"):
        wire.encode(value, 10_000)


def test_refusal_of_an_integer_of_a_million_digits():
    with pytest.raises(Refused, match="an integer of 3,32"):
        wire.encode(10**1_000_000, LIMIT)


def test_refusal_of_a_list_repeated_a_trillion_times():
    value = [0] * 1000
    for _ in range(3):
        value = [value] * 1000
    with pytest.raises(Refused, match="too many entries"):
        wire.encode(value, 2**40)


def test_what_the_encoder_lets_through_the_decoder_takes(monkeypatch):
    monkeypatch.setattr(wire, "MAX_ENTRIES", 10_100)
    most = [0] * 10_099
    assert crossed(most) == most
    numbers = dict.fromkeys(range(99))
    assert crossed(numbers) == numbers
    for value in ([*most, 0], dict.fromkeys(range(100)), [[0] * 1000] * 11):
        with pytest.raises(Refused, match="too many entries"):
            wire.encode(value, LIMIT)


def test_refusal_of_more_axes_than_the_judge_takes():
    assert crossed(np.ones([1] * 32)).shape == (1,) * 32
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        with pytest.raises(Refused, match="an array of 33 axes"):
            wire.encode(np.ones([1] * 33), LIMIT)


def test_formula_crosses_to_the_worker_only_and_is_never_evaluated():
    touched = []
    formula = Formula("touched.append(1)")
    frame = wire.encode([formula, (formula,)], LIMIT)
    assert wire.decode(frame) == [formula, (formula,)] and not touched
    with pytest.raises(ProtocolFault):
        wire.decode(frame, formulas=False)
    with pytest.raises(ProtocolFault):
        wire.decode(wire.encode({"k": formula}, LIMIT), formulas=False)


def packed_array(dtype, shape, data=b""):
    return msgpack.packb(msgpack.ExtType(wire.ARRAY, msgpack.packb([dtype, shape]) + data))


def nested_tuples(depth):
    payload = msgpack.packb([])
    for _ in range(depth):
        payload = msgpack.packb([msgpack.ExtType(wire.TUPLE, payload)])
    return payload


HOSTILE = {
    "nothing": b"",
    "two values": b"\xc0\xc0",
    "cut off": wire.encode(list(range(100)), LIMIT)[:-1],
    "array of 2^40 entries": packed_array("<f8", [2**40]),
    "array of 2^39 entries": packed_array("<f8", [2**39]),
    "array whose product overflows": packed_array("<f8", [2**39, 2**39, 2**39, 2**39], b"\0" * 8),
    "array whose product wraps to zero": packed_array("<f8", [2**32, 2**32]),
    "array of one entry too many": packed_array("<f8", [3], b"\0" * 16),
    "array of one byte too many": packed_array("<f8", [2], b"\0" * 17),
    "array with a negative axis": packed_array("<f8", [-1, -1], b"\0" * 8),
    "array with a fractional axis": packed_array("<f8", [1.0], b"\0" * 8),
    "array with a boolean axis": packed_array("<f8", [True], b"\0" * 8),
    "array with an endless shape": packed_array("<f8", [1] * 65, b"\0" * 8),
    "array of objects": packed_array("|O", [1], b"\0" * 8),
    "array of records": packed_array([["a", "<f8"]], [1], b"\0" * 8),
    "array of text": packed_array("<U2", [1], b"\0" * 8),
    "array of bytes": packed_array("|V8", [1], b"\0" * 8),
    "array of dates": packed_array("<M8[D]", [1], b"\0" * 8),
    "array with a huge item": packed_array("|S1099511627776", [1]),
    "array without a header": msgpack.packb(msgpack.ExtType(wire.ARRAY, b"")),
    "array with a header of another kind": msgpack.packb(msgpack.ExtType(wire.ARRAY, msgpack.packb({"a": 1}))),
    "array of 2^32 declared axes": msgpack.packb(msgpack.ExtType(wire.ARRAY, b"\x92\xa3<f8\xdd\xff\xff\xff\xff")),
    "tuple of text": msgpack.packb(msgpack.ExtType(wire.TUPLE, msgpack.packb("ab"))),
    "tuple of nothing": msgpack.packb(msgpack.ExtType(wire.TUPLE, b"")),
    "complex of 8 bytes": msgpack.packb(msgpack.ExtType(wire.COMPLEX, b"\0" * 8)),
    "integer of 10^6 digits": msgpack.packb(msgpack.ExtType(wire.BIG_INTEGER, b"\x7f" * 415_241)),
    "blank with a payload": msgpack.packb(msgpack.ExtType(wire.BLANK, b"x")),
    "unknown extension": msgpack.packb(msgpack.ExtType(77, b"x")),
    "dict with a key twice": b"\x82\xa1a\x01\xa1a\x02",
    "dict with equal keys": b"\x82\x01\x01\xcb\x3f\xf0\0\0\0\0\0\0\x02",
    "dict with a big integer as key": msgpack.packb({"a": 1}).replace(b"\xa1a", wire.encode(2**70, LIMIT)),
    "dict with a tuple as key": b"\x81" + msgpack.packb(msgpack.ExtType(wire.TUPLE, b"\x90")) + b"\x01",
    "model of nothing": msgpack.packb(msgpack.ExtType(6, b"")),
    "model whose architecture is a list": msgpack.packb(msgpack.ExtType(6, msgpack.packb(["[]", []]))),
    "model whose layers are none": msgpack.packb(
        msgpack.ExtType(6, msgpack.packb(['{"config": {"layers": [1]}}', []]))
    ),
    "model with a weight that is none": msgpack.packb(msgpack.ExtType(6, msgpack.packb(['{"config": {}}', [1]]))),
    "model nested in text": msgpack.packb(msgpack.ExtType(6, msgpack.packb(['{"config":' * 9000, []]))),
    "figure that is no picture": msgpack.packb(msgpack.ExtType(7, msgpack.packb([[], b"<svg>"]))),
    "figure with a panel of nothing": msgpack.packb(msgpack.ExtType(7, msgpack.packb([[[]], b""]))),
    "formula that is no text": msgpack.packb(msgpack.ExtType(8, msgpack.packb([1]))),
    "pickle": b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94.",
    "list of 2^32 declared entries": b"\xdd\xff\xff\xff\xff",
    "dict of 2^32 declared entries": b"\xdf\xff\xff\xff\xff",
    "text of 2^32 declared bytes": b"\xdb\xff\xff\xff\xff",
    "bytes of 2^32 declared": b"\xc6\xff\xff\xff\xff",
    "invalid UTF-8": b"\xa2\xff\xff",
    "dict with a list as key": b"\x81\x90\x01",
    "dict with an array as key": b"\x81" + packed_array("<f8", [0]) + b"\x01",
    "lists 100,000 deep": b"\x91" * 100_000 + b"\xc0",
    "lists 900 deep": b"\x91" * 900 + b"\xc0",
    "lists 60 deep": b"\x91" * 60 + b"\xc0",
    "dicts 900 deep": b"\x81\xa1a" * 900 + b"\xc0",
    "tuples 60 deep": nested_tuples(60),
    "timestamp": msgpack.packb(msgpack.Timestamp(1)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_frame_is_a_protocol_fault_without_memory(data):
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolFault):
            wire.decode(data)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


ALLOWED = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, np.ndarray, type(...))
ALLOWED += (Network, Drawing, Formula)


def allowed(value):
    if isinstance(value, list | tuple):
        return all(allowed(item) for item in value)
    if isinstance(value, dict):
        return all(allowed(item) for pair in value.items() for item in pair)
    return type(value) in ALLOWED


def decodes_or_is_a_fault(data):
    try:
        value = wire.decode(data)
    except ProtocolFault:
        return
    assert allowed(value)


@settings(max_examples=500)
@given(st.binary(max_size=64))
@example(b"\xd6\xff\0\0\0\0")
def test_random_bytes_are_plain_data_or_a_protocol_fault(data):
    decodes_or_is_a_fault(data)


@settings(max_examples=300)
@given(plain_data, st.data())
def test_mutated_frame_is_plain_data_or_a_protocol_fault(value, data):
    frame = bytearray(wire.encode(value, LIMIT))
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(frame) - 1))
        frame[position] = data.draw(st.integers(0, 255))
    decodes_or_is_a_fault(bytes(frame))


@settings(max_examples=100)
@given(plain_data, st.data())
def test_cut_frame_is_a_protocol_fault(value, data):
    frame = wire.encode(value, LIMIT)
    with pytest.raises(ProtocolFault):
        wire.decode(frame[: data.draw(st.integers(0, len(frame) - 1))])


def test_frame_has_its_length_before_it():
    assert wire.frame(b"abc") == b"\0\0\0\3abc"
