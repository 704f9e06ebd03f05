"""Run the attack corpus through the real machinery and count what it gained.

`python -m tests.attacks.run` runs all of it; `--only TEXT` the cases whose name has the text. Exit code 1 when a
case gained a point, cost one elsewhere, left a process or a file behind, or did not come out as it must.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tamrin.build.answers import answers
from tamrin.build.key import solved_notebook
from tamrin.course import Course
from tamrin.course.variants import PUBLISHED
from tamrin.judge.grading import Grading, Task
from tamrin.judge.paper import paper
from tamrin.judge.verdict import Result
from tamrin.operations import titles
from tamrin.report.feedback import feedback_page
from tamrin.report.standing import standings
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm, usable_cores
from tests.attacks.case import RIGHT, Answer, Case, File, Operation
from tests.attacks.corpus import CASES, LATER

ROOT = Path(__file__).parents[2]
# An endless loop shall cost a second or two; everything else is as when a class is graded.
SHORT = {
    "cell_seconds": 2.0,
    "call_seconds": 1.0,
    "submission_seconds": 30,
    "memory_mb": 400,
    "disk_mb": 64,
    "files": 2000,
    "processes": 48,
}
JUDGE_MB = 700  # what one submission may add to the memory of the judge
MARK = "import ctypes\nctypes.CDLL(None).prctl(15, b'{mark}', 0, 0, 0)"
# Where code that got out would leave something; every case calls its files `atk-…`.
OUTSIDE = (ROOT, ROOT.parent, Path("/"), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home(), Path("/root"))


@dataclass(frozen=True)
class Outcome:
    """What came of a case, which is named by its place in the corpus."""

    index: int
    got: str
    gained: float = 0.0
    lost: float = 0.0
    survivors: int = 0
    wrong: str = ""
    seconds: float = 0.0

    @property
    def case(self) -> Case:
        """The case."""
        return CASES[self.index]

    @property
    def bad(self) -> bool:
        """Whether it came out otherwise than it must."""
        return bool(self.wrong or self.gained or self.lost or self.survivors)


class Range:
    """Grades cases in this process."""

    def __init__(self, warm_path: str, layer: str) -> None:
        self.assignment = Course(ROOT).assignment("hw02")
        limits = self.assignment.meta.limits.model_copy(update=SHORT)
        self.assignment.meta = self.assignment.meta.model_copy(update={"limits": limits})
        self.grading = Grading(self.assignment, warm_path, layer)

    @cached_property
    def solved(self) -> str:
        """The solved notebook of the published variant."""
        sheet = paper(self.assignment, PUBLISHED)
        return json.dumps(solved_notebook(sheet, answers(sheet), "en"))

    def run(self, index: int) -> Outcome:
        """Run one case."""
        case = CASES[index]
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="atk.") as name:
            if isinstance(case, Operation):
                try:
                    got = case.run(Path(name), self.solved)
                except Exception as error:  # the command left no table to read, say
                    got = f"{type(error).__name__}: {error}"
                outcome = Outcome(index, got, wrong="" if got == case.expected else f"expected {case.expected}")
            elif isinstance(case, File):
                outcome = self._file(index, case, Path(name))
            else:
                outcome = self._answer(index, case, Path(name))
        return Outcome(**vars(outcome) | {"seconds": time.perf_counter() - started})

    def _grade(self, path: Path, content: bytes) -> tuple[Result, list[str]]:
        path.write_bytes(content)
        before = _peak()
        result = self.grading.grade(Task(path.stem, path))
        wrong = [f"a fault of ours: {fault[:200]}" for fault in result.faults[:1]]
        if (grown := _peak() - before) > JUDGE_MB:
            wrong.append(f"the judge grew by {grown:,.0f} MB")
        return result, wrong

    def _file(self, index: int, case: File, folder: Path) -> Outcome:
        result, wrong = self._grade(folder / f"{case.name}{case.suffix}", case.make(self.solved))
        if case.status not in result.status:
            wrong.append(f"status: {result.status}")
        if case.note and not any(case.note in note for note in result.notes):
            wrong.append(f"notes: {result.notes}")
        got = f"{result.score:g} of {result.max_score:g}: {result.status}"
        gained, lost = max(0.0, result.score - case.score), max(0.0, case.score - result.score)
        return Outcome(index, got, gained, lost, wrong="; ".join(wrong))

    def _answer(self, index: int, case: Answer, folder: Path) -> Outcome:
        notebook = json.loads(self.solved)
        mark = f"atk-{index}"
        for cell in notebook["cells"]:
            if cell["metadata"]["tamrin"] == {"question": case.question, "role": "answer"}:
                cell["source"] = case.code.replace(RIGHT, "".join(cell["source"]))
        own = {"cell_type": "code", "metadata": {}, "source": MARK.format(mark=mark), "outputs": []}
        notebook["cells"].insert(0, own)
        result, wrong = self._grade(folder / "attack.ipynb", json.dumps(notebook).encode())
        attacked = next(q for q in result.questions if q.id == case.question)
        full = self.assignment.question(case.question).points
        verdict = next((c.verdict for c in attacked.checks if c.verdict != "passed"), "passed")
        worth = full if case.verdict == "passed" else case.worth
        others = [q for q in result.questions if q.id not in (case.question, *case.loses)]
        lost = sum(self.assignment.question(q.id).points - q.score for q in others) + max(0.0, worth - attacked.score)
        message = next((c.message for c in attacked.checks if c.verdict != "passed"), "")
        if verdict not in case.verdict.split("|"):
            wrong.append(f"{verdict} instead of {case.verdict}: {message[:160]}")
        if case.said not in message:
            wrong.append(f"it says {message[:160]}")
        page = feedback_page(standings([result], {})[0], titles(self.assignment))
        wrong += [f"the page shows {text!r}" for text in case.unseen if text in page]
        if lost >= 0.01:
            wrong += [f"{q.id}: {c.verdict}" for q in others for c in q.checks if c.verdict != "passed"][:4]
        gained = attacked.score - worth
        return Outcome(
            index,
            verdict,
            gained if gained > 0.01 else 0.0,
            lost if lost > 0.01 else 0.0,
            len(_named(mark)),
            "; ".join(wrong),
        )


@contextmanager
def opened(jobs: int):
    """A function that runs cases and yields their outcomes, with `jobs` judge processes on one warm parent."""
    with Warm(["numpy"]) as warm:
        layer = layer_of(warm, unconfined=False)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(warm.path, layer)) as pool:
            yield lambda cases: pool.map(_run, cases), warm


_range: Range | None = None


def _begin(warm_path: str, layer: str) -> None:
    global _range
    _range = Range(warm_path, layer)


def _run(index: int) -> Outcome:
    assert _range is not None
    return _range.run(index)


def main() -> int:
    """Run the corpus, print the table, return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="cases whose name has this text")
    options = parser.parse_args()
    chosen = [i for i, case in enumerate(CASES) if options.only in f"{case.row}-{case.name}"]
    before = strays()
    table = Table("row", "case", "expected", "got", "gained", "lost", "survivors", "s", "")
    with opened(usable_cores()) as (run, warm):
        outcomes = []
        for outcome in run(chosen):
            outcomes.append(outcome)
            table.add_row(*_row(outcome), style="red" if outcome.bad else "")
            print(".", end="", file=sys.stderr, flush=True)
        left = len(descendants(warm.process.pid))
    new = sorted(strays() - before)
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table)
    for row, reason in LATER.items():
        console.print(f"row {row}: later, because {reason}", highlight=False)
    survivors = left + sum(outcome.survivors for outcome in outcomes)
    bad = [outcome for outcome in outcomes if outcome.bad]
    for path in new:
        print(f"left behind: {path}")
    print(f"{len(bad)} cases came out otherwise than they must, {len(new)} files were left outside")
    print(
        f"tried {len(outcomes)} / points gained {sum(o.gained for o in outcomes):g} / "
        f"marks lost {sum(o.lost for o in outcomes):g} / survivors left behind {survivors}"
    )
    return 1 if bad or new or survivors else 0


def _row(outcome: Outcome) -> list[str]:
    case = outcome.case
    if isinstance(case, Answer):
        expected = case.verdict
    else:
        expected = f"{case.score:g}: {case.status}" if isinstance(case, File) else case.expected
    numbers = [f"{outcome.gained:g}", f"{outcome.lost:g}", str(outcome.survivors), f"{outcome.seconds:.1f}"]
    return [str(case.row), case.name, expected, outcome.got, *numbers, outcome.wrong.replace("[", "\\[")]


def strays() -> set[Path]:
    """Files that a case left outside its own file system."""
    folders = [*OUTSIDE, *Path(sys.prefix).glob("lib/python*/site-packages")]
    return {path for folder in folders if folder.is_dir() for path in folder.glob("atk-*")}


def descendants(pid: int) -> list[int]:
    """The processes below a process, which may take a moment to go."""
    deadline = time.monotonic() + 5
    while True:
        found, new = [], [pid]
        while new:
            new = [int(p) for parent in new for p in _children(parent)]
            found += new
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def _children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


def _named(name: str) -> list[str]:
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if Path(f"/proc/{pid}/comm").read_text().strip() == name:
                found.append(pid)
        except OSError:
            continue
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
