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
        ("HW02_S1", "s1"),
        ("hw02 by s1.", "s1"),
    ],
)
def test_submission_is_matched(submission, student):
    assert ROSTER.find(submission).student == student


@pytest.mark.parametrize(
    "submission",
    [
        *("", "s2", "s100", "xs1", "s1 and s10", "S1x"),
        # A part of something longer is no id.
        *("ali.reza_hw02", "ali@ut.ac", "a+ali", "98-12-05_hw02", "2098-12", "s1.2"),
    ],
)
def test_submission_of_nobody_or_of_several_is_not_guessed(submission):
    assert ROSTER.find(submission) is None


CLASS = Roster(
    [
        Member("98123456", "Sara Amini"),
        Member("s1234567", "Ali Reza Karimi"),
        Member("98-12-3", "Ali Karimi"),
        Member("ali_reza"),
        Member("ali-reza"),
        Member("7", "Zahra Rad"),
        Member("2024", "Kian Rad"),
        Member("۹۸۷۶۵۴", "مریم کریمی"),
        Member("t1", "Two Same"),
        Member("t2", "Same, Two"),
    ]
)


@pytest.mark.parametrize(
    ("submission", "student"),
    [
        # Canvas: name, late or not, its numbers of the person and of the file.
        ("aminisara_LATE_12345_678910_hw02", "98123456"),
        ("karimialireza_12345_678910_hw02-1", "s1234567"),
        ("karimiali_12345_678910_hw02 (3)", "98-12-3"),
        ("someone_12345_98123456_hw02", None),
        ("someone_12345_678910_98123456", "98123456"),
        ("aminisara_12345_678910_hw02_s1234567", None),
        # Moodle, as files and as folders.
        ("Sara Amini_123456_assignsubmission_file_hw02", "98123456"),
        ("Ali Reza Karimi_123456_assignsubmission_file_", "s1234567"),
        ("Karimi Ali_123456_assignsubmission_file_98-12-3", "98-12-3"),
        ("مريم كريمي_123456_assignsubmission_file_hw02", "۹۸۷۶۵۴"),
        # Gradescope and Blackboard.
        ("submission_98123456", "98123456"),
        ("submission_12345", None),
        ("hw02_s1234567_attempt_2024-05-01-10-00-00_hw02", "s1234567"),
        ("hw02_98123456_attempt_2024-05-01-10-00-00", "98123456"),
        ("hw02_nobody_attempt_2024-05-01-10-00-07_hw02", None),
        # By hand.
        ("hw02_98123456_final", "98123456"),
        ("hw02 (7)", None),
        ("hw02_7", None),
        ("7", "7"),
        ("2024", "2024"),
        ("hw02_2024_final", None),
        ("hw02_ali_reza", "ali_reza"),
        ("hw02_ALI-REZA", "ali-reza"),
        ("987654_hw02", "۹۸۷۶۵۴"),
        ("198123456", None),
        ("twosame_12345_678910_hw02", None),
    ],
)
def test_submission_from_a_platform_is_matched_or_nobodys(submission, student):
    found = CLASS.find(submission)
    assert (found.student if found else None) == student


def test_everybody_who_could_be_meant_is_told():
    assert [m.student for m in CLASS.matches("Same Two_12345_assignsubmission_file_")] == ["t1", "t2"]
    assert CLASS.matches("nobody") == []


def test_ids_that_differ_only_in_case_are_not_guessed():
    roster = Roster([Member("a1"), Member("A1")])
    assert (roster.find("A1").student, roster.find("hw02_a1")) == ("A1", None)
