"""Rows 45-60: broken, strange and hostile files, and what notebooks do outside their answers."""

import io
import json
import struct
import zipfile
import zlib

from tests.attacks.case import RIGHT, Answer, File


def edited(change):
    """Change the notebook as parsed; `change` may return another one."""

    def make(text):
        notebook = json.loads(text)
        return json.dumps(change(notebook) or notebook).encode()

    return make


def each_cell(change, role="answer"):
    """Change every code cell of a role."""

    def change_all(notebook):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and cell["metadata"].get("tamrin", {}).get("role") == role:
                change(cell)

    return edited(change_all)


def with_cells(*sources):
    """Code cells of the student's own before everything else."""
    return edited(lambda n: n.update(cells=[code(s) for s in sources] + n["cells"]))


def code(source):
    """A code cell without tags."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def zipped(*entries, password=False):
    """An archive of names and contents; None stands for the notebook."""

    def make(text):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries:
                archive.writestr(name, text if content is None else content)
        data = bytearray(buffer.getvalue())
        if password:  # the flag alone
            data[6] |= 1
            data[data.index(b"PK\x01\x02") + 8] |= 1
        return bytes(data)

    return make


def link(name, target):
    """An archive with the notebook and a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return zipped(("hw.ipynb", None), (info, target))


def without_tags(notebook):
    """As Colab saves it: no metadata, no ids."""
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)


def without_any_mark(notebook):
    """Neither tags nor first lines."""
    without_tags(notebook)
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("# Question:", "#")


def as_format_3(notebook):
    """As the notebook was written ten years ago."""
    cells = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cells.append({"cell_type": "code", "input": text, "outputs": [], "language": "python", "collapsed": False})
            cells[-1]["metadata"] = cell["metadata"]
        else:
            cells.append({"cell_type": "markdown", "source": text, "metadata": {}})
    metadata = notebook["metadata"] | {"name": "hw"}
    return {"metadata": metadata, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}


def claims_points(notebook):
    """Points and roles of its own."""
    notebook["metadata"]["tamrin"] |= {"points": 10**6, "score": 100, "max_score": 1, "questions": []}
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("tamrin", {})["points"] = 10**6
        cell["metadata"]["nbgrader"] = {"points": 100, "grade": True, "locked": False}


