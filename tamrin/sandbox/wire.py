"""The wire: what may cross between the judge and the process that runs student code.

Frames are a four-byte big-endian length and msgpack. Values are exactly
`None bool int float complex str bytes list tuple dict ndarray` (numeric and bool dtypes), `...`, and the models,
figures and formulas of `tamrin.objects`, which are made of these; nothing else is encoded, nothing is ever unpickled,
and everything that arrives is checked before memory is given to it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

from tamrin import objects
from tamrin.objects import Drawing, Formula, Network

TUPLE, COMPLEX, ARRAY, BIG_INTEGER, BLANK = 1, 2, 3, 4, 5
OBJECTS: dict[int, tuple[type, Callable[[Any], Any]]] = {
    6: (Network, objects.network_of),
    7: (Drawing, objects.drawing_of),
    8: (Formula, objects.formula_of),
}
MAX_DEPTH = 32
MAX_AXES = 32
MAX_ENTRIES = 2_000_000  # of all lists and dicts of one value together
NUMBER_KEY = 100  # entries that a key counts for which is a number: one can choose numbers that slow a dict down
MAX_BIG_INTEGER = 512  # bytes
MAX_SIMPLE, SIMPLE_DEPTH = 2048, 4  # entries, characters or bytes
HEADER = struct.Struct(">I")
_DTYPES = {np.dtype(code).str for code in ("?", "i1", "u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8")} | {
    np.dtype(code).str for code in ("<f2", "<f4", "<f8", "<c8", "<c16")
}
_ARRAY_LIBRARIES = ("tensorflow", "torch", "jax", "jaxlib", "keras", "pandas")
_CODES = {kind: code for code, (kind, _) in OBJECTS.items()}
_DECODED = {type(None), bool, int, float, complex, str, bytes, np.ndarray, type(Ellipsis), *_CODES}
_SCALARS = {kind for kind in np.sctypeDict.values() if kind is not np.object_}
_SIMPLE = {id(kind) for kind in (type(None), bool, float, str)} | {
    id(kind) for kind in _SCALARS if np.dtype(kind).str in _DTYPES
}


class Refused(Exception):
    """A value that is not plain data; its text names what it is."""


class ProtocolFault(Exception):
    """A frame that no honest worker would send; its text says what is wrong with it."""


def encode(value: Any, limit: int) -> bytes:
    """Encode one value as msgpack.

    Raises:
        Refused: the value is of a type that does not cross, too deeply nested, or longer than `limit` bytes.
    """
    packed = bytes(msgpack.packb(_plain(value, MAX_DEPTH, [limit, MAX_ENTRIES]), use_bin_type=True))
    if len(packed) > limit:
        raise Refused(f"a value of more than {limit:,} bytes")
    return packed


def is_simple(value: Any) -> bool:
    """Whether a value is small and of NumPy's and Python's own types through and through; runs nobody's code.

    Types are told apart by identity alone: a metaclass may have an `__eq__` and a `__hash__` of its own.
    """
    left = MAX_SIMPLE

    def simple(value: Any, depth: int) -> bool:
        nonlocal left
        kind = type(value)
        left -= len(value) if kind is str or kind is list or kind is tuple or kind is dict else 1
        if left < 0 or depth < 0:
            return False
        if kind is list or kind is tuple:
            return all(simple(item, depth - 1) for item in value)
        if kind is dict:
            return all(type(key) is str and simple(item, depth - 1) for key, item in value.items())
        if kind is np.ndarray:
            return value.dtype.str in _DTYPES and value.nbytes <= MAX_SIMPLE and value.ndim <= MAX_AXES
        if kind is int:
            return bool(value.bit_length() < 64)
        return id(kind) in _SIMPLE

    return simple(value, SIMPLE_DEPTH)


def decode(data: bytes, formulas: bool = True) -> Any:
    """Decode one value. Formulas stand for code: the judge sends them, and takes none (`formulas=False`).

    Raises:
        ProtocolFault: not exactly one well-formed value of the allowed kinds.
    """
    return _checked(_decode(data, MAX_DEPTH + 4, [MAX_ENTRIES], formulas), MAX_DEPTH + 4)


def frame(payload: bytes) -> bytes:
    """A payload with its length before it."""
    return HEADER.pack(len(payload)) + payload


def _plain(value: Any, depth: int, left: list[int]) -> Any:
    # `left`, bytes and entries, counts down so that an endless or enormous structure is refused before it is copied.
    kind = type(value)
    left[0] -= 1
    if kind is list or kind is tuple or kind is dict:
        left[1] -= 1 + len(value)
    if depth < 0:
        raise Refused("a value nested too deeply")
    if left[0] < 0 or left[1] < 0:
        raise Refused("a value with too many entries")
    if value is None or kind is bool or kind is float:
        return value
    if kind is int:
        if -(2**63) <= value < 2**64:
            return value
        size = value.bit_length() // 8 + 1
        if size > MAX_BIG_INTEGER:
            raise Refused(f"an integer of {size * 8:,} bits")
        return msgpack.ExtType(BIG_INTEGER, value.to_bytes(size, "big", signed=True))
    if kind is str or kind is bytes:
        left[0] -= len(value)
        if left[0] < 0:
            raise Refused(f"a {kind.__name__} of length {len(value):,}")
        return value.encode("utf-8", "replace").decode() if kind is str else value
    if kind is list:
        return [_plain(item, depth - 1, left) for item in value]
    if kind is tuple:
        items = [_plain(item, depth - 1, left) for item in value]
        return msgpack.ExtType(TUPLE, msgpack.packb(items, use_bin_type=True))
    if kind is dict:
        return {_key(key, left): _plain(item, depth - 1, left) for key, item in value.items()}
    if kind is range:
        if value[left[0] :]:
            raise Refused("a range with too many entries")
        return _plain(list(value[: left[0] + 1]), depth, left)
    if kind is complex:
        return msgpack.ExtType(COMPLEX, struct.pack(">dd", value.real, value.imag))
    if value is Ellipsis:
        return msgpack.ExtType(BLANK, b"")
    if kind is np.ndarray:
        return _array(value, left)
    if kind in _SCALARS:
        return _array(np.asarray(value), left)
    if kind.__module__.split(".")[0] in _ARRAY_LIBRARIES and hasattr(value, "__array__"):
        detached = value.detach().cpu() if hasattr(value, "detach") else value
        return _array(np.array(np.asarray(detached)), left)
    if kind in _CODES:
        packed = msgpack.packb(_plain(objects.parts_of(value), depth - 1, left), use_bin_type=True)
        return msgpack.ExtType(_CODES[kind], packed)
    try:
        converted = objects.plain(value)
    except objects.NotPlain as error:
        raise Refused(str(error)) from error
    if converted is not None:
        return _plain(converted, depth, left)
    raise Refused(kind.__name__)


def _key(key: Any, left: list[int]) -> Any:
    if type(key) is str:
        return key.encode("utf-8", "replace").decode()
    if _is_number_key(key):
        left[1] -= NUMBER_KEY
        return key
    raise Refused(f"a dict with a key of type {type(key).__name__}")


def _is_number_key(key: Any) -> bool:
    return type(key) in (bool, float) or key is None or (type(key) is int and -(2**63) <= key < 2**64)


def _array(value: np.ndarray[Any, Any], left: list[int]) -> msgpack.ExtType:
    if value.dtype.kind == "U":  # text: as nested lists, which the judge reads number by number
        left[0] -= value.nbytes
        if left[0] < 0:
            raise Refused("an array with too many entries")
        return _plain(value.tolist(), MAX_DEPTH, left)
    if value.ndim > MAX_AXES:
        raise Refused(f"an array of {value.ndim} axes")
    dtype = value.dtype.newbyteorder("<")
    if dtype.str not in _DTYPES:
        raise Refused(f"an array of dtype {value.dtype}")
    left[0] -= value.nbytes
    if left[0] < 0:
        raise Refused(f"an array of {value.nbytes:,} bytes")
    header = msgpack.packb([dtype.str, list(value.shape)])
    data = np.ascontiguousarray(value.astype(dtype, copy=False)).tobytes()
    return msgpack.ExtType(ARRAY, header + data)


def _decode(data: bytes, depth: int, left: list[int], formulas: bool) -> Any:
    if depth < 0:
        raise ProtocolFault("nested too deeply")

    def counted(container: Any) -> Any:
        # A byte of msgpack can become a hundred bytes of Python: the entries are capped, not only the bytes.
        left[0] -= 1 + len(container)
        if left[0] < 0:
            raise ProtocolFault("too many entries")
        return container

    def mapped(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        numbers = [key for key, _ in pairs if type(key) is not str]
        left[0] -= NUMBER_KEY * len(numbers)
        counted(pairs)
        if not all(map(_is_number_key, numbers)):
            raise ProtocolFault("a dict with a key of another kind")
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ProtocolFault("a dict with a key twice")
        return found

    def extension(code: int, payload: bytes) -> Any:
        if code == TUPLE:
            items = _decode(payload, depth - 1, left, formulas)
            if type(items) is not list:
                raise ProtocolFault("a tuple that is not a list of items")
            return tuple(items)
        if code == COMPLEX and len(payload) == 16:
            return complex(*struct.unpack(">dd", payload))
        if code == BIG_INTEGER and len(payload) <= MAX_BIG_INTEGER:
            return int.from_bytes(payload, "big", signed=True)
        if code == ARRAY:
            return _decode_array(payload)
        if code == BLANK and not payload:
            return Ellipsis
        if code in OBJECTS and (formulas or OBJECTS[code][0] is not Formula):
            try:
                return OBJECTS[code][1](_decode(payload, depth - 1, left, formulas))
            except (ValueError, TypeError, IndexError) as error:
                raise ProtocolFault("parts that make no whole") from error
        raise ProtocolFault(f"an unknown extension {code}")

    try:
        return msgpack.unpackb(
            data,
            raw=False,
            ext_hook=extension,
            strict_map_key=False,
            list_hook=counted,
            object_pairs_hook=mapped,
            max_array_len=MAX_ENTRIES,
            max_map_len=MAX_ENTRIES,
        )
    except ProtocolFault:
        raise
    except Exception as error:  # msgpack raises many kinds; a hostile frame must end as one
        raise ProtocolFault(f"not msgpack: {type(error).__name__}") from error


def _checked(value: Any, depth: int) -> Any:
    # msgpack itself makes lists hundreds deep, and types of its own such as timestamps.
    if depth < 0:
        raise ProtocolFault("nested too deeply")
    kind = type(value)
    if kind is list or kind is tuple:
        for item in value:
            _checked(item, depth - 1)
    elif kind is dict:
        for key, item in value.items():
            _checked(key, depth - 1)
            _checked(item, depth - 1)
    elif kind not in _DECODED:
        raise ProtocolFault(f"a {kind.__name__}")
    return value


def _decode_array(payload: bytes) -> np.ndarray[Any, Any]:
    unpacker = msgpack.Unpacker(max_buffer_size=len(payload) or 1, max_array_len=64, max_ext_len=0, max_map_len=0)
    unpacker.feed(payload)
    header = unpacker.unpack()
    if type(header) is not list or len(header) != 2:
        raise ProtocolFault("an array without a header")
    dtype, shape = header
    if type(dtype) is not str or dtype not in _DTYPES:
        raise ProtocolFault("an array of a dtype that is not numeric")
    if type(shape) is not list or len(shape) > MAX_AXES or any(type(n) is not int or not 0 <= n < 2**40 for n in shape):
        raise ProtocolFault("an array of a shape that is not one")
    count = 1
    for n in shape:
        count *= n
    data = payload[unpacker.tell() :]
    if count * np.dtype(dtype).itemsize != len(data):
        raise ProtocolFault("an array whose bytes do not fit its shape")
    # A copy, because an array over received bytes would be read-only.
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()
