"""Reading what students hand in: whatever the file, cells or one sentence that says why not."""

import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamrin.intake import Unreadable, notebook_json, read, reader
from tests.intake.files import archive, notebook, refused, sources, stored

# Notebooks.


def test_notebook_code_cells_are_numbered(tmp_path):
    content = notebook("a = 1", ["b = 2\n", "c = 3"])
    content["cells"].insert(1, {"cell_type": "markdown", "source": "words", "metadata": {}})
    submission = read(stored(tmp_path, content))
    assert [(cell.index, cell.source) for cell in submission.cells] == [(1, "a = 1"), (2, "b = 2\nc = 3")]
    assert (submission.id, len(submission.sha256), submission.notes) == ("s1", 64, ())


def test_notebook_written_by_nbformat_is_read(tmp_path):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("a = 1")])
    assert sources(read(stored(tmp_path, nbformat.writes(made)))) == ["a = 1"]


def test_notebook_of_format_3_is_read(tmp_path):
    made = nbformat.v3.new_notebook(worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("a = 1")])])
    assert sources(read(stored(tmp_path, nbformat.writes(made, version=3)))) == ["a = 1"]


def test_notebook_own_metadata_is_kept_and_anything_else_dropped(tmp_path):
    own = {"assignment": "hw02", "variant": 7, "language": "fa"}
    submission = read(stored(tmp_path, notebook("a", metadata={"tamrin": own, "kernelspec": {"name": "ir"}})))
    assert (submission.metadata, submission.language) == (own, "fa")


@pytest.mark.parametrize("metadata", [None, [], "x", {"tamrin": []}, {"tamrin": "x"}, {}])
def test_notebook_metadata_of_any_kind_is_survived(tmp_path, metadata):
    submission = read(stored(tmp_path, notebook("a") | {"metadata": metadata}))
    assert (submission.metadata, submission.language) == ({}, "en")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ({"metadata": {"tamrin": {"question": "q", "role": "answer"}}, "source": "x"}, ("q", "answer")),
        ({"metadata": {}, "source": "# Question: gap\nx"}, ("gap", "answer")),
        ({"metadata": {}, "source": "\n  #question:GAP \nx"}, ("gap", "answer")),
        ({"metadata": {}, "source": "x\n# Question: gap"}, (None, None)),
        ({"metadata": {"tamrin": {"question": 3, "role": "answer"}}, "source": "# Question: gap"}, ("gap", "answer")),
        ({"metadata": {"tamrin": "q"}, "source": "x"}, (None, None)),
        ({"metadata": [], "source": "x"}, (None, None)),
        ({"source": "x"}, (None, None)),
        ({"source": "# Train: gap\nx"}, ("gap", "train")),
        ({"source": "# Train: gap  "}, ("gap", "train")),
        ({"source": "# Train: gap and the others\nx"}, (None, None)),
        ({"source": "%%time\n# Question: gap\nx"}, ("gap", "answer")),
        ({"source": "# mine\n\n!pip install x\n# Question: gap\nx"}, ("gap", "answer")),
    ],
)
def test_cell_is_marked_by_metadata_then_by_its_first_comment(tmp_path, cell, found):
    (read_cell,) = read(stored(tmp_path, notebook() | {"cells": [{"cell_type": "code"} | cell]})).cells
    assert (read_cell.question, read_cell.role) == found


@pytest.mark.parametrize("cell", [None, 3, "x", [], {}, {"cell_type": "raw", "source": "x"}, {"cell_type": 4}])
def test_cell_of_another_kind_is_skipped(tmp_path, cell):
    content = notebook("a = 1")
    content["cells"].insert(0, cell)
    assert [(c.index, c.source) for c in read(stored(tmp_path, content)).cells] == [(1, "a = 1")]


@pytest.mark.parametrize("source", [None, 3, {}, [1, 2], []])
def test_cell_source_of_another_kind_is_empty(tmp_path, source):
    content = notebook() | {"cells": [{"cell_type": "code", "source": source}]}
    assert sources(read(stored(tmp_path, content))) == [""]


