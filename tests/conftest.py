"""What all tests share: reproducible Hypothesis, the repository's course, and one warm process per test process."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same inputs in every run; inputs are small, so slowness is the machine's and no finding.
settings.register_profile(
    "tamrin", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tamrin")


def pytest_make_parametrize_id(val):
    """Name bytes by their length: a zip holds the time at which it was made, and all workers must agree on names."""
    return f"{len(val)}_bytes" if isinstance(val, bytes) else None


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


@pytest.fixture(scope="session")
def layer(warm):
    """The best confinement of this machine; `plain` where there is none."""
    from tamrin.sandbox.confinement import layer_of

    return layer_of(warm, unconfined=True)
