"""Rows 59 and 65-70: what happens to whole runs, through the command line; and the rows that wait for later."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.attacks.case import Operation

ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


def grade(folder, *more, course=ROOT, assignment="hw02", **options):
    """The command that grades `folder/submissions` into `folder/graded`."""
    command = [TAMRIN, "grade", assignment, str(folder / "submissions"), "--out", str(folder / "graded"), "--jobs", "1"]
    return subprocess.run(
        [*command, "--course", str(course), *more], capture_output=True, text=True, check=False, **options
    )


def submissions(folder, text, *names):
    """A folder with copies of a notebook."""
    (folder / "submissions").mkdir()
    for name in names:
        (folder / "submissions" / f"{name}.ipynb").write_text(text, "utf-8")


def table(folder):
    """The rows of `grades.csv`."""
    with (folder / "graded" / "grades.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def copied_course(folder, change):
    """A copy of the course with its grader changed."""
    course = folder / "course"
    for part in ("assignments/hw02_convolution", "solutions", "graders", "datasets"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    change(course)
    return course


def names_of_students(folder, text):
    """Formulas, quotes, commas, line ends and markup in the names of files."""
    names = ["=cmd|' |C!A0", "+1", "@x", 'a,"b"', "a\nb", "<script>atk()", "😀", "-2", "con", "x" * 200]
    submissions(folder, text, *names)
    grade(folder)
    rows = table(folder)
    cells = [row["submission"] for row in rows] + [row["student"] for row in rows]
    formulas = [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    pages = "".join(path.read_text("utf-8") for path in (folder / "graded").rglob("*.html"))
    outside = [path for path in (folder / "graded").rglob("*") if not path.resolve().is_relative_to(folder)]
    full = sum(row["score"] == "100" for row in rows)
    return f"{full} of {len(rows)} full, {len(formulas) + len(outside) + pages.count('<script>atk')} unsafe"


def reference_that_raises(folder, text):
    """A reference that fails: nobody loses points, staff are told."""

    def change(course):
        path = course / "graders" / "hw02_convolution.py"
        source = path.read_text("utf-8")
        old = "def conv2d():\n"
        assert old in source
        path.write_text(source.replace(old, old + "    raise ZeroDivisionError('atk')\n"), "utf-8")

    course = copied_course(folder, change)
    submissions(folder, text, "a")
    code = grade(folder, course=course).returncode
    (row,) = table(folder)
    return f"exit {code}, score {row['score']} of {row['max_score']}, pending {row['pending']}"


def killed(folder, text):
    """A run that is killed goes on with `--resume`; nothing is left of it."""
    submissions(folder, text, *(f"s{n}" for n in range(12)))
    command = [TAMRIN, "grade", "hw02", str(folder / "submissions"), "--out", str(folder / "graded"), "--jobs", "1"]
    run = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not (folder / "graded" / "gradebook.sqlite").is_file() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    code = grade(folder, "--resume").returncode
    return f"exit {code}, {sum(row['score'] == '100' for row in table(folder))} full"


def disk_full(folder, text):
    """No room for the gradebook: an error that says so, and the next run is whole."""
    submissions(folder, text, "a", "b")
    few = f"import resource, os; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); os.execv({TAMRIN!r}, "
    command = ["tamrin", "grade", "hw02", str(folder / "submissions"), "--out", str(folder / "graded"), "--jobs", "1"]
    first = subprocess.run(
        [sys.executable, "-c", few + f"{command!r})"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    code = grade(folder, "--resume").returncode
    half = list((folder / "graded").rglob("*.draft"))
    return (
        f"{'failed' if first.returncode else 'went on'}, then exit {code}, "
        f"{sum(row['score'] == '100' for row in table(folder))} full, {len(half)} halves"
    )


def two_at_once(folder, text):
    """Two graders of the same folder."""
    submissions(folder, text, *(f"s{n}" for n in range(6)))
    command = [TAMRIN, "grade", "hw02", str(folder / "submissions"), "--out", str(folder / "graded"), "--jobs", "1"]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "ab"
    ]
    ended = [(run.communicate()[1], run.returncode) for run in runs]
    crashed = sum("Traceback" in stderr for stderr, _ in ended)
    return f"{sum(row['score'] == '100' for row in table(folder))} full, {crashed} crashed"


def twice(folder, text):
    """The same submission graded twice has the same record, but for timings."""
    submissions(folder, text, "a")

    def timeless(value):
        if isinstance(value, dict):
            return {k: timeless(v) for k, v in value.items() if k != "seconds"}
        return [timeless(v) for v in value] if isinstance(value, list) else value

    records = []
    for _ in range(2):
        grade(folder)
        records.append(timeless(json.loads((folder / "graded" / "results" / "a.json").read_text("utf-8"))))
    return "the same" if records[0] == records[1] else "different"


def library_missing(folder, text):
    """A library that the assignment needs is not there: the run does not start, and nobody gets 0."""

    def change(course):
        path = course / "assignments" / "hw02_convolution" / "assignment.toml"
        path.write_text(path.read_text("utf-8").replace('preload = ["numpy"]', 'preload = ["numpy", "atk_missing"]'))

    course = copied_course(folder, change)
    submissions(folder, text, "a")
    done = grade(folder, course=course)
    said = "said" if "atk_missing" in done.stderr + done.stdout and "Traceback" not in done.stderr else "not said"
    zeros = sum(row["score"] == "0" for row in table(folder)) if (folder / "graded" / "grades.csv").is_file() else 0
    return f"{'failed' if done.returncode else 'went on'}, {said}, {zeros} zeros"


def library_missing_in_a_notebook(folder, text):
    """A module that only the student has: staff are told which cell wants it, and nothing else is lost."""
    notebook = json.loads(text)
    own = {"cell_type": "code", "metadata": {}, "source": "import atk_missing", "outputs": [], "execution_count": None}
    notebook["cells"].append(own)
    submissions(folder, json.dumps(notebook), "a")
    grade(folder)
    record = json.loads((folder / "graded" / "results" / "a.json").read_text("utf-8"))
    page = (folder / "graded" / "feedback" / "a.html").read_text("utf-8")
    told = sum("atk_missing" in note for note in record["staff_notes"])
    return f"{record['score']:g}, staff told {told} times, student {page.count('not installed here')}"


def copied_work(folder, text):
    """The same file under three names, two of them one student's: staff see who, students see nothing."""
    submissions(folder, text, "s10001_a", "s10001_b", "s10002", "s10003")
    (folder / "submissions" / "s10003.ipynb").write_text(text.replace("response", "respons_e"), "utf-8")
    (folder / "roster.csv").write_text("student\ns10001\ns10002\ns10003\n")
    grade(folder, "--roster", str(folder / "roster.csv"))
    page = (folder / "graded" / "index.html").read_text("utf-8")
    told = sum("s10002" in p.read_text("utf-8") for p in (folder / "graded" / "feedback").glob("s10001*.html"))
    return f"{page.count('s10001, s10002: the same')} group, {page.count('Identical work')} shown, {told} told"


