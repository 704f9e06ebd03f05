"""The ladder: how one answer is compared with what was asked, one message per rung.

A check climbs *attempted → exists → type → dtype → shape → finite → value*; the first rung that fails speaks.
Received values are data (numbers, text, arrays, and lists, tuples and dicts of them), never live objects.

This module needs only NumPy and the standard library, because `tamrin build` copies its source into the public
tests that students run: what a student is told at home is what the judge will say.
"""

from __future__ import annotations

import collections
import inspect
import math
import unicodedata
from typing import Any, NamedTuple

import numpy as np

MESSAGES: dict[str, dict[str, str]] = {
    "en": {
        "passed": "Correct.",
        "form_passed": "The form is right; the value is judged after you hand in.",
        "not_attempted": "{name}: not attempted yet.",
        "missing": "{name}: expected this name to be defined, received nothing. Was it renamed or never run?",
        "type": "{name}: expected {expected}, received {received}.",
        "number_text": "{name}: expected a number, received the text {received}.",
        "length": "{name}: expected {expected} entries, received {received}.",
        "keys": "{name}: expected the keys {expected}, received {received}.",
        "option": "{name}: expected one of {expected}, received {received}.",
        "ragged": "{name}: expected a rectangular array of numbers, received rows of unequal length or mixed types.",
        "shape": "{name}: expected shape {expected}, received {received}.",
        "finite": "{name}: expected finite numbers, received {count} NaN or infinite; the first is {where}.",
        "value": "{name}: {count} of {total} entries are wrong; the first is {where}, where you have {received}.",
        "value_one": "{name}: received {received}, which is not right.",
        "few_digits": "{name}: right as far as {dtype} goes, which is fewer digits than were asked for; use float64.",
        "not_callable": "{name}: expected a function, received {received}.",
        "signature": "{name}: expected the signature {expected}, received {received}.",
        "raised": "{name}: {call} raised {error}.",
        "no_raise": "{name}: expected {call} to raise {expected}, received {received}.",
        "wrong_raise": "{name}: expected {call} to raise {expected}, it raised {error}.",
        "result": "{name}: for {call} expected {expected}, received {received}.",
        "result_form": "{name}: for {call}: {detail}",
        "property": "{name}: {property} does not hold for {call}: {left} against {right}.",
        "measured": "{name}: {quantity} is {received}; full points are for {target}.",
        "unmeasurable": "{name}: {call} is not what was asked for: {detail}",
        "no_weights": "{call} was not handed in beside the notebook, and no cell has written it.",
        "weights_fit": "{call} does not fit the model that {name} builds: {error}",
        "weights_not_finite": "{call} holds weights that are NaN or infinite.",
        "too_large": "{name}: the model has {received} parameters; at most {expected} are allowed.",
        "zeros": "{name}: {property} only holds because every result is zero.",
        "cell_error": "The answer cell raised {error}.",
        "refused": "{name}: expected {expected}, received {received}.",
        "timeout_cell": "The answer cell did not finish within {seconds:g} s.",
        "timeout_call": "{name} did not return within {seconds:g} s.",
        "budget": "The time for the whole submission ({seconds:g} s) was used up before this question was asked.",
        "memory": "The process used more than {limit} of memory.",
        "crashed": "The process ended before answering ({how}).",
        "protocol": "The reply was not one that the grader accepts ({detail}).",
        "skipped": "Not asked, because an earlier check of this question ended the process or ran out of time.",
        "pending": "A person will mark this answer.",
        "grader_fault": "This check could not be carried out through no fault of yours; staff have been told.",
        "follows": "Right for your own earlier answer.",
    },
    "fa": {
        "passed": "درست است.",
        "form_passed": "شکل پاسخ درست است؛ مقدار آن پس از تحویل سنجیده می‌شود.",
        "not_attempted": "{name}: هنوز پاسخی داده نشده است.",
        "missing": "{name}: این نام باید تعریف شده باشد، اما پیدا نشد. آیا نامش عوض شده یا سلول اجرا نشده است؟",
        "type": "{name}: انتظار {expected} بود، {received} دریافت شد.",
        "number_text": "{name}: انتظار یک عدد بود، متن {received} دریافت شد.",
        "length": "{name}: انتظار {expected} درایه بود، {received} دریافت شد.",
        "keys": "{name}: انتظار کلیدهای {expected} بود، {received} دریافت شد.",
        "option": "{name}: انتظار یکی از {expected} بود، {received} دریافت شد.",
        "ragged": "{name}: انتظار یک آرایهٔ مستطیلی از اعداد بود؛ طول سطرها نابرابر یا نوع درایه‌ها ناهمسان است.",
        "shape": "{name}: انتظار شکل {expected} بود، {received} دریافت شد.",
        "finite": "{name}: انتظار اعداد متناهی بود، {count} مقدار NaN یا بی‌نهایت دیده شد؛ نخستین آن‌ها {where} است.",
        "value": "{name}: {count} درایه از {total} نادرست است؛ نخستین آن‌ها {where} است که مقدار شما {received} است.",
        "value_one": "{name}: مقدار {received} دریافت شد که درست نیست.",
        "few_digits": "{name}: تا جایی که {dtype} نشان می‌دهد درست است، اما رقم بیشتری لازم است؛ float64 به کار ببرید.",
        "not_callable": "{name}: انتظار یک تابع بود، {received} دریافت شد.",
        "signature": "{name}: انتظار امضای {expected} بود، {received} دریافت شد.",
        "raised": "{name}: فراخوانی {call} خطای {error} داد.",
        "no_raise": "{name}: فراخوانی {call} باید {expected} می‌داد، اما {received} برگرداند.",
        "wrong_raise": "{name}: فراخوانی {call} باید {expected} می‌داد، اما {error} داد.",
        "result": "{name}: برای {call} انتظار {expected} بود، {received} دریافت شد.",
        "result_form": "{name}: برای {call}: {detail}",
        "property": "{name}: ویژگی «{property}» برای {call} برقرار نیست: {left} در برابر {right}.",
        "measured": "{name}: {quantity} برابر {received} است؛ نمرهٔ کامل برای {target} است.",
        "unmeasurable": "{name}: {call} آن چیزی نیست که خواسته شده بود: {detail}",
        "no_weights": "{call} همراه دفترچه تحویل داده نشده و هیچ سلولی هم آن را ننوشته است.",
        "weights_fit": "{call} با مدلی که {name} می‌سازد نمی‌خواند: {error}",
        "weights_not_finite": "{call} وزن‌های NaN یا بی‌نهایت دارد.",
        "too_large": "{name}: مدل {received} پارامتر دارد؛ حداکثر {expected} مجاز است.",
        "zeros": "{name}: ویژگی «{property}» تنها از آن رو برقرار است که همهٔ نتیجه‌ها صفرند.",
        "cell_error": "سلول پاسخ خطای {error} داد.",
        "refused": "{name}: انتظار {expected} بود، {received} دریافت شد.",
        "timeout_cell": "سلول پاسخ در {seconds:g} ثانیه تمام نشد.",
        "timeout_call": "{name} در {seconds:g} ثانیه پاسخ نداد.",
        "budget": "زمان کل این ارسال ({seconds:g} ثانیه) پیش از رسیدن به این پرسش تمام شد.",
        "memory": "فرایند بیش از {limit} حافظه مصرف کرد.",
        "crashed": "فرایند پیش از پاسخ دادن پایان یافت ({how}).",
        "protocol": "پاسخ فرستاده‌شده برای تصحیح‌گر پذیرفتنی نیست ({detail}).",
        "skipped": "پرسیده نشد، چون بررسی پیشین همین پرسش فرایند را پایان داد یا زمانش تمام شد.",
        "pending": "این پاسخ را مصحح نمره می‌دهد.",
        "grader_fault": "این بررسی به دلیلی که تقصیر شما نیست انجام نشد؛ به مدرس گزارش شد.",
        "follows": "با پاسخ پیشین خود شما سازگار است.",
    },
}

