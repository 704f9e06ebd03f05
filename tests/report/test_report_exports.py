"""The files that learning platforms import."""

import csv
import json

import pytest

from tamrin.report import ReportError, write
from tamrin.report.export import FORMATS, export


@pytest.fixture
def klass(gradebook, make):
    right = make.question("conv2d", make.check(points=20.0))
    trapped = make.question(
        "conv2d",
        make.check("form", "public", "failed", 0.0, "conv2d: expected an array."),
        make.check("value", "hidden", "trapped", 10.0, "The kernel was flipped.", "kernel_flip"),
        make.check("edge", "hidden", "failed", 10.0, "for SECRET"),
    )
    gradebook.put(make.result("Sara_417_assignsubmission_file_hw02", right, make.essay(), student="sara"))
    gradebook.put(make.result("ali_1", trapped, student="ali", notes=("Read as Latin-1.",)))
    gradebook.put(make.result("ali_2", right, student="ali"))
    return gradebook


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_canvas(klass, tmp_path):
    (path,) = export(klass, "canvas", tmp_path)
    assert table(path) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "hw02_convolution"],
        ["Points Possible", "", "", "", "", "20"],
        ["ali", "", "ali", "ali", "", "20"],
        ["sara", "", "sara", "sara", "", "20"],
    ]


def test_moodle(klass, tmp_path):
    (path,) = export(klass, "moodle", tmp_path)
    assert table(path) == [
        ["Identifier", "ID number", "Grade", "Last modified (grade)", "Feedback comments"],
        ["", "ali", "20", "", "conv2d 20/20"],
        ["Participant 417", "sara", "20", "", "conv2d 20/20; 10 pending"],
    ]


def test_gradescope(klass, make, tmp_path):
    klass.mark(make.hw, "Sara_417_assignsubmission_file_hw02", "essay", 7.0, "Good.")
    paths = export(klass, "gradescope", tmp_path)
    assert [path.relative_to(tmp_path).parts[::2] for path in paths] == [("gradescope", "results.json")] * 3
    sara, ali, _ = (json.loads(path.read_text("utf-8")) for path in paths)
    assert (ali["score"], ali["max_score"], ali["output"]) == (0, 20, "Read as Latin-1.")
    assert [test["visibility"] for test in ali["tests"]] == ["visible", "after_published", "after_published"]
    assert [test["status"] for test in ali["tests"]] == ["failed"] * 3
    assert ali["tests"][1]["output"] == "The kernel was flipped."
    assert "SECRET" not in json.dumps(ali)
    assert sara["score"] == 27 == sum(test["score"] for test in sara["tests"])
    assert sara["max_score"] == 30 == sum(test["max_score"] for test in sara["tests"])
    assert sara["tests"][-1]["output"] == "Good."


def test_csv_is_the_reports_own(klass, titles, tmp_path):
    (path,) = export(klass, "csv", tmp_path / "export")
    write(klass, tmp_path / "report", titles)
    assert path.read_bytes() == (tmp_path / "report" / "grades.csv").read_bytes()


@pytest.mark.parametrize("to", FORMATS)
def test_formulas_are_neutralised_everywhere(gradebook, make, tmp_path, to):
    gradebook.put(make.result("=1+1", make.question("conv2d", make.check())))
    for path in export(gradebook, to, tmp_path):
        if path.suffix == ".csv":
            assert not [cell for row in table(path) for cell in row if cell.startswith("=")]


def test_an_unknown_format_is_said(klass, tmp_path):
    with pytest.raises(ReportError, match="canvas, moodle, gradescope, csv"):
        export(klass, "blackboard", tmp_path)
