"""The same classes through `tamrin grade`, `otter run` and `nbgrader autograde`, on this machine, in one run.

`python bench/peers.py` writes `bench/results.md`; with `--scale`, how time and memory grow with the class is measured
instead and written to `bench/scale.md`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import measure
import nbgrader_class
import sample

from tamrin.build import release
from tamrin.course import Assignment, Course
from tamrin.sandbox.worker import usable_cores

BENCH = Path(__file__).parent
SCALE = (250, 500, 1000, 2000)
LIBRARIES = ("tamrin", "otter-grader", "nbgrader", "nbconvert", "numpy", "tensorflow", "keras")


INTRODUCTION = """\
# Seconds per submission

{machine}; {versions}. Written by `make bench`.

Every class consists of notebooks that all graders can read, in one variant. The peers take seconds for each, so they
get only the first few. *Fixed* is what a class of one costs beyond *each*; `otter run` starts anew for every notebook,
so all its cost is in *each*. Memory is in MiB: of all processes together (PSS), and of the largest one. *Core* is
core-seconds, user and system, of all processes. The bare cells are lower bounds: no start, no judging, no confinement;
*forked* is the same with a process for each notebook, *and called* with the calls that the checks make of every
student's functions, results thrown away. `otter run` gets the zip of `tamrin build --otter`, which holds the same
checks; nbgrader runs asserts on the right values alone, without laws, traps and counterexamples.
"""


@dataclass(frozen=True)
class Homework:
    """What is timed: a class of `size` for us, and as many of it for the peers as patience allows."""

    course: Path
    name: str
    size: int
    sample: int
    target: float

    @property
    def assignment(self) -> Assignment:
        """The assignment."""
        return Course(self.course).assignment(self.name)


HOMEWORKS = (
    Homework(BENCH.parent, "hw02_convolution", size=120, sample=6, target=40),
    Homework(BENCH / "course", "training", size=60, sample=3, target=15),
)


class Line(NamedTuple):
    """One line of the table: `fixed` seconds before the first submission, then `each`, and `busy` core-seconds each."""

    what: str
    submissions: int
    fixed: float | None
    each: float
    busy: float
    cost: measure.Cost | None


def main() -> None:
    """Measure, print, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", action="store_true", help="grade 250, 500, 1000 and 2000 copies instead")
    parser.add_argument("--sizes", type=int, nargs="+", default=SCALE, help="other sizes for --scale")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tamrin-bench-") as name:
        text = scaling(Path(name), arguments.sizes) if arguments.scale else comparison(Path(name))
    (BENCH / ("scale.md" if arguments.scale else "results.md")).write_text(text, encoding="utf-8")


def comparison(folder: Path) -> str:
    """All homeworks through all graders, as Markdown."""
    found = {name: importlib.metadata.version(name) for name in LIBRARIES}
    versions = ", ".join(f"{name} {version}" for name, version in found.items())
    parts = [INTRODUCTION.format(machine=_machine(), versions=versions)]
    print(parts[0])
    for homework in HOMEWORKS:
        parts.append(_section(homework, lines(homework, folder / homework.name)))
        print(parts[-1])
    return "\n".join(parts)


def lines(homework: Homework, folder: Path) -> list[Line]:
    """One homework through everything."""
    assignment = homework.assignment
    paths = sample.write_class(assignment, folder / "class", homework.size)
    for part in (1, homework.sample):
        _copy(paths[:part], folder / f"class{part}")
    one, ours = (_tamrin(homework, folder / part) for part in ("class1", "class"))
    bare = _bare(homework, folder / "class")
    otter = _otter(assignment, paths[: homework.sample], folder)
    nbgrader = _nbgrader(assignment, folder, homework.sample)
    size, few = homework.size, homework.sample
    return [
        *(Line(what, size, None, sum_ / size, sum_ / size, None) for what, sum_ in bare.items()),
        _line("tamrin grade", size, one, ours),
        Line(
            "otter run",
            few,
            None,
            sum(cost.seconds for cost in otter) / few,
            sum(cost.busy for cost in otter) / few,
            max(otter, key=lambda c: c.together),
        ),
        _line("nbgrader autograde", few, *nbgrader),
    ]