KIND_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "integer": "a whole number",
        "number": "a number",
        "text": "text",
        "boolean": "True or False",
        "array": "an array of numbers",
        "sequence": "a list or tuple",
        "mapping": "a dict",
        "nothing": "None",
    },
    "fa": {
        "integer": "یک عدد صحیح",
        "number": "یک عدد",
        "text": "متن",
        "boolean": "True یا False",
        "array": "آرایه‌ای از اعداد",
        "sequence": "یک فهرست یا چندتایی",
        "mapping": "یک dict",
        "nothing": "None",
    },
}

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫−", "01234567890123456789.-", "٬,_ \u00a0\u202f\u200c\u200e\u200f\ufeff")


class Finding(NamedTuple):
    """What one check found: a verdict, a message key with its values, and the trap's note if one matched."""

    verdict: str
    key: str = "passed"
    values: dict[str, Any] = {}  # noqa: RUF012 - never mutated; a NamedTuple default
    note: str = ""
    text: tuple[str, str] | None = None
    share: float = 0.0  # of the check's points, where it is not passed

    def message(self, language: str = "en") -> str:
        """The sentence for a person, in English (`en`) or Persian (`fa`)."""
        if self.text is not None:
            return self.text[language == "fa"]
        words = {k: v.in_language(language) if isinstance(v, Words) else v for k, v in self.values.items()}
        return MESSAGES[language][self.key].format(**words)


