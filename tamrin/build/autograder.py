"""The zip for `otter run` and Gradescope: the same checks as ours, run in the student's own process as Otter does."""

from __future__ import annotations

import ast
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tamrin
from tamrin.checks import EssayCheck
from tamrin.course import Assignment, CourseError
from tamrin.course.course import PACKAGES
from tamrin.course.variants import Variant
from tamrin.judge.paper import Paper, paper

BUNDLE = "tamrin_bundle"
PYTHON_VERSION = "3.12"  # TensorFlow has no wheels for the newest Pythons yet
REQUIREMENTS = ("hypothesis", "jinja2", "msgpack", "numpy", "pydantic")
TEST = """\
import sys

from otter.test_files import test_case

if {bundle!r} not in sys.path:
    sys.path.insert(0, {bundle!r})
from tamrin.judge.otter_case import judged

OK_FORMAT = False
name = {question!r}
points = None
"""
CASE = """

@test_case(name={title!r}, points={points!r}, hidden={hidden!r})
def test_{number}_{part}(env):
    judged({bundle!r}, {assignment!r}, {variant!r}, {question!r}, {number}, {part}, {parts}, {language!r}, env)
"""


def write_zip(assignment: Assignment, variant: Variant, language: str, path: Path) -> Path:
    """Write the autograder zip of one variant.

    Raises:
        CourseError: Otter is not installed.
    """
    try:
        from otter.generate import main as generate
    except ImportError as error:
        raise CourseError("Otter is not installed; `pip install tamrin[otter]`, or `make .venv/.dev`.") from error
    sheet = paper(assignment, variant)
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    with tempfile.TemporaryDirectory() as name, _working_in(Path(name)):
        _write_tests(sheet, language, Path("tests"))
        _write_bundle(assignment, Path(BUNDLE))
        Path("requirements.txt").write_text("\n".join(sorted({*REQUIREMENTS, *_libraries(assignment)})) + "\n")
        generate(
            tests_dir="tests",
            output_path=str(target),
            no_config=True,
            requirements="requirements.txt",
            no_environment=True,
            files=[BUNDLE],
            python_version=PYTHON_VERSION,
        )
    return path


def _write_tests(sheet: Paper, language: str, folder: Path) -> None:
    folder.mkdir()
    for item in sheet.items:
        shared = {"bundle": BUNDLE, "question": item.question.id}
        text = TEST.format(**shared)
        for number, (check, points) in enumerate(item.checks, 1):
            if isinstance(check, EssayCheck):
                continue
            # Otter knows no partial credit within a case.
            for part in range(1, check.parts + 1):
                of = f" ({part}/{check.parts})" if check.parts > 1 else ""
                text += CASE.format(
                    **shared,
                    title=check.title.in_language(language) + of,
                    points=float(points / check.parts),
                    hidden=check.visibility == "hidden",
                    number=number,
                    part=part,
                    parts=check.parts,
                    assignment=sheet.assignment.id,
                    variant=sheet.variant,
                    language=language,
                )
        (folder / f"{item.question.id}.py").write_text(text, encoding="utf-8")


def _write_bundle(assignment: Assignment, folder: Path) -> None:
    """A course with this one assignment, and this program."""
    course = assignment.course.root
    ignored = shutil.ignore_patterns("__pycache__", "*.ipynb", "templates")
    shutil.copytree(assignment.folder, folder / "assignments" / assignment.id, ignore=ignored)
    for package in ("solutions", "graders"):
        (folder / package).mkdir()
        shutil.copy(course / package / f"{assignment.id}.py", folder / package)
    for package in ("solutions/calibration", "datasets"):
        if (course / package).is_dir():
            shutil.copytree(course / package, folder / package, ignore=ignored, dirs_exist_ok=True)
    shutil.copytree(Path(tamrin.__file__).parent, folder / "tamrin", ignore=ignored)


def _libraries(assignment: Assignment) -> set[str]:
    """What the assignment preloads, and what its solution and grader import beside the course's own modules."""
    files = [assignment.course.root / package / f"{assignment.id}.py" for package in ("solutions", "graders")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = {name.split(".")[0] for name in (*names, *assignment.meta.preload)}
    own = {"", "tamrin", *PACKAGES, *sys.stdlib_module_names}
    return {{"sklearn": "scikit-learn"}.get(root, root) for root in roots - own}


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    # Otter only packs files below the working folder.
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
