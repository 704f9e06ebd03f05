"""What waits for a person, and what changes when a person has marked it."""

import csv
import io
from dataclasses import replace

import pytest

from tamrin.report import MarksError, read_marks, write
from tamrin.report.standing import class_standings


@pytest.fixture
def klass(gradebook, make):
    """Two essays, one left blank, and one student whose id a spreadsheet would take for a formula."""
    code = make.question("conv2d", make.check(points=20.0))
    gradebook.put(make.result("s1", code, make.essay(), essays={"essay": "Because,\nof the border."}))
    gradebook.put(make.result("=s2", code, make.essay(), essays={"essay": "=1+1"}))
    gradebook.put(make.result("s3", code, make.essay(answered=False)))
    return gradebook


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def fill(path, points, comment=""):
    rows = table(path)
    for row in rows:
        if row["submission"] in points or not points:
            row["points"], row["comment"] = points.get(row["submission"], ""), comment
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def totals(gradebook):
    return {row.result.submission: (row.score, row.max_score, row.pending) for row in class_standings(gradebook, None)}


def test_the_file_to_fill_in(klass, titles, tmp_path):
    write(klass, tmp_path, titles)
    rows = table(tmp_path / "essays.csv")
    assert list(rows[0]) == ["submission", "question", "points", "max_points", "comment", "answer"]
    assert [(r["submission"], r["points"], r["max_points"]) for r in rows] == [("'=s2", "", "10"), ("s1", "", "10")]
    assert [r["answer"] for r in rows] == ["'=1+1", "Because,\nof the border."]


def test_marks_turn_pending_points_into_points(klass, titles, tmp_path):
    assert totals(klass) == {"s1": (20, 20, 10), "=s2": (20, 20, 10), "s3": (20, 20, 0)}
    write(klass, tmp_path, titles)
    fill(tmp_path / "essays.csv", {"s1": "۷٫۵"}, "Name the pixels.")
    assert read_marks(tmp_path / "essays.csv", klass) == 1
    # The blank essay of s3 counts from now on; that of =s2 still waits.
    assert totals(klass) == {"s1": (27.5, 30, 0), "=s2": (20, 20, 10), "s3": (20, 30, 0)}
    write(klass, tmp_path, titles)
    row = next(r for r in table(tmp_path / "grades.csv") if r["submission"] == "s1")
    assert (row["score"], row["max_score"], row["pending"], row["essay"]) == ("27.5", "30", "0", "7.5")
    assert "Name the pixels." in (tmp_path / "feedback" / "s1.html").read_text("utf-8")
    assert [r["points"] for r in table(tmp_path / "essays.csv")] == ["", "7.5"]


def test_the_file_goes_when_nothing_waits_any_more(klass, titles, tmp_path):
    write(klass, tmp_path, titles)
    fill(tmp_path / "essays.csv", {"s1": "10", "'=s2": "0"})
    assert read_marks(tmp_path / "essays.csv", klass) == 2
    write(klass, tmp_path, titles)
    assert not (tmp_path / "essays.csv").exists()
    assert totals(klass)["=s2"] == (20, 30, 0)


@pytest.mark.parametrize("points", ["11", "-1", "nan", "ten", "7,5"])
def test_invalid_points_name_the_line_and_change_nothing(klass, titles, tmp_path, points):
    write(klass, tmp_path, titles)
    fill(tmp_path / "essays.csv", {"'=s2": "3", "s1": points})
    with pytest.raises(MarksError, match=r"essays\.csv, line 4: the points must be a number from 0 to 10, not"):
        read_marks(tmp_path / "essays.csv", klass)
    assert klass.marks("hw02_convolution") == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("submission,question\ns1,essay\n", "line 1: the column 'points' is missing"),
        ("submission,question,points\nnobody,essay,1\n", "line 2: there is no submission 'nobody'"),
        ("submission,question,points\ns1,conv2d,1\n", "line 2: no points of 'conv2d' wait for a person"),
        ("submission,question,points\ns1,nothing,1\n", "line 2: no points of 'nothing' wait for a person"),
        ("submission,question,points\ns1\n", "line 2: no points of None wait for a person"),
    ],
)
def test_a_line_that_cannot_be_meant_is_said(klass, tmp_path, text, sentence):
    (tmp_path / "marks.csv").write_text(text)
    with pytest.raises(MarksError, match=sentence):
        read_marks(tmp_path / "marks.csv", klass)


@pytest.mark.parametrize("raw", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_said(klass, tmp_path, raw):
    if raw:
        (tmp_path / "marks.csv").write_bytes(raw)
    with pytest.raises(MarksError, match="cannot be read"):
        read_marks(tmp_path / "marks.csv", klass)


@pytest.mark.parametrize(("points", "comment"), [({"s1": "5"}, ""), ({}, "a thought"), ({"s1": "ten"}, "")])
def test_a_report_does_not_write_over_marks_that_were_not_read_yet(klass, titles, tmp_path, points, comment):
    write(klass, tmp_path, titles)
    fill(tmp_path / "essays.csv", points, comment)
    filled = (tmp_path / "essays.csv").read_bytes()
    write(klass, tmp_path, titles)
    assert (tmp_path / "essays.csv").read_bytes() == filled


def test_a_mark_for_what_is_judged_automatically_does_not_count_and_is_shown(klass, titles, make, tmp_path):
    fault = make.question("conv2d", make.check(verdict="grader_fault", points=20.0), points=0.0, pending=20.0)
    klass.put(make.result("s4", fault))
    klass.mark(make.hw, "s4", "conv2d", 15.0)
    assert totals(klass)["s4"] == (15, 20, 0)
    klass.put(make.result("s4", make.question("conv2d", make.check(points=20.0))))
    assert totals(klass)["s4"] == (20, 20, 0)
    assert "conv2d: 15 points by a person do not count" in write(klass, tmp_path, titles).read_text("utf-8")


def test_marks_survive_regrading(klass, make):
    klass.mark(make.hw, "s1", "essay", 4.0)
    before = totals(klass)["s1"]
    klass.put(replace(klass.results()[1], seconds=9.0))
    assert totals(klass)["s1"] == before == (24, 30, 0)
