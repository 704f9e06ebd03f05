"""Collecting submissions from files and folders, as platforms for learning hand them over."""

from tamrin.intake import collect, read
from tests.intake.files import notebook, stored


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
        "Ali_124_assignsubmission_file_": "Ali_124_assignsubmission_file_/hw02.ipynb",
        "Sara Amini_123_assignsubmission_file_": "Sara Amini_123_assignsubmission_file_/hw02.ipynb",
        "submission_7": "submission_7/my homework.zip",
        "submission_8": "submission_8/a.py",
    }


def test_folder_with_several_notebooks_loses_none(tmp_path):
    in_folder(tmp_path, "section", "ali.ipynb", "sara.ipynb", "x.py")
    assert found(tmp_path) == {"section_ali": "section/ali.ipynb", "section_sara": "section/sara.ipynb"}


def test_folder_with_only_a_document_has_a_row_that_says_so(tmp_path):
    in_folder(tmp_path, "ali", "notes.txt", "hw02.pdf")
    in_folder(tmp_path, "sara", "hw02.rar")
    in_folder(tmp_path, "pictures", "a.png")
    assert found(tmp_path) == {"ali": "ali/hw02.pdf", "sara": "sara/hw02.rar"}


def test_folder_that_is_a_link_is_not_followed(tmp_path):
    in_folder(tmp_path, "ali", "a.ipynb")
    (tmp_path / "link").symlink_to(tmp_path / "ali")
    in_folder(tmp_path, "sara")
    (tmp_path / "sara" / "b.ipynb").symlink_to(tmp_path / "ali" / "a.ipynb")
    assert list(found(tmp_path)) == ["ali"]


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
