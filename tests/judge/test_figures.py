"""Figures: what a student drew stands beside what the reference draws, on the feedback page and nowhere else."""

import base64
from dataclasses import replace
from fractions import Fraction

import pytest

from tamrin import call, requirement, requires, say
from tamrin.checks import flatten
from tamrin.course.schema import Limits, Question
from tamrin.gradebook import Gradebook
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.judge import judge_item
from tamrin.judge.paper import Item
from tamrin.judge.verdict import Result
from tamrin.report import Titles, write


def figure(slope):
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(2, 1))
    drawn.subplots().plot([0, 1], [0, slope])
    return drawn


@pytest.fixture
def item():
    title = say("two lines", "دو خط")
    checks = requires(
        "figure",
        figure,
        calls=[call(1.0), call(2.0)],
        requirements=[requirement(title, lambda shown, slope: len(shown.panels[0].lines) == 2, title)],
    )
    question = Question(id="figure", kind="function", points=1, names=("figure",))
    return Item(question, {}, tuple((check, Fraction(check.weight)) for check in flatten(checks)))


def judged(item, function):
    return judge_item(item, InProcessStudent({"figure": function}, Limits()), "en")


def test_figure_of_the_student_and_of_the_reference(item):
    found = judged(item, lambda slope: figure(-slope).axes[0])
    mine, right = (base64.b64decode(picture) for picture in found.figures)
    assert mine.startswith(b"\x89PNG") and right.startswith(b"\x89PNG") and mine != right
    assert found.score == 0 and found.checks[1].message == "two lines"


@pytest.mark.parametrize("function", [lambda slope: 3, lambda slope: 1 / 0, lambda wrong: figure(1), "none"])
def test_no_figure(item, function):
    assert judged(item, function).figures == ()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_figures_are_kept_and_shown(item, tmp_path, language):
    question = judged(item, figure)
    result = Result("s1", "s1", "hw", "published", language, 0.0, 1.0, 0.0, "graded", questions=(question,))
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.sqlite") as gradebook:
        gradebook.put(result)
        assert gradebook.results()[0].questions[0] == replace(question)
        write(gradebook, tmp_path, Titles())
    page = (tmp_path / "feedback" / "s1.html").read_text("utf-8")
    for picture, caption in zip(
        question.figures, {"en": ["your figure"], "fa": ["شکل شما"]}[language] * 2, strict=True
    ):
        assert f"data:image/png;base64,{picture}" in page and caption in page
    assert "img-src data:" in page
    assert question.figures[0][:40] not in (tmp_path / "index.html").read_text("utf-8")