class Words:
    """The name of a kind of value, said in the reader's language."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def in_language(self, language: str) -> str:
        return KIND_NAMES[language].get(self.kind, self.kind)


class Mismatch(Exception):
    """A rung of the ladder failed; carries the finding."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.finding = Finding("failed", key, values)


def shown(value: Any, limit: int = 160) -> str:
    """A short, one-line rendering of plain data for messages: arrays as nested lists, long text cut in the middle."""
    if isinstance(value, np.ndarray):
        if value.size > 64:
            return f"array of shape {value.shape}"
        value = value.tolist()
    elif isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        text = f"{value:.10g}"
    elif isinstance(value, list):
        text = "[" + ", ".join(shown(v, limit) for v in value) + "]"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key!r}: {shown(v, limit)}" for key, v in value.items()) + "}"
    elif isinstance(value, tuple):
        text = "(" + ", ".join(shown(v, limit) for v in value) + ("," if len(value) == 1 else "") + ")"
    else:
        text = repr(value)
    return text if len(text) <= limit else f"{text[: limit // 2]} … {text[-limit // 3 :]}"


def kind_of(value: Any) -> str:
    """The kind of a received value: integer, number, text, boolean, array, sequence, mapping, nothing, or its type."""
    if value is None:
        return "nothing"
    if isinstance(value, bool | np.bool_):
        return "boolean"
    if isinstance(value, int | np.integer):
        return "integer"
    if isinstance(value, float | np.floating):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, np.ndarray):
        return "array"
    if isinstance(value, list | tuple):
        return "sequence"
    if isinstance(value, dict):
        return "mapping"
    return type(value).__name__


def unwrapped(value: Any) -> Any:
    """Of the standard library's dicts and named tuples the plain dict or tuple; anything else as it is.

    >>> unwrapped(collections.OrderedDict(a=1))
    {'a': 1}
    """
    kind = type(value)
    # By identity alone: a metaclass may have an `__eq__` and a `__hash__` of its own.
    if any(kind is known for known in (collections.OrderedDict, collections.defaultdict, collections.Counter)):
        return dict(value)
    named = len(kind.__bases__) == 1 and kind.__bases__[0] is tuple and hasattr(kind, "_fields")
    return tuple(value) if named else value


def form_of(right: Any, reveal_shape: bool = True) -> dict[str, Any]:
    """What may be said in public about an answer: its kind and shape, never its value.

    >>> form_of(np.zeros((2, 3)))
    {'kind': 'array', 'shape': [2, 3]}
    """
    kind = kind_of(right)
    if kind == "array":
        return {"kind": "array", "shape": list(right.shape) if reveal_shape else None}
    if kind == "sequence":
        items = [form_of(item, reveal_shape) for item in right]
        return {"kind": "sequence", "items": items} if reveal_shape else {"kind": "sequence", "items": None}
    if kind == "mapping":
        return {"kind": "mapping", "items": {str(key): form_of(item, reveal_shape) for key, item in right.items()}}
    return {"kind": kind}


