"""Archives: one notebook comes out, nothing is unpacked, and no header is believed."""

import stat
import struct
import zipfile
import zlib

import pytest

from tamrin.intake import archive as archive_module
from tamrin.intake import read
from tests.intake.files import archive, notebook, refused, sources, stored


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
        (b"Rar!\x1a\x07\x01\0", "Cannot read the archive: it is not a zip but a RAR archive"),
        (b"%PDF-1.7", "Cannot read the archive: it is not a zip but a PDF"),
        (archive(("a.ipynb", notebook("a")))[:-30], "Cannot read the archive"),
        (archive(), "no notebook"),
        (archive(("a.txt", "x")), "no notebook"),
        (archive(("b.zip", archive(("c.zip", archive(("a.ipynb", notebook("a"))))))), "archives again"),
        (archive(("b.zip", b""), ("c.zip", b"")), "archives again"),
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
        "nested twice",
        "two inside",
        "folder",
        "member",
    ],
)
def test_archive_that_cannot_be_read_is_refused_with_its_cause(tmp_path, data, said):
    assert said in refused(stored(tmp_path, data, "s1.zip"))


def test_archive_bomb_is_refused_by_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "MAX_BYTES", 2**20)
    data = archive(("a.ipynb", b" " * (2**20 + 1)))
    assert len(data) < 5000
    assert "larger than 1,048,576 bytes" in refused(stored(tmp_path, data, "s1.zip"))


def test_archive_bomb_is_refused_by_its_ratio(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "_FREE", 2**16)
    assert "200 times its packed size" in refused(stored(tmp_path, archive(("a.ipynb", b" " * 2**20)), "s1.zip"))


def test_archive_of_overlapping_entries_is_counted_as_it_comes_out(tmp_path, monkeypatch):
    # Every entry of the directory points to the same bytes, as in the better bombs.
    monkeypatch.setattr(archive_module, "MAX_BYTES", 2**20)
    data = archive(*((f"{i:02d}.ipynb", b" " * 2**19) for i in range(10)))
    start = data.index(b"PK\x01\x02")
    entries = [b"PK\x01\x02" + entry for entry in data[start : data.index(b"PK\x05\x06")].split(b"PK\x01\x02")[1:]]
    entries = [entry[:42] + b"\0\0\0\0" + entries[0][46:54] for entry in entries]
    overlapping = data[:start] + b"".join(entries) + data[data.index(b"PK\x05\x06") :]
    assert "larger than" in refused(stored(tmp_path, overlapping, "s1.zip"))


def test_archive_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "MAX_BYTES", 2**20)
    data = bytearray(archive(("a.ipynb", b" " * 2**22)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 10)
    assert refused(stored(tmp_path, bytes(data), "s1.zip"))


def test_archive_of_too_many_entries_is_refused(tmp_path):
    members = [(f"{i}.txt", "") for i in range(archive_module.MAX_ENTRIES)] + [("a.ipynb", notebook("a"))]
    assert "too many entries" in refused(stored(tmp_path, archive(*members), "s1.zip"))


def test_archive_members_are_never_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    path = stored(tmp_path, archive(("x/a.ipynb", notebook("a"))), "s1.zip")
    assert sources(read(path)) == ["a"]
    assert list(tmp_path.iterdir()) == [path]


def test_compressed_stream_is_not_trusted(tmp_path):
    assert "Cannot read the archive" in refused(stored(tmp_path, zlib.compress(b"x" * 1000), "s1.zip"))


def test_archive_chooses_the_notebook_of_the_assignment(tmp_path):
    def of(assignment):
        return notebook(assignment, metadata={"tamrin": {"assignment": assignment}})

    path = stored(
        tmp_path, archive(("a.ipynb", of("hw01")), ("x/b.ipynb", of("hw02")), ("c.ipynb", notebook())), "s1.zip"
    )
    submission = read(path, assignment="hw02")
    assert sources(submission) == ["hw02"]
    assert submission.notes == ("The archive holds several submissions; x/b.ipynb was graded, not a.ipynb, c.ipynb.",)
    assert sources(read(path, assignment="hw03")) == sources(read(path)) == ["hw01"]


def test_archive_passes_over_a_notebook_that_cannot_be_read(tmp_path):
    path = stored(tmp_path, archive(("a.ipynb", "{"), ("x/b.ipynb", notebook("b"))), "s1.zip")
    assert sources(read(path)) == ["b"]


def test_archive_in_an_archive_is_read_and_noted(tmp_path):
    inner = archive(("hw/a.ipynb", notebook("a = 1")))
    submission = read(stored(tmp_path, archive(("Sara_123/", b""), ("Sara_123/hw.zip", inner)), "s1.zip"))
    assert sources(submission) == ["a = 1"]
    assert submission.notes == ("The archive holds another one, `Sara_123/hw.zip`, which was read.",)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_archive_member_that_is_no_file_is_passed_over_and_noted(tmp_path, kind):
    info = zipfile.ZipInfo("a.ipynb")
    info.external_attr = (kind | 0o777) << 16
    assert "no notebook" in refused(stored(tmp_path, archive((info, "/etc/passwd")), "s1.zip"))
    submission = read(stored(tmp_path, archive((info, "/etc/passwd"), ("b.ipynb", notebook("b"))), "s2.zip"))
    assert sources(submission) == ["b"]
    assert "passed over: `a.ipynb`" in submission.notes[0]


def test_archive_names_that_lead_out_are_noted_harmlessly(tmp_path):
    name = "../\u202e\nevil" + "x" * 100
    (note,) = read(stored(tmp_path, archive((name, ""), ("b.ipynb", notebook("b"))), "s1.zip")).notes
    assert "`../��evilxxx" in note and len(note) < 200


def test_archive_names_that_differ_in_case_are_two(tmp_path):
    submission = read(stored(tmp_path, archive(("A.IPYNB", notebook("a")), ("a.ipynb", notebook("b"))), "s1.zip"))
    assert sources(submission) == ["a"]
    assert "several submissions" in submission.notes[0]


def test_archive_modules_beside_the_notebook_are_remembered(tmp_path):
    members = (("hw.ipynb", notebook("a")), ("utils.py", ""), ("src/net.py", ""), ("__MACOSX/x.py", ""))
    assert read(stored(tmp_path, archive(*members), "s1.zip")).beside == {"utils", "net"}
