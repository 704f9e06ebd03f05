"""Courses and their assignments."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from pydantic import ValidationError

from tamrin import calibration
from tamrin.authoring import Role
from tamrin.course import prompts, stub, variants
from tamrin.course.schema import AssignmentFile, Question
from tamrin.course.variants import PUBLISHED, Variant

PACKAGES = ("assignments", "solutions", "graders", "datasets")


class CourseError(Exception):
    """A course or assignment is not as it should be; the message says what to do."""


class Assignment:
    """One homework: what students see, what instructors know, and how it is judged, each loaded when first used."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course = course
        self.folder = folder
        self.id = folder.name
        path = folder / "assignment.toml"
        try:
            self.meta = AssignmentFile.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
            raise CourseError(f"{path}: {error}") from error

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order."""
        return self.meta.questions

    def question(self, question: str) -> Question:
        """One question by its id."""
        return next(q for q in self.questions if q.id == question)

    @cached_property
    def prompts(self) -> dict[str, tuple[str, dict[str, prompts.Section]]]:
        """By language: the preamble and the sections by question."""
        loaded = prompts.load(self.folder)
        ids = [q.id for q in self.questions]
        for language, (_, sections) in loaded.items():
            if list(sections) != ids:
                wrong = sorted(set(ids) ^ set(sections)) or "their order"
                raise CourseError(f"{self.id}: prompt.{language}.md does not match assignment.toml: {wrong}")
        return loaded

    @cached_property
    def stub(self) -> dict[str, str]:
        """By question: the code of the student's answer cell."""
        cells = {name: source for name, source in self._cells.items() if not name.endswith(stub.TRAIN)}
        if list(cells) != [q.id for q in self.questions]:
            raise CourseError(f"{self.id}: the cells of stub.py are not the questions of assignment.toml in order")
        return cells

    @cached_property
    def training(self) -> dict[str, str]:
        """By question: the code of the student's training cell, where there is one."""
        ending = len(stub.TRAIN)
        cells = {name[:-ending]: source for name, source in self._cells.items() if name.endswith(stub.TRAIN)}
        if set(cells) != {q.id for q in self.questions if q.weights}:
            raise CourseError(
                f"{self.id}: stub.py has a cell `# %% question.train` for exactly the questions with weights"
            )
        return cells

    @cached_property
    def _cells(self) -> dict[str, str]:
        return {name: source for name, source in stub.split((self.folder / "stub.py").read_text("utf-8")) if name}

    @cached_property
    def preamble(self) -> str:
        """The code before the first question of the stub: imports that every cell may rely on."""
        first = stub.split((self.folder / "stub.py").read_text("utf-8"))[0]
        return first[1] if first[0] is None else ""

    @property
    def solution(self) -> ModuleType:
        """The module of references and worked steps."""
        return self.course.module(f"solutions.{self.id}")

    @property
    def grader(self) -> ModuleType:
        """The module of checks."""
        return self.course.module(f"graders.{self.id}")

    @property
    def bank(self) -> Path:
        """The folder of right and wrong solutions for `tamrin audit`."""
        return self.course.root / "graders" / "bank" / self.id

    @cached_property
    def weights(self) -> frozenset[str]:
        """The names of the weights files that belong to a submission."""
        return frozenset(name for question in self.questions for name in question.weights)

    @cached_property
    def reference_weights(self) -> dict[str, bytes]:
        """The weights that the references have learned, as far as `tamrin calibrate` has kept them."""
        folder = self.course.root / "solutions" / "calibration" / self.id
        return {name: (folder / name).read_bytes() for name in sorted(self.weights) if (folder / name).is_file()}

    @cached_property
    def targets(self) -> dict[str, dict[str, float]]:
        """By question and measure: what the calibration asks of trained models."""
        return calibration.of(self.course.root, self.id)

    @cached_property
    def data_files(self) -> dict[str, bytes]:
        """What `datasets` needs for this assignment's built-in data: its modules, and the arrays beside them."""
        if not self.meta.data:
            return {}
        folder = self.course.root / "datasets"
        files = [*sorted(folder.glob("*.py")), *(folder / f"{name}.npz" for name in self.meta.data)]
        return {f"datasets/{file.name}": file.read_bytes() for file in files if file.is_file()}

    def declared(self, module: ModuleType, role: str) -> dict[str, Callable[..., Any]]:
        """The functions of a module that are marked with a role, by question."""
        found: dict[str, Callable[..., Any]] = {}
        for function in vars(module).values():
            mark = getattr(function, "__tamrin__", None)
            if isinstance(mark, Role) and mark.role == role and function.__module__ == module.__name__:
                found[mark.question] = function
        unknown = sorted(set(found) - {q.id for q in self.questions})
        if unknown:
            raise CourseError(f"{module.__name__}: {role} for unknown questions: {', '.join(unknown)}")
        return found

    def draw(self, variant: Variant, attempt: int = 0) -> dict[str, dict[str, Any]]:
        """The givens by group, before it is known whether they are well-posed (see `tamrin.judge.paper`).

        The generator is NumPy's `RandomState`, whose stream is frozen for good (NEP 19): a student's numbers are the
        same at build and at grading, months and library versions apart.
        """
        module = self.course.module(f"assignments.{self.id}.givens")
        if variant == PUBLISHED:
            drawn: dict[str, dict[str, Any]] = module.published()
        else:
            drawn = module.draw(np.random.RandomState([int(variant), attempt]))
        missing = sorted({q.group for q in self.questions if q.kind == "value"} - set(drawn))
        if missing:
            raise CourseError(f"{self.id}: givens.py draws nothing for {', '.join(missing)}")
        return drawn

    def letters(self, question: str, variant: Variant) -> dict[str, str]:
        """For a choice: the letters of a variant and the options' keys.

        The published variant is shuffled, too: authors tend to write the right option first.
        """
        from tamrin.cases import seed_of

        keys = self.prompts["en"][1][question].options
        keys = list(np.random.RandomState(seed_of(variant, question)).permutation(keys))
        return prompts.letters_for([str(key) for key in keys])