def as_number(name: str, value: Any, kind: str) -> Any:
    """Read one number: Persian and Arabic digits and thousands separators are understood, bool is not a number.

    Where a float was asked, float32 and float16 stay what they are, so that `close` gives them room.
    """
    coarse = None
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.shape == ()):
        coarse = value.dtype if value.dtype in (np.float32, np.float16) and kind == "number" else None
        value = value.item()
    if isinstance(value, str):
        try:
            value = float(value.translate(_DIGITS))
        except ValueError:
            raise Mismatch("number_text", name=name, received=shown(value, 40)) from None
    if kind_of(value) not in ("integer", "number"):
        raise Mismatch("type", name=name, expected=Words(kind), received=Words(kind_of(value)))
    if kind == "number" and isinstance(value, int) and value.bit_length() > 1000:  # beyond every float
        raise Mismatch("finite", name=name, count=1, where=shown(value, 40))
    if isinstance(value, float) and not math.isfinite(value):
        raise Mismatch("finite", name=name, count=1, where=shown(value))
    if coarse is not None:
        return coarse.type(value)
    if isinstance(value, float) and value.is_integer():
        return int(value) if kind == "integer" else value
    if kind == "integer" and not isinstance(value, int | np.integer):
        raise Mismatch("type", name=name, expected=Words(kind), received=shown(value))
    return value


def as_array(name: str, value: Any, shape: list[int] | None) -> Any:
    """Read an array of numbers from an array or nested lists; shape is compared before any value."""
    if not isinstance(value, np.ndarray):
        if isinstance(value, list | tuple):
            try:
                value = np.array(_numbers(name, value))
            except (ValueError, OverflowError):
                raise Mismatch("ragged", name=name) from None
        elif kind_of(value) in ("integer", "number"):
            value = np.array(value)
        else:
            raise Mismatch("type", name=name, expected=Words("array"), received=Words(kind_of(value)))
    if value.dtype.kind == "U":
        value = np.array([as_number(name, str(v), "number") for v in value.ravel()]).reshape(value.shape)
    if value.dtype.kind not in "iuf":
        raise Mismatch("type", name=name, expected=Words("array"), received=f"array of dtype {value.dtype}")
    if shape is not None and list(value.shape) != shape:
        raise Mismatch("shape", name=name, expected=tuple(shape), received=value.shape)
    bad = ~np.isfinite(value)
    if bad.any():
        where = f"{name}{_index(np.argwhere(bad)[0])}"
        raise Mismatch("finite", name=name, count=int(bad.sum()), where=where)
    return value


def _numbers(name: str, value: Any) -> Any:
    """Nested lists with the texts in them read as numbers: NumPy would give every entry the room of the longest."""
    if isinstance(value, list | tuple):
        return [_numbers(name, item) for item in value]
    return as_number(name, value, "number") if isinstance(value, str | bytes) else value


def read(name: str, value: Any, form: dict[str, Any]) -> Any:
    """Convert a received value to the form that was asked for, or raise the first rung's `Mismatch`."""
    kind = form["kind"]
    if kind in ("integer", "number"):
        return as_number(name, value, kind)
    if kind == "array":
        return as_array(name, value, form["shape"])
    if kind == "option":
        if not isinstance(value, str):
            raise Mismatch("type", name=name, expected=Words("text"), received=Words(kind_of(value)))
        letter = unicodedata.normalize("NFKC", value.translate(_DIGITS)).strip().upper()
        if letter not in form["options"]:
            raise Mismatch("option", name=name, expected=", ".join(form["options"]), received=shown(value, 40))
        return letter
    if kind == "sequence":
        if not isinstance(value, list | tuple) and not (isinstance(value, np.ndarray) and value.ndim):
            raise Mismatch("type", name=name, expected=Words(kind), received=Words(kind_of(value)))
        items = form["items"]
        if items is not None and len(value) != len(items):
            raise Mismatch("length", name=name, expected=len(items), received=len(value))
        if isinstance(value, np.ndarray):
            if value.size > MOST_ENTRIES:  # as Python's numbers they would take forty times the memory
                raise Mismatch("length", name=name, expected=f"≤ {MOST_ENTRIES:,}", received=value.size)
            value = value.tolist()
        if items is None:
            return tuple(value)
        return tuple(read(f"{name}[{i}]", v, f) for i, (v, f) in enumerate(zip(value, items, strict=True)))
    if kind == "mapping":
        if not isinstance(value, dict):
            raise Mismatch("type", name=name, expected=Words(kind), received=Words(kind_of(value)))
        if {str(key) for key in value} != set(form["items"]):
            received = ", ".join(sorted(str(key) for key in value)) or "{}"
            raise Mismatch("keys", name=name, expected=", ".join(form["items"]), received=received[:200])
        named = {str(key): item for key, item in value.items()}
        return {key: read(f"{name}[{key!r}]", named[key], item) for key, item in form["items"].items()}
    if isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind == "b":
        value = value.item()  # what `np.bool_` is on the wire
    if kind_of(value) != kind:
        raise Mismatch("type", name=name, expected=Words(kind), received=Words(kind_of(value)))
    return value