def test_line_ends_are_made_plain(tmp_path):
    assert sources(read(stored(tmp_path, notebook("a = 1\r\nb = 2\rc = 3")))) == ["a = 1\nb = 2\nc = 3"]
    crlf = json.dumps(notebook("a = 1"), indent=1).replace("\n", "\r\n")
    assert sources(read(stored(tmp_path, crlf))) == ["a = 1"]


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 1), ("utf-16-le", None), ("latin-1", 1), ("cp1252", 1)],
)
def test_encodings_are_recovered_and_noted(tmp_path, encoding, noted):
    text = json.dumps(notebook("name = 'é'"), ensure_ascii=False)
    path = stored(tmp_path, text.encode(encoding))
    if noted is None:  # UTF-16 without its mark is recovered or refused, but never raises anything else
        try:
            assert sources(read(path)) == ["name = 'é'"]
        except Unreadable as unreadable:
            assert "not JSON" in str(unreadable)
        return
    submission = read(path)
    assert sources(submission) == ["name = 'é'"]
    assert len(submission.notes) == noted


def test_persian_text_is_read(tmp_path):
    assert sources(read(stored(tmp_path, notebook("نام = 'سارا'")))) == ["نام = 'سارا'"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\0" * 100, "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"not json", "not JSON"),
        (json.dumps(notebook("a = 1"))[:-20].encode(), "not JSON"),
        (b'{"cells": [], "cells": \0}', "not JSON"),
        (b"[]", "not a notebook"),
        (b"3", "not a notebook"),
        (b"null", "not a notebook"),
        (b"{}", "not a notebook"),
        (b'{"cells": 3}', "not a notebook"),
        (b'{"cells": {}}', "not a notebook"),
        (b'{"worksheets": 3}', "too old"),
        (b'{"worksheets": [], "nbformat": 3}', "too old"),
        (b'{"worksheets": [{"cells": 3}], "nbformat": 3}', "too old"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'{"cells": [' + b"9" * 10_000 + b"]}", "not JSON"),
        (b"%PDF-1.7 \xff\xfe\xfa", "not JSON but a PDF; hand in the notebook itself (.ipynb)"),
        (b"<!DOCTYPE html><html></html>", "not JSON"),
        (b"\x89PNG\r\n", "not JSON but a PNG picture"),
        (b"\xef\xbb\xbf\n<HTML>", "not JSON but a web page"),
        (b"PK\x03\x04", "Cannot read the archive"),
    ],
    ids=lambda value: str(value[:30]),
)
def test_file_that_is_no_notebook_is_refused_with_its_cause(tmp_path, data, said):
    assert said in refused(stored(tmp_path, data))


def test_notebook_with_deep_metadata_is_survived(tmp_path):
    deep = {}
    for _ in range(300):
        deep = {"a": deep}
    assert sources(read(stored(tmp_path, notebook("a = 1", metadata=deep)))) == ["a = 1"]


def test_notebook_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "s1.ipynb"
    with path.open("wb") as file:
        file.truncate(reader.MAX_BYTES + 1)
    assert "too large" in refused(path)


def test_notebook_of_too_many_cells_is_refused(tmp_path):
    assert "too many code cells: 2,001" in refused(stored(tmp_path, notebook(*["a"] * 2001)))


def test_cell_that_is_too_large_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_CELL", 100)
    submission = read(stored(tmp_path, notebook("a = 1", f"b = '{'x' * 100}'", "c = 3")))
    assert [(cell.index, cell.source) for cell in submission.cells] == [(1, "a = 1"), (3, "c = 3")]
    assert submission.notes == ("Cell 2 was not run: it has 106 characters.",)


@pytest.mark.parametrize("name", ["s1.ipynb", "s1.py"])
def test_code_that_is_too_long_in_all_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.setattr(reader, "MAX_CODE", 100)
    data = notebook("a" * 60, "b" * 60) if name == "s1.ipynb" else "# %%\n" + "a" * 60 + "\n# %%\n" + "b" * 60
    assert "The code is too long: 12" in refused(stored(tmp_path, data, name))


