"""The command line as a person or a program uses it: real processes, files and exit codes."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("commands")  # one release for all
ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


def run(*arguments, cwd=ROOT):
    return subprocess.run([TAMRIN, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A student notebook, a solved one, and a class of three graded twice."""
    folder = tmp_path_factory.mktemp("release")
    assert run("build", "hw02", "--out", folder / "student").returncode == 0
    assert run("key", "hw02", "--variant", "5", "--out", folder / "key").returncode == 0
    submissions = folder / "submissions"
    submissions.mkdir()
    name = "hw02_convolution/hw02_convolution.ipynb"
    (submissions / "blank.ipynb").write_bytes((folder / "student" / name).read_bytes())
    (submissions / "full.ipynb").write_bytes((folder / "key" / name).read_bytes())
    (submissions / "=cmd.ipynb").write_text("{broken")
    for number in (1, 2):
        made = run("grade", "hw02", submissions, "--out", folder / f"graded{number}", "--jobs", 1)
        assert made.returncode == 0, made.stderr
    return folder


def test_help_names_an_example_for_every_command():
    commands = ("list", "build", "key", "check", "grade", "report", "export", "audit", "doctor", "demo")
    for command in commands:
        assert "Example: tamrin " + command in run(command, "--help").stdout.replace("\n  ", " ")


def test_list_json_has_the_fields_of_the_contract():
    listed = json.loads(run("list", "--json").stdout)
    hw02 = next(entry for entry in listed if entry["assignment"] == "hw02_convolution")
    assert set(hw02) == {"assignment", "title", "questions"}
    first = hw02["questions"][0]
    assert first == {"id": "laplacian", "kind": "value", "points": 10.0, "names": ["response"]}
    assert sum(question["points"] for question in hw02["questions"]) == 100


def test_key_writes_the_solved_notebook_pages_and_answers(release):
    folder = release / "key" / "hw02_convolution"
    assert {p.name for p in folder.iterdir()} == {"hw02_convolution.ipynb", "key.html", "key.md", "answers.json"}
    answers = json.loads((folder / "answers.json").read_text())
    assert answers["variant"] == 5
    assert len(answers["answers"]["laplacian"]["response"]) == 5
    html = (folder / "key.html").read_text()
    assert "<math" in html and "http" not in re.sub(r'xmlns="[^"]*"', "", html).replace("https://doi", "")


def test_key_of_the_published_variant_says_what_is_wrong_in_print(tmp_path):
    assert run("key", "hw02", "--out", tmp_path).returncode == 0
    key = (tmp_path / "hw02_convolution" / "key.md").read_text()
    assert "The printed answer is wrong" in key and r"\begin{bmatrix} 9 & 13 \\ 7 & 3 \end{bmatrix}" in key


def test_grades_csv_has_one_row_per_submission(release):
    with (release / "graded1" / "grades.csv").open(newline="") as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    assert set(rows) == {"blank", "full", "'=cmd"}
    assert (rows["full"]["score"], rows["full"]["max_score"], rows["full"]["status"]) == ("100", "100", "graded")
    assert rows["blank"]["score"] == "0"
    assert rows["'=cmd"]["score"] == "0" and rows["'=cmd"]["status"].startswith("Cannot read the notebook")


def test_untouched_notebook_is_not_attempted(release):
    record = json.loads((release / "graded1" / "results" / "blank.json").read_text())
    assert {check["verdict"] for question in record["questions"] for check in question["checks"]} == {"not_attempted"}
    assert "Nothing in this notebook differs from the template." in record["notes"]


def test_results_are_the_same_byte_for_byte_but_for_timings(release):
    for path in sorted((release / "graded1" / "results").iterdir()):
        texts = [
            re.sub(r'"seconds": [0-9.e-]+', '"seconds": 0', (release / run / "results" / path.name).read_text())
            for run in ("graded1", "graded2")
        ]
        assert texts[0] == texts[1]


