"""grades.csv, results/*.json, and files whatever a submission is called."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.report import ReportError, write
from tamrin.report.files import csv_text, file_name, neutral, number

HOSTILE = ["", ".", "..", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "C:x", "x" * 300, "ی" * 90, "-rf", "a\x00b"]
HOSTILE += ["=1+1", "con\nnul", "\udc80", "علی رضا", '"><script>alert(1)</script>']


def grades(out):
    return list(csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8"), newline="")))


@given(st.text(max_size=300) | st.sampled_from(HOSTILE))
def test_file_names_are_safe(name):
    safe = file_name(name)
    assert safe and safe[0] not in ".-" and len(safe.encode()) <= 100
    assert not set(safe) & set('/\\:*?"<>|\0\n ')


@given(st.lists(st.text(max_size=20) | st.sampled_from(HOSTILE), unique=True))
def test_file_names_are_different(names):
    assert len({file_name(name) for name in [*names, *map(file_name, names)]}) == len({*names, *map(file_name, names)})


def test_a_safe_id_is_its_own_file_name_and_a_hashed_one_is_not():
    assert file_name("s0123_hw02.v2") == "s0123_hw02.v2"
    assert file_name(file_name("a b")) != file_name("a b")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_formulas_are_neutralised(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "s-1", "'=1", "1-2"])
def test_other_text_is_left_alone(text):
    assert neutral(text) == text


def test_numbers_are_short_and_never_neutralised():
    assert csv_text([("x", -1.5, 10.0, 1 / 3, 0.1 + 0.2)]) == "x,-1.5,10,0.3333,0.3\n"
    assert number(-0.0) == "0" and number(12345678.5) == "12345678.5"


def test_one_row_per_submission_always(gradebook, titles, make, tmp_path):
    done = make.question("conv2d", make.check(points=10.0))
    lost = make.question("conv2d", make.check(points=10.0, verdict="not_attempted"))
    gradebook.put(make.result("s2", done))
    gradebook.put(make.result("s1", lost, status="The file is empty."))
    gradebook.put(make.result("=cmd|' /C calc'!A0", done))
    write(gradebook, tmp_path, titles)
    header = (tmp_path / "grades.csv").read_text("utf-8").splitlines()[0]
    assert header == "submission,student,assignment,variant,score,max_score,pending,status,conv2d"
    rows = grades(tmp_path)
    assert [row["submission"] for row in rows] == ["'=cmd|' /C calc'!A0", "s1", "s2"]
    assert [row["score"] for row in rows] == ["10", "0", "10"]
    assert rows[1]["status"] == "The file is empty."
    assert rows[2]["conv2d"] == "10" and rows[2]["max_score"] == "10"


def test_a_result_file_has_the_fields_of_the_contract(gradebook, titles, make, tmp_path):
    gradebook.put(make.result("s1", make.question("conv2d", make.check(message="درست است.")), essays={"q": "x"}))
    write(gradebook, tmp_path, titles)
    text = (tmp_path / "results" / "s1.json").read_text("utf-8")
    record = json.loads(text)
    wanted = "submission student assignment variant score max_score pending status questions provenance language"
    assert set(wanted.split()) | {"notes", "staff_notes", "fingerprint", "faults", "seconds"} == set(record)
    assert {"id", "points", "score", "checks"} <= set(record["questions"][0])
    names = "title visibility verdict points score message note seconds"
    assert set(record["questions"][0]["checks"][0]) == set(names.split())
    assert "درست است." in text and text.startswith('{\n  "submission": "s1"')


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ids_stay_in_their_folders(gradebook, titles, make, tmp_path, name):
    gradebook.put(make.result(name, make.question("conv2d", make.check())))
    out = tmp_path / "deep" / "out"
    index = write(gradebook, out, titles).read_text("utf-8")
    assert {path.name for path in out.iterdir()} == {"grades.csv", "index.html", "results", "feedback"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"out"}
    assert [path.suffix for path in (out / "results").iterdir()] == [".json"]
    assert json.loads(next((out / "results").iterdir()).read_text("utf-8"))["submission"] == name
    assert "<script>" not in index and "<script>" not in next((out / "feedback").iterdir()).read_text("utf-8")


def test_two_reports_are_the_same_byte_for_byte(gradebook, titles, make, tmp_path):
    for name, verdict in (("s1", "passed"), ("s2", "trapped"), ("s3", "timeout")):
        gradebook.put(make.result(name, make.question("conv2d", make.check(verdict=verdict)), make.essay()))
    for out in ("a", "b"):
        write(gradebook, tmp_path / out, titles)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert len(files) == 9
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_regrading_changes_only_the_seconds_of_a_result_file(gradebook, titles, make, tmp_path):
    first = make.result("s1", make.question("conv2d", make.check()))
    texts = []
    for seconds in (1.0, 2.0):
        gradebook.put(replace(first, seconds=seconds))
        write(gradebook, tmp_path, titles)
        texts.append((tmp_path / "results" / "s1.json").read_text("utf-8").splitlines())
    changed = [a for a, b in zip(*texts, strict=True) if a != b]
    assert changed == ['  "seconds": 1.0,']


def test_files_of_submissions_that_are_gone_are_removed(gradebook, titles, make, tmp_path):
    (tmp_path / "out" / "results").mkdir(parents=True)
    (tmp_path / "out" / "feedback").mkdir()
    (tmp_path / "out" / "results" / "old.json").write_text("{}")
    (tmp_path / "out" / "feedback" / "old.html").write_text("")
    gradebook.put(make.result("s1", make.question("conv2d", make.check())))
    write(gradebook, tmp_path / "out", titles)
    left = sorted(p.name for folder in ("results", "feedback") for p in (tmp_path / "out" / folder).iterdir())
    assert left == ["s1.html", "s1.json"]


def test_an_assignment_must_be_named_where_there_are_several(gradebook, titles, make, tmp_path):
    with pytest.raises(ReportError, match="holds no submission"):
        write(gradebook, tmp_path, titles)
    one = make.result("s1", make.question("conv2d", make.check()))
    gradebook.put(one)
    gradebook.put(replace(one, assignment="hw03"))
    with pytest.raises(ReportError, match="hw02_convolution, hw03"):
        write(gradebook, tmp_path, titles)
    write(gradebook, tmp_path, titles, assignment="hw03")
    assert [row["assignment"] for row in grades(tmp_path)] == ["hw03"]
