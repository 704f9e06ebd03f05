"""Calibration: targets from what a reference reaches, and the file, weights and plot that `tamrin calibrate` writes."""

import json
import math
import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.calibration import Targets, load, target
from tamrin.course import Course

reals = st.floats(-1e6, 1e6).filter(lambda x: abs(x) > 1e-6)


@pytest.mark.parametrize(
    ("mean", "sd", "less", "expected"),
    [(0.9734, 0.004, False, 0.957), (20.6, 0.3, True, 21.8), (-3.21, 0.1, False, -3.61), (1.0, 0.0, False, 1.0)],
)
def test_target_is_four_deviations_off_the_mean(mean, sd, less, expected):
    assert target(mean, sd, less) == pytest.approx(expected, abs=1e-12)


@given(reals, st.floats(0, 100), st.booleans())
def test_target_is_rounded_towards_what_is_easier(mean, sd, less):
    exact = mean + 4 * sd if less else mean - 4 * sd
    got = target(mean, sd, less)
    slack = 1e-7 * max(1.0, abs(exact))
    assert got >= exact - slack if less else got <= exact + slack
    assert abs(got - exact) <= 1.01e-2 * abs(exact) + slack


CARD = """
    title = "{name}"
    source = "https://example.org"
    licence = "public domain"
    citation = "none"
    shape = "(2,)"
    [[files]]
    name = "{name}.csv"
    url = "https://example.org/{name}.csv"
    sha256 = "{sha256}"
"""
FILES = {
    "assignments/hw01_noise/assignment.toml": """
        title.en = "Noise"
        title.fa = "نوفه"
        source = "made for this test"
        minutes = 5
        [[questions]]
        id = "guess"
        kind = "trained"
        points = 10
        names = ["guess"]
    """,
    "assignments/hw01_noise/prompt.en.md": "Noise.\n\n## guess: Guess\n\nReach {{ targets['closeness'] }}.\n",
    "assignments/hw01_noise/prompt.fa.md": "نوفه.\n\n## guess: حدس\n\nبه {{ targets['closeness'] }} برسید.\n",
    "assignments/hw01_noise/givens.py": "def published():\n    return {}\n\n\ndef draw(rng):\n    return {}\n",
    "assignments/hw01_noise/stub.py": "import math\n# %% guess\ndef guess(seed):\n    raise NotImplementedError\n",
    "datasets/tides.toml": CARD.format(name="tides", sha256=64 * "a"),
    "datasets/winds.toml": CARD.format(name="winds", sha256=64 * "b"),
    "solutions/hw01_noise.py": '''
        """Noise."""
        import numpy as np
        from tamrin import reference, steps, training

        @training("guess")
        def train(seed, data):
            """From what a file of real data says."""
            return {"tides": 2.0, "winds": 3.0}[data] + seed, "beside it"

        @reference("guess")
        def guess(seed):
            """Near one."""
            return 1 + np.random.RandomState(seed).uniform(-0.01, 0.01)

        @steps("guess")
        def guess_steps():
            """None."""
            return "Guess."
    ''',
    "graders/hw01_noise.py": '''
        """Noise."""
        from solutions import hw01_noise as solution
        from tamrin import Targets, call, grades, measured, on_real_data, say
        TARGETS = Targets(__file__)

        @on_real_data("guess", "tides", "winds")
        def on_tables(data, found, beside):
            """Length of the name, and what was found."""
            return {"letters": len(data), "found": found, "beside": len(beside)}

        @grades("guess")
        def guess():
            """Closeness."""
            return measured(
                "guess", solution.guess, calls=[call(0), call(1)], title=say("closeness", "نزدیکی"),
                measure=lambda result, seed: 1 - abs(result - 1), target=TARGETS("guess", "closeness"), floor=0.5,
            )
    ''',
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("TAMRIN_DATA", str(tmp_path / "data"))
    for name in ("tides", "winds"):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "data" / name / f"{name}.csv").write_text("")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).strip() + "\n", encoding="utf-8")
    yield Course(tmp_path)
    Course._active = None


def test_calibration_is_written_and_read_back_by_grader_and_prompt(course):
    from tamrin.build.notebook import prompt
    from tamrin.calibrate import calibrate
    from tamrin.judge.paper import paper

    assert math.isnan(Targets(course.root / "graders" / "hw01_noise.py")("guess", "closeness"))
    seen = []
    calibrate(course.assignment("hw01"), 6, "mini", progress=lambda question, seed: seen.append((question, seed)))
    assert seen == [("guess", seed) for seed in range(6)]
    found = load(course.root, "hw01_noise")["mini"]
    assert (found["seeds"], found["backend"]) == (6, "numpy") and "numpy" in found["versions"]
    measure = found["questions"]["guess"]["measures"]["closeness"]
    assert len(set(measure["values"])) == 6, "another seed for every training"
    assert measure["target"] == target(measure["mean"], measure["sd"])
    assert (course.root / "solutions/calibration/hw01_noise.png").read_bytes().startswith(b"\x89PNG")

    Course._active = None  # as in a new process
    assignment = Course(course.root).assignment("hw01")
    sheet = paper(assignment, "published")
    assert sheet.items[0].checks[-1][0].target == measure["target"]
    assert prompt(sheet, sheet.items[0], "en") == f"Reach {measure['target']}."


