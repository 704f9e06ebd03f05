"""What `otter run` and `nbgrader autograde` make of the same corpus: their scores, points gained and marks lost.

Only cases marked `peers` are run: wrong and odd answers, crashes, loops and broken files. Those that tamper with a
grader's inside stay out, because they would run in the peer's own process, with the rights of who runs it. nbgrader
gets the questions as `make bench` gives them to it, all or nothing; so nothing counts as lost in the attacked question
but where the answer is right. `--only TEXT...` runs a part.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tamrin.build import release
from tamrin.build.answers import answer_cell, answers
from tamrin.build.key import solved_notebook
from tamrin.course import Assignment, Course
from tamrin.course.variants import PUBLISHED
from tamrin.judge.paper import paper
from tamrin.sandbox import syscalls, usage
from tamrin.sandbox.worker import usable_cores
from tests.attacks.case import RIGHT, Answer, Case, File
from tests.attacks.corpus import CASES

ROOT = Path(__file__).parents[2]
SECONDS = 90  # for one submission; a peer that takes longer is taken to go on for ever
MEMORY_KB = 8 * 2**20  # a peer has no limit of its own
STUDENT = "student0000"
PLACE = Path("submitted", STUDENT)


@dataclass(frozen=True)
class Outcome:
    """What a peer made of a case: its score, or how it ended without one."""

    case: Case
    score: float | None
    ended: str = ""

    @property
    def shown(self) -> str:
        """The score, and what was gained or lost."""
        if self.score is None:
            return self.ended
        found = (f" +{self.gained:g}" if self.gained else "") + (f" -{self.lost:g}" if self.lost else "")
        return f"{self.score:g}{found and f' ({found.strip()})'}"

    @property
    def gained(self) -> float:
        """Points beyond what is honestly earned."""
        return round(max(0.0, (self.score or 0.0) - _honest(self.case)[1]), 2)

    @property
    def lost(self) -> float:
        """Points that are honestly earned and not given."""
        return round(max(0.0, _honest(self.case)[0] - (self.score or 0.0)), 2)


class Otter:
    """`otter run` with the zip of `tamrin build --otter`."""

    name = "otter run"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.archive = release.build(assignment, PUBLISHED, "en", folder / "release", otter=True)[-1]
        sheet = paper(assignment, PUBLISHED)
        self.solved = json.dumps(solved_notebook(sheet, answers(sheet), "en"))

    def score(self, content: bytes, suffix: str, folder: Path) -> float | str:
        """The score of a submission, or how it ended."""
        path = folder / f"hw02{suffix}"
        path.write_bytes(content)
        ended = limited([_script("otter"), "run", "-a", str(self.archive), "-o", str(folder), str(path)], folder)
        results = folder / "results.json"
        if not results.is_file():
            return ended or "no result"
        return sum(float(test.get("score") or 0) for test in json.loads(results.read_text("utf-8"))["tests"])


class Nbgrader:
    """`nbgrader autograde` with the class of `make bench`."""

    name = "nbgrader autograde"

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        sys.path.append(str(ROOT / "bench"))
        import nbgrader_class

        self.homework = nbgrader_class.HOMEWORK
        self.course = folder / "course"
        sheet = paper(assignment, PUBLISHED)
        right = answers(sheet)
        cells = {item.question.id: answer_cell(sheet, item.question, right[item.question.id]) for item in sheet.items}
        nbgrader_class.write_course(assignment, self.course, [cells])
        (path,) = (self.course / PLACE / self.homework).glob("*.ipynb")
        self.file = path.name
        self.solved = json.dumps(_tagged(json.loads(path.read_text("utf-8")), assignment))
        if ended := limited([_script("nbgrader"), "generate_assignment", self.homework], self.course):
            raise RuntimeError(f"nbgrader generate_assignment: {ended}")

    def score(self, content: bytes, suffix: str, folder: Path) -> float | str:
        """The score of a submission, or how it ended."""
        course = folder / "course"
        shutil.copytree(self.course, course)
        (course / PLACE / self.homework / self.file).write_bytes(content)
        ended = limited([_script("nbgrader"), "autograde", self.homework], course)
        from nbgrader.api import Gradebook, MissingEntry

        try:
            with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
                submission = gradebook.find_submission(self.homework, STUDENT)
                if submission.needs_manual_grade:
                    return ended or "waits for a person"
                return ended or float(submission.score)
        except MissingEntry:
            return ended or "no result"


def main() -> int:
    """Run the peers that are installed and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[""], help="cases whose name has one of these texts")
    only = parser.parse_args().only
    chosen = [case for case in CASES if case.peers and any(text in f"{case.row}-{case.name}" for text in only)]
    syscalls.prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1)  # so that what a peer leaves behind comes to us
    assignment = _assignment()
    kinds = [kind for kind in (Otter, Nbgrader) if Path(_script(kind.name.split()[0])).is_file()]
    table = Table("row", "case", *(kind.name for kind in kinds))
    outcomes: dict[str, list[Outcome]] = {}
    with tempfile.TemporaryDirectory(prefix="atk.") as name:
        for kind in kinds:
            peer = kind(assignment, Path(name) / kind.__name__)
            folders = [Path(name) / f"{kind.__name__}{number}" for number in range(len(chosen))]
            with ThreadPoolExecutor(usable_cores()) as pool:
                outcomes[kind.name] = list(pool.map(lambda *one, peer=peer: _outcome(peer, *one), chosen, folders))
    for case, *found in zip(chosen, *outcomes.values(), strict=True):
        table.add_row(str(case.row), case.name, *(outcome.shown for outcome in found))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    survivors = usage.tree(os.getpid())[1:]
    for pid in survivors:
        os.kill(pid, signal.SIGKILL)
    for kind_name, found in outcomes.items():
        print(
            f"{kind_name}: tried {len(found)} / points gained {sum(o.gained for o in found):g} / "
            f"marks lost {sum(o.lost for o in found):g} / without a score {sum(o.score is None for o in found)}"
        )
    print(f"survivors left behind {len(survivors)}")
    return 0


