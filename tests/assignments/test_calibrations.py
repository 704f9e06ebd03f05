"""The calibrations that are committed: complete, as their own numbers say, and as good as the course claims."""

import json
import statistics
from hashlib import sha256
from pathlib import Path

import pytest

from tamrin import calibration
from tamrin.course import Course
from tamrin.data import cards
from tamrin.judge.paper import paper
from tamrin.result_checks import MeasuredCheck

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "solutions" / "calibration").glob("*.json")}


def questions(subset):
    parts = [(hw, found.get(subset, {}).get("questions", {})) for hw, found in FILES.items()]
    return [(hw, name, record) for hw, part in parts for name, record in part.items()]


def ids(found):
    return [f"{hw[:4]}-{name.replace(' ', '_')}" for hw, name, _ in found]


MINI = questions("mini")
FULL = questions("full")


def test_every_trained_question_is_calibrated():
    measured = {
        (name, item.question.id): {c.quantity.en for c, _ in item.checks if isinstance(c, MeasuredCheck)}
        for name, assignment in COURSE.assignments.items()
        for item in paper(assignment, "published").items
        if item.question.kind == "trained"
    }
    assert measured == {(hw, name): set(record["measures"]) for hw, name, record in MINI}


def test_every_question_that_says_so_is_calibrated_on_real_data():
    said = {
        (name, question): set(function.__tamrin__.data)
        for name, assignment in COURSE.assignments.items()
        for question, function in assignment.declared(assignment.grader, "on_real_data").items()
    }
    done = {}
    for hw, name, record in FULL:
        done.setdefault((hw, name.split(" on ")[0]), set()).add(record["data"])
    assert said == done


@pytest.mark.parametrize(("hw", "name", "record"), MINI, ids=ids(MINI))
def test_targets_are_what_the_seeds_say(hw, name, record):
    assert record["seeds"] >= 20
    for title, measure in record["measures"].items():
        values = measure["values"]
        assert len(values) == record["seeds"], title
        mean, deviation = statistics.fmean(values), statistics.stdev(values)
        assert measure["mean"] == pytest.approx(mean, rel=1e-4)
        assert measure["sd"] == pytest.approx(deviation, rel=1e-2, abs=1e-5)
        less = measure["target"] > mean
        assert measure["target"] == pytest.approx(calibration.target(mean, deviation, less), rel=2e-2)
        assert (measure["min"], measure["max"]) == (min(values), max(values))


@pytest.mark.parametrize(("hw", "name", "record"), MINI, ids=ids(MINI))
def test_fresh_seeds_reach_the_targets(hw, name, record):
    assert record["fresh"]["reached"] >= 0.98 * record["fresh"]["seeds"]


@pytest.mark.parametrize("hw", sorted(FILES))
@pytest.mark.parametrize("subset", ["mini", "full"])
def test_file_says_where_and_with_what(hw, subset):
    found = FILES[hw].get(subset)
    if found is None:
        pytest.skip("no calibration on real data")
    assert found["backend"] and found["device"] and found["versions"]["python"]
    assert found["data"] or not COURSE.assignments[hw].meta.data
    for name, files in found["data"].items():
        if subset == "full":
            assert files == {file.name: file.sha256 for file in cards(ROOT)[name].files}
        else:  # what was calibrated with other data has to be calibrated anew
            assert files == {file: sha256((ROOT / "datasets" / file).read_bytes()).hexdigest() for file in files}


# What the course claims of its references on real data.

CLAIMS = [
    ("hw05_image_classification", "classifier", "accuracy", 0.91),  # Fashion-MNIST
    ("hw05_image_classification", "classifier on mnist", "accuracy", 0.992),
    ("hw06_self_supervision", "pretext", "gain over training from scratch", 0.0),
    ("hw07_word_embeddings", "train_embedding", "neighbour purity", 0.6),  # three topics: chance is a third
    ("hw11_principal_components", "pair_classifier", "accuracy", 0.95),
    ("hw14_recurrent_networks", "ecg_classifier", "accuracy", 0.98),
]


@pytest.mark.parametrize(("hw", "name", "title", "least"), CLAIMS)
def test_reference_reaches_on_real_data_what_is_claimed(hw, name, title, least):
    record = FILES[hw]["full"]["questions"][name]
    assert record["seeds"] >= 3
    assert record["measures"][title]["mean"] >= least


def test_variational_autoencoder_halves_the_nats_of_the_mean_image():
    measures = FILES["hw13_variational_autoencoder"]["full"]["questions"]["vae"]["measures"]
    assert measures["negative ELBO"]["max"] < 0.55 * measures["negative ELBO of the mean image"]["mean"]
    assert measures["neighbours of the same class"]["min"] > 0.5
