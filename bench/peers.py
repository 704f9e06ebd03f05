"""Seconds per submission: `tamrin grade` and `otter run` on the same notebooks, on this machine, in one run."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tamrin import demo
from tamrin.build import release
from tamrin.course import Course
from tamrin.sandbox.worker import usable_cores


def main() -> None:
    """Print a table and write it to `bench/results.md`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("homework", nargs="?", default="hw02")
    parser.add_argument("--otter", type=int, default=4, help="how many of the notebooks Otter grades")
    options = parser.parse_args()
    assignment = Course.find().assignment(options.homework)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo.sample_class(assignment, folder / "submissions")
        # The peer cannot read a broken file and has no limit for an endless loop: both get what both can grade.
        readable = [p for p in (folder / "submissions").glob("*.ipynb") if "-" not in p.stem]
        class_folder = folder / "class"
        class_folder.mkdir()
        for path in readable:
            path.rename(class_folder / path.name)
        ours = seconds([_script("tamrin"), "grade", assignment.id, str(class_folder), "--out", str(folder / "graded")])
        archive = release.build(assignment, "published", "en", folder / "release", otter=True)[-1]
        chosen = sorted(class_folder.iterdir())[: options.otter]
        theirs = sum(seconds([_script("otter"), "run", "-a", str(archive), "-o", str(folder), str(p)]) for p in chosen)
    per_ours, per_theirs = ours / len(readable), theirs / len(chosen)
    lines = [
        "# Seconds per submission",
        "",
        f"{assignment.id}, {usable_cores()} cores, {platform.platform()}, Python {platform.python_version()}.",
        "",
        "| | submissions | seconds | per submission | ratio |",
        "|---|---|---|---|---|",
        f"| tamrin grade (start, judging, reports) | {len(readable)} | {ours:.1f} | {per_ours:.3f} | 1 |",
        f"| otter run | {len(chosen)} | {theirs:.1f} | {per_theirs:.3f} | {per_theirs / per_ours:.1f} |",
        "",
    ]
    Path("bench/results.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of a command that must succeed."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


if __name__ == "__main__":
    main()