def _outcome(peer: Otter | Nbgrader, case: Case, folder: Path) -> Outcome:
    folder.mkdir()
    found = peer.score(handed_in(case, peer.solved), case.suffix if isinstance(case, File) else ".ipynb", folder)
    shutil.rmtree(folder, ignore_errors=True)
    print(".", end="", file=sys.stderr, flush=True)
    return Outcome(case, None, found) if isinstance(found, str) else Outcome(case, round(found, 2))


@lru_cache(maxsize=1)
def _assignment() -> Assignment:
    return Course(ROOT).assignment("hw02")


def _honest(case: Case) -> tuple[float, float]:
    """The least and the most that a case honestly earns."""
    if isinstance(case, File):
        return case.score, case.score
    assert isinstance(case, Answer)
    full = float(_assignment().question(case.question).points)
    return (100.0, 100.0) if case.verdict == "passed" else (100 - full, 100 - full + case.worth)


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


def _tagged(notebook: dict, assignment: Assignment) -> dict:
    """The notebook with our tags beside nbgrader's, by which cases find what they change."""
    notebook["metadata"]["tamrin"] = {"assignment": assignment.id, "variant": "published"}
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if grade_id.endswith("_answer"):
            tag = {"question": grade_id.removesuffix("_answer"), "role": "answer"}
        else:
            tag = {"question": grade_id, "role": "check" if grade_id else "givens"}
        cell["metadata"]["tamrin"] = tag
    return notebook


def limited(command: list[str], folder: Path) -> str:
    """Run a command in a process group of its own, within limits; "" when it succeeded, else how it ended."""
    shell = ["/bin/sh", "-c", f'ulimit -v {MEMORY_KB}; exec "$@"', "sh", *command]
    # nbgrader starts commands of its environment by their names.
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    process = subprocess.Popen(
        shell,
        cwd=folder,
        env=environment,
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