def test_script_that_is_too_large_is_refused_before_it_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_CODE", 10)
    assert "The script is too large" in refused(stored(tmp_path, "# %%" + " " * 100, "s1.py"))


@pytest.mark.parametrize("source", ["x = '\ud800'", ["x = '\ud800", "'"]])
def test_halves_of_characters_are_replaced(tmp_path, source):
    path = stored(tmp_path, json.dumps(notebook(source)))
    assert sources(read(path)) == ["x = '?'"]


@pytest.mark.parametrize("field", [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "R"}}])
def test_notebook_of_another_language_is_noted(tmp_path, field):
    assert "its language is r" in read(stored(tmp_path, notebook("a", metadata=field))).notes[0]


@pytest.mark.parametrize(
    "field", [{"kernelspec": {"language": "python"}}, {"kernelspec": 3}, {"kernelspec": {"language": 3}}]
)
def test_notebook_of_python_or_of_no_language_is_not(tmp_path, field):
    assert read(stored(tmp_path, notebook("a", metadata=field))).notes == ()


def test_own_metadata_of_other_kinds_is_dropped(tmp_path):
    own = {"assignment": ["hw02"], "variant": 3, "language": None, "points": 100, "format": {"a": {}}}
    assert read(stored(tmp_path, notebook("a", metadata={"tamrin": own}))).metadata == {"variant": 3}


# Outputs.


def with_outputs(*outputs):
    content = notebook("a = 1", "b = '\"outputs\": [1'  # \\")
    for cell, output in zip(content["cells"], outputs, strict=False):
        cell["outputs"] = output
    return content


OUTPUTS = [{"text": ['x = [1, {"a": "]"}] \\"outputs": [', "\\"], "data": {"image/png": "A" * 1000}, "outputs": [[]]}]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("outputs", [OUTPUTS, [], [[[]]], {}, {"a": [1]}])
def test_outputs_are_cut_out_and_nothing_else(outputs, indent):
    content = with_outputs(outputs, OUTPUTS)
    content["cells"][0]["attachments"] = {"a.png": {"image/png": "A" * 1000}}
    content["metadata"] = {"widgets": {"state": OUTPUTS}, "tamrin": {"variant": 3}}
    kept = json.loads(notebook_json._without_outputs(json.dumps(content, indent=indent).encode()))
    content["cells"][0] |= {"outputs": type(outputs)(), "attachments": {}}
    content["cells"][1]["outputs"] = []
    content["metadata"]["widgets"] = {}
    assert kept == content


@given(outputs=st.lists(st.recursive(st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x), max_leaves=6)))
def test_any_outputs_are_cut_out(outputs):
    kept = json.loads(notebook_json._without_outputs(json.dumps(with_outputs(outputs)).encode()))
    assert kept == with_outputs([])


@pytest.mark.parametrize("ascii_only", [True, False])
def test_notebook_of_many_outputs_is_read_without_them(tmp_path, ascii_only):
    lines = [f"دورهٔ {i}, loss [\n" for i in range(60_000)]
    content = with_outputs([{"text": lines, "output_type": "stream"}])
    path = stored(tmp_path, json.dumps(content, ensure_ascii=ascii_only))
    assert path.stat().st_size > notebook_json._WORTH_A_SCAN
    assert sources(read(path)) == sources(read(stored(tmp_path, with_outputs(), "s2.ipynb")))


@pytest.mark.parametrize(
    "text",
    ['{"cells": [], "outputs": [', '{"outputs": ["' + '\\"' * 50_000, '"outputs":{' * 50_000],
    ids=["list", "string", "nested"],
)
def test_outputs_that_are_cut_off_are_refused_in_time(tmp_path, monkeypatch, text):
    monkeypatch.setattr(notebook_json, "_WORTH_A_SCAN", 0)
    assert "not JSON" in refused(stored(tmp_path, text))


