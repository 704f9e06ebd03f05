"""Rows 35-44: hostile or strange values."""

from tests.attacks.case import RIGHT, Answer, function

LIAR = """
class Liar:
    def __eq__(self, other): return True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __le__ = __ge__ = __bool__ = __contains__ = lambda self, *a: True
    def __array__(self, *a, **k): return self
    def __array_ufunc__(self, *a, **k): return True
    def __float__(self): return 1.0
    __len__ = lambda self: 5
    __getitem__ = lambda self, i: self
    shape = (5, 5)
    dtype = 'float64'
"""


def answered(row, name, value, verdict="failed", before="import numpy as np", **more):
    """A value given as the answer to `laplacian`."""
    return Answer(row, name, f"{before}\nresponse = {value}", verdict, **{"peers": True} | more)


def reshaped(row, name, change, verdict="failed", **more):
    """The right answer in another dress."""
    return Answer(row, name, f"{RIGHT}\nimport numpy as np\nresponse = {change}", verdict, **{"peers": True} | more)


def returned(row, name, body, verdict="failed", before="", **more):
    """A function that returns something strange."""
    return Answer(row, name, function(body, before), verdict, "conv2d", **{"peers": True} | more)


CASES = (
    # Not for peers: these are the ways to fool a comparison in the same process.
    answered(35, "equals_everything", "Liar()", before=LIAR, peers=False),
    answered(35, "list_of_liars", "[[Liar()] * 5] * 5", before=LIAR, peers=False),
    answered(
        35,
        "lies_about_its_class",
        "Lying()",
        peers=False,
        before="import numpy as np\nclass Lying:\n    __class__ = property(lambda self: np.ndarray)",
    ),
    answered(
        35,
        "subclass_of_float",
        "Mine(7)",
        peers=False,
        before="class Mine(float):\n    __eq__ = lambda self, o: True\n    __sub__ = __rsub__ = lambda self, o: 0.0",
    ),
    answered(
        35,
        "subclass_of_float64",
        "Mine(7)",
        peers=False,
        before="import numpy as np\nclass Mine(np.float64):\n    __sub__ = __rsub__ = lambda self, o: 0.0",
    ),
    answered(
        35,
        "subclass_of_ndarray",
        "np.ones((5, 5)).view(Mine)",
        peers=False,
        before="import numpy as np\nclass Mine(np.ndarray):\n    __array_ufunc__ = lambda *a, **k: True",
    ),
    answered(
        35,
        "subclass_of_list",
        "Mine()",
        peers=False,
        before="class Mine(list):\n    __iter__ = lambda self: iter([1])\n    __eq__ = lambda self, o: True",
    ),
    answered(35, "type_called_ndarray", "ndarray()", before="class ndarray:\n    shape = (5, 5)", peers=False),
    answered(
        35,
        "type_that_claims_to_be_a_tensor",
        "Tensor()",
        peers=False,
        before="""
import os
class Tensor:
    __module__ = 'tensorflow.python'
    def __array__(self, *a, **k): os._exit(0)""",
        verdict="crashed",
    ),
    answered(35, "kind_whose_name_is_markup", "type('<script>atk()</script>', (), {})()", unseen=("<script>atk",)),
    answered(35, "kind_whose_name_is_braces", "type('{name} {0} %s', (), {})()"),
    returned(35, "returns_a_liar", "return Liar()", before=LIAR, peers=False),
    Answer(
        35,
        "letter_that_equals_everything",
        "class Letter(str):\n    __eq__ = lambda self, o: True\n"
        "    __hash__ = lambda self: 0\nedge_meaning = Letter('Z')",
        "failed",
        "edge_meaning",
    ),
    Answer(35, "callable_that_is_no_function", LIAR + "conv2d = Liar", "failed", "conv2d"),
    answered(36, "nan", "np.full((5, 5), np.nan)"),
    answered(36, "infinite", "np.full((5, 5), np.inf)"),
    answered(36, "largest", "np.full((5, 5), 1.7e308)"),
    answered(36, "denormal", "np.full((5, 5), 5e-324)"),
    reshaped(36, "one_nan", "np.where(np.arange(25).reshape(5, 5) == 7, np.nan, response)"),
    reshaped(36, "minus_zero", "np.where(np.asarray(response) == 0, -0.0, response)", "passed"),
    reshaped(36, "complex", "np.asarray(response) + 0j"),
    answered(36, "masked", "np.ma.masked_all((5, 5))", peers=False),
    reshaped(36, "masked_right", "np.ma.masked_array(response)", peers=False),
    answered(36, "not_a_time", "np.full((5, 5), np.datetime64('NaT'))"),
    returned(36, "returns_nan", "return right(x, w, stride, padding) * np.nan", before="import numpy as np"),
    answered(37, "scalar_zero", "0.0"),
    answered(37, "zero_dimensional", "np.array(10.0)"),
    answered(37, "broadcasts", "np.zeros((5, 1))"),
    reshaped(37, "one_axis_more", "np.asarray(response)[None]"),
    reshaped(37, "flat", "np.asarray(response).ravel()"),
    answered(37, "empty", "np.zeros((0, 5))"),
    answered(37, "empty_and_endless", "np.zeros((0, 2**30))"),
    answered(37, "too_many_bytes", "np.zeros(10**8, np.int8)"),
    answered(37, "nested_to_the_limit", "eval('[' * 30 + '1' + ']' * 30)"),
    answered(37, "nested_beyond_the_limit", "eval('[' * 90 + '1' + ']' * 90)"),
    answered(37, "ragged", "[[1, 2], [3]]"),
    answered(37, "contains_itself", "loop", before="loop = []\nloop.append(loop)"),
    Answer(37, "scalar_as_row", RIGHT + "\ngap = [gap]", "failed", "forward", worth=6.0),
    returned(37, "returns_a_scalar", "return 0.0"),
    returned(37, "returns_a_column", "return right(x, w, stride, padding).reshape(-1, 1)"),
    answered(37, "long_text_among_short_ones", "['x' * 10**6] + ['y'] * 10**5", slow=True),
    answered(37, "long_bytes_among_short_ones", "[b'x' * 10**6] + [b'y'] * 10**5", slow=True),
    answered(37, "wide_text_in_a_square", "[['1' * 10**6] * 5] * 5"),
    reshaped(38, "lists", "np.asarray(response).tolist()", "passed"),
    reshaped(38, "float32", "np.asarray(response, np.float32)", "passed"),
    reshaped(38, "integers", "np.asarray(response).astype(int)", "passed"),
    reshaped(38, "objects", "np.asarray(response).astype(object)"),
    reshaped(38, "booleans", "np.asarray(response) > 0"),
    reshaped(38, "texts", "np.asarray(response).astype(str)", "passed", peers=False),
    reshaped(
        38,
        "persian_digits",
        "[[str(int(v)).translate(str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹')) for v in row] for row in response]",
        "passed",
        peers=False,
    ),
    Answer(
        38,
        "numpy_integers",
        RIGHT + "\nimport numpy as np\npointwise_params = np.int64(pointwise_params)\n"
        "pointwise_shape = tuple(map(np.int32, pointwise_shape))",
        "passed",
        "pointwise",
        peers=True,
    ),
    Answer(
        38,
        "numbers_that_do_not_end",
        "pointwise_params = 10**1200\npointwise_shape = (10**1200,) * 3",
        "failed",
        "pointwise",
    ),
    Answer(38, "integer_beyond_all_floats", RIGHT + "\ngap = 10**400", "failed", "forward", worth=6.0),
    Answer(38, "integers_beyond_all_floats", "conv_map = [[10**400, 1], [2, 3]]\ngap = 10**400", "failed", "forward"),
    Answer(
        38,
        "texts_beyond_all_floats",
        "conv_map = [['1e308', '1e308'], ['1e308', '-1e308']]\ngap = '1e999'",
        "failed",
        "forward",
    ),
    returned(38, "returns_the_integer_beyond_all_floats", "return [[10**400]]"),
    Answer(
        38,
        "receptive_field_beyond_all_floats",
        "def receptive_field(layers): return 10**400",
        "failed",
        "receptive_field",
    ),
    returned(39, "changes_its_input", "y = right(x, w, stride, padding)\nx[:] = 0\nw[:] = 0\nreturn y", "passed"),
    returned(39, "returns_its_input", "return x"),
    returned(39, "not_contiguous", "return right(x, w, stride, padding)[::-1, ::-1].copy()[::-1, ::-1]", "passed"),
    returned(39, "read_only", "y = right(x, w, stride, padding)\ny.setflags(write=False)\nreturn y", "passed"),
    returned(
        39,
        "one_buffer_for_all",
        "y = right(x, w, stride, padding)\nbuffer.resize(y.shape, refcheck=False)\nbuffer[:] = y\nreturn buffer",
        "passed",
        before="import numpy as np\nbuffer = np.zeros(0)",
    ),
    answered(40, "generator", "(n for n in range(5))"),
    answered(40, "endless_iterator", "itertools.count()", before="import itertools"),
    answered(40, "set", "{1, 2, 3}"),
    answered(40, "huge_range", "range(10**12)"),
    answered(40, "long_text", "'7' * 10**8"),
    answered(40, "bidi_text", "'\\u202eatk\\u2066\\x1b[2J\\x07'", unseen=("\u202eatk", "\x1b[2J")),
    answered(40, "markup", "'<script>atk()</script><img src=x onerror=atk()>'", unseen=("<script>atk", "<img src=x")),
    answered(40, "lone_surrogates", "'\\ud800' * 9"),
    answered(40, "a_million_keys", "dict.fromkeys(range(10**6))"),
    answered(40, "deep_dict", "d", before="d = {}\nfor _ in range(10**5): d = {'k': d}"),
    answered(
        40,
        "iterator_that_never_ends",
        "Endless()",
        before="class Endless:\n    __iter__ = lambda self: self\n    __next__ = lambda self: 1",
    ),
    Answer(40, "error_in_bidi", "raise ValueError('\\u202eatk\\x1b[2J')", "error", unseen=("\u202eatk", "\x1b[2J")),
    Answer(40, "error_in_markup", "raise ValueError('<script>atk()</script>')", "error", unseen=("<script>atk",)),
    Answer(40, "letter_with_spaces", "edge_meaning = ' ' * 10**7 + 'Z'", "failed", "edge_meaning"),
    Answer(41, "missing", "another = 1", "missing", peers=True),
    Answer(41, "blank", "response = ...", "not_attempted", peers=True),
    Answer(41, "none", "response = None", "not_attempted", peers=True),
    Answer(41, "function_missing", "def conv(x, w): return x", "missing", "conv2d", peers=True),
    Answer(41, "not_callable", "conv2d = 3", "failed", "conv2d", peers=True),
    Answer(41, "wrong_signature", "def conv2d(image): return image", "failed", "conv2d", peers=True),
    Answer(
        41,
        "class_instead",
        "class conv2d:\n    def __init__(self, x, w, stride=1, padding=0): pass",
        "failed",
        "conv2d",
        peers=True,
    ),
    Answer(41, "asynchronous", "async def conv2d(x, w, stride=1, padding=0): return x", "failed", "conv2d", peers=True),
    Answer(41, "yields", "def conv2d(x, w, stride=1, padding=0): yield x", "failed", "conv2d", peers=True),
    returned(41, "not_implemented", "raise NotImplementedError", "not_attempted"),
    returned(
        42,
        "random",
        "return np.random.standard_normal(right(x, w, stride, padding).shape)",
        before="import numpy as np",
    ),
    returned(
        42,
        "right_only_the_first_times",
        "calls.append(1)\ny = right(x, w, stride, padding)\nreturn y if len(calls) <= 3 else -y",
        before="calls = []",
        worth=14 / 3,  # the law holds for the opposite of the right result, too
    ),
    returned(
        43,
        "table_of_the_public_examples",
        """
known = {(3, 3, 2, 2): [[4, 6], [10, 12]], (2, 2, 2, 2): [[5, 6], [6, 4]], (1, 3, 1, 2): [[4, 7]]}
return np.array(known.get(x.shape + w.shape, [[0]]), float)
""",
        before="import numpy as np",
        worth=14 / 6,
    ),
    returned(
        43,
        "table_by_hash",
        """
known = {hash((x.tobytes(), w.tobytes())): right(x, w, stride, padding)} if x.size == 3 or x.size == 9 else {}
return known.get(hash((x.tobytes(), w.tobytes())), right(np.ones((4, 4)), np.ones((2, 2))))
""",
        before="import numpy as np",
    ),
    returned(
        43,
        "zeros_of_the_right_shape",
        "return np.zeros_like(right(x, w, stride, padding))",
        before="import numpy as np",
    ),
    returned(43, "constant", "return np.array([[4.0, 6.0], [10.0, 12.0]])", before="import numpy as np"),
    Answer(43, "carried_on_purpose", "import numpy as np\nconv_map = np.zeros((2, 2))\ngap = 0.0", "failed", "forward"),
    Answer(
        43,
        "carried_from_a_wrong_map",
        "import numpy as np\nconv_map = np.array([[0, 0], [0, 4.0]])\ngap = 1.0",
        "failed",
        "forward",
        worth=6.0,
    ),
)
