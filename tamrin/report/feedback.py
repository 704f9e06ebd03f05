"""`feedback/<submission>.html`: what a student may read."""

from __future__ import annotations

from dataclasses import dataclass

from tamrin.judge.verdict import CheckResult
from tamrin.report.pages import Titles, render
from tamrin.report.standing import QuestionStanding, Standing
from tamrin.report.words import VERDICT_NAMES, WORDS, said, spoken


@dataclass(frozen=True)
class _Line:
    title: str
    verdict: str
    name: str
    message: str
    hidden: bool
    points: float
    score: float


def feedback_page(row: Standing, titles: Titles, release: bool = False) -> str:
    """The page of one submission, in its language; `tamrin.report.words` decides what is said of hidden checks."""
    language = spoken(row.result.language)
    questions = [
        {
            "id": question.record.id,
            "title": titles.of_question(language, question.record.id),
            "standing": question,
            "lines": [_line(check, question, language, release) for check in question.record.checks],
        }
        for question in row.questions
    ]
    return render(
        "feedback.html",
        "feedback.css",
        language=language,
        words=WORDS[language],
        title=titles.of_assignment(language, row.result.assignment),
        row=row,
        result=row.result,
        questions=questions,
        release=release,
        version=row.result.provenance.get("versions", {}).get("tamrin", ""),
        digest=str(row.result.provenance.get("submission_sha256", ""))[:12],
    )


def _line(check: CheckResult, question: QuestionStanding, language: str, release: bool) -> _Line:
    # An essay is "skipped" by the judge, because a person marks it.
    essay = check.verdict == "skipped" and bool(question.record.pending)
    marked = essay and question.mark is not None
    verdict = "waiting" if essay else check.verdict
    message = "" if marked or verdict == "passed" else said(check, language, release)
    hidden = check.visibility != "public"
    return _Line(check.title, verdict, VERDICT_NAMES[language][verdict], message, hidden, check.points, check.score)
