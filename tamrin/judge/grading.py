"""Grade one file: read it, find its variant, run it, judge it. Whatever happens, there is a record."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import tamrin
from tamrin import intake
from tamrin.build.cells import givens_by_group, givens_code
from tamrin.checks import EssayCheck
from tamrin.course import Assignment, Course
from tamrin.course.roster import Member
from tamrin.course.variants import PUBLISHED, Variant, of_student, parse
from tamrin.intake.reader import digest
from tamrin.judge.confined import ConfinedStudent
from tamrin.judge.judge import judge, unasked
from tamrin.judge.paper import Paper, paper
from tamrin.judge.verdict import QuestionResult, Result, points
from tamrin.ladder import Finding
from tamrin.sandbox.stand_ins import STAND_INS
from tamrin.sandbox.worker import WarmGone, Worker
from tamrin.student import StudentFault


@dataclass(frozen=True)
class Task:
    """One submission to grade: its id, its file, the student the roster names for it, and what to tell staff of it."""

    id: str
    path: Path
    member: Member | None = None
    staff_notes: tuple[str, ...] = ()


class Grading:
    """How one assignment is graded in this process."""

    def __init__(
        self, assignment: Assignment, warm_path: str, confinement: str, variant: Variant | None = None
    ) -> None:
        self.assignment = assignment
        self.warm_path = warm_path
        self.confinement = confinement
        self.variant = variant

    def grade(self, task: Task) -> Result:
        """Grade one submission; never raises for anything that a student can do."""
        started = time.perf_counter()
        try:
            result = self._graded(task)
        except WarmGone:
            raise  # nothing to do with this submission: the run starts the warm parent again
        except Exception as error:  # a fault of ours: recorded, and it costs no points
            result = self.failed(task, f"{type(error).__name__}: {error}")
        return replace(result, seconds=round(time.perf_counter() - started, 4))

    def unchanged(self, task: Task, before: Result) -> bool:
        """Whether grading a submission again could only give the record that there is."""
        same = self.provenance(task.path) | {"seed": before.provenance.get("seed")}
        if before.provenance != same or before.faults or not {*task.staff_notes} <= {*before.staff_notes}:
            return False
        if task.member is None:
            return before.student == task.id
        return before.student == task.member.student and before.variant == str(self.variant_of(task, {})[0])

    def failed(self, task: Task, fault: str) -> Result:
        """The record of a submission that a fault of ours kept from being judged."""
        sheet = paper(self.assignment, self.variant or PUBLISHED)
        questions = unasked(sheet, Finding("grader_fault", "grader_fault", {"error": fault}), "en")
        return self._result(task, sheet, "en", questions, status="The grader failed on this submission; staff know.")

    def _graded(self, task: Task) -> Result:
        try:
            submission = intake.read(task.path, task.id, self.assignment.id, self.assignment.weights)
        except intake.Unreadable as unreadable:
            variant, _ = self.variant_of(task, {})
            sheet = paper(self.assignment, variant)
            language = (task.member.language if task.member else None) or "en"
            return self._result(task, sheet, language, unasked(sheet, None, language), status=str(unreadable))
        variant, remarks = self.variant_of(task, submission.metadata)
        language = (task.member.language if task.member else None) or submission.language
        sheet = paper(self.assignment, variant)
        steps = planned(submission, sheet)
        notes = [*submission.notes, *remarks, *self._other_assignment(submission), *steps.notes]
        for_staff = intake.uninstalled(submission, [*STAND_INS, *(("datasets",) if self.assignment.data_files else ())])
        if not steps.attempted:
            notes.append("Nothing in this notebook differs from the template.")
            return self._result(task, sheet, language, unasked(sheet, None, language), notes, for_staff=for_staff)
        questions_of = {name: q.id for q in self.assignment.questions for name in q.names}
        notes += intake.rebound(steps, questions_of)
        limits = self.assignment.meta.limits
        with ConfinedStudent(
            lambda: Worker(self.warm_path, limits, self.confinement),
            steps,
            questions_of,
            limits,
            self.assignment.data_files,
            submission.files,
        ) as student:
            questions = judge(sheet, student, steps.attempted, language)
            essays = self._essays(sheet, student, steps.attempted)
            return self._result(
                task,
                sheet,
                language,
                questions,
                [*notes, *student.notes],
                essays=essays,
                for_staff=for_staff,
                fingerprint=intake.fingerprint(steps),
            )

    def variant_of(self, task: Task, metadata: dict[str, Any]) -> tuple[Variant, list[str]]:
        """The variant to judge by, and what to say if the notebook claims another one."""
        if self.variant is not None:
            return self.variant, []
        claimed = parse(metadata.get("variant"))
        if task.member is not None:
            variant = task.member.variant
            if variant is None:
                secret = self.assignment.course.secret()
                if secret is None:
                    variant = PUBLISHED
                else:
                    variant = of_student(secret, self.assignment.id, task.member.student)
            if claimed is not None and claimed != variant:
                said = f"The notebook says variant {claimed}; it was graded as {variant}, which the roster gives."
                return variant, [said]
            return variant, []
        if claimed is None:
            return PUBLISHED, ["The notebook names no known variant and is in no roster; graded as published."]
        return claimed, []

    def _other_assignment(self, submission: intake.Submission) -> list[str]:
        named = submission.metadata.get("assignment")
        if isinstance(named, str) and named != self.assignment.id and named in self.assignment.course.assignments:
            return [f"This notebook belongs to {named}, not to {self.assignment.id}."]
        return []

    def _essays(self, sheet: Paper, student: ConfinedStudent, attempted: frozenset[str]) -> dict[str, str]:
        essays = {}
        for item in sheet.items:
            for check, _ in item.checks:
                if isinstance(check, EssayCheck) and item.question.id in attempted:
                    try:
                        essays[item.question.id] = str(student.value(check.name))[:20_000]
                    except StudentFault as fault:
                        essays[item.question.id] = fault.finding.message()
        return essays

    def _result(
        self,
        task: Task,
        sheet: Paper,
        language: str,
        questions: tuple[QuestionResult, ...],
        notes: list[str] | None = None,
        *,
        status: str = "graded",
        essays: dict[str, str] | None = None,
        for_staff: Sequence[str] = (),
        fingerprint: str = "",
    ) -> Result:
        faults = [
            f"{question.id}: {check.title}: {check.message}"
            for question in questions
            for check in question.checks
            if check.verdict == "grader_fault"
        ]
        return Result(
            submission=task.id,
            student=task.member.student if task.member else task.id,
            assignment=self.assignment.id,
            variant=str(sheet.variant),
            language=language,
            score=points(sum(question.score for question in questions)),
            max_score=points(sum(question.points for question in questions)),
            pending=points(sum(question.pending for question in questions)),
            status=status,
            notes=tuple(notes or ()),
            questions=questions,
            essays=essays or {},
            faults=tuple(faults),
            provenance=self.provenance(task.path) | {"seed": str(sheet.variant)},
            staff_notes=(*task.staff_notes, *for_staff),
            fingerprint=fingerprint,
        )

    def provenance(self, path: Path) -> dict[str, Any]:
        """What a result depends on: two results with the same provenance are the same."""
        return {
            "submission_sha256": digest(path, self.assignment.weights),
            "grader_sha256": self.grader_sha256,
            "versions": self.versions,
            "confinement": self.confinement,
        }

    @cached_property
    def grader_sha256(self) -> str:
        """A hash of the assignment's files, its grader and solution, the data sets' code, and this program."""
        course: Course = self.assignment.course
        files = [p for p in self.assignment.folder.rglob("*") if p.suffix in (".toml", ".md", ".py")]
        files += [
            course.root / "solutions" / f"{self.assignment.id}.py",
            course.root / "graders" / f"{self.assignment.id}.py",
        ]
        files += sorted((course.root / "datasets").rglob("*.py"))
        files += sorted((course.root / "solutions" / "calibration").glob(f"{self.assignment.id}*.json"))
        files += sorted(Path(tamrin.__file__).parent.rglob("*.py"))
        total = hashlib.sha256()
        for file in sorted(set(files), key=str):
            if file.is_file():
                total.update(file.name.encode() + b"\0" + file.read_bytes())
        return total.hexdigest()

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions of Python, of this program and of the libraries that results depend on."""
        found = {"python": platform.python_version(), "tamrin": tamrin.__version__}
        for name in dict.fromkeys(("numpy", "hypothesis", *self.assignment.meta.preload)):
            try:
                found[name] = importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                continue
        return found


def planned(submission: intake.Submission, sheet: Paper) -> intake.Plan:
    """What of a submission is run, in the variant of a paper."""
    assignment = sheet.assignment
    return intake.plan(submission, assignment.questions, assignment.stub, givens_code(sheet), givens_by_group(sheet))
