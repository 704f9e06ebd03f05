"""Tamrin: an auto-graded deep-learning homework kit. Authors import the authoring API from here."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tamrin.authoring import (
        Drawing,
        Erratum,
        Formula,
        Network,
        Panel,
        Targets,
        call,
        choice,
        essay,
        example,
        function,
        grades,
        law,
        measure,
        measured,
        on_real_data,
        part,
        reference,
        requirement,
        requires,
        rows,
        say,
        second_derivation,
        steps,
        trained,
        training,
        trap,
        value,
    )

__all__ = [
    "Drawing",
    "Erratum",
    "Formula",
    "Network",
    "Panel",
    "Targets",
    "call",
    "choice",
    "essay",
    "example",
    "function",
    "grades",
    "law",
    "measure",
    "measured",
    "on_real_data",
    "part",
    "reference",
    "requirement",
    "requires",
    "rows",
    "say",
    "second_derivation",
    "steps",
    "trained",
    "training",
    "trap",
    "value",
]


def __getattr__(name: str) -> Any:
    # Resolved on first use, so that `tamrin --help` does not pay for NumPy and Hypothesis.
    if name in __all__:
        from tamrin import authoring

        return getattr(authoring, name)
    raise AttributeError(f"module 'tamrin' has no attribute {name!r}")
