"""The roster: reading it, and whose submission a file is."""

import pytest

from tamrin.course.course import CourseError
from tamrin.course.roster import Member, Roster


def load(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return Roster.load(path)


def test_columns_are_read(tmp_path):
    roster = load(
        tmp_path, 'student,name,variant,lang,submission\n s1 ,"Amini, Sara",17,fa,x\ns2,,published,,\ns3,,,en,\n'
    )
    assert list(roster) == [
        Member("s1", "Amini, Sara", 17, "fa", "x"),
        Member("s2", "", "published", None, ""),
        Member("s3", "", None, "en", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_only_student_is_needed_and_excel_files_are_read(tmp_path, encoding):
    roster = load(tmp_path, "student,name\r\n۹۸۱,سارا\r\n", encoding)
    assert list(roster) == [Member("۹۸۱", "سارا")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nSara\n", "line 2: the column `student`"),
        ('student\ns1\n""\n', "line 3: the column `student`"),
        ("student,variant\ns1,x\n", "line 2: 'x' is no variant"),
        ("student,lang\ns1,de\n", "line 2: 'de' is no language"),
        ("student\ns1\ns1\n", "listed twice"),
    ],
)
def test_wrong_row_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(CourseError) as raised:
        load(tmp_path, text)
    assert said in str(raised.value)


def test_unreadable_roster_is_told(tmp_path):
    with pytest.raises(CourseError, match="cannot be read"):
        Roster.load(tmp_path / "none.csv")
    (tmp_path / "utf16.csv").write_bytes("student\ns1\n".encode("utf-16"))
    with pytest.raises(CourseError, match="cannot be read"):
        Roster.load(tmp_path / "utf16.csv")


ROSTER = Roster(
    [Member("s1"), Member("s10"), Member("sara.amini@ut.ac"), Member("98-12"), Member("ali", submission="late 7")]
)


@pytest.mark.parametrize(
    ("submission", "student"),
    [
        ("s1", "s1"),
        ("late 7", "ali"),
        ("hw02_s1", "s1"),
        ("s10-hw02 (3)", "s10"),
        ("hw02 sara.amini@ut.ac", "sara.amini@ut.ac"),
        ("98-12", "98-12"),
        ("hw02_ali_12345_file", "ali"),
    ],
)
def test_submission_is_matched(submission, student):
    assert ROSTER.find(submission).student == student


@pytest.mark.parametrize("submission", ["", "s2", "s100", "xs1", "s1 and s10", "S1x"])
def test_submission_of_nobody_or_of_several_is_not_guessed(submission):
    assert ROSTER.find(submission) is None