def test_resume_grades_only_what_changed(release, tmp_path):
    folder = release / "submissions"
    out = release / "graded1"
    before = (out / "results" / "full.json").read_text()
    assert run("grade", "hw02", folder, "--out", out, "--resume", "--jobs", 1).returncode == 0
    assert (out / "results" / "full.json").read_text() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "hw99", "README.md"), "No single assignment is called 'hw99'"),
        (("grade", "hw02", "nowhere", "--out", "x"), "nowhere does not exist"),
        (("build", "hw02", "--variant", "-3", "--out", "x"), "is no variant"),
        (("report", "tests"), "There is no gradebook in tests"),
        (("export", "tests", "--to", "paper"), "'paper' is none of"),
        (("list", "--course", "tests"), "is not a course"),
    ],
)
def test_mistake_in_the_call_is_one_sentence_and_exit_code_2(arguments, message):
    answer = run(*arguments)
    assert answer.returncode == 2
    assert message in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr


def test_check_prints_findings_and_exits_with_1(release):
    answer = run("check", "hw02", release / "submissions" / "blank.ipynb", "--json")
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["score"] == 0
    assert run("check", "hw02", release / "submissions" / "full.ipynb").returncode == 0


@pytest.mark.parametrize("to", ["canvas", "moodle", "gradescope", "csv"])
def test_export_writes_files(release, tmp_path, to):
    answer = run("export", release / "graded1", "--to", to, "--out", tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert all(Path(line).is_file() for line in answer.stdout.split("\n") if line)


def test_roster_gives_each_student_a_variant_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("TAMRIN_SECRET", "a secret of this test")
    roster = tmp_path / "class.csv"
    roster.write_text("student,name,variant,lang\ns1,Ali,,fa\ns2,Sara,9,\n")
    environment_free = run("build", "hw02", "--roster", roster, "--out", tmp_path / "out")
    assert environment_free.returncode == 0, environment_free.stderr
    metadata = {
        student: json.loads((tmp_path / "out" / "hw02_convolution" / student / "hw02_convolution.ipynb").read_text())[
            "metadata"
        ]["tamrin"]
        for student in ("s1", "s2")
    }
    assert metadata["s1"]["language"] == "fa" and isinstance(metadata["s1"]["variant"], int)
    assert metadata["s2"] == {"assignment": "hw02_convolution", "variant": 9, "language": "en", "format": 1}
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    key = run("key", "hw02", "--variant", metadata["s1"]["variant"], "--out", tmp_path / "key")
    assert key.returncode == 0
    solved = json.loads((tmp_path / "key" / "hw02_convolution" / "hw02_convolution.ipynb").read_text())
    (submissions / "late_s1_hw02.ipynb").write_text(json.dumps(solved))
    solved["metadata"]["tamrin"]["variant"] = "published"
    (submissions / "s2.ipynb").write_text(json.dumps(solved))
    assert run("grade", "hw02", submissions, "--roster", roster, "--out", tmp_path / "graded").returncode == 0
    mine = json.loads((tmp_path / "graded" / "results" / "late_s1_hw02.json").read_text())
    assert (mine["student"], mine["score"]) == ("s1", 100)
    copied = json.loads((tmp_path / "graded" / "results" / "s2.json").read_text())
    assert copied["variant"] == "9" and copied["score"] < 100
    assert any("it was graded as 9, which the roster gives" in note for note in copied["notes"])


def test_committed_notebooks_are_what_build_would_write():
    assert run("build", "--check").returncode == 0


def test_pytest_runs_the_checks_of_a_submission_as_items(release):
    command = [sys.executable, "-m", "pytest", "graders/", "-p", "no:cacheprovider", "--submission"]
    full = subprocess.run(
        [*command, str(release / "submissions" / "full.ipynb")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert full.returncode == 0 and "26 passed" in full.stdout
    blank = subprocess.run(
        [*command, str(release / "submissions" / "blank.ipynb")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert blank.returncode == 1 and "not_attempted" in blank.stdout
