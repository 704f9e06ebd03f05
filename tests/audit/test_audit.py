from __future__ import annotations

import json

import pytest

from tamrin.audit import audit, audited_variants

GRADER, BANK = "graders/hw01_tiny.py", "graders/bank/hw01_tiny"


def found(report):
    return {(defect.kind, defect.question, defect.subject) for defect in report.defects}


def test_a_sound_grader_has_no_defects(tiny):
    ticks = []
    report = audit(tiny.assignment, progress=lambda done, total: ticks.append((done, total)))
    assert report.defects == () and report.passed
    assert report.variants == ("published", "1", "2")
    clip = next(question for question in report.questions if question.id == "clip")
    assert (clip.wrong, clip.right, clip.equivalent, clip.survived) == (3, 2, 1, 0)
    assert clip.graded == clip.mutants == clip.killed + clip.equivalent
    assert ticks[-1] == (len(ticks), len(ticks))
    assert json.loads(json.dumps(report.as_dict()))["passed"] is True


def test_a_weak_check_lets_a_mutant_and_a_wrong_solution_survive(tiny):
    tiny.replace(GRADER, "st.integers(-5, 5), st.integers(-5, 5)", "st.integers(0, 5), st.integers(-5, 0)")
    tiny.replace(GRADER, ", example(call(-2), 0)", "")
    report = audit(tiny.assignment, ["published"])
    assert ("survivor", "clip", "clip/clip: if x < low: => if x >= low:") not in found(report)
    assert ("survivor", "clip", "clip/clip: if x < low: => pass") in found(report)
    assert ("accepted_wrong", "clip", "wrong_never_clipped.py") in found(report)
    assert report.total("wrong_accepted") == 1 and report.total("survived") >= 1


def test_a_check_that_rejects_a_right_solution(tiny):
    tiny.bank("right_float.py", '"""Floats."""\n# %% area\narea = float(height * width) + 1e-9\n')
    report = audit(tiny.assignment, ["published", 1], mutants=0)
    assert [(d.kind, d.subject, d.variant) for d in report.defects] == [
        ("rejected_right", "right_float.py", "published"),
        ("rejected_right", "right_float.py", "1"),
    ]
    assert report.defects[0].detail.startswith("failed: area: expected a whole number")
    assert report.total("right_rejected") == 1


def test_a_wrong_solution_must_be_told_its_own_mistake(tiny):
    tiny.replace(GRADER, '"perimeter", 2 * (height + width)', '"perimeter", height + width')
    report = audit(tiny.assignment, ["published", 1], mutants=0)
    assert found(report) == {("trap_not_named", "area", "wrong_perimeter.py")}


def test_a_mistake_counts_only_where_it_shows(tiny):
    report = audit(tiny.assignment, ["published"], mutants=0)  # a square: height² is its area
    assert found(report) == {("harmless_mistake", "area", "wrong_square.py")}
    assert audit(tiny.assignment, ["published", 1], mutants=0).passed


def test_a_trap_that_some_variants_lack(tiny):
    tiny.replace(GRADER, "traps=[half]", "traps=[half] if width > 5 else []")
    tiny.bank("wrong_perimeter.py", '"""The perimeter, or something else."""\n# %% area\narea = 2 * (height + width)\n')
    variants = audited_variants(tiny.assignment)
    widths = [tiny.assignment.draw(variant)["area"]["width"] for variant in variants]
    assert max(widths) > 5
    assert audit(tiny.assignment, variants, mutants=0).passed


def test_stale_equivalents(tiny):
    tiny.bank(
        "equivalent.toml",
        '"clip/clip: gone => away" = "?"\n"clip/clip: if x < low: => if x >= low:" = "wrong"\n'
        '"clip/clip: if x < low: => if x <= low:" = "the same at x = low"\n',
    )
    report = audit(tiny.assignment, ["published", 1], mutants=0)
    assert found(report) == {
        ("stale_equivalent", "clip", "clip/clip: gone => away"),
        ("stale_equivalent", "clip", "clip/clip: if x < low: => if x >= low:"),
    }


def test_bank_and_traps_are_audited_without_running_anything(tiny):
    (tiny.root / BANK / "wrong_perimeter.py").unlink()
    (tiny.root / BANK / "right_builtin.py").unlink()
    tiny.replace(GRADER, ', "green": say("No.", "نه")', ', "grey": say("No.", "نه")')
    tiny.replace(GRADER, "solution.area(height, width)", "float(solution.area(height, width))")
    tiny.replace(GRADER, "traps=[half]", "traps=[half, half._replace(text=say('Other.', '…'))], atol=20.0")
    kinds = found(audit(tiny.assignment, ["published"], mutants=0))
    assert {
        ("untested_trap", "area", "perimeter"),
        ("thin_bank", "area", "hw01_tiny"),
        ("thin_bank", "clip", "hw01_tiny"),
        ("untrapped_option", "colour", "green"),
        ("untrapped_option", "colour", "grey"),
        ("ambiguous_trap", "area", "perimeter"),
        ("zeros_pass", "area", "area: value"),
    } <= kinds


def test_a_check_that_breaks_has_killed_nothing(tiny):
    tiny.replace(GRADER, "cases = st.builds(call, st.integers(-5, 5), st.integers(-5, 5))", "cases = st.nothing()")
    report = audit(tiny.assignment, ["published", 1])
    clip = next(question for question in report.questions if question.id == "clip")
    assert clip.killed == 0
    assert {defect.kind for defect in report.defects} == {"grader_fault", "broken_original"}
    assert clip.graded + clip.wrong + clip.right == sum(defect.kind == "grader_fault" for defect in report.defects)


def test_an_endless_loop_costs_its_time_limit_only(tiny):
    tiny.replace(
        "solutions/hw01_tiny.py",
        "    return height * width",
        "    n = 0\n    while n < height * width:\n        n += 1\n    return n",
    )
    report = audit(tiny.assignment, ["published", 1], jobs=2, mutant_seconds=0.3)
    assert not [defect for defect in report.defects if defect.question == "area"]
    assert report.seconds < 60


@pytest.mark.slow
def test_two_processes_say_the_same(tiny):
    tiny.replace(GRADER, "st.integers(-5, 5), st.integers(-5, 5)", "st.integers(0, 5), st.integers(-5, 0)")
    alone, together = audit(tiny.assignment, ["published"]), audit(tiny.assignment, ["published"], jobs=2)
    assert alone.defects == together.defects and alone.questions == together.questions
