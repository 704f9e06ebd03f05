"""Reading what students hand in: whatever the file, cells or one sentence that says why not."""

import io
import json
import struct
import zipfile
import zlib

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamrin.intake import Unreadable, collect, read
from tamrin.intake import reader as reader_module


def notebook(*sources, metadata=None, **more):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5} | more


def stored(tmp_path, data, name="s1.ipynb"):
    path = tmp_path / name
    if isinstance(data, dict | list):
        data = json.dumps(data, ensure_ascii=False)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sources(submission):
    return [cell.source for cell in submission.cells]


def refused(path):
    with pytest.raises(Unreadable) as raised:
        read(path)
    sentence = str(raised.value)
    assert "\n" not in sentence and len(sentence) < 300
    return sentence


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
        (b"%PDF-1.7 \xff\xfe\xfa", "not JSON"),
        (b"<!DOCTYPE html><html></html>", "not JSON"),
        (b"PK\x03\x04", "not JSON"),
    ],
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
        file.truncate(reader_module.MAX_BYTES + 1)
    assert "too large" in refused(path)


def test_notebook_of_too_many_cells_is_refused(tmp_path):
    assert "too many code cells: 2,001" in refused(stored(tmp_path, notebook(*["a"] * 2001)))


def test_missing_file_and_folder_are_refused(tmp_path):
    assert "cannot be opened" in refused(tmp_path / "none.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    assert "cannot be opened" in refused(tmp_path / "folder.ipynb")


@pytest.mark.parametrize("name", ["s1.docx", "s1.pdf", "s1.rar", "s1", "s1.ipynb.txt"])
def test_file_of_another_kind_is_refused(tmp_path, name):
    assert "hand in a notebook" in refused(stored(tmp_path, notebook("a"), name))


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


# Archives.


def archive(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in members:
            file.writestr(name, content if isinstance(content, bytes | str) else json.dumps(content))
    return buffer.getvalue()


def test_archive_with_one_notebook(tmp_path):
    path = stored(tmp_path, archive(("hw/", b""), ("hw/a.ipynb", notebook("a = 1")), ("hw/data.csv", "1,2")), "s1.zip")
    submission = read(path)
    assert (submission.id, sources(submission), submission.notes) == ("s1", ["a = 1"], ())


def test_archive_prefers_notebook_to_script(tmp_path):
    path = stored(tmp_path, archive(("a.py", "b = 2"), ("z/a.ipynb", notebook("a = 1"))), "s1.zip")
    assert sources(read(path)) == ["a = 1"]


def test_archive_with_only_a_script(tmp_path):
    assert sources(read(stored(tmp_path, archive(("a.py", "# %% q\nb = 2")), "s1.zip"))) == ["b = 2"]


def test_archive_with_two_notebooks_says_which_was_graded(tmp_path):
    path = stored(tmp_path, archive(("x/b.ipynb", notebook("b")), ("z.ipynb", notebook("z"))), "s1.zip")
    submission = read(path)
    assert sources(submission) == ["z"]
    assert submission.notes == ("The archive holds several submissions; z.ipynb was graded, not x/b.ipynb.",)


@pytest.mark.parametrize(
    "name",
    [
        "../a.ipynb",
        "x/../../a.ipynb",
        "/etc/a.ipynb",
        "C:\\a.ipynb",
        "..\\a.ipynb",
        "\\\\host\\a.ipynb",
        "__MACOSX/._a.ipynb",
        ".ipynb_checkpoints/a-checkpoint.ipynb",
        "x/.hidden.ipynb",
    ],
)
def test_archive_member_with_a_dangerous_or_hidden_name_is_passed_over(tmp_path, name):
    alone = stored(tmp_path, archive((name, notebook("bad"))), "s1.zip")
    assert "no notebook" in refused(alone)
    beside = stored(tmp_path, archive((name, notebook("bad")), ("deep/er/good.ipynb", notebook("good"))), "s2.zip")
    assert sources(read(beside)) == ["good"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s1.zip", "s2.zip"]


def encrypted():
    data = bytearray(archive(("a.ipynb", notebook("a"))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def corrupted():
    data = bytearray(archive(("a.ipynb", notebook("a" * 5000))))
    data[60] ^= 0xFF
    return bytes(data)


def method_unknown():
    data = bytearray(archive(("a.ipynb", notebook("a"))))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(signature) + offset, 99)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (encrypted(), "encrypted"),
        (corrupted(), "Cannot read the archive"),
        (method_unknown(), "Cannot read the archive"),
        (b"", "Cannot read the archive"),
        (b"Rar!\x1a\x07\x01\0", "Cannot read the archive"),
        (b"%PDF-1.7", "Cannot read the archive"),
        (archive(("a.ipynb", notebook("a")))[:-30], "Cannot read the archive"),
        (archive(), "no notebook"),
        (archive(("a.txt", "x")), "no notebook"),
        (archive(("inner.zip", archive(("a.ipynb", notebook("a"))))), "no notebook"),
        (archive(("a.ipynb/", b"")), "no notebook"),
        (archive(("a.ipynb", b"not json")), "not JSON"),
    ],
    ids=[
        "encrypted",
        "corrupted",
        "method",
        "empty",
        "rar",
        "pdf",
        "cut",
        "no members",
        "text",
        "nested",
        "folder",
        "member",
    ],
)
def test_archive_that_cannot_be_read_is_refused_with_its_cause(tmp_path, data, said):
    assert said in refused(stored(tmp_path, data, "s1.zip"))


def test_archive_bomb_is_refused_by_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.setattr(reader_module, "MAX_BYTES", 2**20)
    data = archive(("a.ipynb", b" " * (2**20 + 1)))
    assert len(data) < 5000
    assert "larger than" in refused(stored(tmp_path, data, "s1.zip"))


def test_archive_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reader_module, "MAX_BYTES", 2**20)
    data = bytearray(archive(("a.ipynb", b" " * 2**22)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 10)
    assert refused(stored(tmp_path, bytes(data), "s1.zip"))


def test_archive_of_too_many_entries_is_refused(tmp_path):
    members = [(f"{i}.txt", "") for i in range(reader_module.MAX_ENTRIES)] + [("a.ipynb", notebook("a"))]
    assert "too many entries" in refused(stored(tmp_path, archive(*members), "s1.zip"))


def test_archive_members_are_never_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    path = stored(tmp_path, archive(("x/a.ipynb", notebook("a"))), "s1.zip")
    assert sources(read(path)) == ["a"]
    assert list(tmp_path.iterdir()) == [path]


def test_compressed_stream_is_not_trusted(tmp_path):
    assert "Cannot read the archive" in refused(stored(tmp_path, zlib.compress(b"x" * 1000), "s1.zip"))


# Collecting.


def test_collect_names_submissions_by_stem(tmp_path):
    for name in ("b.ipynb", "a.py", "c.zip", "notes.txt", ".hidden.ipynb"):
        stored(tmp_path, b"", name)
    (tmp_path / "folder").mkdir()
    assert {key: path.name for key, path in collect([tmp_path]).items()} == {
        "a": "a.py",
        "b": "b.ipynb",
        "c": "c.zip",
    }


def test_collect_keeps_files_whose_stems_collide(tmp_path):
    stored(tmp_path, b"", "a.py")
    stored(tmp_path, b"", "a.ipynb")
    other = tmp_path / "other"
    other.mkdir()
    stored(other, b"", "a.ipynb")
    found = collect([tmp_path, other, other / "a.ipynb"])
    assert list(found) == ["a", "a.py", "a.ipynb", "a.ipynb-2"]
    assert len({str(path) for path in found.values()}) == 3


def test_collect_takes_a_named_file_of_any_kind(tmp_path):
    assert list(collect([tmp_path / "x.docx"])) == ["x"]


def test_collect_is_the_same_in_any_order_of_the_folder(tmp_path):
    for name in ("10.ipynb", "2.ipynb", "b.IPYNB", "A.ipynb"):
        stored(tmp_path, b"", name)
    assert list(collect([tmp_path])) == ["10", "2", "A", "b"]
