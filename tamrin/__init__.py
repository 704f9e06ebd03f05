"""Tamrin: an auto-graded deep-learning homework kit. Authors import the authoring API from here."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tamrin.authoring import (
        Erratum,
        call,
        choice,
        essay,
        example,
        function,
        grades,
        law,
        reference,
        rows,
        say,
        second_derivation,
        steps,
        trap,
        value,
    )

__all__ = [
    "Erratum",
    "call",
    "choice",
    "essay",
    "example",
    "function",
    "grades",
    "law",
    "reference",
    "rows",
    "say",
    "second_derivation",
    "steps",
    "trap",
    "value",
]


def __getattr__(name: str) -> Any:
    # Resolved on first use, so that `tamrin --help` does not pay for NumPy and Hypothesis.
    if name in __all__:
        from tamrin import authoring

        return getattr(authoring, name)
    raise AttributeError(f"module 'tamrin' has no attribute {name!r}")
