"""Variants: reading them, and whose numbers are whose."""

import hashlib
import json
import stat

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamrin.course.variants import course_secret, of_student, parse
from tamrin.judge.paper import paper


@given(st.integers(0, 2**32 - 1))
def test_parse_reads_every_seed_as_number_and_text(seed):
    assert parse(seed) == seed
    assert parse(str(seed)) == seed
    assert parse(f" {seed}\n") == seed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "-1",
        -1,
        2**32,
        "4294967296",
        "99999999999",
        "1.0",
        1.0,
        True,
        False,
        None,
        [1],
        "۱۷",
        "²",
        "0x11",
        "1 2",
        "1" * 10**6,
    ],
)
def test_parse_refuses_everything_else(text):
    assert parse(text) is None


def test_parse_reads_published():
    assert parse("published") == parse(" published ") == "published"


def test_student_variant_is_pinned():
    # HMAC-SHA256("secret", "hw02\0s1"): changing this changes every student's numbers.
    assert of_student(b"secret", "hw02", "s1") == 1539098241


def test_student_variant_depends_on_everything():
    seeds = {
        of_student(secret, assignment, student)
        for secret in (b"a", b"b")
        for assignment in ("hw01", "hw02")
        for student in ("s1", "s2", "1")
    }
    assert len(seeds) == 12


@given(st.binary(min_size=1), st.text(), st.text())
def test_student_variant_is_a_seed(secret, assignment, student):
    assert parse(of_student(secret, assignment, student)) is not None


@pytest.fixture
def no_secret(monkeypatch):
    monkeypatch.delenv("TAMRIN_SECRET", raising=False)


@pytest.mark.usefixtures("no_secret")
def test_secret_is_made_once_and_private(tmp_path):
    assert course_secret(tmp_path, create=False) is None
    made = course_secret(tmp_path, create=True)
    assert len(made) == 64
    assert course_secret(tmp_path, create=False) == course_secret(tmp_path, create=True) == made
    assert stat.S_IMODE((tmp_path / ".tamrin-secret").stat().st_mode) == 0o600


def test_secret_of_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("TAMRIN_SECRET", "s3")
    (tmp_path / ".tamrin-secret").write_text("other\n")
    assert course_secret(tmp_path, create=True) == b"s3"


def as_text(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def frozen(givens):
    """A hash of givens that tells every digit and no order."""
    text = json.dumps({g: {k: as_text(v) for k, v in given.items()} for g, given in givens.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_givens_of_a_variant_are_frozen(hw02):
    # A student's numbers must be the same at build and at grading, whatever the library versions.
    assert frozen(paper(hw02, 1).givens) == "85a653388ca7ba10"
    assert frozen(paper(hw02, "published").givens) == "6249e42d77669deb"


def test_letters_of_a_variant_are_frozen(hw02):
    assert hw02.letters("edge_meaning", 1) == {
        "A": "measures_brightness",
        "B": "one_direction",
        "C": "zero_on_flat",
        "D": "blurs",
    }
    assert hw02.letters("edge_meaning", "published") == {
        "A": "blurs",
        "B": "one_direction",
        "C": "zero_on_flat",
        "D": "measures_brightness",
    }


def test_givens_differ_between_variants(hw02):
    assert len({frozen(paper(hw02, seed).givens) for seed in range(20)}) == 20


def test_draw_does_not_depend_on_global_randomness(hw02):
    np.random.seed(1)
    first = frozen(hw02.draw(5))
    np.random.seed(2)
    assert frozen(hw02.draw(5)) == first