class Course:
    """A folder of assignments. Its modules are imported from where they lie; one course is active in a process."""

    _active: Path | None = None

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        folders = sorted(path.parent for path in (self.root / "assignments").glob("*/assignment.toml"))
        if not folders:
            raise CourseError(f"{self.root} is not a course: no assignments/*/assignment.toml there")
        self.assignments: Mapping[str, Assignment] = {folder.name: Assignment(self, folder) for folder in folders}

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that holds `start` (the working folder unless given), looked for upward."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if any((folder / "assignments").glob("*/assignment.toml")):
                return cls(folder)
        raise CourseError(f"No course found in {here} or above it. Go to one, or name it with --course.")

    def assignment(self, name: str) -> Assignment:
        """An assignment by its id, or by an unambiguous beginning of it (`hw02`)."""
        matches = [a for key, a in self.assignments.items() if key == name] or [
            a for key, a in self.assignments.items() if key.startswith(name)
        ]
        if len(matches) != 1:
            known = ", ".join(self.assignments)
            raise CourseError(f"No single assignment is called {name!r}. There are: {known}.")
        return matches[0]

    def module(self, name: str) -> ModuleType:
        """Import one of the course's modules by its dotted name."""
        if Course._active != self.root:
            for key in [key for key in sys.modules if key.split(".")[0] in PACKAGES]:
                del sys.modules[key]
            if Course._active is not None and str(Course._active) in sys.path:
                sys.path.remove(str(Course._active))
            if str(self.root) in sys.path:
                sys.path.remove(str(self.root))
            sys.path.insert(0, str(self.root))
            importlib.invalidate_caches()
            Course._active = self.root
        return importlib.import_module(name)

    def secret(self, create: bool = False) -> bytes | None:
        """The course's secret for per-student variants."""
        return variants.course_secret(self.root, create)