def scaling(folder: Path, sizes: Sequence[int]) -> str:
    """How time and memory of `tamrin grade` grow with the class, as Markdown."""
    homework = HOMEWORKS[0]
    paths = sample.write_class(homework.assignment, folder / "class", homework.size)
    head = (
        "| submissions | seconds | each | core-seconds each | main process, MiB | largest process, MiB | together |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    text = f"# Large classes\n\n{homework.name}; {_machine()}. Written by `python bench/peers.py --scale`.\n\n{head}"
    for size in sizes:
        copies = folder / f"copies{size}"
        copies.mkdir()
        for number in range(size):
            shutil.copy(paths[number % len(paths)], copies / f"student{number:04d}.ipynb")
        cost = _tamrin(homework, copies)
        each = cost.seconds / size
        memory = f"{cost.main:.0f} | {cost.largest:.0f} | {cost.together:.0f}"
        text += f"| {size} | {cost.seconds:.0f} | {each:.3f} | {cost.busy / size:.3f} | {memory} |\n"
        print(text.splitlines()[-1], flush=True)
    return text


def _section(homework: Homework, found: list[Line]) -> str:
    ours = next(line for line in found if line.what == "tamrin grade")
    otter = next(line for line in found if line.what == "otter run")
    head = f"## {homework.name}\n\n| | submissions | fixed | each | core | ours is × faster | together | largest |\n"
    rows = "|---|---|---|---|---|---|---|---|\n" + "".join(_row(line, ours) for line in found)
    bare = [line for line in found if line.cost is None]
    overhead = "; ".join(
        f"{ours.busy / line.busy:.2f} × the core-seconds and {ours.each / line.each:.2f} × the seconds of {line.what}"
        for line in bare
    )
    ratio = otter.each / (ours.fixed / ours.submissions + ours.each if ours.fixed else ours.each)
    met = "met" if ratio >= homework.target else "not met"
    return (
        f"{head}{rows}\nStart included, `tamrin grade` is {ratio:.1f} times as fast as `otter run` "
        f"(target {homework.target:g}: {met}). A submission takes {overhead}.\n"
    )


def _row(line: Line, ours: Line) -> str:
    fixed = "—" if line.fixed is None else f"{line.fixed:.1f}"
    memory = "— | —" if line.cost is None else f"{line.cost.together:.0f} | {line.cost.largest:.0f}"
    return (
        f"| {line.what} | {line.submissions} | {fixed} | {line.each:.3f} | {line.busy:.3f} | "
        f"{line.each / ours.each:.1f} | {memory} |\n"
    )


def _line(what: str, size: int, one: measure.Cost, all_of_them: measure.Cost) -> Line:
    """Fixed cost and slope from a class of one and the whole class."""
    each = (all_of_them.seconds - one.seconds) / (size - 1)
    busy = (all_of_them.busy - one.busy) / (size - 1)
    return Line(what, size, max(one.seconds - each, 0.0), each, busy, all_of_them)


def _tamrin(homework: Homework, submissions: Path) -> measure.Cost:
    out = submissions.with_name(f"{submissions.name}-graded")
    command = [measure.script("tamrin"), "grade", homework.name, str(submissions)]
    return measure.run([*command, "--out", str(out), "--course", str(homework.course)])


def _bare(homework: Homework, submissions: Path) -> dict[str, float]:
    command = [sys.executable, str(BENCH / "bare.py"), str(homework.course), homework.name, str(submissions)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names = ("bare cells, one process", "bare cells, forked", "bare cells, forked and called")
    return dict(zip(names, map(float, printed.split()[-3:]), strict=True))


def _otter(assignment: Assignment, paths: list[Path], folder: Path) -> list[measure.Cost]:
    archive = release.build(assignment, "published", "en", folder / "release", otter=True)[-1]
    command = [measure.script("otter"), "run", "-a", str(archive), "-o", str(folder)]
    return [measure.run([*command, str(path)], folder) for path in paths]


def _nbgrader(assignment: Assignment, folder: Path, few: int) -> tuple[measure.Cost, measure.Cost]:
    """The costs of a class of one and of a few."""
    costs = []
    answers = sample.draw_answers(assignment, few)
    for size in (1, few):
        course = folder / f"nbgrader{size}"
        nbgrader_class.write_course(assignment, course, answers[:size])
        for command in ("generate_assignment", "autograde"):
            cost = measure.run([measure.script("nbgrader"), command, nbgrader_class.HOMEWORK], course)
        costs.append(cost)
    return costs[0], costs[1]


def _copy(paths: list[Path], folder: Path) -> None:
    folder.mkdir()
    for path in paths:
        shutil.copy(path, folder)


def _machine() -> str:
    return f"{usable_cores()} cores, {platform.platform()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
