"""Whole runs: grade a class into a folder, report from its gradebook, export from it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from tamrin import intake
from tamrin.course import Assignment, Course, CourseError
from tamrin.course.prompts import LANGUAGES
from tamrin.course.roster import Roster
from tamrin.gradebook import Gradebook
from tamrin.judge.batch import Judges, Setting, grade_all
from tamrin.judge.cluster import Cluster
from tamrin.judge.grading import Task
from tamrin.judge.verdict import Result
from tamrin.report import Titles, read_marks, write
from tamrin.report import export as exporting
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm, usable_jobs


def grade(
    assignment: Assignment,
    paths: Sequence[Path],
    out: Path,
    *,
    progress: Callable[[int], Any],
    jobs: int | None = None,
    roster_path: Path | None = None,
    resume: bool = False,
    db: str | None = None,
    unconfined: bool = False,
    cluster: str | None = None,
) -> tuple[Path, list[Result]]:
    """Grade submissions, commit each to the gradebook as it is done, and write the reports.

    With `resume`, a submission whose record has the same provenance and student is not graded again. Returns the
    path of the class page and every result of the gradebook.
    """
    roster = Roster.load(roster_path) if roster_path is not None else None
    files = intake.collect(paths)
    if not files:
        raise CourseError(f"There is no submission (.ipynb, .py, .zip) in {', '.join(map(str, paths))}.")
    tasks = [_task(key, path, roster) for key, path in files.items()]
    out.mkdir(parents=True, exist_ok=True)
    with (
        _alone_in(out),
        Gradebook(_url(out, db)) as gradebook,
        _graders(assignment, jobs, cluster, unconfined, 0 if resume else len(tasks)) as graders,
    ):
        setting, grade_all = graders
        if resume:
            grading = setting.grading()
            recorded = {result.submission: result for result in gradebook.results(assignment.id)}
            tasks = [t for t in tasks if t.id not in recorded or not grading.unchanged(t, recorded[t.id])]
        with progress(len(tasks)) as bar:
            for result in grade_all(tasks):
                gradebook.put(result)
                bar.advance(result)
        return write(gradebook, out, titles(assignment)), gradebook.results(assignment.id)


@contextmanager
def _graders(
    assignment: Assignment, jobs: int | None, cluster: str | None, unconfined: bool, expected: int
) -> Iterator[tuple[Setting, Callable[[Sequence[Task]], Iterator[Result]]]]:
    """How to grade, and what does it: this machine's processes, or those of a cluster.

    Where so many submissions are expected, judges start at once, beside the warm parent.
    """
    setting = Setting(assignment.course.root, assignment.id, "", "")
    if cluster is not None:
        with closing(Cluster(cluster)) as there:
            setting = replace(setting, confinement=there.confinement(setting, unconfined))
            yield setting, lambda tasks: there.grade_all(setting, tasks)
    else:
        most = jobs or usable_jobs(assignment.meta.limits)
        starting = Warm(assignment.meta.preload)
        with (
            Judges(setting.course, setting.assignment, most, expected) if expected else nullcontext() as judges,
            starting as warm,
        ):
            setting = replace(setting, warm_path=warm.path, confinement=layer_of(warm, unconfined))
            yield setting, lambda tasks: grade_all(setting, tasks, most, warm.revive, judges)


def report(course: Course, folder: Path, marks: Path | None, release: bool, db: str | None) -> Path:
    """Write pages and CSV anew from the gradebook, after taking in marks that a person gave."""
    with _existing(folder, db) as gradebook:
        if marks is not None:
            read_marks(marks, gradebook)
        graded = {result.assignment for result in gradebook.results()}
        if len(graded) != 1:
            raise CourseError(f"The gradebook in {folder} holds {len(graded)} assignments; a report is of one.")
        return write(gradebook, folder, titles(course.assignment(graded.pop())), release=release)


def export(folder: Path, to: str, out: Path, db: str | None) -> list[Path]:
    """Write the grades as another system reads them."""
    with _existing(folder, db) as gradebook:
        return exporting.export(gradebook, to, out)


def titles(assignment: Assignment) -> Titles:
    """What the reports call an assignment and its questions."""
    return Titles(
        assignment={language: getattr(assignment.meta.title, language) for language in LANGUAGES},
        questions={
            language: {key: section.title for key, section in assignment.prompts[language][1].items()}
            for language in LANGUAGES
        },
    )


def _task(key: str, path: Path, roster: Roster | None) -> Task:
    found = roster.matches(key) if roster is not None else []
    if len(found) == 1:
        return Task(key, path, found[0])
    students = [member.student for member in found]
    meant = ", ".join(students[:5]) + (", …" if len(students) > 5 else "")
    note = f"Several students could be meant: {meant}; name the student in the column `submission`."
    return Task(key, path, staff_notes=(note,) if found else ())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two graders in one folder would write over each other's reports."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CourseError(
                f"Another grader is at work in {folder}: wait for it, or choose another --out."
            ) from error
        yield


def _url(folder: Path, db: str | None) -> str:
    return db or f"sqlite:///{(folder / 'gradebook.sqlite').resolve()}"


def _existing(folder: Path, db: str | None) -> Gradebook:
    if db is None and not (folder / "gradebook.sqlite").is_file():
        raise CourseError(f"There is no gradebook in {folder}: name a folder that `tamrin grade --out` wrote.")
    return Gradebook(_url(folder, db))