def test_built_in_and_real_data_are_kept_beside_each_other(course):
    from tamrin.calibrate import calibrate

    seen = []
    calibrate(course.assignment("hw01"), 3, "mini")
    calibrate(course.assignment("hw01"), 2, "full", only=["guess"], progress=lambda *done: seen.append(done))
    found = json.loads((course.root / "solutions/calibration/hw01_noise.json").read_text())
    assert {subset: part["seeds"] for subset, part in found.items()} == {"mini": 3, "full": 2}
    assert seen == [(name, seed) for name in ("guess", "guess on winds") for seed in (0, 1)]
    assert set(found["full"]["data"]) == {"tides", "winds"}
    assert found["full"]["data"]["winds"] == {"winds.csv": "b" * 64}


def test_real_data_are_measured_by_a_function_of_their_own(course):
    """It is told which data, and gets all that was trained; there is no target, for no student is judged by it."""
    from tamrin.calibrate import calibrate

    questions = calibrate(course.assignment("hw01"), 2, "full")["full"]["questions"]
    assert {name: record["data"] for name, record in questions.items()} == {"guess": "tides", "guess on winds": "winds"}
    measures = questions["guess on winds"]["measures"]
    assert {title: measure["values"] for title, measure in measures.items()} == {
        "letters": [5, 5],
        "found": [3, 4],
        "beside": [9, 9],
    }
    assert all("target" not in measure for measure in measures.values())


def test_data_that_are_not_here_are_missed_before_anything_is_trained(course):
    from tamrin.calibrate import calibrate
    from tamrin.course import CourseError

    (course.root / "data" / "winds" / "winds.csv").unlink()
    with pytest.raises(CourseError, match="winds is not here: `tamrin data fetch winds`"):
        calibrate(course.assignment("hw01"), 1, "full", progress=lambda *done: pytest.fail("something was trained"))
    assert "full" not in load(course.root, "hw01_noise")


def test_assignment_that_says_nothing_of_real_data(course):
    from tamrin.calibrate import calibrate
    from tamrin.course import CourseError

    grader = course.root / "graders/hw01_noise.py"
    grader.write_text(grader.read_text("utf-8").replace('@on_real_data("guess", "tides", "winds")', ""), "utf-8")
    with pytest.raises(CourseError, match="no trained question on real data"):
        calibrate(course.assignment("hw01"), 1, "full")


def test_assignment_without_training_says_so(course):
    from tamrin.calibrate import calibrate
    from tamrin.course import CourseError

    with pytest.raises(CourseError, match="no trained question"):
        calibrate(course.assignment("hw01"), 1, "mini", only=["other"])


def test_fresh_seeds_are_counted_against_the_targets_that_there_are(course):
    from tamrin.calibrate import FRESH, calibrate, verify
    from tamrin.course import CourseError

    with pytest.raises(CourseError, match="no calibration yet"):
        verify(course.assignment("hw01"), 3)
    calibrate(course.assignment("hw01"), 6, "mini")
    before = load(course.root, "hw01_noise")["mini"]["questions"]["guess"]
    Course._active = None
    seen = []
    verify(Course(course.root).assignment("hw01"), 4, progress=lambda *done: seen.append(done))
    after = load(course.root, "hw01_noise")["mini"]["questions"]["guess"]
    assert seen == [("guess", number) for number in range(4)]
    fresh = after.pop("fresh")
    assert after == before, "what is calibrated stays as it is"
    distances = [abs(np.random.RandomState(FRESH + i).uniform(-0.01, 0.01)) for i in range(4)]
    reached = sum(1 - d >= before["measures"]["closeness"]["target"] for d in distances)
    assert fresh == {"seeds": 4, "reached": reached, "worst": {"closeness": float(f"{1 - max(distances):.5g}")}}


def test_fresh_seeds_that_miss_the_target_are_not_counted(course):
    from tamrin.calibrate import calibrate, verify

    calibrate(course.assignment("hw01"), 6, "mini")
    path = course.root / "solutions/calibration/hw01_noise.json"
    found = json.loads(path.read_text())
    found["mini"]["questions"]["guess"]["measures"]["closeness"]["target"] = 0.9999
    path.write_text(json.dumps(found))
    Course._active = None
    verify(Course(course.root).assignment("hw01"), 3)
    assert load(course.root, "hw01_noise")["mini"]["questions"]["guess"]["fresh"]["reached"] < 3