def test_outputs_of_too_many_parts_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook_json, "_WORTH_A_SCAN", 0)
    monkeypatch.setattr(notebook_json, "MAX_TOKENS", 100)
    assert "clear its outputs" in refused(stored(tmp_path, with_outputs([[]] * 100)))


def test_notebook_that_is_too_large_without_its_outputs_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook_json, "_WORTH_A_SCAN", 0)
    monkeypatch.setattr(notebook_json, "MAX_CONTENT", 1000)
    assert "too large" in refused(stored(tmp_path, notebook("a" * 1000)))
    assert sources(read(stored(tmp_path, with_outputs(["x" * 1000])))) == sources(
        read(stored(tmp_path, with_outputs()))
    )


def test_notebook_of_millions_of_small_things_is_refused_unparsed(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook_json, "_WORTH_A_SCAN", 0)
    monkeypatch.setattr(notebook_json, "MAX_MARKS", 1000)
    assert "millions of commas" in refused(stored(tmp_path, notebook("a", metadata={"x": [[]] * 600})))


# Other kinds of files.


def test_missing_file_and_folder_are_refused(tmp_path):
    assert "cannot be opened" in refused(tmp_path / "none.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    assert "no notebook" in refused(tmp_path / "folder.ipynb")


@pytest.mark.parametrize("name", ["s1.docx", "s1.pdf", "s1"])
def test_file_of_another_kind_is_refused(tmp_path, name):
    assert "hand in a notebook" in refused(stored(tmp_path, notebook("a"), name))


@pytest.mark.parametrize("name", ["s1.ipynb.txt", "s1.ipynb.json", "s1.json"])
def test_notebook_of_another_name_is_read_and_noted(tmp_path, name):
    submission = read(stored(tmp_path, notebook("a"), name))
    assert sources(submission) == ["a"]
    assert "but it is a notebook; it was read as that" in submission.notes[0]
    assert "hand in a notebook" in refused(stored(tmp_path, b"words", name))


@pytest.mark.parametrize("name", ["s1.rar", "s1.7z", "s1.tar.gz", "s1.tgz"])
def test_archive_of_another_kind_is_refused(tmp_path, name):
    assert "archive cannot be read: hand in the notebook itself" in refused(stored(tmp_path, b"", name))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7", "s1.py", "not Python but a PDF"),
        (b"x" * 257 + b"ustar", "s1.zip", "not a zip but a tar archive"),
        (b"\x1f\x8b\x08", "s1.ipynb", "not JSON but a gzip archive (.tar.gz)"),
        (b"7z\xbc\xaf\x27\x1c", "s1.zip", "not a zip but a 7z archive"),
        (archive(("[Content_Types].xml", ""), ("word/document.xml", "")), "s1.ipynb", "it is an Office document"),
    ],
)
def test_file_with_a_false_name_is_named_by_what_it_is(tmp_path, data, name, said):
    assert said in refused(stored(tmp_path, data, name))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (archive(("a.ipynb", notebook("a = 1"))), "s1.ipynb"),
        (archive(("a.ipynb", notebook("a = 1"))), "s1.py"),
        (json.dumps(notebook("a = 1")), "s1.zip"),
        (json.dumps(notebook("a = 1")), "s1.py"),
    ],
)
def test_file_with_a_false_name_is_read_as_what_it_is(tmp_path, data, name):
    submission = read(stored(tmp_path, data, name))
    assert sources(submission) == ["a = 1"]
    assert "it was read as that" in submission.notes[0]


def test_script_that_begins_with_a_brace_is_a_script(tmp_path):
    assert sources(read(stored(tmp_path, "{1: 2}\nx = 3\n", "s1.py"))) == ["{1: 2}\n", "x = 3\n"]


def test_suffix_in_capitals_is_read(tmp_path):
    assert sources(read(stored(tmp_path, notebook("a"), "S1.IPYNB"))) == ["a"]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), suffix=st.sampled_from([".ipynb", ".py", ".zip"]))