def loaded_host(folder, text):
    """Right code on a machine with far more to do than it has cores for."""
    submissions(folder, text, "a", "b")
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(12)]
    try:
        grade(folder)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    return f"{sum(row['score'] == '100' for row in table(folder))} full"


def models_that_cheat(folder, text):
    """Trained models: one in order, and what is too large, knows its answers by heart, or learned nothing."""
    subprocess.run([TAMRIN, "key", "hw13", "--out", str(folder / "key")], cwd=ROOT, check=True, capture_output=True)
    (notebook,) = (folder / "key").rglob("*.ipynb")
    weights = {file.name: file.read_bytes() for file in (ROOT / "solutions/calibration").glob("hw13*/*.weights.h5")}
    swapped = dict(zip(weights, reversed(weights.values()), strict=True))
    own_decoder = (
        "\nimport keras\ndef build_decoder(side, latent):\n    return keras.Sequential([keras.Input((latent,)), %s])"
    )
    flat = "keras.layers.Dense(%d), keras.layers.Dense(64), keras.layers.Reshape((8, 8))"
    by_heart = "keras.layers.Lambda(lambda z: keras.ops.ones((len(z), 8, 8)))"
    (folder / "submissions").mkdir()
    for name, code, files in (
        ("in_order", "", weights),
        ("too_large", own_decoder % (flat % 30_000), weights),
        ("by_heart", own_decoder % by_heart, weights),
        ("of_another_model", "", swapped),
        ("truncated", "", {name: content[:5000] for name, content in weights.items()}),
    ):
        cells = json.loads(notebook.read_text("utf-8"))
        for cell in cells["cells"]:
            if cell["metadata"].get("tamrin") == {"question": "vae", "role": "answer"}:
                cell["source"] = "".join(cell["source"]) + code
        with zipfile.ZipFile(folder / "submissions" / f"{name}.zip", "w") as archive:
            archive.writestr("hw13.ipynb", json.dumps(cells))
            for file, content in files.items():
                archive.writestr(file, content)
    grade(folder, assignment="hw13")
    return ", ".join(
        f"{row['student']} {float(row['score']):g}" for row in sorted(table(folder), key=lambda r: r["student"])
    )


CASES = (
    Operation(59, "names_of_students", names_of_students, "10 of 10 full, 0 unsafe"),
    Operation(
        65,
        "models_that_cheat",
        models_that_cheat,
        "by_heart 84, in_order 100, of_another_model 84, too_large 84, truncated 84",
    ),
    Operation(66, "reference_that_raises", reference_that_raises, "exit 1, score 86 of 86, pending 14"),
    Operation(67, "killed", killed, "exit 0, 12 full"),
    Operation(67, "disk_full", disk_full, "failed, then exit 0, 2 full, 0 halves"),
    Operation(67, "two_at_once", two_at_once, "6 full, 0 crashed"),
    Operation(68, "twice", twice, "the same"),
    Operation(69, "library_missing", library_missing, "failed, said, 0 zeros"),
    Operation(69, "library_missing_in_a_notebook", library_missing_in_a_notebook, "100, staff told 1 times, student 0"),
    Operation(58, "copied_work", copied_work, "1 group, 1 shown, 0 told"),
    Operation(70, "loaded_host", loaded_host, "2 full"),
)
LATER = {
    22: "one file is graded as often as staff run it; how often a student may hand in is the learning platform's rule",
    44: "no assignment forbids a library function yet",
}
