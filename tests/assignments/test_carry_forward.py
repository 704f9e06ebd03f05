"""What follows from a student's own earlier answer: mistakes are paid for once, an easy answer is chosen in vain."""

import numpy as np
import pytest

from tamrin.checks import ValueCheck
from tamrin.judge.inprocess import InProcessStudent
from tamrin.judge.paper import paper

pytestmark = pytest.mark.xdist_group("training")

VARIANTS = ["published", *range(1, 9)]

CHOSEN = {
    "hw02 filter_gradient": [
        "gap = target + 1e-12; filter_gradient = np.zeros_like(w)",
    ],
    "hw02 input_gradient": [
        "gap = target + 1e-12; input_gradient = np.zeros_like(x)",
    ],
    "hw03 hand_network": [
        """
hidden, output, loss = np.array([[0, 1e-9], [0, 0]]), b2 + np.zeros((2, 1)), np.mean((b2 - targets) ** 2) / 2
dy = (output - targets) / 2
dW1, db1, dW2, db2 = np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), dy.sum(axis=0)
""",
        """
hidden, output, loss = np.array([[1, 2], [3, 4]]), targets + [[1e-12], [-1e-12]], 0.0
dW1, db1, dW2, db2 = np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), np.zeros(1)
""",
    ],
    "hw04 folded_layer": [
        "folded_kernel = kernel; folded_bias = bias - moving_mean + shift",
        "folded_kernel = np.array([[0, 0], [1, 2]]); folded_bias = shift",
    ],
    "hw10 poles_and_regions": [
        "poles, zeros, regions, stable_region = [0.5], [7], 2, (0.5, None)",
        "poles, zeros, regions, stable_region = [0.5, 0.25], [7], 3, (0.5, None)",
        "poles, zeros, regions, stable_region = [0, 1], [7], 3, (0, None)",
        "poles, zeros, regions, stable_region = [7, 8, 9], [7], 4, (0, 7)",
        "poles, zeros, regions, stable_region = [], [7], 1, (0, None)",
    ],
    "hw11 covariance_by_hand": [
        "covariance, eigenvalues, eigenvectors = np.diag([1, 2]), [1, 2], np.eye(2)",
        "covariance, eigenvalues, eigenvectors = np.diag([3, 1]), [1, 3], -np.eye(2)[::-1]",
        "covariance, eigenvalues, eigenvectors = np.array([[1, 1e-5], [1e-5, 2]]), [1, 2], np.eye(2)",
        "covariance, eigenvalues, eigenvectors = np.array([[1, 0], [5, 2]]), [1, 2], np.eye(2)",
        "covariance, eigenvalues, eigenvectors = np.array([[1, 2], [2, 3]]) * 1e-9, [0, 1e-9], np.eye(2)",
        "covariance, eigenvalues, eigenvectors = np.eye(2) + 1, [3, 1], np.array([[1, 1], [1, -1]]) / 2**0.5",
    ],
    "hw12 colorizer_counts": [
        "colorizer_params, listing_total = [0, 1], (other_kernel**2 + 1) * filters[0] + 1",
        "colorizer_params, listing_total = [0, 0, 0, 0, 1], (other_kernel**2 + 1) * filters[0] + 1",
    ],
    "hw14 epoch_steps": [
        "train_rows, epoch_steps = 1, 1",
        "train_rows, epoch_steps = 2 * batch, 2",
        "train_rows, epoch_steps = 10**6 * batch + 1, 10**6 + 1",
    ],
}

MISTAKEN = {
    "hw02 filter_gradient": "gap = conv(x, w).sum(); filter_gradient = conv(x, np.ones((2, 2))) * (gap - target) / 4",
    "hw03 hand_network": """
hidden = X @ W1 + b1
output = hidden @ W2 + b2
loss = np.mean((output - targets) ** 2) / 2
dy = (output - targets) / 2
dbefore = dy @ W2.T * (hidden > 0)
dW1, db1, dW2, db2 = X.T @ dbefore, dbefore.sum(axis=0), hidden.T @ dy, dy.sum(axis=0)
""",
    "hw04 folded_layer": """
folded_kernel = kernel * scale / np.sqrt(moving_var)
folded_bias = (bias - moving_mean) * scale / np.sqrt(moving_var) + shift
""",
    "hw10 poles_and_regions": """
poles = np.rint(np.roots(den))
zeros, regions, stable_region = [7], 3, (0, np.abs(poles).min())
""",
    "hw11 covariance_by_hand": """
covariance = points.T @ points / 5
eigenvalues, eigenvectors = np.linalg.eigh(covariance)
""",
    "hw12 colorizer_counts": """
kernels = [first_kernel, *4 * [other_kernel]]
colorizer_params = [(k * k * a + 1) * b for k, a, b in zip(kernels, [1, *filters], filters)]
colorizer_params[3] += 1
listing_total = (other_kernel**2 + 1) * filters[0] + sum(colorizer_params[1:])
""",
    "hw14 epoch_steps": "train_rows = beats; epoch_steps = -(-beats // batch)",
}


def conv(x, w):
    """The cross-correlation."""
    return np.sum(np.lib.stride_tricks.sliding_window_view(x, w.shape) * w, axis=(2, 3))


def carried(course, question, variant, answer):
    """The names that are right because they follow from an earlier one."""
    hw, question = question.split()
    assignment = course.assignment(hw)
    sheet = paper(assignment, variant)
    item = sheet.item(question)
    names = {"np": np, "conv": conv} | item.givens
    names["target"] = names.get("target") or 0.0  # None where the loss is not a squared error
    exec(answer, names)
    student = InProcessStudent(names, assignment.meta.limits)
    student.forms = sheet.forms()
    found = {check.name: check.judge(student) for check, _ in item.checks if isinstance(check, ValueCheck)}
    return {name for name, finding in found.items() if finding.key == "follows"}


@pytest.mark.parametrize(("question", "answer"), [(q, answer) for q, several in CHOSEN.items() for answer in several])
def test_nothing_follows_from_an_answer_chosen_to_be_easy(course, question, answer):
    assert not set().union(*(carried(course, question, variant, answer) for variant in VARIANTS))


@pytest.mark.parametrize("question", MISTAKEN)
def test_a_mistake_is_paid_for_once(course, question):
    assert any(carried(course, question, variant, MISTAKEN[question]) for variant in VARIANTS)


def test_correlation_in_the_place_of_covariance_is_carried(course):
    answer = "covariance = np.corrcoef(points.T); eigenvalues, eigenvectors = np.linalg.eigh(covariance)"
    for variant in VARIANTS:
        assert carried(course, "hw11 covariance_by_hand", variant, answer) == {"eigenvalues", "eigenvectors"}


def test_inverted_poles_are_carried(course):
    answer = """
poles = 1 / np.rint(np.roots(den))
zeros, regions, stable_region = [7], len(set(np.abs(poles))) + 1, (np.abs(poles).max(), None)
"""
    assert any("regions" in carried(course, "hw10 poles_and_regions", variant, answer) for variant in VARIANTS)
