"""Code for cells: every literal reads back as what it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tamrin.build.cells import assignments, givens_code, literal
from tamrin.judge.paper import paper


def evaluated(source):
    return eval(source, {"np": np, "__builtins__": {}, "array": None})


def alike(a, b):
    if isinstance(b, np.ndarray):
        return isinstance(a, np.ndarray) and a.shape == b.shape and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(b, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(b, dict):
        return type(a) is dict and list(a) == list(b) and all(alike(a[key], b[key]) for key in b)
    return type(a) is type(b) and a == b and str(a) == str(b)


finite = st.floats(allow_nan=False, allow_infinity=False)
arrays = npst.arrays(np.float64, npst.array_shapes(max_dims=4, max_side=3), elements=finite)
whole_arrays = npst.arrays(np.int64, npst.array_shapes(max_dims=3, max_side=3))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | st.text(max_size=8) | arrays | whole_arrays,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_literal_reads_back_as_the_value(value):
    assert alike(evaluated(literal(value)), value)


@given(values)
def test_literal_is_one_expression_also_on_one_line(value):
    assert alike(evaluated(literal(value).replace("\n", " ")), value)


@pytest.mark.parametrize(
    "value",
    [
        np.zeros((0,)),
        np.zeros((2, 0)),
        np.zeros((0, 3)),
        np.array(3.5),
        np.array([1.0, np.nan, np.inf, -np.inf]),
        np.array([[np.nan, 1.0], [np.inf, 0.0]]),
    ],
    ids=["empty", "rows of nothing", "no rows", "no axes", "not finite", "not finite in rows"],
)
def test_literal_of_an_unusual_array_reads_back(value):
    received = evaluated(literal(value))
    assert received.shape == value.shape and np.array_equal(received, value, equal_nan=True)


@pytest.mark.parametrize("dtype", [np.float32, np.uint8, np.int32, np.bool_, np.complex128])
@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 2)])
def test_literal_of_an_array_keeps_its_dtype(dtype, shape):
    value = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    assert alike(evaluated(literal(value)), value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_literal_of_a_number_that_is_not_finite_reads_back(value):
    received = eval(literal(value), {"np": np})
    assert repr(received) == repr(value)


@pytest.mark.parametrize(("value", "text"), [(np.float64(2.5), "2.5"), (np.int64(3), "3"), (np.bool_(True), "True")])
def test_literal_of_a_numpy_scalar_is_plain(value, text):
    assert literal(value) == text


def test_assignments_define_their_names():
    names = {}
    exec(assignments({"a": 1, "b": np.eye(2), "c": {"k": (1.0,)}}), {"np": np}, names)
    assert names["a"] == 1 and np.array_equal(names["b"], np.eye(2)) and names["c"] == {"k": (1.0,)}


@pytest.mark.parametrize("variant", ["published", 1, 2])
def test_givens_code_defines_every_given(hw02, variant):
    sheet = paper(hw02, variant)
    names = {}
    exec(givens_code(sheet), names)
    for given_ in sheet.givens.values():
        for name, value in given_.items():
            assert alike(names[name], value)
