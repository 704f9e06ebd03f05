"""Another course: an essay that a person marks, and a table with carry-forward, through the command line."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("small course")  # its tests follow one another
TAMRIN = str(Path(sys.executable).with_name("tamrin"))
FILES = {
    "assignments/hw01_small/assignment.toml": """
title.en = "Small"
title.fa = "کوچک"
source = "made for this test"
minutes = 5

[[questions]]
id = "halving"
kind = "value"
points = 6
names = ["halves"]

[[questions]]
id = "reasons"
kind = "essay"
points = 4
names = ["reasons"]
""",
    "assignments/hw01_small/prompt.en.md": """A small homework.

## halving: Halve three times

Halve {{ start }} three times, rounding down, and give the list `halves`.

## reasons: Why

Say why in `reasons`.
""",
    "assignments/hw01_small/prompt.fa.md": """تمرینی کوچک.

## halving: سه بار نصف کنید

{{ start }} را سه بار نصف کنید و فهرست `halves` را بدهید.

## reasons: چرا

دلیل را در `reasons` بنویسید.
""",
    "assignments/hw01_small/stub.py": """import numpy as np

# %% halving
halves = ...

# %% reasons
reasons = ...
""",
    "assignments/hw01_small/givens.py": """
def published():
    return {"halving": {"start": 50}}


def draw(rng):
    return {"halving": {"start": int(rng.randint(20, 90))}}
""",
    "solutions/hw01_small.py": '''"""Small."""
from tamrin import reference, second_derivation, steps


@reference("halving")
def halving(start):
    return [start // 2, start // 4, start // 8]


@second_derivation("halving")
def halving_by_shifts(start):
    return [start >> 1, start >> 2, start >> 3]


@steps("halving")
def halving_steps(start):
    return f"{start} → {start // 2} → {start // 4} → {start // 8}"


@reference("reasons")
def reasons():
    return "Because halves are integers."


@steps("reasons")
def reasons_steps():
    return "Any argument by the remainder."
''',
    "graders/hw01_small.py": '''"""Small."""
from solutions import hw01_small as solution
from tamrin import essay, grades, rows, say


@grades("halving")
def halving(start):
    return rows("halves", solution.halving(start), step=lambda i, above: above[0] // 2)


@grades("reasons")
def reasons():
    return essay("reasons", [(4, say("names the remainder", "باقی‌مانده را نام می‌برد"))])
''',
}


def run(course, *arguments):
    answer = subprocess.run([TAMRIN, *map(str, arguments)], cwd=course, capture_output=True, text=True, check=False)
    assert answer.returncode in (0, 1), answer.stderr
    return answer


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    for name, text in FILES.items():
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    submissions = course / "submissions"
    submissions.mkdir()
    answers = {
        "right": ("halves = [25, 12, 6]", "reasons = 'the remainder'"),
        "carried": ("halves = [24, 12, 6]", "reasons = 'because'"),
        "silent": ("halves = [25, 12, 6]", "reasons = ..."),
    }
    for name, cells in answers.items():
        text = "\n".join(
            f"# %% {question}\n{cell}" for question, cell in zip(("halving", "reasons"), cells, strict=True)
        )
        (submissions / f"{name}.py").write_text(text)
    run(course, "grade", "hw01", "submissions", "--out", "graded", "--jobs", 1)
    return course


def grades(course):
    with (course / "graded" / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


def test_course_is_found_from_a_folder_inside_it(graded):
    listed = subprocess.run(
        [TAMRIN, "list", "--json"], cwd=graded / "solutions", capture_output=True, text=True, check=True
    )
    assert [entry["assignment"] for entry in json.loads(listed.stdout)] == ["hw01_small"]


def test_row_is_judged_by_what_follows_from_the_row_above(graded):
    record = json.loads((graded / "graded" / "results" / "carried.json").read_text())
    checks = [check for question in record["questions"] for check in question["checks"] if "row" in check["title"]]
    assert [check["verdict"] for check in checks] == ["failed", "passed", "passed"]
    assert record["score"] == 4


def test_essay_waits_until_a_person_has_marked_it(graded):
    before = grades(graded)
    assert (before["right"]["score"], before["right"]["max_score"], before["right"]["pending"]) == ("6", "6", "4")
    assert before["silent"]["pending"] == "0"
    essays = graded / "graded" / "essays.csv"
    with essays.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["submission"] for row in rows} == {"right", "carried"}
    for row in rows:
        row["points"] = "3" if row["submission"] == "right" else ""
    with essays.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    run(graded, "report", "graded", "--marks", essays)
    after = grades(graded)
    assert (after["right"]["score"], after["right"]["max_score"], after["right"]["pending"]) == ("9", "10", "0")
    assert (after["carried"]["score"], after["carried"]["pending"]) == ("4", "4")


def test_mark_survives_grading_again(graded):
    run(graded, "grade", "hw01", "submissions", "--out", "graded", "--jobs", 1)
    assert grades(graded)["right"]["score"] == "9"


def test_key_of_the_small_course_is_worked(graded):
    run(graded, "key", "hw01", "--variant", 3, "--out", "key")
    answers = json.loads((graded / "key" / "hw01_small" / "answers.json").read_text())["answers"]
    assert len(answers["halving"]["halves"]) == 3
