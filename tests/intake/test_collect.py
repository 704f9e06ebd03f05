"""Collecting submissions from files and folders, as platforms for learning hand them over."""

import pytest

from tamrin.intake import collect, read
from tamrin.intake.reader import digest
from tests.intake.files import notebook, refused, sources, stored


def test_collect_names_submissions_by_stem(tmp_path):
    for name in ("b.ipynb", "a.py", "c.zip", ".hidden.ipynb"):
        stored(tmp_path, b"", name)
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
    found = collect([tmp_path / "a.ipynb", tmp_path / "a.py", other, other / "a.ipynb"])
    assert list(found) == ["a", "a.py", "a.ipynb", "a.ipynb-2"]
    assert len({str(path) for path in found.values()}) == 3


def test_collect_takes_a_named_file_of_any_kind(tmp_path):
    assert list(collect([tmp_path / "x.docx"])) == ["x"]


def test_collect_is_the_same_in_any_order_of_the_folder(tmp_path):
    for name in ("10.ipynb", "2.ipynb", "b.IPYNB", "A.ipynb"):
        stored(tmp_path, b"", name)
    assert list(collect([tmp_path])) == ["10", "2", "A", "b"]


def in_folder(tmp_path, folder, *names):
    (tmp_path / folder).mkdir(exist_ok=True)
    for name in names:
        stored(tmp_path / folder, notebook(folder), name)


def found(tmp_path):
    return {key: str(path.relative_to(tmp_path)) for key, path in collect([tmp_path]).items()}


def test_folder_of_a_student_is_one_submission_by_its_name(tmp_path):
    in_folder(tmp_path, "Sara Amini_123_assignsubmission_file_", "hw02.ipynb")
    in_folder(tmp_path, "Ali_124_assignsubmission_file_", "hw02.ipynb", "helpers.py", "data.zip", "report.pdf")
    in_folder(tmp_path, "submission_7", "my homework.zip", "a.py")
    in_folder(tmp_path, "submission_8", "a.py", "metadata.yml")
    in_folder(tmp_path, "__MACOSX", "a.ipynb")
    in_folder(tmp_path, ".hidden", "a.ipynb")
    in_folder(tmp_path, "empty")
    stored(tmp_path, notebook(), "s1.ipynb")
    assert found(tmp_path) == {
        "s1": "s1.ipynb",
        "Ali_124_assignsubmission_file_": "Ali_124_assignsubmission_file_",
        "Sara Amini_123_assignsubmission_file_": "Sara Amini_123_assignsubmission_file_",
        "empty": "empty",
        "submission_7": "submission_7",
        "submission_8": "submission_8",
    }


def test_folder_with_several_notebooks_loses_none(tmp_path):
    in_folder(tmp_path, "section", "ali.ipynb", "sara.ipynb", "x.py")
    assert found(tmp_path) == {"section_ali": "section/ali.ipynb", "section_sara": "section/sara.ipynb"}


def test_notebook_is_found_in_any_depth_of_a_students_folder(tmp_path):
    in_folder(tmp_path, "ali")
    in_folder(tmp_path, "ali/hw05", "helpers.py")
    in_folder(tmp_path, "ali/hw05/src", "hw05.ipynb")
    in_folder(tmp_path, "ali/hw05/.ipynb_checkpoints", "hw05-checkpoint.ipynb")
    in_folder(tmp_path, "sara", "hw05.ipynb")
    in_folder(tmp_path, "sara/old", "hw05.ipynb")
    assert found(tmp_path) == {"ali": "ali", "sara": "sara"}
    assert sources(read(tmp_path / "ali")) == ["ali/hw05/src"]
    assert sources(read(tmp_path / "sara")) == ["sara"]


