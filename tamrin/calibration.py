"""Thresholds from what the references themselves reach: `solutions/calibration/HW.json`.

`tamrin calibrate` writes the file; checks and prompts read their targets from it. A target is the mean over the seeds
minus four standard deviations (plus four, where less is better): a reference misses it once in tens of thousands of
runs, and so does a student who does as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEVIATIONS = 4
DIGITS = 3


def path_of(root: Path, assignment: str) -> Path:
    """Where the calibration of an assignment lies."""
    return root / "solutions" / "calibration" / f"{assignment}.json"


def load(root: Path, assignment: str) -> dict[str, Any]:
    """The calibration of an assignment; empty where there is none yet."""
    path = path_of(root, assignment)
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def target(mean: float, deviation: float, less_is_better: bool = False) -> float:
    """Mean ∓ 4 standard deviations, rounded to three significant digits towards what is easier to reach."""
    exact = mean + DEVIATIONS * deviation if less_is_better else mean - DEVIATIONS * deviation
    if exact == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(exact))) - DIGITS + 1)
    rounded = (math.ceil if less_is_better else math.floor)(exact / unit - (1e-9 if less_is_better else -1e-9)) * unit
    return float(f"{rounded:.{DIGITS}g}")


class Targets:
    """The targets of an assignment's trained questions, for its grader: `Targets(__file__)`."""

    def __init__(self, grader: str) -> None:
        path = Path(grader)
        self._found = of(path.parents[1], path.stem)

    def __call__(self, question: str, measure: str) -> float:
        """The target of a measure, by its English title; not a number before the first calibration."""
        return self._found.get(question, {}).get(measure, math.nan)


def of(root: Path, assignment: str) -> dict[str, dict[str, float]]:
    """By question and measure: the targets on the built-in data."""
    questions: Mapping[str, Any] = load(root, assignment).get("mini", {}).get("questions", {})
    return {
        question: {title: measure["target"] for title, measure in found["measures"].items()}
        for question, found in questions.items()
    }
