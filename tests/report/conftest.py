"""A small class to report on."""

import pytest

from tamrin.gradebook import Gradebook
from tamrin.judge.verdict import CheckResult, QuestionResult, Result
from tamrin.report import Titles

HW = "hw02_convolution"
PROVENANCE = {
    "submission_sha256": "ab" * 32,
    "grader_sha256": "cd" * 32,
    "versions": {"python": "3.11.9", "tamrin": "0.1.0"},
    "confinement": "plain",
    "seed": "published",
}


def check(title="conv2d", visibility="hidden", verdict="passed", points=4.0, message="Correct.", note=""):
    earned = points if verdict == "passed" else 0.0
    return CheckResult(title, visibility, verdict, points, earned, message, note, 0.25)


def question(name, *checks, points=None, pending=0.0):
    auto = sum(c.points for c in checks) if points is None else points
    return QuestionResult(name, auto, sum(c.score for c in checks), checks, pending)


def essay(answered=True):
    verdict = "skipped" if answered else "not_attempted"
    asked = check("why", "public", verdict, 10.0, "A person will mark this answer.")
    return question("essay", asked, points=0.0, pending=10.0 if answered else 0.0)


def result(
    name, *questions, language="en", status="graded", notes=(), essays=None, seconds=1.0, student=None, **details
):
    return Result(
        submission=name,
        student=name if student is None else student,
        assignment=HW,
        variant="published",
        language=language,
        score=sum(q.score for q in questions),
        max_score=sum(q.points for q in questions),
        pending=sum(q.pending for q in questions),
        status=status,
        notes=tuple(notes),
        questions=questions,
        essays=essays or {},
        faults=tuple(f"{q.id}: {c.message}" for q in questions for c in q.checks if c.verdict == "grader_fault"),
        provenance=PROVENANCE | {"submission_sha256": details.pop("sha256", name)},
        seconds=seconds,
        **details,
    )


@pytest.fixture
def make():
    """The builders of this module."""

    class Make:
        hw = HW
        check = staticmethod(check)
        question = staticmethod(question)
        essay = staticmethod(essay)
        result = staticmethod(result)

    return Make


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.sqlite") as opened:
        yield opened


@pytest.fixture
def titles():
    return Titles(
        {"en": "Convolution", "fa": "کانولوشن"},
        {"en": {"conv2d": "Convolution in code"}, "fa": {"conv2d": "کانولوشن با کد"}},
    )
