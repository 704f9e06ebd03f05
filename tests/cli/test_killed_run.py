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

ROOT = Path(__file__).parents[2]
TAMRIN = str(Path(sys.executable).with_name("tamrin"))


def recorded(database):
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute("select count(*) from submissions").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def test_killed_run_goes_on_where_it_stopped(tmp_path):
    submissions, out = tmp_path / "submissions", tmp_path / "graded"
    submissions.mkdir()
    subprocess.run([TAMRIN, "key", "hw02", "--out", tmp_path / "key"], cwd=ROOT, check=True, capture_output=True)
    solved = tmp_path / "key" / "hw02_convolution" / "hw02_convolution.ipynb"
    for number in range(24):
        shutil.copy(solved, submissions / f"s{number:02d}.ipynb")
    command = [TAMRIN, "grade", "hw02", str(submissions), "--out", str(out), "--jobs", "2"]
    grader = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while recorded(out / "gradebook.sqlite") < 3:
        assert grader.poll() is None, "the run ended before it could be killed"
        time.sleep(0.01)
    os.killpg(grader.pid, signal.SIGKILL)
    grader.wait()
    before = recorded(out / "gradebook.sqlite")
    assert 3 <= before < 24
    again = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    results = [json.loads(path.read_text()) for path in (out / "results").iterdir()]
    assert len(results) == 24
    assert {result["score"] for result in results} == {100}
