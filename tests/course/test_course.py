"""Courses: finding them, their assignments, and one clear message for whatever is wrong with one."""

import textwrap

import pytest

from tamrin.course import Course, CourseError

TOML = """\
title.en = "Tiny"
title.fa = "کوچک"
source = "none"
minutes = 5

[[questions]]
id = "sum"
kind = "value"
points = 60
names = ["total"]

[[questions]]
id = "double"
kind = "function"
points = 40
names = ["double"]
"""
FILES = {
    "assignment.toml": TOML,
    "prompt.en.md": "Words.\n\n## sum: Sum\n\n{{ a }}\n\n## double: Double\n\nTwice.\n",
    "prompt.fa.md": "واژه.\n\n## sum: جمع\n\n{{ a }}\n\n## double: دو برابر\n\nدو.\n",
    "stub.py": "import math\n\n# %% sum\ntotal = ...\n\n# %% double\ndef double(x):\n    raise NotImplementedError\n",
    "givens.py": (
        "def published():\n    return {'sum': {'a': 1, 'b': 2}}\n\n\n"
        "def draw(rng):\n    return {'sum': {'a': int(rng.randint(9)), 'b': 2}}\n"
    ),
}


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """Write a course of one assignment; keyword arguments replace files, `.` written as `_`."""
    import sys

    before = (dict(sys.modules), list(sys.path), Course._active)

    def write(name="hw01_tiny", **replaced):
        folder = tmp_path / "assignments" / name
        folder.mkdir(parents=True)
        for file, text in FILES.items():
            (folder / file).write_text(replaced.get(file.replace(".", "_"), text), encoding="utf-8")
        return tmp_path

    yield write
    for key in [key for key in sys.modules if key.split(".")[0] in ("assignments", "solutions", "graders", "datasets")]:
        del sys.modules[key]
    modules, sys.path[:], Course._active = before
    sys.modules.update({k: m for k, m in modules.items() if k not in sys.modules})


def test_find_looks_upward(tiny):
    root = tiny()
    deep = root / "assignments" / "hw01_tiny" / "a" / "b"
    deep.mkdir(parents=True)
    assert Course.find(root).root == Course.find(deep).root == root.resolve()


def test_find_starts_in_the_working_folder(tiny, monkeypatch):
    root = tiny()
    monkeypatch.chdir(root / "assignments")
    assert Course.find().root == root.resolve()


def test_find_without_a_course_says_what_to_do(tmp_path):
    with pytest.raises(CourseError, match="--course"):
        Course.find(tmp_path)


def test_folder_without_assignments_is_no_course(tmp_path):
    with pytest.raises(CourseError, match="is not a course"):
        Course(tmp_path)


def test_assignment_by_unambiguous_beginning(tiny):
    tiny("hw01_tiny")
    root = tiny("hw10_other")
    course = Course(root)
    assert list(course.assignments) == ["hw01_tiny", "hw10_other"]
    assert course.assignment("hw01").id == course.assignment("hw01_tiny").id == "hw01_tiny"
    for name in ("hw", "hw1x", "", "tiny"):
        with pytest.raises(CourseError, match="hw01_tiny, hw10_other"):
            course.assignment(name)


def test_assignment_whose_id_begins_another_is_found(tiny):
    tiny("hw1")
    course = Course(tiny("hw1b"))
    assert course.assignment("hw1").id == "hw1"


def test_assignment_parts_are_read(tiny):
    assignment = Course(tiny()).assignment("hw01")
    assert [q.id for q in assignment.questions] == ["sum", "double"]
    assert assignment.preamble == "import math"
    assert assignment.stub == {"sum": "total = ...", "double": "def double(x):\n    raise NotImplementedError"}
    assert assignment.draw("published") == {"sum": {"a": 1, "b": 2}}
    assert assignment.draw(3) == assignment.draw(3)
    assert assignment.meta.limits.cell_seconds == 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 5", 'minutes = "soon"', "minutes"),
        ("minutes = 5", "minutes = -1", "minutes"),
        ("minutes = 5", "", "minutes"),
        ("minutes = 5", "minutes = 5\nhours = 3", "hours"),
        ('kind = "value"', 'kind = "riddle"', "questions.0.kind"),
        ("points = 60", "points = 0", "questions.0.points"),
        ('names = ["total"]', "names = []", "questions.0.names"),
        ('id = "sum"', 'id = "Sum it"', "questions.0.id"),
        ('id = "sum"', 'id = "double"', "question id used twice: double"),
        ('names = ["total"]', 'names = ["double"]', "answer name used twice: double"),
        ('title.fa = "کوچک"', "", "title.fa"),
        ("minutes = 5", "minutes = ", "Invalid value"),
    ],
)
def test_schema_error_names_file_and_field(tiny, old, new, said):
    assert old in TOML
    with pytest.raises(CourseError) as raised:
        Course(tiny(assignment_toml=TOML.replace(old, new)))
    message = str(raised.value)
    assert "assignment.toml" in message and said in message


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("prompt_fa_md", "## sum: جمع\n\nx\n", "prompt.fa.md does not match assignment.toml: ['double']"),
        ("prompt_en_md", "## double: D\n\nx\n\n## sum: S\n\nx\n", "their order"),
    ],
)
def test_prompt_that_does_not_match_is_told(tiny, file, text, said):
    with pytest.raises(CourseError) as raised:
        _ = Course(tiny(**{file: text})).assignment("hw01").prompts
    assert said in str(raised.value)


@pytest.mark.parametrize("text", ["", "# %% sum\ntotal = ...\n", "# %% double\nx = 1\n# %% sum\ntotal = ...\n"])
def test_stub_that_does_not_match_is_told(tiny, text):
    with pytest.raises(CourseError, match=r"stub\.py"):
        _ = Course(tiny(stub_py=text)).assignment("hw01").stub


def test_givens_without_a_group_are_told(tiny):
    with pytest.raises(CourseError, match="draws nothing for sum"):
        Course(tiny(givens_py="def published():\n    return {}\n")).assignment("hw01").draw("published")


def test_roles_of_unknown_questions_are_told(tiny):
    root = tiny()
    (root / "graders").mkdir()
    grader = "from tamrin import grades\n\n@grades('nothing')\ndef nothing(): pass\n"
    (root / "graders" / "hw01_tiny.py").write_text(textwrap.dedent(grader))
    assignment = Course(root).assignment("hw01")
    with pytest.raises(CourseError, match="unknown questions: nothing"):
        assignment.declared(assignment.grader, "grades")


def test_two_courses_do_not_share_modules(tiny, course, hw02):
    published = hw02.draw("published")
    other = Course(tiny()).assignment("hw01")
    assert other.draw("published") == {"sum": {"a": 1, "b": 2}}
    assert list(hw02.draw("published")) == list(published)
