"""The numbers of the class page against ones worked out by hand or by NumPy."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from tamrin.gradebook import Mark
from tamrin.report import plots, write
from tamrin.report.classpage import level
from tamrin.report.standing import standings
from tamrin.report.statistics import Item, discrimination, histogram, of_class


def rows(make, scores, **details):
    """Submissions with two questions, `a` worth 4 and `b` worth 6 points."""
    made = []
    for i, (a, b) in enumerate(scores):
        checks = [
            (name, worth, "passed" if right else "failed") for name, worth, right in (("a", 4.0, a), ("b", 6.0, b))
        ]
        questions = [make.question(name, make.check(verdict=v, points=worth)) for name, worth, v in checks]
        made.append(make.result(f"s{i}", *questions, seconds=float(i), **details))
    return standings(made, {})


def test_histogram_counts_the_maximum_in_the_last_bin():
    assert histogram([0, 9.99, 10, 55, 100]) == (2, 1, 0, 0, 0, 1, 0, 0, 0, 1)


def test_discrimination_is_the_correlation_with_the_rest(make):
    scores = [(1, 1), (1, 0), (0, 0), (1, 1), (0, 1), (0, 0)]
    expected = np.corrcoef(np.array(scores).T)[0, 1]
    assert discrimination("a", rows(make, scores)) == pytest.approx(expected)


def test_discrimination_is_not_defined_for_a_constant_or_a_handful(make):
    assert discrimination("a", rows(make, [(1, 1), (1, 0)] * 4)) is None
    assert discrimination("a", rows(make, [(1, 1), (0, 0)])) is None
    assert level(None) == "not defined" and level(-0.2) == "negative" and level(0.5) == "good"


def test_discrimination_leaves_out_who_still_waits(make):
    def one(i, right):
        code = make.question("a", make.check(verdict="passed" if right else "failed"))
        return make.result(f"s{i}", code, make.essay())

    marked = [*(one(i, i % 2) for i in range(6)), one(9, True)]
    marks = {(f"s{i}", "essay"): Mark(f"s{i}", "essay", 10.0 * (i % 2)) for i in range(6)}
    assert discrimination("essay", standings(marked, marks)) == pytest.approx(1)


def test_statistics_leave_out_what_could_not_be_graded(make):
    graded = rows(make, [(1, 1), (0, 0), (1, 0)])
    lost = rows(make, [(0, 0)], status="The file is empty.")
    numbers = of_class([*graded, *lost], {})
    assert numbers.median == 40 and numbers.mean == pytest.approx(46.7)
    assert numbers.items[0].outcomes["full"] == 2 and sum(numbers.items[0].outcomes.values()) == 3
    assert [(group.kind, group.cases) for group in numbers.faults] == [("unreadable", {"The file is empty.": ["s0"]})]
    assert [row.result.submission for row in numbers.slowest] == ["s2", "s1"]


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (("passed", "passed"), "full"),
        (("passed", "trapped"), "partial"),
        (("trapped", "failed"), "trapped"),
        (("timeout", "skipped"), "wrong"),
        (("not_attempted", "not_attempted"), "not_attempted"),
    ],
)
def test_outcomes(make, verdicts, outcome):
    question = make.question("a", *(make.check(verdict=verdict) for verdict in verdicts))
    assert standings([make.result("s1", question)], {})[0].questions[0].outcome == outcome


def test_an_essay_is_waiting_and_one_left_blank_not_attempted(make):
    found = standings([make.result("s1", make.essay()), make.result("s2", make.essay(answered=False))], {})
    assert [row.questions[0].outcome for row in found] == ["waiting", "not_attempted"]


def test_traps_are_ranked_by_students_and_told_in_english(make):
    def fell(name, *notes, language="en"):
        told = {"en": "The kernel was flipped.", "fa": "هسته وارونه است."}[language]
        checks = [make.check(verdict="trapped", message=told, note=note) for note in notes]
        return make.result(name, make.question("a", *checks), language=language)

    many = [fell("s0", "flip", language="fa"), fell("s1", "flip", "flip"), fell("s2", "flip"), fell("s3", "bias")]
    found = of_class(standings(many, {}), {}).traps
    assert [(trap.note, trap.students) for trap in found] == [("flip", 3), ("bias", 1)]
    assert found[0].message == "The kernel was flipped."


def test_faults_of_the_process_are_grouped(make):
    late = make.question("a", make.check("t", verdict="timeout", message="Out of time."))
    numbers = of_class(standings([make.result("s1", late), make.result("s2", late)], {}), {})
    assert [(group.kind, dict(group.cases)) for group in numbers.faults] == [
        ("timeout", {"a: t: Out of time.": ["s1", "s2"]})
    ]
    assert numbers.faults[0].count == 2


def test_identical_work_of_several_students_is_pointed_out(make):
    handed_in = [
        make.result("a1", student="ali", fingerprint="x"),
        make.result("a2", student="ali", fingerprint="x"),
        make.result("b", student="baran", fingerprint="x"),
        make.result("c", student="cyrus", fingerprint="y", sha256="1"),
        make.result("d", student="dara", fingerprint="y", sha256="1"),
        make.result("e1", student="elham", fingerprint="z"),
        make.result("e2", student="elham", fingerprint="z"),
        make.result("f", student="farid", sha256="2"),
        make.result("g", student="golnaz", sha256="2"),
    ]
    (group,) = of_class(standings(handed_in, {}), {}).remarks
    assert group.kind == "identical"
    assert group.cases == {
        "ali, baran: the same code but for comments and layout": ["a1", "a2", "b"],
        "cyrus, dara: the same file": ["c", "d"],
    }


def test_what_staff_should_know_is_on_the_class_page_and_no_feedback_page(gradebook, titles, make, tmp_path):
    note = "Cell 3 imports `cv2`, which is not installed here."
    for name in ("ali", "baran"):
        gradebook.put(make.result(name, make.question("a", make.check()), fingerprint="x", staff_notes=(note,)))
    text = write(gradebook, tmp_path, titles).read_text("utf-8")
    assert "ali, baran: the same code" in text and "Notes for staff" in text and note in text.replace("&#39;", "'")
    for page in (tmp_path / "feedback").iterdir():
        told = page.read_text("utf-8")
        assert "cv2" not in told and "the same code" not in told and ("baran" in told) == (page.stem == "baran")
    assert note in (tmp_path / "results" / "ali.json").read_text("utf-8")


def test_plots_are_svg_in_the_pages_colours():
    items = [Item("a", {"full": 2, "trapped": 1, "not_attempted": 1}, 50.0, None), Item("b", {"wrong": 1}, None, 0.1)]
    for svg in (plots.success(items, ["$x$ <b> & co", "b"]), plots.distribution([0, 1, 2], 40.0)):
        ElementTree.fromstring(svg)
        assert "var(--full)" in svg and "style=" not in svg and "#0100" not in svg and not re.search(r"\sid=\"fig", svg)
    assert "&lt;b&gt; &amp; co" in plots.success(items, ["$x$ <b> & co", "b"])
    assert "$x$" in plots.success(items, ["$x$ <b> & co", "b"])


def test_a_class_of_none_graded_has_a_page(gradebook, titles, make, tmp_path):
    gradebook.put(make.result("s1", status="The file is empty."))
    text = write(gradebook, tmp_path, titles).read_text("utf-8")
    assert "The file is empty." in text and "Convolution" in text


def test_matplotlib_is_loaded_only_for_plots():
    code = "import sys, tamrin.report, tamrin.report.export; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
