"""A tiny course whose grader is weak where a test says so."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tamrin.course import Assignment, Course

PROMPT = """
        ## area: Area
        {{ height }} and {{ width }}
        ## colour: Colour
        - (red) red
        - (blue) blue
        - (green) green
        ## clip: Clip
        Cut.
    """

FILES = {
    "assignments/hw01_tiny/assignment.toml": """
        title.en = "Tiny"
        title.fa = "کوچک"
        source = "tests"
        minutes = 1
        [[questions]]
        id = "area"
        kind = "value"
        points = 1
        names = ["area"]
        [[questions]]
        id = "colour"
        kind = "choice"
        points = 1
        names = ["colour"]
        [[questions]]
        id = "clip"
        kind = "function"
        points = 1
        names = ["clip"]
    """,
    "assignments/hw01_tiny/givens.py": """
        def published():
            return {"area": {"height": 3, "width": 3}}

        def draw(rng):
            return {"area": {"height": int(rng.randint(2, 5)), "width": int(rng.randint(5, 9))}}
    """,
    "assignments/hw01_tiny/prompt.en.md": PROMPT,
    "assignments/hw01_tiny/prompt.fa.md": PROMPT,
    "assignments/hw01_tiny/stub.py": """
        import numpy as np

        # %% area
        area = ...
        # %% colour
        colour = ...
        # %% clip
        def clip(x, low=0):
            raise NotImplementedError
    """,
    "solutions/hw01_tiny.py": """
        from tamrin import reference, second_derivation

        @reference("area")
        def area(height, width):
            \"\"\"The area.\"\"\"
            return height * width

        @second_derivation("area")
        def area_by_counting(height, width):
            return sum(1 for _ in range(height) for _ in range(width))

        @reference("colour")
        def colour():
            return "red"

        @reference("clip")
        def clip(x, low=0):
            if x < low:
                return low
            return x
    """,
    "graders/hw01_tiny.py": """
        from hypothesis import strategies as st

        from solutions import hw01_tiny as solution
        from tamrin import call, choice, example, function, grades, say, trap, value

        @grades("area")
        def area(height, width):
            half = trap("perimeter", 2 * (height + width), "That is the perimeter.", "…")
            return value("area", solution.area(height, width), traps=[half])

        @grades("colour")
        def colour():
            return choice("colour", solution.colour(), {"blue": say("No.", "نه"), "green": say("No.", "نه")})

        @grades("clip")
        def clip():
            cases = st.builds(call, st.integers(-5, 5), st.integers(-5, 5))
            return function(
                "clip",
                solution.clip,
                cases=cases,
                examples=[example(call(2), 2), example(call(-2), 0)],
                traps=[trap("never_clipped", lambda x, low=0: x, "Nothing was clipped.", "…")],
                count=40,
            )
    """,
    "graders/bank/hw01_tiny/wrong_perimeter.py": '''
        """The perimeter."""

        # %% area
        area = 2 * (height + width)
    ''',
    "graders/bank/hw01_tiny/wrong_square.py": '''
        """Squares the height; right for the published square."""

        # %% area
        area = height**2

        # %% clip
        def clip(x, low=0):
            return x**2
    ''',
    "graders/bank/hw01_tiny/wrong_never_clipped.py": '''
        """Does nothing."""

        # %% area
        area = height

        # %% clip
        def clip(x, low=0):
            return x
    ''',
    "graders/bank/hw01_tiny/wrong_none.py": '''
        """Nothing."""

        # %% clip
        def clip(x, low=0):
            return None
    ''',
    "graders/bank/hw01_tiny/right_builtin.py": '''
        """Built-in functions."""

        # %% area
        area = np.prod([height, width])

        # %% clip
        def clip(x, low=0):
            return max(x, low)
    ''',
    "graders/bank/hw01_tiny/equivalent.toml": """
        "clip/clip: if x < low: => if x <= low:" = "at x = low both branches return the same number"
    """,
}


class TinyCourse:
    """The files of a course in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), "utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def bank(self, name: str, text: str) -> None:
        self.write(f"graders/bank/hw01_tiny/{name}", text)

    @property
    def assignment(self) -> Assignment:
        return Course(self.root).assignment("hw01")


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """A sound course. Edit its files before they are first used: a process imports them once."""
    return TinyCourse(tmp_path / "first")


@pytest.fixture
def second_tiny(tmp_path: Path) -> TinyCourse:
    """The same course in another place, to be edited and compared with the first."""
    return TinyCourse(tmp_path / "second")