def test_folder_of_students_folders_loses_nobody(tmp_path):
    for name in ("ali", "sara", "reza"):
        in_folder(tmp_path, "section")
        in_folder(tmp_path, f"section/{name}", "hw.pdf" if name == "reza" else "hw.ipynb")
    in_folder(tmp_path, "section/sara/more", "x.ipynb")
    assert found(tmp_path) == {f"section_{name}": f"section/{name}" for name in ("ali", "reza", "sara")}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "There is no notebook"),
        (("notes.txt", "data.json", "net.h5"), "There is no notebook"),
        (("hw02.txt", "hw02.pdf"), "A .pdf is not a submission"),
        (("hw02.rar",), "A .rar archive cannot be read"),
        (("a.png",), "A .png is not a submission"),
    ],
)
def test_folder_with_nothing_to_grade_has_a_row_that_says_so(tmp_path, names, said):
    (tmp_path / "ali").mkdir()
    for name in names:
        stored(tmp_path / "ali", b"{}", name)
    assert found(tmp_path) == {"ali": "ali"}
    assert said in refused(tmp_path / "ali")
    assert len(digest(tmp_path / "ali")) == 64


@pytest.mark.parametrize("name", ["hw02.ipynb.txt", "hw02.ipynb.json", "hw02.json", "hw02.TXT"])
def test_notebook_of_another_name_is_found_in_a_folder(tmp_path, name):
    in_folder(tmp_path, "ali", name)
    stored(tmp_path / "ali", b"words", "a.txt")
    assert sources(read(collect([tmp_path])["ali"])) == ["ali"]


def test_files_that_can_only_be_refused_have_rows_and_those_that_are_no_submissions_have_none(tmp_path):
    for name in ("ali.ipynb", "ali.html", "sara.ipynb.txt", "reza.pdf", "zahra.html", "mina.txt"):
        stored(tmp_path, notebook(), name)
    for name in ("README.md", "README.txt", "roster.csv", "grades.toml", "index.html", ".DS_Store", "net.weights.h5"):
        stored(tmp_path, b"", name)
    assert list(found(tmp_path)) == ["ali", "mina", "reza", "sara", "zahra"]


@pytest.mark.parametrize(
    "names",
    [
        ("Sara Amini_12_assignsubmission_file_hw.ipynb", "Sara Amini_12_assignsubmission_onlinetext.html"),
        ("aminisara_LATE_123_456_hw.ipynb", "aminisara_LATE_123_457_report.pdf"),
        ("hw_s12_attempt_2024-05-01-10-00-00_hw.ipynb", "hw_s12_attempt_2024-05-01-10-00-00.txt"),
    ],
)
def test_report_beside_a_students_notebook_has_no_row(tmp_path, names):
    for name in names:
        stored(tmp_path, b"", name)
    assert list(found(tmp_path)) == [names[0].removesuffix(".ipynb")]
    (tmp_path / names[0]).unlink()
    assert len(found(tmp_path)) == 1


def test_results_among_the_submissions_have_no_rows(tmp_path):
    in_folder(tmp_path, "out", "index.html", ".lock")
    in_folder(tmp_path, "out/feedback", "ali.html")
    assert found(tmp_path) == {}
    in_folder(tmp_path, "results", "ali.json")
    stored(tmp_path, b"", ".lock")
    assert found(tmp_path) == {}


def test_folder_that_is_a_link_is_not_followed(tmp_path):
    in_folder(tmp_path, "ali", "a.ipynb")
    (tmp_path / "link").symlink_to(tmp_path / "ali")
    in_folder(tmp_path, "sara")
    (tmp_path / "sara" / "b.ipynb").symlink_to(tmp_path / "ali" / "a.ipynb")
    assert list(found(tmp_path)) == ["ali", "sara"]
    assert "no notebook" in refused(tmp_path / "sara")


def test_folders_of_one_name_are_both_kept(tmp_path):
    for section in ("a", "b"):
        (tmp_path / section).mkdir()
        in_folder(tmp_path / section, "ali", "hw02.ipynb")
    keys = collect([tmp_path / "a", tmp_path / "b"])
    assert list(keys) == ["ali", "ali-2"]
    assert read(keys["ali-2"], "ali-2").id == "ali-2"


def test_archive_of_another_kind_in_a_folder_has_a_row(tmp_path):
    for name in ("ali.tar.gz", "sara.rar", "zahra.7z", "notes.pdf"):
        stored(tmp_path, b"", name)
    assert found(tmp_path) == {"ali": "ali.tar.gz", "sara": "sara.rar", "zahra": "zahra.7z"}
