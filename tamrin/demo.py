"""A sample class: right, wrong, half-done, broken and hostile submissions of an assignment, made from its bank."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from tamrin.audit import bank
from tamrin.build import notebook
from tamrin.build.answers import answer_cell, answers
from tamrin.course import Assignment, Course, CourseError, Question
from tamrin.course.variants import PUBLISHED, Variant
from tamrin.judge.paper import Paper, paper

NAMES = (
    *("ahmadi", "bahrami", "carter", "darvish", "ebadi", "fischer", "ghasemi", "hashemi", "ibrahim", "jafari"),
    *("karimi", "larsson", "moradi", "nazari", "okafor", "parvizi", "qasemi", "rahimi", "sharifi", "tanaka"),
)
CORRECT, HALF_DONE, MIXED = 6, 6, 14
VARIANTS: tuple[Variant, ...] = (PUBLISHED, 1, 2, 3)

LIAR = """
class Liar:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *args, **kwargs): return self
    def __float__(self): return 1.0
"""
# What a hostile student might put into an answer cell; {name} is the answer asked for.
HOSTILE_VALUE = {
    "exits_the_process": "import os\nos._exit(0)",
    "kills_itself": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "never_ends": "while True:\n    pass",
    "raises_system_exit": "raise SystemExit(0)",
    "lies_about_equality": LIAR + "{name} = Liar()",
    "patches_numpy": "np.allclose = np.array_equal = lambda *a, **k: True\n{name} = 0",
    "floods_the_output": "for i in range(300_000):\n    print('x' * 200)\n{name} = 0",
    "takes_all_memory": "hog = []\nwhile True:\n    hog.append(np.ones(2_000_000))",
    "looks_for_the_key": (
        "import os\nfound = [os.path.join(d, f) for d, _, fs in os.walk('/') for f in fs if 'solution' in f]\n"
        "{name} = found"
    ),
    "calls_home": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')\n{name} = 0",
    "forges_replies": (
        "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b'\\x00\\x00\\x00\\x01\\xc3')\n"
        "    except OSError:\n        pass\n{name} = 0"
    ),
}
HOSTILE_FUNCTION = {
    "never_returns": "def {name}(*args, **kwargs):\n    while True:\n        pass",
    "exits_when_called": "import os\ndef {name}(*args, **kwargs):\n    os._exit(0)",
    "returns_a_liar": LIAR + "def {name}(*args, **kwargs):\n    return Liar()",
    "recurses_forever": "def {name}(*args, **kwargs):\n    return {name}(*args, **kwargs)",
}


def first_with_bank(course: Course) -> Assignment:
    """The first assignment of a course that has a bank of solutions."""
    for assignment in course.assignments.values():
        if any(assignment.bank.glob("*.py")):
            return assignment
    raise CourseError("No assignment of this course has a bank (graders/bank/) to make a sample class from.")


def sample_class(assignment: Assignment, folder: Path) -> list[Path]:
    """Write the submissions of a sample class into an emptied folder; the same class every time."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    _Class(assignment, folder).write()
    return sorted(folder.iterdir())


class _Class:
    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment = assignment
        self.folder = folder
        self.rng = np.random.RandomState(0)
        self.count = 0

    def write(self) -> None:
        for _ in range(CORRECT):
            sheet = self._sheet()
            self._hand_in(sheet, self._right(sheet, self.assignment.questions))
        for number in range(HALF_DONE):
            sheet = self._sheet()
            done = self.assignment.questions[: 1 + number * len(self.assignment.questions) // HALF_DONE]
            self._hand_in(sheet, self._right(sheet, done))
        for _ in range(MIXED):
            sheet = self._sheet()
            self._hand_in(sheet, self._mixed(sheet, self.rng.uniform(0.35, 0.95)))
        self._hand_in(self._sheet(), {})
        for spoil in (_truncated, _empty, _not_a_notebook, _utf16, _stripped, _zipped, _zip_without, _script):
            # A script has no metadata and so names no variant: it is graded as published.
            sheet = self._sheet() if spoil is not _script else paper(self.assignment, PUBLISHED)
            spoil(self._hand_in(sheet, self._right(sheet, self.assignment.questions), spoil.__name__))
        self._hostile("value", HOSTILE_VALUE)
        self._hostile("function", HOSTILE_FUNCTION)

    def _sheet(self) -> Paper:
        return paper(self.assignment, VARIANTS[self.rng.randint(len(VARIANTS))])

    def _hand_in(self, sheet: Paper, cells: Mapping[str, str], label: str = "") -> Path:
        language = "fa" if self.rng.uniform() < 0.3 else "en"
        made = notebook.build(sheet, language, {**self.assignment.stub, **cells}, {})
        name = f"{NAMES[self.count % len(NAMES)]}{self.count:02d}{'-' + label.strip('_') if label else ''}"
        self.count += 1
        path = self.folder / f"{name}.ipynb"
        path.write_text(notebook.dumps(made), encoding="utf-8")
        return path

    def _right(self, sheet: Paper, questions: tuple[Question, ...]) -> dict[str, str]:
        key = answers(sheet)
        return {q.id: answer_cell(sheet, q, key[q.id]) for q in questions if q.kind != "essay"}

    def _mixed(self, sheet: Paper, skill: float) -> dict[str, str]:
        """Answers as a student of some skill gives them: right, wrong in a known way, or none."""
        pool = [*bank.load(self.assignment), *bank.generated(sheet)]
        cells = {}
        for question in self.assignment.questions:
            if self.rng.uniform() < 0.08:
                continue
            kind = "right" if self.rng.uniform() < skill else "wrong"
            candidates = [solution for solution in pool if solution.question == question.id and solution.kind == kind]
            if candidates:
                cells[question.id] = candidates[self.rng.randint(len(candidates))].source
        return cells

    def _hostile(self, kind: str, attacks: Mapping[str, str]) -> None:
        targets = [question for question in self.assignment.questions if question.kind == kind]
        for label, code in attacks.items() if targets else ():
            sheet = self._sheet()
            cells = self._right(sheet, self.assignment.questions)
            target = targets[self.rng.randint(len(targets))]
            cells[target.id] = "\n".join(code.replace("{name}", name) for name in target.names)
            self._hand_in(sheet, cells, label)


def _rewrite(path: Path, change: Callable[[str], bytes]) -> None:
    path.write_bytes(change(path.read_text("utf-8")))


def _truncated(path: Path) -> None:
    _rewrite(path, lambda text: text[: len(text) // 2].encode())


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _not_a_notebook(path: Path) -> None:
    path.write_text('{"answers": "in my other file"}', encoding="utf-8")


def _utf16(path: Path) -> None:
    _rewrite(path, lambda text: text.encode("utf-16"))


def _stripped(path: Path) -> None:
    """As some editors save it: without any metadata."""
    content = json.loads(path.read_text("utf-8"))
    for cell in content["cells"]:
        cell["metadata"] = {}
    path.write_text(json.dumps(content), encoding="utf-8")


def _zipped(path: Path) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, f"homework/{path.name}")
        archive.writestr("__MACOSX/._homework.ipynb", b"\0")
    path.unlink()


def _zip_without(path: Path) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        archive.writestr("notes.txt", "I forgot the notebook.")
    path.unlink()


def _script(path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    cells = [c for c in content["cells"] if c["metadata"]["tamrin"]["role"] == "answer"]
    parts = [f"# %% {c['metadata']['tamrin']['question']}\n{''.join(c['source'])}\n" for c in cells]
    path.with_suffix(".py").write_text("import numpy as np\n\n" + "\n".join(parts), encoding="utf-8")
    path.unlink()
