"""What all tests share: reproducible Hypothesis, the repository's course, and one warm process per test process."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same inputs in every run; inputs are small, so slowness is the machine's and no finding.
settings.register_profile(
    "tamrin", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tamrin")


@pytest.fixture(scope="session")
def course():
    from tamrin.course import Course

    return Course(Path(__file__).parents[1])


@pytest.fixture(scope="session")
def hw02(course):
    return course.assignment("hw02")


@pytest.fixture(scope="session")
def warm():
    from tamrin.sandbox.worker import Warm

    with Warm(["numpy"]) as process:
        yield process


@pytest.fixture
def write_notebook(tmp_path):
    """Write a notebook file from code cells: a source, or a pair of source and Tamrin metadata."""

    def write(*cells, name="submission.ipynb", metadata=None):
        raw = []
        for cell in cells:
            source, own = cell if isinstance(cell, tuple) else (cell, None)
            tags = {"tamrin": own} if own else {}
            raw.append({"cell_type": "code", "source": source, "metadata": tags, "outputs": [], "execution_count": None})
        notebook = {"cells": raw, "metadata": {"tamrin": metadata or {}}, "nbformat": 4, "nbformat_minor": 5}
        path = tmp_path / name
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return write
