"""One file graded: what is noted for whom, and what of an archive is read."""

import json

import pytest

from tamrin.build.answers import answers
from tamrin.build.key import solved_notebook
from tamrin.course.variants import PUBLISHED
from tamrin.judge.grading import Grading, Task
from tamrin.judge.paper import paper
from tests.intake.files import archive


@pytest.fixture(scope="module")
def solved(hw02):
    sheet = paper(hw02, PUBLISHED)
    return solved_notebook(sheet, answers(sheet), "en")


@pytest.fixture
def graded(hw02, warm, layer, tmp_path):
    grading = Grading(hw02, warm.path, layer)

    def grade(content, name="s1.ipynb", **task):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return grading.grade(Task(path.stem, path, **task))

    return grade


def with_cell(notebook, source):
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    return notebook | {"cells": [*notebook["cells"], cell]}


def test_modules_that_are_not_installed_are_noted_for_staff_alone(graded, solved):
    result = graded(with_cell(solved, "import no_such\nfrom google.colab import drive"))
    assert len(result.staff_notes) == 1
    assert result.staff_notes[0].endswith("imports `no_such`, which is not installed here.")
    assert not any("installed" in note for note in result.notes)
    assert result.score == 100


def test_of_an_archive_the_notebook_of_this_assignment_is_read(graded, solved):
    other = json.loads(json.dumps(solved))
    other["metadata"]["tamrin"]["assignment"] = "hw99_other"
    for cell in other["cells"]:
        cell["source"] = ""
    entries = ("a.ipynb", json.dumps(other).encode()), ("deep/er/b.ipynb", json.dumps(solved).encode())
    assert graded(archive(*entries), "s1.zip").score == 100


def test_fingerprint_is_of_the_code_and_changes_nothing_else(graded, solved):
    first, second = graded(solved), graded(with_cell(solved, "# mine"), "s2.ipynb")
    assert first.fingerprint == second.fingerprint and len(first.fingerprint) == 64
    assert "fingerprint" not in first.provenance
    assert graded({**solved, "cells": []}, "s3.ipynb").fingerprint == ""
    assert graded(b"", "s4.ipynb").fingerprint == ""


def test_what_staff_are_told_of_a_task_is_kept(graded, solved):
    assert graded(b"", staff_notes=("Whose?",)).staff_notes == ("Whose?",)
    assert graded(solved, staff_notes=("Whose?",)).staff_notes == ("Whose?",)


def test_new_note_for_staff_is_reason_to_grade_again(hw02, warm, layer, tmp_path):
    (tmp_path / "s1.ipynb").write_bytes(b"")
    grading = Grading(hw02, warm.path, layer)
    before = grading.grade(Task("s1", tmp_path / "s1.ipynb"))
    assert grading.unchanged(Task("s1", tmp_path / "s1.ipynb"), before)
    assert not grading.unchanged(Task("s1", tmp_path / "s1.ipynb", staff_notes=("Whose?",)), before)
