"""A grading run that is killed loses nothing that was recorded, and goes on where it stopped."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


def recorded(database):
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute("select count(*) from submissions").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


@pytest.fixture
def command(tmp_path):
    """Grade a class of 24 into `tmp_path / "graded"`."""
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    subprocess.run([TAMRIN, "key", "hw02", "--out", tmp_path / "key"], cwd=ROOT, check=True, capture_output=True)
    solved = tmp_path / "key" / "hw02_convolution" / "hw02_convolution.ipynb"
    for number in range(24):
        shutil.copy(solved, submissions / f"s{number:02d}.ipynb")
    return [TAMRIN, "grade", "hw02", str(submissions), "--out", str(tmp_path / "graded"), "--jobs", "2"]


def ended_by(number, command, out):
    """Start a run, send a signal to it and all its processes after some results, and say how it ended."""
    grader = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    while recorded(out / "gradebook.sqlite") < 3:
        assert grader.poll() is None, "the run ended before it could be killed"
        time.sleep(0.01)
    os.killpg(grader.pid, number)
    _, said = grader.communicate()
    assert 3 <= recorded(out / "gradebook.sqlite") < 24
    return grader.returncode, said


def resumed(command, out):
    again = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    results = [json.loads(path.read_text()) for path in (out / "results").iterdir()]
    return len(results), {result["score"] for result in results}


def test_killed_run_goes_on_where_it_stopped(command, tmp_path):
    ended_by(signal.SIGKILL, command, tmp_path / "graded")
    assert resumed(command, tmp_path / "graded") == (24, {100})


def test_interrupted_run_says_one_sentence_and_goes_on_where_it_stopped(command, tmp_path):
    code, said = ended_by(signal.SIGINT, command, tmp_path / "graded")
    assert code == 130 and "--resume goes on" in said and "Traceback" not in said
    assert resumed(command, tmp_path / "graded") == (24, {100})
