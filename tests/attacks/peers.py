"""What `otter run` and `nbgrader autograde` make of the same corpus: scores only, in a table.

Only cases marked `peers` are run: wrong and odd answers, crashes, loops and broken files. Those that tamper with a
grader's inside stay out, because they would run in the peer's own process, with the rights of who runs it.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tamrin.build import release
from tamrin.build.answers import answers
from tamrin.build.key import solved_notebook
from tamrin.course import Course
from tamrin.course.variants import PUBLISHED
from tamrin.judge.paper import paper
from tests.attacks.case import RIGHT, Answer, Case, File
from tests.attacks.corpus import CASES

ROOT = Path(__file__).parents[2]
SECONDS = 90
MEMORY_KB = 8 * 2**20  # a peer has no limit of its own


def main() -> int:
    """Run both peers where they are installed and print the table."""
    if importlib.util.find_spec("otter") is None:
        print("otter-grader is not installed: run `make attacks-peers`, which sets it up.")
        return 0
    nbgrader = shutil.which("nbgrader", path=str(Path(sys.executable).parent))
    if nbgrader is None:
        print("nbgrader is not installed (no requirements/bench.txt): only Otter is run.")
    table = Table("row", "case", "otter run", "nbgrader autograde")
    assignment = Course(ROOT).assignment("hw02")
    sheet = paper(assignment, PUBLISHED)
    solved = json.dumps(solved_notebook(sheet, answers(sheet), "en"))
    with tempfile.TemporaryDirectory(prefix="atk.") as name:
        archive = release.build(assignment, PUBLISHED, "en", Path(name) / "release", otter=True)[-1]
        for number, case in enumerate(case for case in CASES if case.peers):
            folder = Path(name) / str(number)
            folder.mkdir()
            path = folder / f"hw02{case.suffix if isinstance(case, File) else '.ipynb'}"
            path.write_bytes(handed_in(case, solved))
            theirs = executed(nbgrader, path) if nbgrader else ""
            table.add_row(str(case.row), case.name, otter(archive, path), theirs)
            print(".", end="", file=sys.stderr, flush=True)
    Console(width=120).print(table)
    return 0


def handed_in(case: Case, solved: str) -> bytes:
    """The file of a case."""
    if isinstance(case, File):
        return case.make(solved)
    assert isinstance(case, Answer)
    notebook = json.loads(solved)
    for cell in notebook["cells"]:
        if cell["metadata"]["tamrin"] == {"question": case.question, "role": "answer"}:
            cell["source"] = case.code.replace(RIGHT, "".join(cell["source"]))
    return json.dumps(notebook).encode()


def otter(archive: Path, path: Path) -> str:
    """Otter's score, or how it ended."""
    ended = limited([_script("otter"), "run", "-a", str(archive), "-o", str(path.parent), str(path)], path.parent)
    results = path.parent / "results.json"
    if not results.is_file():
        return ended or "no result"
    tests = json.loads(results.read_text("utf-8"))["tests"]
    return f"{sum(float(test.get('score') or 0) for test in tests):g}"


def executed(nbgrader: str, path: Path) -> str:
    """nbgrader's verdict: it grades cells by whether they raise, so what counts is whether it comes through at all."""
    course = path.parent / "nbgrader"
    for step, place in (("source", course / "source" / "hw02"), ("submitted", course / "submitted" / "s" / "hw02")):
        place.mkdir(parents=True)
        shutil.copy(path, place / ("hw02.ipynb" if step == "submitted" else path.name))
    ended = limited([nbgrader, "autograde", "hw02", "--create", "--force", f"--course-dir={course}"], course)
    return ended or ("graded" if any((course / "autograded").rglob("*.ipynb")) else "no result")


def limited(command: list[str], folder: Path) -> str:
    """Run a command in a process group of its own, within limits; "" when it succeeded, else how it ended."""
    shell = ["/bin/sh", "-c", f'ulimit -v {MEMORY_KB}; exec "$@"', "sh", *command]
    process = subprocess.Popen(
        shell,
        cwd=folder,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"never ends (> {SECONDS} s)"
    return f"exit code {code}" if code else ""


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


if __name__ == "__main__":
    sys.exit(main())