def test_any_bytes_are_read_or_refused(tmp_path, data, suffix):
    try:
        read(stored(tmp_path, data, "any" + suffix))
    except Unreadable as unreadable:
        assert str(unreadable)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["code", "# Question: q"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "metadata", "source", "cell_type", "tamrin", "worksheets", "nbformat", "question"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=json_values)
def test_any_json_is_read_or_refused(tmp_path, content):
    try:
        read(stored(tmp_path, json.dumps(content)))
    except Unreadable as unreadable:
        assert str(unreadable)


# Scripts.


def test_script_with_marks_is_cut_at_them(tmp_path):
    submission = read(stored(tmp_path, "import os\n# %% gap\r\nx = 1\n# %%\n# Question: map\ny = 2\n", "s1.py"))
    assert [(c.index, c.source, c.question, c.role) for c in submission.cells] == [
        (1, "import os", None, None),
        (2, "x = 1", "gap", "answer"),
        (3, "# Question: map\ny = 2", "map", "answer"),
    ]


def test_script_without_marks_is_cut_into_statements(tmp_path):
    text = "import os\n\n# about x\nx = (1 +\n     2)\n\n@staticmethod\ndef f():\n    return 1  # one\n\nprint(x)\n"
    pieces = sources(read(stored(tmp_path, text, "s1.py")))
    assert [piece.strip().splitlines()[0] for piece in pieces] == ["import os", "x = (1 +", "@staticmethod", "print(x)"]
    assert "".join(pieces) in text


@pytest.mark.parametrize("odd", ["\x0c", "\u2028", "\x85", "\x1c", "\v"])
def test_script_with_unusual_white_space_is_cut_at_lines(tmp_path, odd):
    # Python ends a line at a line feed only; `str.splitlines` knows a dozen other ends.
    text = f"a = 1  # one{odd}two\nb = '''x\ny'''\nc = 3\n"
    pieces = sources(read(stored(tmp_path, text, "s1.py")))
    assert [piece.split(" = ")[0] for piece in pieces] == ["a", "b", "c"]
    assert "y'''" in pieces[1]


def test_script_statements_on_one_line_run_once(tmp_path):
    pieces = sources(read(stored(tmp_path, "x = [0]\nx.append(1); y = len(x)\n", "s1.py")))
    names = {}
    exec("\n".join(pieces), names)
    assert names["y"] == 2


def test_script_with_a_syntax_error_is_one_cell(tmp_path):
    assert sources(read(stored(tmp_path, "x = 1\ny = = 2\n", "s1.py"))) == ["x = 1\ny = = 2\n"]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "\0\0"])
def test_script_without_code_has_nothing_to_run(tmp_path, text):
    import ast

    assert all(not ast.parse(source).body for source in sources(read(stored(tmp_path, text, "s1.py"))))


# What lies beside it.

WANTED = ("net.weights.h5",)