MOST_ENTRIES = 100_000
"""More nobody writes into a list or a tuple that is read entry by entry."""
Room = dict[Any, float]
ROOM: Room = {np.dtype(np.float32): 1e-5, np.dtype(np.float16): 1e-2}
"""Relative tolerance of what a function of the student's has calculated in float32 or float16."""
ROOM_OF_VALUE: Room = {np.dtype(np.float32): 1e-6}
"""The same for a value that is handed in, which could be cast to make a guess of it."""


def close(received: Any, right: Any, rtol: float, atol: float, room: Room = ROOM) -> Any:
    """Element-wise |received − right| ≤ atol + rtol·|right| for equal shapes, with `room` for float32 and float16."""
    received, right = np.asarray(received), np.asarray(right)
    if right.dtype.kind not in "fc":  # whole numbers have no tolerance, however large they are
        return received == right
    coarse = room.get(received.dtype)
    if coarse is not None:
        scale = float(np.max(np.abs(right), initial=0.0))
        rtol, atol = max(rtol, coarse), max(atol, coarse / 10 * scale)
    with np.errstate(all="ignore"):
        return np.abs(received.astype(np.float64) - right) <= atol + rtol * np.abs(right)


def compare(name: str, received: Any, right: Any, rtol: float = 0.0, atol: float = 0.0, room: Room = ROOM) -> None:
    """Compare values that have already been `read` into the same form; raise `Mismatch` at the first difference."""
    if isinstance(right, np.ndarray):
        good = close(received, right, rtol, atol, room)
        if not good.all():
            first = np.argwhere(~good)[0]
            values = {"where": f"{name}{_index(first)}", "received": shown(received[tuple(first)])}
            raise Mismatch("value", name=name, count=int((~good).sum()), total=int(good.size), **values)
    elif isinstance(right, list | tuple):
        if len(received) != len(right):
            raise Mismatch("length", name=name, expected=len(right), received=len(received))
        for i, (mine, item) in enumerate(zip(received, right, strict=True)):
            compare(f"{name}[{i}]", mine, item, rtol, atol, room)
    elif isinstance(right, dict):
        for key, item in right.items():
            compare(f"{name}[{key!r}]", received[str(key)], item, rtol, atol, room)
    elif kind_of(right) in ("integer", "number"):
        if not close(received, right, rtol, atol, room):
            raise Mismatch("value_one", name=name, received=shown(received))
    elif received != right:
        raise Mismatch("value_one", name=name, received=shown(received))


def same(received: Any, right: Any, rtol: float = 0.0, atol: float = 0.0, room: Room = ROOM) -> bool:
    """Whether a received value has the form of `right` and equals it within tolerance; never raises."""
    try:
        compare("", read("", received, form_of(right)), right, rtol, atol, room)
    except Mismatch:
        return False
    return True


def is_blank(value: Any) -> bool:
    """Whether a value is still the stub's placeholder: `...` or None, alone or filling a list or tuple."""
    if isinstance(value, list | tuple) and value:
        return all(is_blank(item) for item in value)
    return value is None or value is Ellipsis


def wrong_signature(function: Any, expected: list[str]) -> str | None:
    """The function's own signature as text if a call with the parameters `expected` would not bind, else None."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    parameters = list(signature.parameters.values())
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        return None
    required = [p.name for p in parameters if p.default is p.empty]
    fits = [p.name for p in parameters][: len(expected)] == expected and set(required) <= set(expected)
    return None if fits else str(signature)


def _index(position: Any) -> str:
    return "[" + ", ".join(str(int(i)) for i in position) + "]"