def keras_model():
    """A model whose configuration runs a command when it is loaded, as in CVE-2025-1550."""
    run = {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"}
    layer = {"module": "keras.layers", "class_name": "Lambda", "config": {"function": run, "name": "l"}}
    config = {"module": "keras", "class_name": "Sequential", "config": {"layers": [layer]}}
    call = {"args": ["touch /work/main/atk-keras"], "kwargs": {}}
    return zipped(("config.json", json.dumps(config | {"call": call})), ("metadata.json", "{}"))("")


def huge_weights():
    """An archive of arrays whose header declares more than any memory holds."""
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000), }"
    header += b" " * (118 - len(header) - 1) + b"\n"
    return zipped(("w.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"\0" * 64))("")


PICKLE = b"cos\nsystem\n(S'touch /work/main/atk-pickle'\ntR."


def blank(notebook):
    """Answers taken out."""
    for cell in notebook["cells"]:
        if cell["metadata"]["tamrin"]["role"] == "answer":
            cell["source"] = "# " + "".join(cell["source"]).splitlines()[0].lstrip("# ") + "\n"


def bomb(text):
    """A gigabyte of spaces in a megabyte."""
    return zipped(("hw.ipynb", b" " * 2**27))(text)


def lying_header(text):
    """An archive whose entry says that it is small."""
    data = bytearray(zipped(("hw.ipynb", b" " * 2**27))(text))
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 100)
    data[22:26] = struct.pack("<I", 100)
    return bytes(data)


def many_entries(text):
    """More entries than anybody hands in."""
    return zipped(*((f"{n}.txt", "") for n in range(20_000)))(text)


def deep(text):
    """Nested JSON."""
    return b'{"cells": ' + b"[" * 10**5 + b"]" * 10**5 + b"}"


def unreadable(row, name, make, status, suffix=".ipynb", **more):
    """A file of which nothing can be graded."""
    return File(row, name, make, suffix, status, score=0.0, **more)


def habit(row, name, *sources, **more):
    """Cells of the student's own that must cost nothing."""
    return File(row, name, with_cells(*sources), **more)


def cell(row, name, source, verdict="error", **more):
    """An answer cell with something wrong about it as text."""
    return Answer(row, name, source, verdict, **more)


STREAM = {"output_type": "stream", "name": "stdout", "text": "x" * (5 * 10**6)}

CASES = (
    unreadable(45, "empty_file", lambda text: b"", "the file is empty", peers=True),
    unreadable(45, "truncated", lambda text: text.encode()[: len(text) // 2], "not JSON", peers=True),
    unreadable(45, "no_notebook", lambda text: b'{"a": 1}', "not a notebook", peers=True),
    unreadable(45, "a_list", lambda text: b"[1]", "not a notebook", peers=True),
    unreadable(45, "null", lambda text: b"null", "not a notebook", peers=True),
    unreadable(45, "only_nul", lambda text: b"\0" * 1000, "the file is empty", peers=True),
    unreadable(45, "deep", deep, "Cannot read the notebook"),
    unreadable(45, "number_of_a_million_digits", lambda t: b'{"cells": [' + b"9" * 10**6 + b"]}", "Cannot read"),
    unreadable(45, "html", lambda text: b"<!DOCTYPE html><html></html>", "not JSON", peers=True),
    unreadable(
        45,
        "cells_of_another_type",
        lambda text: b'{"cells": [1, null, "x", [], {"cell_type": 3}]}',
        "graded",
        peers=True,
    ),
    File(45, "byte_order_mark", lambda text: text.encode("utf-8-sig"), peers=True),
    File(45, "utf_16", lambda text: text.encode("utf-16"), note="UTF-16", peers=True),
    File(
        45,
        "latin_1",
        lambda text: (
            text.replace('"# Question', '"# é\\n# Question', 1)
            .replace("é", "\x00é")
            .encode("latin-1", "ignore")
            .replace(b"\x00", b"")
        ),
        note="Latin-1",
    ),
    File(45, "carriage_returns", lambda text: text.replace("\n", "\r\n").encode(), peers=True),
    File(
        45,
        "lines_that_end_in_carriage_returns",
        each_cell(lambda c: c.update(source="".join(c["source"]).replace("\n", "\r\n"))),
        peers=True,
    ),
    File(45, "format_3", edited(as_format_3)),
    File(45, "format_5", edited(lambda n: n.update(nbformat=5)), peers=True),
    File(45, "format_of_text", edited(lambda n: n.update(nbformat="four", nbformat_minor=None))),
    File(
        45,
        "infinity_and_nan",
        lambda text: text.replace('"metadata": {', '"metadata": {"n": NaN, "i": -Infinity, ', 1).encode(),
    ),
    File(46, "tags_lost", edited(without_tags), note="names no known variant", peers=True),
    File(46, "all_marks_lost", edited(without_any_mark), note="names no known variant", peers=True),
    File(46, "reversed", edited(lambda n: n.update(cells=n["cells"][:2] + n["cells"][:1:-1]))),
    File(
        46,
        "every_cell_twice",
        edited(lambda n: n.update(cells=[c for c in n["cells"] for _ in "ab"])),
        note="several cells",
    ),
    File(
        46,
        "blank_copy_after",
        edited(
            lambda n: n.update(
                cells=n["cells"]
                + [
                    c | {"source": "# Question: laplacian\nresponse = ...  # a 5×5 array"}
                    for c in n["cells"]
                    if c["metadata"]["tamrin"].get("question") == "laplacian" and c["cell_type"] == "code"
                ][:1]
            )
        ),
    ),
    File(
        46,
        "other_peoples_tags",
        edited(lambda n: [c["metadata"].update(tamrin={"question": [1], "role": {}}) for c in n["cells"]] and None),
    ),
    File(
        46,
        "only_answers",
        edited(lambda n: n.update(cells=[c for c in n["cells"] if c["metadata"]["tamrin"]["role"] == "answer"])),
        peers=True,
    ),
    File(
        46,
        "merged_into_one_cell",
        edited(
            lambda n: n.update(
                cells=[
                    code(
                        "\n\n".join(
                            "".join(c["source"]) for c in n["cells"] if c["metadata"]["tamrin"]["role"] == "answer"
                        )
                    )
                ]
            )
        ),
    ),
    File(47, "kernel_julia", edited(lambda n: n["metadata"].update(kernelspec={"name": "julia-1.9"}))),
    File(
        47,
        "kernel_unknown",
        edited(lambda n: n["metadata"].update(kernelspec={"name": "myenv", "display_name": 3}, language_info=[])),
    ),
    File(
        47,
        "kernel_missing",
        edited(lambda n: [n["metadata"].pop(k, 0) for k in ("kernelspec", "language_info")] and None),
        peers=True,
    ),
    habit(
        48,
        "magics",
        "%matplotlib widget\n%load_ext autoreload\n%autoreload 2\n%config InlineBackend.figure_format",
        "%%time\nx1 = 1",
        "%%bash\nrm -rf /",
        "!rm -rf ~\nfiles = !ls",
        "%cd /tmp",
        "%run other.py",
        "?print",
        "print??",
        "%%writefile /work/main/atk-magic\nx",
        "%%html\n<script>",
        "%no_such",
        "%%no_such\nx",
        "%pip install x",
        "%%javascript\n1",
        "%env A=B",
        "%timeit -n1 -r1 1",
        "%reset -f\nimport numpy as np",
        "%debug",
        "%pdb on",
    ),
    habit(48, "magic_before_a_syntax_error", "%%time\ndef f(:", "%matplotlib inline\nx = = 1"),
    habit(49, "colab_drive", "from google.colab import drive\ndrive.mount('/content/drive')"),
    habit(
        49,
        "colab_files",
        "from google.colab import files\nfiles.upload()",
        "from google.colab import userdata\nuserdata.get('KEY')",
        "import gdown\ngdown.download('x')",
        "!wget http://example.org/data.zip",
    ),
    Answer(
        49, "colab_in_the_answer", "from google.colab import drive\ndrive.mount('/content/drive')\n" + RIGHT, "passed"
    ),
    habit(50, "asks_for_input", "input('name: ')", "import getpass\ngetpass.getpass()", "import sys\nsys.stdin.read()"),
    habit(50, "debugger", "breakpoint()", "import pdb\npdb.set_trace()", "import IPython\nIPython.embed()"),
    Answer(
        50,
        "breakpoint_when_called",
        RIGHT + "\nright = conv2d\ndef conv2d(x, w, stride=1, padding=0):\n"
        "    breakpoint()\n    return right(x, w, stride, padding)",
        "passed",
        "conv2d",
    ),
    habit(
        51,
        "plots",
        "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
        "import webbrowser\nwebbrowser.open('http://example.org')",
        slow=True,
    ),
    habit(
        51,
        "a_hundred_figures",
        "import matplotlib.pyplot as plt\n[plt.figure() for _ in range(100)]\nplt.show()",
        slow=True,
    ),
    habit(
        52, "trains_for_hours", "import time\nfor epoch in range(500): time.sleep(60)", note="did not finish", slow=True
    ),
    habit(52, "trains_in_many_cells", *["while True: pass"] * 3, note="did not finish", slow=True),
    File(
        53,
        "outputs_of_40_megabytes",
        edited(lambda n: [c.update(outputs=[STREAM]) for c in n["cells"][:12] if c["cell_type"] == "code"] and None),
        slow=True,
    ),
    unreadable(53, "file_of_60_megabytes", lambda text: text.encode() + b" " * (60 * 2**20), "too large", slow=True),
    unreadable(
        53,
        "too_many_cells",
        edited(lambda n: n.update(cells=n["cells"] + [code("1")] * 100_000)),
        "too many code cells",
        slow=True,
    ),
    habit(53, "cell_of_20_megabytes", "x = '" + "1" * (20 * 2**20) + "'", slow=True),
    habit(53, "cell_of_a_hundred_thousand_lines", "x = 1\n" * 10**5, slow=True),
    File(
        53,
        "deep_metadata",
        lambda text: text.replace('"metadata": {', '"metadata": {"x": ' + "[" * 900 + "]" * 900 + ",", 1).encode(),
    ),
    cell(54, "syntax_error", "response = = 3", peers=True),
    cell(54, "indentation", "if True:\nresponse = 3", peers=True),
    cell(54, "unbalanced", "response = [[1, 2", peers=True),
    cell(54, "return_outside", "return 3", peers=True),
    cell(54, "null_character", "response = 3\0"),
    cell(54, "nested_brackets", "response = " + "(" * 1000 + ")" * 1000),
    cell(54, "nested_minus", "response = " + "-" * 10**5 + "1"),
    cell(54, "await_at_top_level", "import asyncio\nawait asyncio.sleep(0)\n" + RIGHT, "passed"),
    cell(54, "future_import", "from __future__ import annotations\n" + RIGHT, "passed"),
    cell(54, "remainder_at_line_start", "x1 = (7\n% 4)\n" + RIGHT, "passed"),
    cell(54, "future_braces", "from __future__ import braces"),
    habit(
        55,
        "used_before_it_is_defined",
        "print(late)",
        "late = 1",
        note="uses `late`, which is only defined in cell 2",
    ),
    cell(55, "deleted_cell", "response = from_a_deleted_cell", peers=True),
    File(
        56,
        "zip_slip",
        zipped(
            ("../../atk-slip.ipynb", "{}"),
            ("/tmp/atk-slip.ipynb", "{}"),
            ("C:\\atk.ipynb", "{}"),
            ("..\\atk.ipynb", "{}"),
            ("hw.ipynb", None),
        ),
        ".zip",
    ),
    unreadable(56, "only_zip_slip", zipped(("../../atk-slip.ipynb", "{}")), "holds no notebook", ".zip"),
    File(56, "symlink", link("atk-link.ipynb.txt", "/etc/passwd"), ".zip"),
    File(56, "symlink_as_notebook", link("a.ipynb", "/etc/passwd"), ".zip"),
    File(56, "macos_folder", zipped(("__MACOSX/._hw.ipynb", b"\0"), ("hw/hw.ipynb", None)), ".zip"),
    File(56, "case_collision", zipped(("HW.IPYNB", None), ("hw.ipynb", None)), ".zip", note="several submissions"),
    File(56, "nested_zip", lambda text: zipped(("hw.zip", zipped(("hw.ipynb", None))(text)))(text), ".zip"),
    File(56, "name_of_text_direction", zipped(("\u202egp.ipynb", None)), ".zip"),
    unreadable(57, "bomb", bomb, "larger than", ".zip", slow=True),
    unreadable(57, "bomb_with_a_lying_header", lying_header, "Cannot read the archive", ".zip", slow=True),
    unreadable(57, "many_entries", many_entries, "too many entries", ".zip", slow=True),
    unreadable(57, "encrypted", zipped(("hw.ipynb", None), password=True), "encrypted", ".zip"),
    unreadable(57, "rar_renamed", lambda text: b"Rar!\x1a\x07\x00" + b"x" * 100, "Cannot read the archive", ".zip"),
    unreadable(57, "pdf_as_notebook", lambda text: b"%PDF-1.7\n\xff\xfe", "not JSON", peers=True),
    File(57, "zip_as_notebook", zipped(("hw.ipynb", None))),
    unreadable(57, "gzip_as_zip", lambda text: zlib.compress(text.encode()), "Cannot read the archive", ".zip"),
    unreadable(
        57, "half_an_archive", lambda text: zipped(("hw.ipynb", None))(text)[:200], "Cannot read the archive", ".zip"
    ),
    # No model file of a student's is ever loaded; where none is asked for, none is even read.
    File(61, "keras_model_with_code", zipped(("hw.ipynb", None), ("model.keras", keras_model())), ".zip"),
    File(62, "hdf5_model", zipped(("hw.ipynb", None), ("model.h5", b"\x89HDF\r\n\x1a\n" + b"\xff" * 500)), ".zip"),
    File(63, "weights_of_a_huge_shape", zipped(("hw.ipynb", None), ("weights.npz", huge_weights())), ".zip"),
    File(64, "torch_pickle", zipped(("hw.ipynb", None), ("model.pt", PICKLE), ("model.pth", PICKLE)), ".zip"),
    unreadable(64, "pickle_as_notebook", lambda text: PICKLE, "Cannot read the notebook"),
    File(
        58, "two_notebooks", zipped(("a/hw (1).ipynb", None), ("b/hw.ipynb", "{}")), ".zip", note="several submissions"
    ),
    unreadable(58, "template", edited(blank), "graded", peers=True),
    File(58, "another_assignment", edited(lambda n: n["metadata"]["tamrin"].update(assignment="hw99_other"))),
    File(58, "another_variant", edited(lambda n: n["metadata"]["tamrin"].update(variant="../../x"))),
    File(27, "claims_points", edited(claims_points)),
    File(
        27,
        "tests_deleted",
        edited(lambda n: n.update(cells=[c for c in n["cells"] if c["metadata"]["tamrin"]["role"] != "check"])),
        peers=True,
    ),
    File(27, "tests_that_raise", each_cell(lambda c: c.update(source="raise SystemExit"), "check")),
    File(27, "givens_changed", each_cell(lambda c: c.update(source="image = kernel = x = w = None"), "givens")),
    File(27, "setup_that_exits", each_cell(lambda c: c.update(source="# Setup:\nimport os\nos._exit(0)"), "setup")),
    Answer(
        60,
        "markup_in_the_answer",
        "edge_meaning = '<img src=x onerror=atk()>'",
        "failed",
        "edge_meaning",
        unseen=("<img src=x",),
    ),
    Answer(
        60,
        "link_in_the_answer",
        "edge_meaning = '<a href=\"javascript:atk()\">'",
        "failed",
        "edge_meaning",
        unseen=('<a href="javascript',),
    ),
    Answer(
        60,
        "markup_in_a_signature",
        "def conv2d(x, y='<script>atk()</script>'): pass",
        "failed",
        "conv2d",
        unseen=("<script>atk",),
    ),
    Answer(
        60, "template_in_an_error", "raise ValueError('{{ 7*7 }} {% raise %} {0.__class__}')", "error", unseen=("49 ",)
    ),
)