def handed_in(folder, *names):
    """Store files, each of which holds its own name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json.dumps(notebook("a")).encode() if path.suffix == ".ipynb" else name.encode())


@pytest.mark.parametrize("beside", ["utils.py", "hw05_2024.zip", "old/hw05.ipynb", "model.txt"])
@pytest.mark.parametrize("name", ["net.weights.h5", "weights/net.weights.h5"])
def test_weights_anywhere_in_a_students_own_folder_are_found(tmp_path, beside, name):
    handed_in(tmp_path, "hw05.ipynb", beside, name)
    submission = read(tmp_path, wanted=WANTED)
    assert submission.files == {"net.weights.h5": name.encode()}
    assert submission.notes == ()
    assert reader.digest(tmp_path, WANTED) == submission.sha256 != reader.digest(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["Net.Weights.h5", "net.weights (1).h5", "net.weights(2).h5", "net.weights - Copy.h5", "a/NET.weights (3).H5"],
)
def test_weights_whose_name_was_changed_on_the_way_are_found_and_noted(tmp_path, name):
    handed_in(tmp_path, "hw05.ipynb", name)
    submission = read(tmp_path, wanted=WANTED)
    assert submission.files == {"net.weights.h5": name.encode()}
    assert submission.notes == (f"`{name.rpartition('/')[2]}` was taken for `net.weights.h5`.",)
    (tmp_path / "z").mkdir()
    packed = stored(tmp_path / "z", archive(("hw05.ipynb", notebook("a")), (name, b"packed")), "s1.zip")
    assert read(packed, wanted=WANTED).files == {"net.weights.h5": b"packed"}


def test_weights_of_the_right_name_come_first(tmp_path):
    handed_in(tmp_path, "hw05.ipynb", "NET.weights.h5", "net.weights (1).h5", "z/net.weights.h5")
    assert read(tmp_path, wanted=WANTED).files == {"net.weights.h5": b"z/net.weights.h5"}


def test_weights_beside_a_zip_in_the_students_own_folder_are_found(tmp_path):
    stored(tmp_path, archive(("hw05.ipynb", notebook("a"))), "hw05.zip")
    handed_in(tmp_path, "net.weights.h5")
    assert read(tmp_path, wanted=WANTED).files == {"net.weights.h5": b"net.weights.h5"}


@pytest.mark.parametrize("other", ["sara.ipynb", "sara.py", "sara.zip"])
def test_weights_of_another_student_are_not_taken(tmp_path, other):
    handed_in(
        tmp_path, "ali.ipynb", other, "net.weights.h5", "sara_net.weights.h5", "Ali_net.weights.h5", "x/net.weights.h5"
    )
    assert read(tmp_path / "ali.ipynb", wanted=WANTED).files == {}
    handed_in(tmp_path, "ali_net.weights (1).h5")
    assert list(read(tmp_path / "ali.ipynb", wanted=WANTED).files) == ["net.weights.h5"]


def test_model_and_modules_in_a_students_folder_are_told_as_in_an_archive(tmp_path):
    handed_in(tmp_path, "hw05.ipynb", "utils.py", "net.keras")
    submission = read(tmp_path, wanted=WANTED)
    assert submission.beside == {"utils"}
    assert "`net.keras` was not opened" in submission.notes[0]
    assert len(submission.notes) == 1


# The template beside the work.

TEMPLATE = notebook(
    "# Question: map\nconv_map = ...  # a 2×2 array\ngap = ...",
    "# Question: code\ndef conv2d(x, w):\n    raise NotImplementedError",
    metadata={"tamrin": {"assignment": "hw02"}},
)


@pytest.mark.parametrize(
    "sources_written",
    [
        [
            "# Question: map\nconv_map = 1\ngap = ...",
            "# Question: code\ndef conv2d(x, w):\n    raise NotImplementedError",
        ],
        ["# Question: map\nconv_map = ...\ngap = ...", "# Question: code\ndef conv2d(x, w): return x"],
        ["conv_map = 1"],
    ],
)
def test_notebook_in_which_something_was_attempted_comes_before_the_template(tmp_path, sources_written):
    path = stored(tmp_path, archive(("a.ipynb", TEMPLATE), ("x/b.ipynb", notebook(*sources_written))), "s1.zip")
    submission = read(path, assignment="hw02")
    assert sources(submission) == sources_written
    assert submission.notes == ("The archive holds several submissions; x/b.ipynb was graded, not a.ipynb.",)


def test_of_templates_the_nearest_is_read(tmp_path):
    path = stored(tmp_path, archive(("x/b.ipynb", TEMPLATE), ("a.ipynb", TEMPLATE | {"x": 1})), "s1.zip")
    assert "; a.ipynb was graded" in read(path).notes[0]


def test_every_template_is_known_as_one():
    course = Path(__file__).parents[2]
    for template in sorted((course / "assignments").glob("*/*.ipynb")):
        assert reader._is_untouched(list(read(template).cells)), template
